"""Who in a conversation reads it by mail: for its members to know."""

from uuid import UUID

from django.db.models import OuterRef, Subquery

from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues import bouncing, readers, unheard
from bridge.shapes import Byline, Bylines
from conversations.membership import conversation_of, members_of
from directory import people
from directory.models import Professional


def bylines_of(person: Professional, conversation: UUID) -> Bylines:
    """To one who left, nothing is told of today."""
    seat = conversation_of(person, conversation)
    if seat.place.frozen_at is not None:
        return Bylines(people=[])
    members = [UUID(one) for one in members_of([conversation])[conversation]]
    found = readers.among_these(one for one in members if one != person.id)
    named, failed = people.by_id(found), failed_for(conversation)
    lost = unheard.unheard_in(conversation)
    return Bylines(
        people=[
            Byline(
                person=named[one],
                address=reader.address,
                chosen=reader.chosen_at is not None,
                failed=one in failed,
                unheard=one in lost,
            )
            for one, reader in sorted(found.items())
        ]
    )


def failed_for(conversation: UUID) -> set[UUID]:
    """Those whom the last mail of which anything is known did not reach."""
    last = bouncing.states_of(OuterRef("pk"))
    known = Mailed.objects.filter(conversation=conversation).annotate(
        state=Subquery(last.values("state")[:1])
    )
    rows = known.exclude(state=None).exclude(state=MailedState.State.CANCELLED)
    latest = rows.order_by("professional", "-id").distinct("professional")
    return {one.professional_id for one in latest if one.state == MailedState.State.FAILED}
