"""What a conversation is made of. What was said is only ever added to: PostgreSQL sees to it."""

from conversations.attachment import Attachment  # noqa: F401 — Django finds it here
from conversations.export import Export  # noqa: F401 — Django finds it here
from conversations.models.access import AccessBatch, AccessLog
from conversations.models.awaited import Awaited
from conversations.models.conversation import Conversation, Party, Period, Place
from conversations.models.entry import Event, Message
from conversations.models.findable import Findable, FindableFile, FindableTitle, FindableVersion
from conversations.models.mail import (
    Correspondence,
    Correspondent,
    InlineImage,
    Letter,
    LetterState,
)
from conversations.models.seen import Seen
from conversations.models.work import Due, Heartbeat
from conversations.models.wrong import ErrorReport, Unsealing, UnsealingAgreement

__all__ = [
    "AccessBatch",
    "AccessLog",
    "Awaited",
    "Conversation",
    "Correspondence",
    "Correspondent",
    "Due",
    "ErrorReport",
    "Event",
    "Findable",
    "FindableFile",
    "FindableTitle",
    "FindableVersion",
    "Heartbeat",
    "InlineImage",
    "Letter",
    "LetterState",
    "Message",
    "Party",
    "Period",
    "Place",
    "Seen",
    "Unsealing",
    "UnsealingAgreement",
]
