"""Being away: until when, and who stands in. Said to who would write, before they do."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from chat.errors import NotFound, Refusal
from directory import absence_shapes as shapes
from directory import changes, people
from directory.entitlement import entitled
from directory.models import Absence, Professional


class AbsenceIsOver(Refusal):
    code = "absence_is_over"
    message = "La fin de l’absence est passée, ou précède son début. Vérifiez les dates."
    status = 422


def say(person: Professional, given: shapes.NewAbsence) -> shapes.Absence:
    """In the place of the one said before."""
    if given.until_on < max(given.from_on, timezone.localdate()):
        raise AbsenceIsOver
    if given.stand_in and not may_stand_in(given.stand_in, person):
        raise NotFound
    told = {"from_on": given.from_on, "until_on": given.until_on, "stand_in_id": given.stand_in}
    with transaction.atomic():
        said, _ = Absence.objects.update_or_create(professional=person, defaults=told)
        changes.tell_of([person.id])
    return shown(said)


def may_stand_in(stand_in: UUID, person: Professional) -> bool:
    return stand_in != person.id and entitled().filter(pk=stand_in).exists()


def end(person: Professional) -> None:
    with transaction.atomic():
        Absence.objects.filter(professional=person).delete()
        changes.tell_of([person.id])


def mine(person: Professional) -> shapes.Absence | None:
    """What I have said, as long as it is not over."""
    said = not_over().filter(professional=person).first()
    return shown(said) if said else None


def of(party: Iterable[UUID]) -> dict[UUID, shapes.Absence]:
    """Those of these people who are away today. What has no such person is not in it."""
    away = not_over().filter(professional__in=set(party), from_on__lte=timezone.localdate())
    return {absence.professional_id: shown(absence) for absence in away}


def not_over() -> QuerySet[Absence]:
    return Absence.objects.filter(until_on__gte=timezone.localdate()).select_related("stand_in")


def shown(absence: Absence) -> shapes.Absence:
    return shapes.Absence(
        from_on=absence.from_on,
        until_on=absence.until_on,
        stand_in=people.shown(absence.stand_in) if absence.stand_in else None,
    )
