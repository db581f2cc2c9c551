"""What of a message mail has carried out already: hidden here, it stays where it went."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from bridge.colleague_models import Mailed, MailedState
from bridge.models import Outgoing
from bridge.shapes import CarriedOut
from chat.errors import NotFound
from conversations.correcting import was_passed_on_since
from conversations.membership import conversation_of
from conversations.ranges import hold
from conversations.versions import story_at
from directory import people
from directory.models import Professional

State = MailedState.State
LEFT = (State.SENT, State.UNKNOWN, State.DELIVERED, State.NOT_TAKEN)


def carried_out(person: Professional, conversation: UUID, seq: int) -> CarriedOut:
    """Of all its versions. To one who left, nothing is told of today."""
    seat = conversation_of(person, conversation)
    story = story_at(conversation, seq) if hold(seat.place.visible, seq, seq) else None
    if story is None:
        raise NotFound
    if seat.place.frozen_at is not None:
        return CarriedOut(people=[], passed_on=False)
    readers = readers_of(conversation, story.shown_at) - {story.root.party_id, person.id}
    named = people.by_id(readers)
    return CarriedOut(
        people=[named[one] for one in sorted(readers)],
        passed_on=was_passed_on_since(conversation, story.root.seq),
    )


def readers_of(conversation: UUID, seqs: Collection[int]) -> set[UUID]:
    """Those to whom a mail that may hold it left, or is leaving: what only waits is withdrawn."""
    holds = Q()
    for seq in seqs:
        holds |= Q(from_seq__lte=seq, upto_seq__gte=seq)
    leaving = Outgoing.objects.filter(state=Outgoing.State.SENDING, mailed__isnull=False)
    out = Q(states__state__in=LEFT) | Q(id__in=leaving.values("mailed"))
    mails = Mailed.objects.filter(holds, out, conversation=conversation)
    return set(mails.values_list("professional", flat=True))
