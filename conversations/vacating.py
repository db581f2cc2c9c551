"""An urgent request whose answer can no longer come: whoever asked is told, and nobody else."""

from uuid import UUID

from conversations import clock, named
from conversations.models import Awaited, Event
from conversations.timeline import LockedConversation


def tell_askers(room: LockedConversation, party: UUID) -> None:
    """This party can no longer answer here: a line for each urgent request that waits for them.

    It counts for who asked, if they are still there.
    """
    named.forget_what_fell(room.id)
    waiting = Awaited.objects.filter(conversation=room.id, party=party, urgent=True)
    for request in waiting.order_by("seq"):
        if str(request.by_id) in room.members:
            room.append(vacated(request))


def vacated(request: Awaited) -> Event:
    return Event(
        kind=Event.Kind.VACATED,
        at=clock.now(),
        counts=True,
        counts_for_id=request.by_id,
        about_seq=request.seq,
        about_party_id=request.party_id,
    )
