"""The mailboxes of a person, or of the role they act for: nobody else's are there."""

from uuid import UUID

from django.db.models import QuerySet

from bridge.models import Box
from chat.errors import NotFound
from directory.models import Professional


def boxes_of(person: Professional) -> QuerySet[Box]:
    return Box.objects.filter(party=person.id, ended_at=None).order_by("added_at")


def box_of(person: Professional, box: UUID, *, lock: bool = False) -> Box:
    """What is absent and what is not theirs are told alike."""
    boxes = boxes_of(person)
    found = (boxes.select_for_update() if lock else boxes).filter(pk=box).first()
    if found is None:
        raise NotFound
    return found
