"""Each row of the table, from what is said to what is told: who has still not seen it is told."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from conversations import posting, reminding
from conversations.correction_shapes import NewReminder
from conversations.due import drain
from conversations.letters import News, State
from conversations.models import Due
from conversations.protocol import Archive, SetNotify
from conversations.shapes import Level
from directory.models import Professional
from push import deciding, digest, preferences
from push.models import Delivery, Device, Fallback, Notice, PutOff
from tests.conversations.acts import (
    add,
    ask,
    cancel,
    close,
    correct,
    draft,
    leave,
    mark,
    mask,
    reopen,
    report,
    say,
    see,
    start,
    take,
)
from tests.conversations.acts.mail import DELMAS, become, come_in, receive_letter, write_letter
from tests.directory.conftest import Clock
from tests.push.people import away, prefer, quiet, work


@pytest.fixture(autouse=True)
def _monday_morning(clock: Clock) -> None:
    """8:12, and time stands still."""


def call(author: Professional, conversation: UUID, *people: Professional) -> int:
    """Name them with @."""
    named = replace(draft(author, conversation), mentions=tuple(one.id for one in people))
    [answer] = posting.post([named])
    assert answer.seq  # type: ignore[union-attr]
    return answer.seq  # type: ignore[union-attr]


# --- A message ---------------------------------------------------------------------------------


def test_those_who_have_not_seen_it_are_told_a_moment_later_and_its_author_never(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    work(clock)
    seq = say(camille, conversation)
    assert drain() == 1, "what search looks in, at once"
    see(hugo, conversation, seq)
    assert work(clock) == [("Nadia", seq, True)]
    deciding.decide(conversation, seq)
    assert work(clock) == [], "told once"


def test_what_follows_within_two_minutes_is_without_a_sound(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    say(camille, two)
    assert [sound for *_, sound in work(clock)] == [True]
    clock.pass_by(seconds=60)
    say(camille, two)
    assert [sound for *_, sound in work(clock)] == [False]
    clock.pass_by(seconds=121)
    say(camille, two)
    assert [sound for *_, sound in work(clock)] == [True]


def test_of_a_burst_one_is_told_once_with_a_sound(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    for _ in range(3):
        last = say(camille, two)
    assert work(clock) == [("Nadia", last, True)]


def test_in_quiet_hours_nobody_is_told_of_a_message(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    quiet(nadia)
    say(camille, start(camille, nadia))
    assert work(clock) == []


def test_who_is_away_is_told_of_nothing_that_is_not_urgent(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    away(nadia)
    say(camille, conversation)
    seq = call(camille, conversation, nadia)
    assert work(clock) == [("Hugo", seq, True)]


def test_comings_goings_and_closings_are_told_to_nobody(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
    clock: Clock,
) -> None:
    work(clock)
    added = add(camille, conversation, bruno)
    leave(hugo, conversation)
    close(camille, conversation)
    reopen(camille, conversation)
    mark(nadia, conversation, Archive(known_seq=99))
    assert work(clock) == [("Bruno", added, True)], "he was added: he alone is told"


def test_whoever_is_outside_is_told_of_nothing(
    camille: Professional, bruno: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    leave(hugo, conversation)
    seq = say(camille, conversation, "Mme Canari va mieux")
    assert {name for name, *_ in work(clock)} == {"Nadia"}
    assert "Canari" not in str(list(Notice.objects.values()) + list(Due.objects.values()))
    assert seq


# --- Groups, and what one asked for ------------------------------------------------------------


def test_a_large_group_is_as_any_other_until_mentions_only_are_wanted(
    camille: Professional, nadia: Professional, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preferences, "LARGE", 1)
    two = start(camille, nadia)
    seq = say(camille, two)
    assert work(clock) == [("Nadia", seq, True)]
    prefer(nadia, large_groups=Level.MENTIONS)
    say(camille, two)
    assert work(clock) == []
    seq = call(camille, two, nadia)
    assert work(clock) == [("Nadia", seq, True)]
    monkeypatch.setattr(preferences, "LARGE", 12)
    clock.pass_by(minutes=3)
    seq = say(camille, two)
    assert work(clock) == [("Nadia", seq, True)]


def test_what_is_wanted_of_one_conversation_goes_before_and_ends(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    mark(nadia, two, SetNotify(level=Level.NONE, until=clock.moment + timedelta(hours=1)))
    say(camille, two)
    call(camille, two, nadia)
    assert work(clock) == []
    clock.pass_by(hours=1)
    seq = say(camille, two)
    assert work(clock) == [("Nadia", seq, True)]


def test_what_is_kept_archived_is_silent_but_for_what_names_one(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    work(clock)
    mark(nadia, conversation, Archive(known_seq=99, keep=True))
    seq = say(camille, conversation)
    assert work(clock) == [("Hugo", seq, True)]
    seq = call(camille, conversation, nadia)
    assert ("Nadia", seq, True) in work(clock)


# --- What is for one person, and what was wrong ------------------------------------------------


def test_who_is_named_or_asked_is_told_in_quiet_hours_without_a_sound(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    quiet(nadia)
    named, asked = call(camille, two, nadia), ask(camille, two, nadia)
    assert work(clock) == [("Nadia", asked, False)]
    assert named < asked


@pytest.mark.parametrize("how", ["corrected", "cancelled"])
def test_what_one_saw_and_is_wrong_is_told_even_where_one_asked_for_silence(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
    clock: Clock,
    how: str,
) -> None:
    dose = say(camille, conversation, "5 mg")
    see(nadia, conversation, dose)
    work(clock)
    for person in (nadia, hugo):
        mark(person, conversation, SetNotify(level=Level.NONE))
    said = (camille, conversation, dose)
    wrong = correct(*said, "50 mg") if how == "corrected" else cancel(*said)
    assert work(clock) == [("Nadia", wrong.seq, False)], "Hugo has seen nothing wrong"


def test_who_is_reminded_of_a_correction_is_told_and_nobody_else(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    dose = say(camille, conversation, "5 mg")
    for person in (nadia, hugo):
        see(person, conversation, dose)
    right = correct(camille, conversation, dose, "50 mg").seq or 0
    see(hugo, conversation, right)
    work(clock)
    reminded = reminding.remind(camille, conversation, right, NewReminder(ref=uuid4()))
    assert work(clock) == [("Nadia", reminded.seq, True)]


def test_the_author_of_what_is_reported_is_told_and_nobody_else(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    dose = say(camille, conversation, "5 mg")
    assert work(clock) == [("Hugo", dose, True), ("Nadia", dose, True)]
    report(nadia, conversation, dose)
    assert work(clock) == [("Camille", dose, True)]
    notice = Notice.objects.get(person=camille)
    assert deciding.still_due(notice)
    correct(camille, conversation, dose, "50 mg")
    assert not deciding.still_due(notice)


def test_a_correction_nobody_needed_and_a_masking_are_told_to_nobody(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    first = say(camille, two, "5 mg")
    correct(camille, two, first, "50 mg")
    assert work(clock) == [("Nadia", first, True)]
    second = say(camille, two, "Pour une autre")
    mask(camille, two, second)
    assert work(clock) == []


def test_of_a_burst_whose_last_message_is_masked_those_before_it_are_told(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    first, second, third = (say(camille, two) for _ in range(3))
    assert work(clock) == [("Nadia", third, True)]
    mask(camille, two, third)
    assert not deciding.still_due(Notice.objects.get(seq=third)), "it had not left yet"
    assert work(clock) == [("Nadia", second, False)]
    mask(camille, two, second)
    assert work(clock) == [("Nadia", first, False)]


def test_in_quiet_hours_they_are_told_at_their_end(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    quiet(nadia)
    say(camille, two)
    assert work(clock) == []
    second, third = say(camille, two), say(camille, two)
    assert work(clock) == []
    mask(camille, two, third)
    assert work(clock) == []
    assert PutOff.objects.get(person=nadia).seq == second


@pytest.mark.parametrize("how", ["on a device", "by mail", "by what came after", "they were read"])
def test_what_somebody_knows_of_is_not_told_again_as_something_was_masked(
    how: str, camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    first, second = say(camille, two), say(camille, two)
    work(clock)
    match how:
        case "on a device":
            notice = Notice.objects.get(person=nadia, seq=second)
            accepted(notice)
        case "by mail":
            written = Fallback.objects.filter(person=nadia)
            written.update(written_at=clock.moment + timedelta(minutes=10))
        case "by what came after":
            say(camille, two)
            work(clock)
        case _:
            see(nadia, two, 1, first)
    mask(camille, two, second)
    assert work(clock) == []


def accepted(notice: Notice) -> None:
    now = timezone.now()
    device = Device.objects.create(
        account=notice.person.account,
        browser=uuid4().hex,
        endpoint_hash=uuid4().hex,
        since=now,
        session_ends_at=now,
    )
    Delivery.objects.create(
        notice=notice, device=device, state="accepted", next_at=now, accepted_at=now
    )


def test_what_was_replaced_meanwhile_is_told_once_by_what_replaces_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    dose = say(camille, conversation, "5 mg")
    see(nadia, conversation, dose)
    right = correct(camille, conversation, dose, "50 mg").seq
    assert work(clock) == [("Hugo", right, True), ("Nadia", right, True)]


# --- Courriers ---------------------------------------------------------------------------------


def test_a_courrier_is_told_as_a_message_is(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    receive_letter(nadia)
    [(who, _, sound)] = work(clock)
    assert (who, sound) == ("Nadia", True)


def test_of_what_patients_write_one_is_told_once_an_hour(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    first, second = (receive_letter(nadia) for _ in range(2))
    work(clock)
    clock.pass_by(minutes=3)
    written = write_as_patient(nadia, first)
    assert work(clock) == [("Nadia", written, True)]
    write_as_patient(nadia, second)
    assert work(clock) == []
    clock.pass_by(hours=1)
    digest.go()
    assert Notice.objects.filter(conversation=second, person=nadia).count() == 2


def write_as_patient(person: Professional, conversation: UUID) -> int:
    patient = "279035121518989@patient.mssante.fr"
    return come_in(person, conversation, patient, "Bonjour docteur", by_patient=True)


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN])
def test_a_courrier_that_did_not_arrive_or_may_not_have_is_told_to_who_sent_it_even_away(
    camille: Professional, clock: Clock, state: State
) -> None:
    courrier = write_letter(camille, DELMAS)
    work(clock)
    away(camille)
    become(courrier, News(1, state, reason="mailbox full"))
    assert [(who, sound) for who, _, sound in work(clock)] == [("Camille", True)]


# --- Until the last moment ---------------------------------------------------------------------


@pytest.mark.parametrize("change", ["seen", "left", "muted", "masked", "away", "quiet", "none"])
def test_what_is_due_no_longer_when_it_leaves_does_not_leave(
    camille: Professional, nadia: Professional, clock: Clock, change: str
) -> None:
    two = start(camille, nadia)
    seq = say(camille, two)
    work(clock)
    match change:
        case "seen":
            see(nadia, two, seq)
        case "left":
            leave(nadia, two)
        case "muted":
            mark(nadia, two, SetNotify(level=Level.NONE))
        case "masked":
            mask(camille, two, seq)
        case "away":
            away(nadia)
        case "quiet":
            quiet(nadia)
        case _:
            pass
    notice = Notice.objects.get(person=nadia, seq=seq)
    assert deciding.still_due(notice) == (change == "none")


def test_a_worker_that_was_away_for_an_hour_tells_once_of_what_is_still_unread(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, clock: Clock
) -> None:
    rooms = [start(camille, nadia) for _ in range(3)]
    said = [say(camille, room) for room in [*rooms, *rooms]]
    see(nadia, rooms[0], 1, said[3])
    clock.pass_by(hours=1)
    assert work(clock) == [("Nadia", said[4], True), ("Nadia", said[5], True)]
    told = list(Notice.objects.all())
    assert deciding.still_due_among(told) == {one.id for one in told}
    see(nadia, rooms[1], 1, said[4])
    [left] = [one for one in told if one.conversation_id == rooms[2]]
    assert deciding.still_due_among(told) == {left.id}


def test_whoever_is_asked_and_has_taken_it_is_not_told(
    camille: Professional, nadia: Professional, clock: Clock
) -> None:
    two = start(camille, nadia)
    seq = ask(camille, two, nadia)
    take(nadia, two, seq)
    assert work(clock) == []
