"""What a process tells and checks by itself, at intervals: positions, and sessions that ended."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import assert_never
from uuid import UUID

from django.db import connection
from django.utils import timezone

from conversations.protocol import Goodbye, Position, Positions
from conversations.sockets import News, Socket, hub
from conversations.threads import in_thread
from directory import presence
from directory.sessions import Standing, acting_for, standing_of

POSITIONS_EVERY = 25.0  # seconds
SESSIONS_EVERY = 3.0
PRESENCE_EVERY = 5.0
LONG_AGO = datetime.min.replace(tzinfo=UTC)
SIGNED_OUT = 4401  # the code a page knows as: sign in again
LOCKED = 4423  # and as: unlock this screen
SOMEBODY_ELSE = 4412  # and as: come back at once, and hear for whom you act

_told: dict[UUID, datetime] = {}


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


async def tell_presence() -> None:
    """Who has a page open here: soon after it opened, then about once a minute."""
    now = timezone.now()
    here = {UUID(party) for party in hub.sockets}
    for party in _told.keys() - here:
        del _told[party]  # comes back: told at once
    due = [party for party in here if now - _told.get(party, LONG_AGO) >= presence.TOLD_EVERY]
    if due:
        await in_thread(presence.note, due, now)
        _told.update(dict.fromkeys(due, now))


async def end_sockets_of_ended_sessions() -> None:
    """Signed out, locked, deactivated, another password: in seconds their pages are told nothing
    more."""
    sockets = list(hub.all())
    if not sockets:
        return
    proofs = {socket.session.session_key: socket.session.proof for socket in sockets}
    standing, roles = await in_thread(lambda: (standing_of(proofs), acting_for(proofs)))
    # Those alone: a page that came meanwhile is of a screen that was just unlocked.
    for socket in filter(hub.holds, sockets):
        end_unless_open(socket, standing.get(socket.session.session_key), roles)


def end_unless_open(socket: Socket, standing: Standing | None, roles: Mapping[str, UUID]) -> None:
    session = socket.session
    match standing:
        case Standing.OPEN:
            # A role that was handed over, or another tab that took one.
            if roles.get(session.session_key, session.person.hand.id) != session.professional:
                hub.dismiss(socket, Goodbye(reason="somebody_else"), SOMEBODY_ELSE)
        case Standing.LOCKED:
            hub.dismiss(socket, Goodbye(reason="locked"), LOCKED)
        case None:
            hub.dismiss(socket, Goodbye(reason="signed_out"), SIGNED_OUT)
        case _:
            assert_never(standing)
