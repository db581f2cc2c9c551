"""Make an export: read, print, store. The worker does it; it is safe to do twice."""

import logging
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import orjson

from chat.errors import NotFound
from conversations import clock, due
from conversations.export import Export
from conversations.exports import storing
from conversations.exports.asking import MAKE
from conversations.exports.document import document_of, masked_since
from conversations.exports.printing import printed
from conversations.exports.rendering import Failed, TooLarge, render
from conversations.exports.zipping import zipped
from conversations.membership import conversation_of
from conversations.models import Conversation

log = logging.getLogger(__name__)
State = Export.State
# Of the work, in hundredths: reading, then printing, then storing.
READ, PRINTED = 60, 95
TYPICAL = 30.0  # seconds of printing; how far it is cannot be known
RENEW_EVERY = 5.0
AS_JSON = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


def make(conversation: UUID, seq: int) -> None:
    """The subscriber of the line that an export left."""
    export = Export.objects.select_related("asker").get(conversation=conversation, seq=seq)
    if export.state in (State.READY, State.GONE, State.FAILED):
        return
    try:
        write(export)
    except (NotFound, TooLarge, Failed) as no:
        # Asking again would fail again; whoever asked is told, and may ask for less.
        log.warning("export %s failed: %s", export.id, type(no).__name__)
        change(export, state=State.FAILED)


def write(export: Export) -> None:
    read_at = Conversation.objects.get(id=export.conversation_id).last_seq
    change(export, state=State.WORKING, progress=0, read_at_seq=read_at)
    with tempfile.TemporaryDirectory(prefix="export-") as name:
        folder = Path(name)
        files = written(export, folder, Telling(export))
        stored = storing.keep(export.id, uuid4(), files)
    if masked_since(export):
        raise due.NotNow(timedelta(0))  # what was masked meanwhile may be in it: once more
    change(export, state=State.READY, progress=100, folder=stored, ready_at=clock.now())


def written(export: Export, folder: Path, tell: "Telling") -> dict[str, Path]:
    """The files of an export, by format."""
    seat = conversation_of(export.asker, export.conversation_id)
    document = document_of(export, seat, progress=lambda part: tell(part * READ))
    data = orjson.dumps(document.model_dump(), option=AS_JSON)
    files = {"json": folder / "export.json"}
    files["json"].write_bytes(data)
    page = printed(document, sha256=sha256(data).hexdigest())
    (folder / "print.json").write_bytes(orjson.dumps(page))
    del page
    files["pdf"] = render(folder, meanwhile=tell.while_printing)
    if export.files:
        files["zip"] = zipped(document, files, folder / "export.zip", meanwhile=tell.while_printing)
    return files


class Telling:
    """Says how far an export is, and keeps its lease while it is being made."""

    def __init__(self, export: Export, now: Callable[[], float] = time.monotonic) -> None:
        self.export, self.now = export, now
        self.printing_since: float | None = None
        self.renewed = now()

    def __call__(self, progress: float) -> None:
        if int(progress) > self.export.progress:
            change(self.export, progress=int(progress))
        if self.now() - self.renewed >= RENEW_EVERY:
            due.renew(MAKE, self.export.conversation_id, self.export.seq)
            self.renewed = self.now()

    def while_printing(self) -> None:
        self.printing_since = self.printing_since or self.now()
        part = min(1.0, (self.now() - self.printing_since) / TYPICAL)
        self(READ + part * (PRINTED - READ))


def change(export: Export, **values: object) -> None:
    for name, value in values.items():
        setattr(export, name, value)
    export.save(update_fields=[*values])
