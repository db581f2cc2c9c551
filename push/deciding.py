"""Whether somebody is still to be told: asked last of all, as it is sent."""

from chat.errors import NotFound
from conversations.membership import conversation_of
from conversations.models import Awaited, Seen
from conversations.opening import visible_entry
from directory import duties
from push.models import Notice


def still_due(notice: Notice) -> bool:
    """They are there, see it, and have not seen it; asked urgently: they have not taken it."""
    if notice.conversation_id is None or notice.seq is None:
        return True  # a test
    if not is_reached(notice):
        return False
    try:
        seat = conversation_of(notice.party, notice.conversation_id)
        visible_entry(seat, notice.seq)
    except NotFound:
        return False
    if seat.place.visible[-1][1] is not None:
        return False  # they left: they may read on, and are told nothing
    if notice.urgent:
        return Awaited.objects.filter(
            conversation=notice.conversation_id, seq=notice.seq, party=notice.party_id
        ).exists()
    return seat.place.read_upto < notice.seq and not has_seen(notice)


def is_reached(notice: Notice) -> bool:
    """It is theirs, or a role's whose duty they still have."""
    return notice.person_id == notice.party_id or (
        notice.person_id in duties.reached_by(notice.party_id)
    )


def has_seen(notice: Notice) -> bool:
    return Seen.objects.filter(
        conversation=notice.conversation_id,
        party=notice.party_id,
        from_seq__lte=notice.seq,
        to_seq__gte=notice.seq,
    ).exists()
