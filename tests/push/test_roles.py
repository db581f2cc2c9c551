"""What is said to a role is told to who has its duty, and to nobody else."""

from uuid import UUID

import pytest

from conversations import unanswered
from conversations.shapes import RequestUnanswered
from directory import duties
from directory.models import Holder, Professional, Role
from push import deciding
from push.models import Notice
from tests.conversations.acts import ask, said, say, see, start
from tests.directory.conftest import Clock
from tests.push.people import away, quiet, work, works


@pytest.fixture
def on_call(nadia: Professional, hugo: Professional, clock: Clock) -> Role:
    """Nadia and Hugo may hold it."""
    role = duties.add(
        name="Cardiologie de garde", kind="Cardiologie", phone="05 61 00 00 01", exclusive=True
    )
    for person in (nadia, hugo):
        Holder.objects.create(role=role, professional=person)
    return role


@pytest.fixture
def ward(camille: Professional, on_call: Role, clock: Clock) -> UUID:
    room = start(camille, on_call.professional)
    work(clock)
    return room


def told_to(person: Professional) -> list[int | None]:
    told = Notice.objects.filter(person=person).order_by("seq")
    return list(told.values_list("seq", flat=True))


def test_whoever_has_the_duty_is_told_by_their_own_wishes(
    ward: UUID, camille: Professional, nadia: Professional, on_call: Role, clock: Clock
) -> None:
    say(camille, ward)
    assert work(clock) == [], "nobody has it"
    duties.take(nadia, on_call.pk)
    seq = say(camille, ward)
    assert work(clock) == [("Nadia", seq, True)]
    notice = Notice.objects.get()
    assert (notice.party_id, deciding.still_due(notice)) == (on_call.pk, True)
    quiet(nadia)
    say(camille, ward)
    assert work(clock) == []


def test_after_a_handover_the_next_is_told_and_the_one_before_no_more(
    ward: UUID,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    on_call: Role,
    clock: Clock,
) -> None:
    duties.take(nadia, on_call.pk)
    first = ask(camille, ward, on_call.professional, urgent=True)
    works()
    assert told_to(nadia) == [first]
    duties.take(hugo, on_call.pk)
    assert not deciding.still_due(Notice.objects.get(person=nadia))
    clock.pass_by(minutes=5)
    works()
    assert (told_to(nadia), told_to(hugo)) == ([first], [first])


def test_who_is_there_herself_too_is_told_though_somebody_read_it_for_the_role(
    camille: Professional, nadia: Professional, on_call: Role, clock: Clock
) -> None:
    duties.take(nadia, on_call.pk)
    room = start(camille, nadia, on_call.professional)
    work(clock)
    seq = say(camille, room)
    work(clock)
    see(on_call.professional, room, seq)
    told = Notice.objects.filter(person=nadia, seq=seq)
    assert [one.party_id for one in told if deciding.still_due(one)] == [nadia.id]


def test_what_one_of_them_has_seen_for_the_role_is_told_to_nobody(
    ward: UUID, camille: Professional, nadia: Professional, on_call: Role, clock: Clock
) -> None:
    duties.take(nadia, on_call.pk)
    seq = say(camille, ward)
    see(on_call.professional, ward, seq)
    assert work(clock) == []


def test_asked_urgently_while_nobody_has_the_duty_who_asked_is_told_at_once_and_whom_to_call(
    ward: UUID, camille: Professional, on_call: Role, clock: Clock
) -> None:
    ask(camille, ward, on_call.professional, urgent=True)
    works()
    line = said(camille, ward)[-1]
    assert isinstance(line.what, RequestUnanswered)
    assert (line.what.parties, line.what.absent) == ([on_call.pk], True)
    [to_call] = unanswered.to_call(camille, ward, line.seq)
    assert to_call.phone == "05 61 00 00 01"


def test_whoever_is_away_for_themselves_is_there_for_the_role_they_took(
    ward: UUID, camille: Professional, nadia: Professional, on_call: Role, clock: Clock
) -> None:
    duties.take(nadia, on_call.pk)
    away(nadia)
    seq = say(camille, ward)
    assert work(clock) == [("Nadia", seq, True)]
    urgent = ask(camille, ward, on_call.professional, urgent=True)
    assert works() == [("Nadia", urgent, True)]
    assert deciding.still_due(Notice.objects.latest("seq"))
    assert not isinstance(said(camille, ward)[-1].what, RequestUnanswered)
