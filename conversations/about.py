"""Whom a conversation is about, as one person may know; for one who left, as it was then."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery

from chat.errors import NotFound
from conversations.identity import Patient, Patients
from conversations.models import Event, Place
from directory.models import Professional


@dataclass(frozen=True, slots=True)
class About:
    patient: Patient | None = None
    opposed: bool = False


NOBODY = About()
# The last entry about a patient up to the end of what the place shows.
_LAST = Event.objects.filter(
    conversation=OuterRef("conversation"),
    patient__isnull=False,
    seq__lt=Func(OuterRef("visible"), function="upper", output_field=IntegerField()),
).order_by("-seq")


def about_of(places: Sequence[Place]) -> dict[UUID, About]:
    """By conversation."""
    said = {
        place.conversation_id: (place.conversation.patient_id, place.conversation.opposed)
        for place in places
    }
    said |= as_they_left([place.id for place in places if place.frozen_at])
    named = {patient for patient, _ in said.values() if patient}
    patients = Patient.objects.in_bulk(named) if named else {}
    return {
        conversation: About(patients[patient], opposed) if patient else NOBODY
        for conversation, (patient, opposed) in said.items()
    }


def as_they_left(places: Collection[int]) -> dict[UUID, tuple[UUID | None, bool]]:
    if not places:
        return {}
    last = Place.objects.filter(id__in=places).values_list(
        "conversation",
        Subquery(_LAST.values("patient")[:1]),
        Subquery(_LAST.values("details")[:1]),
    )
    return {conversation: (patient, objects(details)) for conversation, patient, details in last}


def objects(details: dict[str, object] | None) -> bool:
    """Of an entry about a patient: is there an opposition from here on?"""
    said = details or {}
    return bool(said.get("recorded") or said.get("opposed"))


def shown_to(person: Professional) -> Patients:
    """The patients of their conversations."""
    mine = Place.objects.filter(party=person.id)
    # Asked of each patient, of whom a name leaves few: who looks may have 50,000 conversations.
    present = mine.filter(frozen_at__isnull=True, conversation__patient=OuterRef("id"))
    left = mine.filter(frozen_at__isnull=False).annotate(then=Subquery(_LAST.values("patient")[:1]))
    return Patient.objects.filter(Exists(present) | Q(id__in=left.values("then")))


def patient_of(person: Professional, patient: UUID) -> Patient:
    """One of a conversation of theirs. The only way to one by its id."""
    found = shown_to(person).filter(id=patient).first()
    if found is None:
        raise NotFound
    return found


def concerning(places: QuerySet[Place], *entered: Patient) -> QuerySet[Place]:
    """Those of these places that show the person these identities name."""
    ids = Patient.objects.of_the_same_person(*entered).values("id")
    return places.alias(then=Subquery(_LAST.values("patient")[:1])).filter(
        Q(frozen_at__isnull=True, conversation__patient__in=ids)
        | Q(frozen_at__isnull=False, then__in=ids)
    )
