"""Over HTTP: what is asked to be taken into account, and who has taken it."""

from uuid import UUID

from ninja import Router

from conversations import awaiting, history, taking, unanswered
from conversations.api import REFUSALS
from conversations.protocol import Accepted, Take
from conversations.shapes import Entry, OpenRequests, ToCall, UrgentToday, Whose
from directory.requests import SignedInRequest, signed_in

router = Router(tags=["requests"], auth=signed_in)


@router.get("/requests", response={200: OpenRequests, **REFUSALS})
def open_requests(
    request: SignedInRequest, whose: Whose = Whose.OF_ME, after: str | None = None
) -> OpenRequests:
    """What is still to be taken into account, the last asked first."""
    return awaiting.page(request.person, whose, after=after)


@router.get("/requests/urgent-today", response=UrgentToday)
def urgent_today(request: SignedInRequest) -> UrgentToday:
    return awaiting.urgent_today(request.person)


@router.get("/conversations/{conversation}/entries/{seq}", response={200: Entry, **REFUSALS})
def one_entry(request: SignedInRequest, conversation: UUID, seq: int) -> Entry:
    """One entry as it stands now, such as one that another answers."""
    return history.entry_of(request.person, conversation, seq)


@router.get(
    "/conversations/{conversation}/entries/{seq}/unanswered",
    response={200: list[ToCall], **REFUSALS},
)
def who_did_not_answer(request: SignedInRequest, conversation: UUID, seq: int) -> list[ToCall]:
    """For who asked: whom to call now, of those that this line names."""
    return unanswered.to_call(request.person, conversation, seq)


@router.post(
    "/conversations/{conversation}/entries/{seq}/taking", response={200: Accepted, **REFUSALS}
)
def take(request: SignedInRequest, conversation: UUID, seq: int, given: Take) -> Accepted:
    """« Pris en compte », or, within five minutes, not after all."""
    return taking.take(request.person, conversation, seq, given)
