"""Roles: taken, handed over, and held by nobody else."""

from uuid import UUID

import pytest
from django.utils import timezone

from chat.errors import NotFound
from directory import duties, finding, presence, reachability, suspending
from directory.models import Duty, Holder, Professional, Role, Suspended
from directory.people_shapes import PeopleWanted, Reachability, ReachabilityState


@pytest.fixture
def on_call(camille: Professional, nadia: Professional) -> UUID:
    """Camille and Nadia may hold it; Bruno may not."""
    role = duties.add(name="Cardiologie de garde", kind="Garde", exclusive=True)
    for person in (camille, nadia):
        Holder.objects.create(role=role, professional=person)
    return role.professional_id


def test_whoever_takes_it_relieves_the_other(
    camille: Professional, nadia: Professional, on_call: UUID
) -> None:
    duties.take(camille, on_call)
    duties.take(camille, on_call)
    assert duties.on_duty(on_call) == {camille.id}
    duties.take(nadia, on_call)
    assert duties.on_duty(on_call) == {nadia.id}
    assert list(Duty.objects.order_by("id").values_list("professional", "on", "by")) == [
        (camille.id, True, camille.id),
        (camille.id, False, nadia.id),
        (nadia.id, True, nadia.id),
    ]


def test_a_secretariat_is_held_by_several(
    camille: Professional, nadia: Professional, on_call: UUID
) -> None:
    Role.objects.filter(pk=on_call).update(exclusive=False)
    duties.take(camille, on_call)
    duties.take(nadia, on_call)
    assert duties.on_duty(on_call) == {camille.id, nadia.id}


def test_it_is_handed_over_to_a_colleague_in_one_gesture(
    camille: Professional, nadia: Professional, bruno: Professional, on_call: UUID
) -> None:
    duties.take(camille, on_call)
    with pytest.raises(NotFound):
        duties.hand_over(camille, on_call, to=bruno.id)
    assert duties.on_duty(on_call) == {camille.id}
    for _ in range(2):
        duties.hand_over(camille, on_call, to=nadia.id)
    assert duties.on_duty(on_call) == {nadia.id}
    duties.hand_over(nadia, on_call)
    assert duties.on_duty(on_call) == set()


def test_bruno_can_neither_take_it_nor_tell_that_it_is_there(
    bruno: Professional, on_call: UUID
) -> None:
    for act in (duties.take, duties.hand_over):
        with pytest.raises(NotFound):
            act(bruno, on_call)
    assert duties.on_duty(on_call) == set()


def test_who_is_suspended_or_may_no_longer_hold_it_is_off_at_once(
    camille: Professional, nadia: Professional, on_call: UUID
) -> None:
    duties.take(camille, on_call)
    suspending.suspend([camille.id], because=Suspended.OPERATOR)
    assert duties.on_duty(on_call) == set()
    duties.take(nadia, on_call)
    Holder.objects.filter(professional=nadia).delete()
    assert duties.on_duty(on_call) == set()


def test_a_role_that_is_suspended_is_held_by_nobody(camille: Professional, on_call: UUID) -> None:
    duties.take(camille, on_call)
    suspending.suspend([on_call], because=Suspended.OPERATOR)
    assert duties.on_duty(on_call) == set()


def test_what_is_said_to_a_role_reaches_who_is_on_duty(
    camille: Professional, nadia: Professional, on_call: UUID
) -> None:
    assert duties.reached_by(on_call) == set()
    duties.take(nadia, on_call)
    assert duties.reached_by(on_call) == {nadia.id}
    assert duties.reached_by(camille.id) == {camille.id}


def test_a_role_says_before_one_writes_whether_somebody_holds_it(
    camille: Professional, nadia: Professional, on_call: UUID
) -> None:
    Role.objects.filter(pk=on_call).update(phone="0561000000")
    nobody = Reachability(state=ReachabilityState.NOBODY_ON_DUTY, phone="0561000000")
    assert reachability.of([on_call]) == {on_call: nobody}
    duties.take(camille, on_call)
    held = reachability.of([on_call])[on_call]
    assert (held.state, held.phone) == (ReachabilityState.NEVER, "0561000000")
    assert [one.id for one in held.on_duty] == [camille.id]
    presence.note([camille.id], timezone.now())
    assert reachability.of([on_call])[on_call].state == ReachabilityState.CONNECTED
    suspending.suspend([on_call], because=Suspended.OPERATOR)
    assert reachability.of([on_call])[on_call].state == ReachabilityState.CLOSED


def test_a_role_is_found_as_people_are(bruno: Professional, on_call: UUID) -> None:
    found = finding.find(bruno, PeopleWanted(letters="cardiologie", with_account=True), known=[])
    assert [one.person.id for one in found.people] == [on_call]
    assert found.people[0].person.family_name == "Cardiologie de garde"


def test_a_duty_that_ended_does_not_come_back_by_itself(
    camille: Professional, nadia: Professional, on_call: UUID
) -> None:
    duties.take(camille, on_call)
    suspending.suspend([camille.id], because=Suspended.OPERATOR)
    suspending.restore([camille.id])
    assert duties.on_duty(on_call) == set()
    duties.take(camille, on_call)
    duties.allow(on_call, [nadia.id])
    duties.allow(on_call, [camille.id, nadia.id])
    assert duties.on_duty(on_call) == set()
