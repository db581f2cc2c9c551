"""Somebody is added: who may be, what they are given to see, what each of them is told."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import adding, clock
from conversations.adding import NoAccount
from conversations.arriving import Full
from conversations.care import CareMissing, PatientObjects
from conversations.membership import facts_of, visible_ranges
from conversations.models import Event, Place
from conversations.protocol import AddPeople, Archive, GiveAll, MarkRead, StartConversation
from conversations.shapes import CareLink, History, HistoryChoices
from conversations.starting import start as start_by_rule
from directory import accounts, people
from directory.models import Professional
from tests.conversations.acts import (
    about,
    add,
    answer,
    counts,
    filters_with,
    join,
    leave,
    listed,
    mark,
    moment_of,
    oppose,
    place_of,
    say,
    say_many,
    see,
    undo,
    widen,
)
from tests.conversations.newcomers import (
    ALL,
    ARCHIVED,
    INBOX,
    add_by_id,
    colleague,
    line,
    row_of,
    texts,
)


def test_everybody_is_told_who_was_added_with_what(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno, history_from=1)
    told = line(nadia, talk)
    assert told == line(bruno, talk)
    assert told.member == people.shown(bruno)
    assert told.history == History(from_seq=1, messages=4, files=0)
    assert told.care is None


@pytest.mark.parametrize(
    ("history_from", "visible", "given"),
    [
        (1, [(1, None)], History(from_seq=1, messages=4, files=0)),
        (4, [(4, None)], History(from_seq=4, messages=2, files=0)),
        (None, [(6, None)], History(from_seq=6, messages=0, files=0)),
    ],
)
def test_a_newcomer_sees_what_they_were_given_and_all_that_follows(
    camille: Professional,
    bruno: Professional,
    talk: UUID,
    history_from: int | None,
    visible: list[tuple[int, int | None]],
    given: History,
) -> None:
    add(camille, talk, bruno, history_from=history_from)
    say(camille, talk, "Bienvenue")
    assert list(place_of(bruno, talk).visible) == visible
    assert texts(bruno, talk) == [f"Message {n}" for n in range(4 - given.messages, 4)] + [
        "Bienvenue"
    ]
    assert Event.objects.get(conversation=talk, seq=6).details == {"history": given.model_dump()}


def test_the_numbers_are_known_before_one_chooses(camille: Professional, talk: UUID) -> None:
    assert adding.preview(camille, talk, moment_of(talk, 3)) == HistoryChoices(
        about_patient=False,
        all=History(from_seq=1, messages=4, files=0),
        since=History(from_seq=3, messages=3, files=0),
    )
    later = adding.preview(camille, talk, clock.now() + timedelta(days=1))
    assert later.since == History(from_seq=6, messages=0, files=0)


def test_nobody_gives_more_than_they_see(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno)
    say(camille, talk, "Bienvenue")
    paul = colleague("Paul")
    assert adding.preview(bruno, talk, None).all == History(from_seq=6, messages=1, files=0)
    add(bruno, talk, paul, history_from=1)
    assert texts(paul, talk) == ["Bienvenue"]
    widen(camille, talk, paul)
    assert len(texts(paul, talk)) == 5
    assert len(texts(bruno, talk)) == 1


def test_being_added_counts_one_for_the_newcomer_and_for_nobody_else(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    mark(nadia, talk, MarkRead(upto=5))
    mark(nadia, talk, Archive(known_seq=5))
    before = row_of(camille, talk)
    add(camille, talk, bruno, history_from=1)
    assert row_of(bruno, talk).place.unread == 1
    assert counts(bruno).unread == counts(bruno).inbox == 1
    assert counts(nadia).unread == 0
    assert filters_with(nadia, talk) == {ALL, ARCHIVED}, "it lifts nothing for the others"
    mine = row_of(camille, talk)
    assert (mine.last, mine.content_at) == (before.last, before.content_at)
    assert mine.place.read_upto == before.place.read_upto, "to add is not to have read"
    see(bruno, talk, 6)
    assert row_of(bruno, talk).place.unread == 0


def test_a_newcomer_finds_the_conversation_on_top_of_their_inbox_even_without_a_message(
    camille: Professional, nadia: Professional, bruno: Professional
) -> None:
    old = start_by_rule(camille, StartConversation(client_id=uuid4(), people=[nadia.id])).id
    other = start_by_rule(camille, StartConversation(client_id=uuid4(), people=[bruno.id])).id
    say(camille, other)
    with clock.at(clock.now() + timedelta(days=2)):
        join(bruno, old)
    assert listed(bruno, INBOX) == [old, other]
    assert row_of(bruno, old).last is not None
    with clock.at(clock.now() + timedelta(days=3)):
        say(camille, other)
    assert listed(bruno, INBOX) == [other, old]


def test_several_are_added_at_once_each_with_a_line(
    camille: Professional, bruno: Professional, talk: UUID
) -> None:
    paul = colleague("Paul")
    add(camille, talk, bruno, paul)
    assert list(place_of(bruno, talk).visible) == [(6, None)]
    assert list(place_of(paul, talk).visible) == [(7, None)]
    assert row_of(bruno, talk).place.unread == row_of(paul, talk).place.unread == 1
    assert [person.id for person in row_of(camille, talk).people][-2:] == [bruno.id, paul.id]
    assert row_of(camille, talk).member_count == 5


def test_adding_somebody_who_is_there_changes_nothing(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    assert add(camille, talk, nadia, history_from=1) == 5
    assert Event.objects.filter(conversation=talk).count() == 5


def test_only_somebody_with_an_account_that_is_active_can_be_added(
    camille: Professional, bruno: Professional, talk: UUID
) -> None:
    unknown = people.add(given_name="Ines", family_name="Test", profession="Infirmière")
    accounts.deactivate(bruno.account)
    for whom in (unknown.id, bruno.id, uuid4()):
        with pytest.raises(NoAccount):
            add_by_id(camille, talk, whom)
    assert Event.objects.filter(conversation=talk).count() == 5


def test_a_conversation_holds_a_hundred_at_most(camille: Professional, talk: UUID) -> None:
    crowd = [colleague(f"N{number}") for number in range(98)]
    with pytest.raises(Full):
        add(camille, talk, *crowd)
    add(camille, talk, *crowd[:97])
    with pytest.raises(Full):
        add(camille, talk, crowd[97])


def test_bruno_cannot_add_himself_nor_anybody(
    bruno: Professional, hugo: Professional, talk: UUID
) -> None:
    leave(hugo, talk)
    for outsider in (bruno, hugo):
        with pytest.raises(NotFound):
            add(outsider, talk, bruno)
        with pytest.raises(NotFound):
            adding.preview(outsider, talk, None)
        with pytest.raises(NotFound):
            widen(outsider, talk, outsider)
        with pytest.raises(NotFound):
            undo(outsider, talk, bruno)


def test_a_place_says_what_its_facts_say_whatever_happened(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno)
    widen(camille, talk, bruno, 3)
    undo(camille, talk, bruno)
    add(camille, talk, bruno, history_from=2)
    leave(bruno, talk)
    say_many(camille, talk, 3)
    for place in Place.objects.filter(conversation=talk):
        assert list(place.visible) == visible_ranges(facts_of(talk, place.party_id))


def test_about_a_patient_one_says_why_the_newcomer_may_know(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    about(camille, talk)
    assert adding.preview(camille, talk, None).about_patient
    with pytest.raises(CareMissing):
        add(camille, talk, bruno, history_from=1)
    given = AddPeople(ref=uuid4(), people=[bruno.id], history=GiveAll(), care=CareLink.TEAM)
    adding.add(camille, talk, given)
    assert line(nadia, talk).care == CareLink.TEAM


def test_a_patient_s_objection_lets_nobody_in(
    camille: Professional, hugo: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno)
    leave(hugo, talk)
    patient = about(camille, talk)
    given = AddPeople(ref=uuid4(), people=[hugo.id], history=GiveAll(), care=CareLink.TEAM)
    adding.add(camille, talk, given)
    oppose(camille, talk, patient)
    for act in (
        lambda: adding.add(camille, talk, given),
        lambda: widen(camille, talk, bruno),
        lambda: answer(hugo, talk),
    ):
        with pytest.raises(PatientObjects):
            act()
    oppose(camille, talk, patient, recorded=False)
    answer(hugo, talk)
    assert line(camille, talk).care == CareLink.TEAM
