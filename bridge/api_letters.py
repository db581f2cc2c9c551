"""Writing courriers over HTTP."""

from uuid import UUID

from ninja import Router, Status

from bridge.sending import accepting, taking_back
from bridge.shapes import Forward, ForwardAsked, LetterAccepted, NewLetter, Resend
from conversations import forwarding
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["mail"], auth=signed_in)
REFUSALS = {400: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem}


@router.post("/forwards", response={200: Forward, **REFUSALS})
def forward(request: SignedInRequest, given: ForwardAsked) -> Forward:
    """What a courrier will say of these messages, with `origin`: as they stand now."""
    found = forwarding.forwarded(request.person, given.conversation, given.seqs)
    return Forward(text=found.text, files=list(found.files), subject=found.subject)


@router.post("/letters", response={200: LetterAccepted, **REFUSALS})
def write(request: SignedInRequest, given: NewLetter) -> LetterAccepted:
    """It waits twenty seconds, in which it can be taken back. The same id gets the same answer."""
    return accepting.write(request.person, given)


@router.post("/letters/{conversation}/{seq}/cancel", response={204: None, **REFUSALS})
def cancel(request: SignedInRequest, conversation: UUID, seq: int) -> Status[None]:
    """Take it back before it leaves."""
    taking_back.cancel(request.person, conversation, seq)
    return Status(204, None)


@router.post("/letters/{conversation}/{seq}/resend", response={204: None, **REFUSALS})
def resend(request: SignedInRequest, conversation: UUID, seq: int, given: Resend) -> Status[None]:
    """Once more to one of those it did not reach, under the same Message-ID."""
    taking_back.resend(request.person, conversation, seq, given.recipient)
    return Status(204, None)
