"""The mail as it came, to the byte: what a program of one's own may read of it."""

from uuid import UUID

from bridge.opening.seeing import letter_of
from chat.errors import NotFound
from conversations.access import Act, note
from conversations.opening import FileChecking, FileRefused
from directory.models import Professional
from files.checking import check
from files.models import StoredFile
from files.state import state_from, verdicts_of


def original_of(person: Professional, conversation: UUID, seq: int) -> StoredFile:
    """It holds the files too: it is looked at as they are, at the first time it is asked for."""
    raw = letter_of(person, conversation, seq).raw
    if raw is None:
        raise NotFound
    if not check(raw):
        raise FileChecking
    if state_from(verdicts_of([raw.sha256])[raw.sha256]) == "refused":
        raise FileRefused
    note(person, Act.FILE, conversation, seq=seq)
    return raw
