"""Who has seen what, for a stretch of entries at once; and who was to."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from conversations.exports.shapes import ReaderSaid
from conversations.membership import Seat, Stay, members_over_time
from conversations.models import Event, Seen
from conversations.readers import Sight, expects

Sights = dict[int, dict[UUID, Sight]]


class Readers:
    """The readers of a conversation, as its exporter may know them."""

    def __init__(self, seat: Seat, *, asked_at: datetime) -> None:
        self.conversation = seat.conversation.id
        self.stays = members_over_time(self.conversation, upto=seat.last_seq)
        self.known_until = seat.until or asked_at

    def sights(self, entries: Sequence[Event]) -> Sights:
        """When each party first saw each of these entries."""
        found: Sights = defaultdict(dict)
        first, last = entries[0].seq, entries[-1].seq
        spans = Seen.objects.filter(
            conversation=self.conversation,
            to_seq__gte=first,
            from_seq__lte=last,
            recorded_at__lte=self.known_until,
        )
        for span in spans.order_by("displayed_at"):
            for seq in range(max(first, span.from_seq), min(last, span.to_seq) + 1):
                sight = Sight(span.displayed_at, span.recorded_at, span.author_id)
                found[seq].setdefault(span.party_id, sight)
        return found

    def of(self, event: Event, sights: dict[UUID, Sight]) -> tuple[list[ReaderSaid], list[UUID]]:
        """Who has seen it, the first of them first; and who has not, of those who were to."""
        expected = [stay for stay in self.stays if expects(stay, event, sights)]
        later = [s for s in self.stays if s.from_seq > event.seq and s.party in sights]
        # Who left and came back has two stays: one word each.
        seen = {s.party: said(s, sights[s.party], later=True) for s in later}
        seen |= {s.party: said(s, sights[s.party]) for s in expected if s.party in sights}
        unseen = [stay.party for stay in expected if stay.party not in sights]
        return sorted(seen.values(), key=lambda one: one.displayed_at), list(dict.fromkeys(unseen))


def said(stay: Stay, sight: Sight, *, later: bool = False) -> ReaderSaid:
    return ReaderSaid.model_construct(
        party=stay.party,
        hand=sight.hand,
        displayed_at=sight.displayed,
        recorded_at=sight.recorded,
        joined_later=later,
        left=stay.to_seq is not None and not stay.suspended,
        suspended=stay.suspended,
    )
