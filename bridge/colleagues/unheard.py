"""An answer by mail that entered nowhere: whoever wrote it believes that it was said. The members
are told to call them, until something of theirs is said."""

from uuid import UUID

from django.db.models import Max, QuerySet

from bridge.addresses import Address
from bridge.colleague_models import IssuedAddress, Mailed, MailedState
from bridge.colleagues import readers, relay, withdrawing
from bridge.models import Box
from bridge.received import ReceivedMail
from conversations.models import Event

NOT_TAKEN = MailedState.State.NOT_TAKEN


def note_all(box: Box, mail: ReceivedMail, sender: Address) -> None:
    """Wherever it may have been meant for; only if it comes from an address of theirs."""
    for issued in relay.issued_for(box, mail):
        if is_of(issued, sender.address.lower()):
            note(issued)


def is_of(issued: IssuedAddress, address: str) -> bool:
    """Where they were written to, or another that the national list gives them."""
    own = readers.addresses_of([issued.professional_id]).get(issued.professional_id, [])
    return address in own or mailed_to(issued).filter(address=address).exists()


def note(issued: IssuedAddress) -> None:
    if last := mailed_to(issued).order_by("id").last():
        withdrawing.note(last, NOT_TAKEN)


def mailed_to(issued: IssuedAddress) -> QuerySet[Mailed]:
    return Mailed.objects.filter(
        conversation=issued.conversation_id, professional=issued.professional_id
    )


def unheard_in(conversation: UUID) -> set[UUID]:
    """Those who have said nothing since."""
    lost = MailedState.objects.filter(mailed__conversation=conversation, state=NOT_TAKEN)
    last = dict(
        lost.values_list("mailed__professional")
        .annotate(at=Max("at"))
        .order_by("mailed__professional")
    )
    said = Event.objects.filter(conversation=conversation, kind=Event.Kind.MESSAGE, party__in=last)
    since = dict(said.values_list("party").annotate(last=Max("at")).order_by("party"))
    return {one for one, at in last.items() if one not in since or since[one] <= at}
