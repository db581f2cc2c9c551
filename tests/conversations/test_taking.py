"""« Pris en compte » : asked of named people, said by them, and where it is still awaited."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from chat.errors import NotFound, Refusal
from conversations import awaiting, clock, history, inbox, posting, taking
from conversations.models import Awaited, Event, Place
from conversations.posting import Draft, IdReused
from conversations.protocol import Accepted, Archive
from conversations.reading import NotVisible
from conversations.shapes import Asked, InboxFilter, MessagePosted, Request, Whose
from conversations.taking import NotAsked, NotTakenYet, TooLateToUndo
from directory import people
from directory.models import Professional
from tests.conversations.acts import (
    ask,
    cancel,
    correct,
    join,
    leave,
    listed,
    mark,
    mask,
    place_of,
    request_in,
    say,
    see,
    start,
    take,
    take_back,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def team(nadia: Professional, hugo: Professional, bruno: Professional) -> list[Professional]:
    more = (
        people.add(given_name=f"Alix {n}", family_name="Roy", profession="Médecin") for n in "abc"
    )
    return [nadia, hugo, bruno, *more]


def test_those_asked_are_named_under_the_message_and_the_one_who_takes_it_has_a_time(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia, hugo)
    with clock.at(NOON):
        take(nadia, conversation, seq)
    for reader in (camille, nadia, hugo):
        assert request_in(reader, conversation, seq) == Request(
            urgent=False,
            people=[Asked(party=nadia.id, taken_at=NOON), Asked(party=hugo.id, taken_at=None)],
        )


def test_taking_twice_says_it_once(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    assert take(nadia, conversation, seq) == take(nadia, conversation, seq)
    assert Event.objects.filter(kind=Event.Kind.TAKEN).count() == 1


def test_it_is_undone_within_five_minutes_and_not_after(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    with clock.at(NOON):
        take(nadia, conversation, seq)
    with clock.at(NOON + timedelta(minutes=5)):
        assert take_back(nadia, conversation, seq) == take_back(nadia, conversation, seq)
    assert open_of(nadia) == [seq]
    with clock.at(NOON + timedelta(minutes=6)):
        take(nadia, conversation, seq)
    with clock.at(NOON + timedelta(minutes=11, seconds=1)), pytest.raises(TooLateToUndo):
        take_back(nadia, conversation, seq)
    assert open_of(nadia) == []


def test_only_those_asked_can_take_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    for somebody in (camille, hugo):
        with pytest.raises(NotAsked):
            take(somebody, conversation, seq)
    with pytest.raises(NotAsked):
        take(nadia, conversation, 1)
    with pytest.raises(NotVisible):
        take(nadia, conversation, seq + 1)
    with pytest.raises(NotTakenYet):
        take_back(nadia, conversation, seq)


def test_bruno_and_one_who_left_take_nothing(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia)
    leave(nadia, conversation)
    for somebody in (bruno, nadia):
        with pytest.raises(NotFound):
            take(somebody, conversation, seq)
        with pytest.raises(NotFound):
            take_back(somebody, conversation, seq)
        assert open_of(somebody) == []


def test_what_was_cancelled_or_masked_cannot_be_taken_and_is_awaited_no_more(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    for undo in (cancel, mask):
        seq = ask(camille, conversation, nadia, urgent=True)
        undo(camille, conversation, seq)
        assert open_of(nadia) == []
        with pytest.raises(taking.ChangedSince):
            take(nadia, conversation, seq)
        assert not place_of(nadia, conversation).urgent
        assert not Awaited.objects.exists()


def test_what_was_corrected_is_awaited_in_its_correction_only(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia, urgent=True)
    see(nadia, conversation, seq)
    corrected = correct(camille, conversation, seq, "Autrement").seq
    assert corrected
    assert open_of(nadia) == [corrected]
    with pytest.raises(taking.ChangedSince):
        take(nadia, conversation, seq)
    assert place_of(nadia, conversation).urgent
    take(nadia, conversation, corrected)
    assert open_of(nadia) == []
    assert not place_of(nadia, conversation).urgent


def test_an_outsider_can_be_neither_named_nor_asked(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    assert code_of(draft(camille, conversation, mentions=(bruno.id,))) == "not_a_member"
    assert code_of(draft(camille, conversation, asked=(nadia.id, bruno.id))) == "not_a_member"
    leave(nadia, conversation)
    assert code_of(draft(camille, conversation, mentions=(nadia.id,))) == "not_a_member"


def test_nobody_asks_themselves(camille: Professional, conversation: UUID) -> None:
    assert code_of(draft(camille, conversation, asked=(camille.id,))) == "asks_oneself"


def test_an_urgent_one_is_asked_of_five_people_at_most(
    camille: Professional, team: list[Professional]
) -> None:
    room = start(camille, *team)
    everybody = tuple(person.id for person in team)
    assert len(everybody) == 6
    assert code_of(draft(camille, room, asked=everybody, urgent=True)) == "too_many_urgent"
    assert code_of(draft(camille, room, asked=everybody)) is None
    assert code_of(draft(camille, room, asked=everybody[:5], urgent=True)) is None


def test_the_same_id_with_anything_else_is_refused(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = say(nadia, conversation)
    sent = draft(
        camille, conversation, quote=seq, mentions=(hugo.id,), asked=(nadia.id,), urgent=True
    )
    first = posting.post([sent])
    assert posting.post([sent, sent]) == first * 2
    for other in (
        {"quote": None},
        {"mentions": (nadia.id,)},
        {"asked": (hugo.id,)},
        {"urgent": False},
        {"text": "Autre"},
    ):
        [answer] = posting.post([changed(sent, **other)])
        assert isinstance(answer, IdReused), other
    batch = draft(camille, conversation, asked=(nadia.id,))
    answers = posting.post([batch, batch, changed(batch, urgent=True)])
    assert [type(answer) for answer in answers] == [Accepted, Accepted, IdReused]


def test_one_answers_what_one_may_see_and_nothing_else(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Avant Bruno")
    elsewhere = start(nadia, camille)
    say(nadia, elsewhere)
    say(nadia, elsewhere)
    join(bruno, conversation)
    assert code_of(draft(nadia, conversation, quote=seq)) is None
    assert code_of(draft(bruno, conversation, quote=seq)) == "not_visible"
    assert code_of(draft(nadia, conversation, quote=1)) == "not_visible"
    assert code_of(draft(nadia, conversation, quote=99)) == "not_visible"
    assert code_of(draft(bruno, conversation, quote=seq + 2)) is None


def test_a_newcomer_without_history_sees_that_something_is_answered_and_not_what(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Avant Bruno")
    join(bruno, conversation)
    [answer] = posting.post([draft(nadia, conversation, quote=seq)])
    assert isinstance(answer, Accepted)
    assert answer.seq
    body = history.entry_of(bruno, conversation, answer.seq).what
    assert isinstance(body, MessagePosted)
    assert body.quote == seq
    with pytest.raises(NotFound):
        history.entry_of(bruno, conversation, seq)
    assert history.entry_of(nadia, conversation, seq).seq == seq


def test_what_is_urgent_for_me_stands_on_top_of_every_filter_that_holds_it_until_i_take_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = ask(camille, conversation, nadia, urgent=True)
    later = start(camille, nadia, hugo)
    say(camille, later)
    for show in (InboxFilter.INBOX, InboxFilter.UNREAD, InboxFilter.ALL, InboxFilter.CONVERSATIONS):
        assert listed(nadia, show) == [conversation, later]
    # Asked of nobody else: of others it is one of many.
    assert listed(hugo, InboxFilter.INBOX) == [later, conversation]
    assert listed(camille, InboxFilter.CONVERSATIONS) == [later, conversation]
    take(nadia, conversation, seq)
    assert listed(nadia, InboxFilter.INBOX) == [later, conversation]
    take_back(nadia, conversation, seq)
    assert listed(nadia, InboxFilter.INBOX) == [conversation, later]


def test_a_conversation_stays_urgent_until_all_that_is_urgent_in_it_is_taken(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    first = ask(camille, conversation, nadia, urgent=True)
    second = ask(hugo, conversation, nadia, urgent=True)
    ask(hugo, conversation, nadia)
    take(nadia, conversation, first)
    assert place_of(nadia, conversation).urgent
    take(nadia, conversation, second)
    assert not place_of(nadia, conversation).urgent


def test_page_after_page_nothing_is_left_out_and_nothing_comes_twice(
    camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "PAGE", 3)
    rooms = [start(camille, nadia) for _ in range(17)]
    for n, room in enumerate(rooms):
        with clock.at(NOON - timedelta(days=n % 5, minutes=n)):
            ask(camille, room, nadia, urgent=n % 4 == 0)
    urgent = [room for n, room in enumerate(rooms) if n % 4 == 0]
    found = all_pages(nadia)
    assert sorted(found, key=str) == sorted(rooms, key=str)
    assert set(found[: len(urgent)]) == set(urgent)
    assert found[len(urgent) :] == last_first(nadia, set(rooms) - set(urgent))
    assert found[: len(urgent)] == last_first(nadia, set(urgent))


def test_an_urgent_one_and_a_mention_bring_back_what_is_kept_archived(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    for naming, back in (
        ({}, False),
        ({"mentions": (hugo.id,)}, False),
        ({"mentions": (nadia.id,)}, True),
        ({"asked": (nadia.id,)}, True),
        ({"asked": (hugo.id,)}, False),
        ({"asked": (hugo.id,), "urgent": True}, True),
    ):
        mark(nadia, conversation, Archive(known_seq=999, keep=True))
        posting.post([draft(camille, conversation, **naming)])
        assert (conversation in listed(nadia, InboxFilter.INBOX)) == back, naming


def test_open_requests_are_those_asked_of_me_and_those_i_ask(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    first = ask(camille, conversation, nadia, hugo, text="Dosage ?")
    second = ask(camille, conversation, nadia, urgent=True)
    asked = awaiting.page(nadia, Whose.OF_ME, after=None)
    assert [(one.seq, one.urgent, one.by.id) for one in asked.requests] == [
        (second, True, camille.id),
        (first, False, camille.id),
    ]
    assert (asked.of_me, asked.by_me) == (2, 0)
    assert asked.requests[1].text == "Dosage ?"
    take(nadia, conversation, first)
    theirs = awaiting.page(camille, Whose.BY_ME, after=None)
    assert [(one.seq, [who.id for who in one.waiting]) for one in theirs.requests] == [
        (second, [nadia.id]),
        (first, [hugo.id]),
    ]
    assert (theirs.of_me, theirs.by_me) == (0, 2)
    leave(camille, conversation)
    assert awaiting.page(camille, Whose.BY_ME, after=None).by_me == 0


def test_open_requests_come_page_after_page(
    camille: Professional, nadia: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awaiting, "PAGE", 2)
    rooms = [start(camille, nadia) for _ in range(3)]
    with clock.at(NOON):  # all at the same moment
        asked = {(room, ask(camille, room, nadia)) for room in rooms for _ in range(2)}
    found, after = [], None
    while True:
        page = awaiting.page(nadia, Whose.OF_ME, after=after)
        found += [(one.conversation, one.seq) for one in page.requests]
        after = page.next
        if after is None:
            break
    assert len(found) == len(set(found)) == 6
    assert set(found) == asked


def test_one_knows_how_many_urgent_ones_one_has_sent_today(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with clock.at(NOON - timedelta(days=1)):
        ask(camille, conversation, nadia, urgent=True)
    with clock.at(NOON):
        ask(camille, conversation, nadia, urgent=True)
        ask(camille, conversation, nadia)
        assert awaiting.urgent_today(camille).sent == 1
        assert awaiting.urgent_today(nadia).sent == 0


def draft(author: Professional, conversation: UUID, **more: object) -> Draft:
    given: dict[str, object] = {"text": "Bonjour", "composed_at": timezone.now()} | more
    return Draft(author=author.id, id=uuid4(), conversation=conversation, **given)  # type: ignore[arg-type]


def changed(sent: Draft, **more: object) -> Draft:
    given = {name: getattr(sent, name) for name in Draft.__slots__}
    return Draft(**given | more)


def code_of(sent: Draft) -> str | None:
    [answer] = posting.post([sent])
    return answer.code if isinstance(answer, Refusal) else None


def open_of(person: Professional) -> list[int]:
    return [one.seq for one in awaiting.page(person, Whose.OF_ME, after=None).requests]


def all_pages(person: Professional) -> list[UUID]:
    found: list[UUID] = []
    after = None
    while True:
        page = inbox.page(person, InboxFilter.ALL, after=after)
        found += [row.id for row in page.rows]
        after = page.next
        if after is None:
            return found


def last_first(person: Professional, rooms: set[UUID]) -> list[UUID]:
    places = Place.objects.filter(party=person.id, conversation__in=rooms)
    return list(places.order_by("-conversation__content_at").values_list("conversation", flat=True))
