"""What a page is told first: who it is, and all that it has not read."""

from uuid import UUID

from conversations import unread
from conversations.outlet import Frame
from conversations.protocol import VERSION, UnreadChanged, Welcome
from conversations.sockets import Socket, hub
from conversations.threads import in_thread

UNREAD_PAGE = 500


async def greet(socket: Socket) -> None:
    """Tell it where everything stands. The hub holds it already, so nothing falls between."""
    who = socket.session.professional
    standing = [Welcome(you=who, version=VERSION), *await in_thread(all_unread, who)]
    hub.greet(socket, [Frame(answer.model_dump_json()) for answer in standing])


async def greet_again() -> None:
    """News from other processes was lost: their pages are told afresh, one after the other."""
    for socket in hub.all():
        socket.greeted = False
        try:
            await greet(socket)
        finally:
            hub.greet(socket, [])  # even if that could not be read, it hears what happens


def all_unread(party: UUID) -> list[UnreadChanged]:
    """All that is not read: the first frame puts the rest at zero, the following ones add to it."""
    conversations, counts = unread.all_unread(party), unread.counts_of([party])[party]
    return [
        UnreadChanged(
            all=start == 0, conversations=conversations[start : start + UNREAD_PAGE], counts=counts
        )
        for start in range(0, max(len(conversations), 1), UNREAD_PAGE)
    ]
