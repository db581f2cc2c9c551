"""« Vu par » in detail: who has seen a message, who was given it, who was not and why."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from chat.errors import NotFound
from conversations import clock, history
from conversations.readers import readers_of
from conversations.shapes import Member, NotDelivered, Reader, Readers
from directory import absences, people
from directory.absence_shapes import NewAbsence
from directory.models import Account, Professional
from tests.conversations.acts import hold, join, leave, say, see

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SIGHT = NOON + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def question(camille: Professional, conversation: UUID) -> int:
    return say(camille, conversation, "Qui passe demain ?")


def reader(
    professional: Professional,
    at: datetime | None = None,
    *,
    left: bool = False,
    reason: NotDelivered | None = None,
) -> Reader:
    return Reader(
        person=people.shown(professional),
        hand=None,
        displayed_at=at,
        recorded_at=at,
        left=left,
        suspended=False,
        reason=reason,
    )


def has_signed_in(professional: Professional) -> None:
    Account.objects.filter(professional=professional).update(last_login=timezone.now())


def see_at(at: datetime, professional: Professional, conversation: UUID, seq: int) -> None:
    with clock.at(at):
        see(professional, conversation, seq)


def test_each_is_in_one_group_and_the_author_in_none(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
) -> None:
    see_at(SIGHT, nadia, conversation, question)
    hold(hugo, conversation, question)
    see_at(SIGHT, camille, conversation, question)
    assert readers_of(camille, conversation, question) == Readers(
        seq=question, seen=[reader(nadia, SIGHT)], delivered=[reader(hugo)],
        not_delivered=[], later=[],
    )  # fmt: skip


def test_who_was_not_given_it_is_listed_with_the_reason(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
) -> None:
    has_signed_in(nadia)
    details = readers_of(camille, conversation, question)
    assert details.not_delivered == [
        reader(nadia, reason=NotDelivered.NOT_CONNECTED),
        reader(hugo, reason=NotDelivered.NEVER_CONNECTED),
    ]
    assert (details.seen, details.delivered, details.later) == ([], [], [])


def test_who_is_away_is_listed_with_until_when_and_who_stands_in(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
) -> None:
    has_signed_in(nadia)
    today = timezone.localdate()
    said = NewAbsence(from_on=today, until_on=today + timedelta(3), stand_in=hugo.id)
    absence = absences.say(nadia, said)
    nadias, hugos = readers_of(camille, conversation, question).not_delivered
    assert (nadias.reason, nadias.absence) == (NotDelivered.ABSENT, absence)
    assert (hugos.reason, hugos.absence) == (NotDelivered.NEVER_CONNECTED, None)


def test_those_who_have_seen_are_listed_by_the_time_they_did(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
) -> None:
    later = SIGHT + timedelta(minutes=1)
    see_at(later, nadia, conversation, question)
    see_at(SIGHT, hugo, conversation, question)
    seen = readers_of(camille, conversation, question).seen
    assert seen == [reader(hugo, SIGHT), reader(nadia, later)]


def test_every_participant_knows_what_the_author_knows(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
) -> None:
    see_at(SIGHT, nadia, conversation, question)
    assert readers_of(hugo, conversation, question) == readers_of(camille, conversation, question)


def test_one_who_left_before_seeing_leaves_the_denominator(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    question: int,
) -> None:
    leave(hugo, conversation)
    say(camille, conversation)
    details = readers_of(camille, conversation, question)
    assert details.not_delivered == [reader(nadia, reason=NotDelivered.NEVER_CONNECTED)]
    receipts = history.view(camille, conversation).receipts
    assert receipts
    assert receipts.readers == 1


def test_one_who_had_seen_it_and_left_keeps_the_time(
    camille: Professional, hugo: Professional, conversation: UUID, question: int
) -> None:
    see_at(SIGHT, hugo, conversation, question)
    leave(hugo, conversation)
    assert readers_of(camille, conversation, question).seen == [reader(hugo, SIGHT, left=True)]


def test_one_who_had_left_before_it_was_sent_is_no_reader(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    leave(hugo, conversation)
    seq = say(camille, conversation)
    details = readers_of(camille, conversation, seq)
    assert details.not_delivered == [reader(nadia, reason=NotDelivered.NEVER_CONNECTED)]


def test_one_who_joined_later_is_listed_apart_once_they_have_seen_it(
    camille: Professional,
    bruno: Professional,
    conversation: UUID,
    question: int,
) -> None:
    join(bruno, conversation, history_from=1)
    say(camille, conversation, "Bienvenue")
    before = readers_of(camille, conversation, question)
    assert before.later == []
    see_at(SIGHT, bruno, conversation, question)
    after = readers_of(camille, conversation, question)
    assert after == before.model_copy(update={"later": [reader(bruno, SIGHT)]})


def test_the_line_under_my_message_does_not_count_one_who_joined_later(
    camille: Professional,
    nadia: Professional,
    bruno: Professional,
    conversation: UUID,
    question: int,
) -> None:
    join(bruno, conversation, history_from=1)
    say(nadia, conversation, "Bienvenue")
    see_at(SIGHT, bruno, conversation, question)
    receipts = history.view(camille, conversation).receipts
    assert receipts
    assert (receipts.readers, receipts.seen, receipts.delivered) == (2, [], [])


def test_bruno_is_told_the_same_of_a_message_that_is_there_and_of_none(
    bruno: Professional, conversation: UUID, question: int
) -> None:
    refusals = []
    for where, seq in [(conversation, question), (conversation, 99), (uuid4(), question)]:
        with pytest.raises(NotFound) as no:
            readers_of(bruno, where, seq)
        refusals.append(repr(no.value))
    assert len(set(refusals)) == 1


def test_one_cannot_ask_about_a_message_from_before_one_came(
    bruno: Professional, camille: Professional, conversation: UUID, question: int
) -> None:
    join(bruno, conversation)
    say(camille, conversation)
    with pytest.raises(NotFound):
        readers_of(bruno, conversation, question)


def test_a_line_of_the_system_has_no_readers(camille: Professional, conversation: UUID) -> None:
    with pytest.raises(NotFound):
        readers_of(camille, conversation, 1)


def test_the_members_are_those_of_today_and_those_who_left(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
    question: int,
) -> None:
    leave(hugo, conversation)
    say(camille, conversation)
    join(bruno, conversation)
    say(camille, conversation)
    stays = [(camille, 1, None), (nadia, 1, None), (hugo, 1, 3), (bruno, 5, None)]
    assert history.view(camille, conversation).members == [
        Member(
            person=people.shown(one),
            from_seq=first,
            to_seq=last,
            suspended=False,
            absence=None,
            formerly=[],
        )
        for one, first, last in stays
    ]


def test_one_who_left_knows_the_members_of_their_time(
    camille: Professional, hugo: Professional, bruno: Professional, conversation: UUID
) -> None:
    leave(hugo, conversation)
    join(bruno, conversation)
    say(camille, conversation)
    names = [member.person.given_name for member in history.view(hugo, conversation).members]
    assert names == ["Camille", "Nadia", "Hugo"]
