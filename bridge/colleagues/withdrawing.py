"""What was written down and has not left is taken back, if it may no longer be read."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues import readers
from bridge.colleagues.readers import Reader
from bridge.models import Outgoing
from conversations import clock
from conversations.models import Event


def withdraw_stale(reader: Reader, conversation: UUID) -> None:
    """In a transaction. What is on its way is let go: that it is masked is then told."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=timezone.now())
    waiting = Outgoing.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        free,
        state=Outgoing.State.WAITING,
        mailed__conversation=conversation,
        mailed__professional=reader.person,
    )
    for one in waiting.select_related("mailed"):
        if one.mailed and not stands(one.mailed, reader):
            withdraw(one)


def withdraw(one: Outgoing) -> None:
    """It never was: what it said, as far as it still stands, is told by the next mail."""
    assert one.mailed
    one.state = Outgoing.State.CANCELLED
    one.save(update_fields=["state"])
    note(one.mailed, MailedState.State.CANCELLED)


def stands(mailed: Mailed, reader: Reader | None = None) -> bool:
    """Nothing of it was masked since, and they still read there."""
    known = reader or readers.among_these([mailed.professional_id]).get(mailed.professional_id)
    if known is None or known.address != mailed.address:
        return False
    masked = Event.objects.filter(
        conversation=mailed.conversation_id,
        kind=Event.Kind.MASKED,
        seq__gt=mailed.upto_seq,
        about_seq__lte=mailed.upto_seq,
    )
    return not masked.exists()


def note(mailed: Mailed, state: MailedState.State, reason: str = "") -> None:
    MailedState.objects.create(mailed=mailed, state=state, reason=reason, at=clock.now())
