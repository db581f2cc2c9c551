"""Conversations over HTTP: lists, history, and every write the socket knows."""

from uuid import UUID

from ninja import Query, Router, Schema

from conversations import commands, history, inbox, marking, readers, starting
from conversations.protocol import (
    Accepted,
    Mark,
    NewMessage,
    NewSpans,
    PlaceChanged,
    StartConversation,
)
from conversations.shapes import (
    ConversationView,
    EntriesPage,
    InboxFilter,
    InboxPage,
    Readers,
    Row,
)
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Problem

router = Router(tags=["conversations"], auth=signed_in)
REFUSALS = {400: Problem, 404: Problem, 409: Problem, 422: Problem, 503: Problem}


class Around(Schema):
    """Which entries: the last ones unless one of these is given."""

    after: int | None = None
    before: int | None = None
    around: int | None = None
    limit: int = 50


@router.get("/inbox", response={200: InboxPage, **REFUSALS})
def list_conversations(
    request: SignedInRequest,
    show: InboxFilter = InboxFilter.INBOX,
    after: str | None = None,
    patient: UUID | None = None,
) -> InboxPage:
    """One page of a filter, the last active first; of those about this patient, if one is named."""
    return inbox.page(request.person, show, after=after, patient=patient)


@router.post("/conversations", response={200: Row, **REFUSALS})
def start(request: SignedInRequest, given: StartConversation) -> Row:
    """Start a conversation. The same client_id again gives the same conversation."""
    return starting.start(request.person, given)


@router.get("/conversations/{conversation}", response={200: ConversationView, **REFUSALS})
def one_conversation(request: SignedInRequest, conversation: UUID) -> ConversationView:
    return history.view(request.person, conversation)


@router.get("/conversations/{conversation}/entries", response={200: EntriesPage, **REFUSALS})
def entries(request: SignedInRequest, conversation: UUID, which: Query[Around]) -> EntriesPage:
    """Entries in order, the very ones the socket shows, within what one may see."""
    return history.page(
        request.person,
        conversation,
        after=which.after,
        before=which.before,
        around=which.around,
        limit=which.limit,
    )


@router.get(
    "/conversations/{conversation}/entries/{seq}/readers", response={200: Readers, **REFUSALS}
)
def who_read(request: SignedInRequest, conversation: UUID, seq: int) -> Readers:
    """Who has seen this message, who was given it, who was not and why."""
    return readers.readers_of(request.person, conversation, seq)


@router.post("/conversations/{conversation}/messages", response={200: Accepted, **REFUSALS})
def post_message(request: SignedInRequest, conversation: UUID, given: NewMessage) -> Accepted:
    """Post a message. Answered after commit; the same id again gets the same answer."""
    return commands.post(request.person, conversation, given)


@router.post("/conversations/{conversation}/seen", response={200: Accepted, **REFUSALS})
def report_seen(request: SignedInRequest, conversation: UUID, given: NewSpans) -> Accepted:
    return commands.report_seen(request.person, conversation, given)


@router.post("/conversations/{conversation}/marks", response={200: PlaceChanged, **REFUSALS})
def mark(request: SignedInRequest, conversation: UUID, given: Mark) -> PlaceChanged:
    """Favourite, to do, archive, read, unread: mine alone."""
    return marking.mark(request.person, conversation, given)
