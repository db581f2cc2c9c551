"""Starting a conversation: once, with those one chose, and nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from pydantic import ValidationError

from conversations import clock, history, starting
from conversations.models import Conversation, Event, Party, Place
from conversations.posting import IdReused
from conversations.protocol import StartConversation
from conversations.shapes import ConversationOpened, Entry, Member, Row
from conversations.starting import Alone, UnknownPerson
from directory import people
from directory.models import Professional

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def given(*others: UUID, subject: str = "", named: UUID | None = None) -> StartConversation:
    return StartConversation(client_id=named or uuid4(), people=list(others), subject=subject)


def test_it_opens_with_those_one_chose_who_see_everything_from_the_start(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    with clock.at(NOON):
        row = starting.start(camille, given(nadia.id, hugo.id, subject="  Retour à domicile "))
    view = history.view(hugo, row.id)
    assert view.members == [
        Member(
            person=people.shown(person),
            from_seq=1,
            to_seq=None,
            suspended=False,
            absence=None,
            formerly=[],
        )
        for person in (camille, nadia, hugo)
    ]
    assert (view.visible, view.row.subject, view.receipts) == (
        [(1, None)], "Retour à domicile", None,
    )  # fmt: skip
    page = history.page(hugo, row.id, after=0, before=None, around=None, limit=10)
    opened = ConversationOpened()
    assert page.entries == [
        Entry(
            seq=1, at=NOON, composed_at=None, party=camille.id, hand=None, counts=False, what=opened
        )
    ]


def test_the_founder_is_given_the_row_their_list_shows(
    camille: Professional, nadia: Professional
) -> None:
    row = starting.start(camille, given(nadia.id))
    assert row == history.view(camille, row.id).row
    assert isinstance(row, Row)
    assert [person.id for person in row.people] == [nadia.id]


def test_the_same_request_again_gives_the_same_conversation(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    asked = given(nadia.id, hugo.id, subject="Chute")
    first = starting.start(camille, asked)
    assert starting.start(camille, asked) == first
    turned = given(hugo.id, nadia.id, camille.id, subject="Chute", named=asked.client_id)
    assert starting.start(camille, turned) == first
    assert Conversation.objects.count() == 1


def test_the_same_id_with_another_subject_is_refused(
    camille: Professional, nadia: Professional
) -> None:
    asked = given(nadia.id, subject="M. Vidal")
    starting.start(camille, asked)
    with pytest.raises(IdReused):
        starting.start(camille, given(nadia.id, subject="Mme Sy", named=asked.client_id))


def test_the_same_id_with_other_people_is_refused(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    """Or one would write to Nadia what is meant for Hugo."""
    asked = given(nadia.id)
    starting.start(camille, asked)
    for others in ([hugo.id], [nadia.id, hugo.id]):
        with pytest.raises(IdReused):
            starting.start(camille, given(*others, named=asked.client_id))


def test_another_person_s_same_id_is_another_conversation(
    camille: Professional, nadia: Professional
) -> None:
    named = uuid4()
    first = starting.start(camille, given(nadia.id, named=named))
    second = starting.start(nadia, given(camille.id, named=named))
    assert first.id != second.id


def test_two_people_may_have_several_conversations(
    camille: Professional, nadia: Professional
) -> None:
    assert starting.start(camille, given(nadia.id)) != starting.start(camille, given(nadia.id))


def test_whoever_is_named_twice_or_is_oneself_takes_part_once(
    camille: Professional, nadia: Professional
) -> None:
    row = starting.start(camille, given(nadia.id, camille.id, nadia.id))
    assert row.member_count == 2
    assert Place.objects.count() == 2


def test_one_cannot_start_alone(camille: Professional) -> None:
    with pytest.raises(Alone) as no:
        starting.start(camille, given(camille.id))
    assert (no.value.code, no.value.status) == ("alone", 422)
    with pytest.raises(ValidationError):
        given()
    assert not Conversation.objects.exists()


def test_somebody_who_is_not_in_the_directory_is_refused_and_nothing_begins(
    camille: Professional, nadia: Professional
) -> None:
    with pytest.raises(UnknownPerson) as no:
        starting.start(camille, given(nadia.id, uuid4()))
    assert (no.value.code, no.value.status) == ("unknown_person", 422)
    assert not Conversation.objects.exists()
    assert not Party.objects.exists()


def test_more_than_a_hundred_is_too_many() -> None:
    given(*(uuid4() for _ in range(99)))
    with pytest.raises(ValidationError):
        given(*(uuid4() for _ in range(100)))


@pytest.mark.parametrize("subject", ["a" * 201, "deux\nlignes", "nul\x00", "\x1b[31m"])
def test_a_subject_is_one_short_line(subject: str) -> None:
    with pytest.raises(ValidationError):
        given(uuid4(), subject=subject)


@pytest.mark.usefixtures("own_database")
def test_the_same_request_many_times_at_once_starts_one_conversation(
    camille: Professional, nadia: Professional
) -> None:
    asked = given(nadia.id, subject="Chute")
    with ThreadPoolExecutor(12) as threads:
        rows = list(threads.map(lambda _: in_its_own_connection(camille, asked), range(24)))
    assert [row.id for row in rows] == [rows[0].id] * 24
    assert Conversation.objects.count() == 1
    assert Event.objects.count() == 1


@pytest.mark.usefixtures("own_database")
def test_people_who_choose_each_other_for_the_first_time_at_once_do_not_block_each_other(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional
) -> None:
    team = [camille, nadia, hugo, bruno]

    def start_with_the_others(turn: int) -> Row:
        founder = team[turn % 4]
        others = [person.id for person in team if person != founder]
        return in_its_own_connection(founder, given(*others))

    with ThreadPoolExecutor(12) as threads:
        rows = list(threads.map(start_with_the_others, range(24)))
    assert len({row.id for row in rows}) == 24


def in_its_own_connection(founder: Professional, asked: StartConversation) -> Row:
    try:
        return starting.start(founder, asked)
    finally:
        connection.close()
