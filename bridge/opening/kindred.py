"""The courriers that one may belong with, as somebody may see and a program can only guess."""

from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from bridge.models import Box, Moved, Thread
from bridge.reading import subjects
from bridge.recognising.mon_espace_sante import folded
from bridge.shapes import Kin, Kindred
from bridge.threads import named, now_in
from chat.errors import NotFound
from conversations.membership import SEES_SOMETHING, conversation_of
from conversations.models import Conversation, Correspondence, Letter, Place
from conversations.row import rows_of
from directory.models import Professional

MOST = 20
RECENT = 300  # courriers whose subject is compared
Why = Literal["correspondent", "subject", "reference"]


def kindred_of(person: Professional, conversation: UUID) -> Kindred:
    """The surest first: what its letters name, then the same subject, then the same people."""
    room = conversation_of(person, conversation).conversation
    thread = Thread.objects.select_related("box").filter(conversation=conversation).first()
    if thread is None:
        raise NotFound
    reasons: dict[UUID, Why] = {}
    for other in named_by(thread.box, conversation):
        reasons.setdefault(other, "reference")
    for other in of_subject(thread.box, room.subject):
        reasons.setdefault(other, "subject")
    for other in with_the_same(thread.box, conversation):
        reasons.setdefault(other, "correspondent")
    reasons.pop(conversation, None)
    return Kindred(threads=shown(person, reasons))


def named_by(box: Box, conversation: UUID) -> list[UUID]:
    here = Letter.objects.filter(body__conversation=conversation)
    pairs = here.values_list("in_reply_to", "references")
    ids = {one for reply, references in pairs for one in (reply, *references) if one}
    found = named(box, ids).order_by("body__seq")
    return [now_in(letter.body.conversation_id) for letter in found]


def of_subject(box: Box, subject: str) -> list[UUID]:
    wanted = bare(subject)
    if not wanted:
        return []
    recent = living(box).order_by("-content_at").values_list("id", "subject")[:RECENT]
    return [other for other, its in recent if bare(its) == wanted]


def bare(subject: str) -> str:
    return folded(subjects.divided(subject)[1])


def with_the_same(box: Box, conversation: UUID) -> Iterable[UUID]:
    others = Correspondence.objects.filter(conversation=conversation).values("correspondent")
    found = living(box).filter(correspondence__correspondent__in=others).distinct()
    return found.order_by("-content_at").values_list("id", flat=True)[:MOST]


def living(box: Box) -> QuerySet[Conversation]:
    """Of this address of its party, and not yet joined to another."""
    return Conversation.objects.filter(
        mail_thread__box__address=box.address, mail_thread__box__party=box.party_id
    ).exclude(id__in=Moved.objects.values("conversation"))


def shown(person: Professional, reasons: dict[UUID, Why]) -> list[Kin]:
    """Those this person may see, in their order."""
    places = Place.objects.select_related("conversation").filter(
        SEES_SOMETHING, party=person.id, conversation__in=list(reasons)[: 2 * MOST]
    )
    by_id = {place.conversation_id: place for place in places}
    theirs = [by_id[other] for other in reasons if other in by_id][:MOST]
    rows = rows_of(person, theirs)
    return [Kin(row=row, why=reasons[row.id]) for row in rows]
