"""What a machine says became of what was mailed to a colleague.

Believed only if it names our own Message-ID, which is unguessable, and the address it went to."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet

from bridge.addresses import same
from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues.withdrawing import note
from bridge.received import ReceivedMail, State

STATES = {
    State.FAILED: MailedState.State.FAILED,
    State.DELIVERED: MailedState.State.DELIVERED,
    State.OPENED: MailedState.State.DELIVERED,
}


def told(mail: ReceivedMail) -> UUID | None:
    """The conversation it is about; none: it is about nothing of ours."""
    original = mail.original
    ids = [original.message_id, f"<{original.envelope_id}>"]
    mailed = Mailed.objects.filter(message_id__in=ids).first()
    if mailed is None:
        return None
    reports = [one for one in mail.reports if same(one.address, mailed.address)]
    for report in reports:
        if report.state in STATES and stands(mailed) != STATES[report.state]:
            note(mailed, STATES[report.state], report.reason)
    return mailed.conversation_id if reports else None


def stands(mailed: Mailed) -> MailedState.State | None:
    last = states_of(mailed).first()
    return MailedState.State(last.state) if last else None


def states_of(mailed: Mailed | OuterRef) -> QuerySet[MailedState]:
    """Of its way there, the last first: not of the answer to it."""
    states = MailedState.objects.exclude(state=MailedState.State.NOT_TAKEN)
    return states.filter(mailed=mailed).order_by("-id")
