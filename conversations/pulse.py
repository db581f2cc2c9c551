"""What a process tells and checks by itself, at intervals: positions, and sessions that ended."""

from collections import defaultdict
from uuid import UUID

from django.db import connection

from conversations.protocol import Goodbye, Position, Positions
from conversations.sockets import News, hub
from conversations.threads import in_thread
from directory.sessions import still_signed_in

POSITIONS_EVERY = 25.0  # seconds
SESSIONS_EVERY = 3.0
SIGNED_OUT = 4401  # the code a page knows as: sign in again


async def tell_positions() -> None:
    """Tell every page where the conversations that moved of late stand: what it missed, it asks.

    It is also the sign of life: a page that hears nothing for longer opens another socket.
    """
    parties = [UUID(party) for party in hub.sockets]
    moved = await in_thread(recent_positions, parties)
    for party in parties:
        frame = Positions(positions=moved.get(party, [])).model_dump_json()
        hub.deliver(News(to=[str(party)], frame=frame))


def recent_positions(parties: list[UUID]) -> dict[UUID, list[Position]]:
    """Conversations of these people with an entry of the last two minutes, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select p.party_id, moved.conversation_id, moved.last_seq
               from (select conversation_id, max(seq) as last_seq from conversations_event
                     where at > now() - interval '2 minutes' group by conversation_id) moved
               join conversations_place p on p.conversation_id = moved.conversation_id
               where p.party_id = any(%s) and upper_inf(p.visible)""",
            [parties],
        )
        positions: dict[UUID, list[Position]] = defaultdict(list)
        for party, conversation, seq in cursor.fetchall():
            positions[party].append(Position(conversation=conversation, seq=seq))
        return positions


async def end_sockets_of_ended_sessions() -> None:
    """Signed out, deactivated, another password: in seconds their pages are told nothing more."""
    proofs = {socket.session.session_key: socket.session.proof for socket in hub.all()}
    if not proofs:
        return
    ended = proofs.keys() - await in_thread(still_signed_in, proofs)
    for socket in hub.all():
        if socket.session.session_key in ended:
            hub.dismiss(socket, Goodbye(reason="signed_out"), SIGNED_OUT)
