"""The bytes of a mail and of its files, kept before the rows that say what it is."""

from dataclasses import dataclass
from io import BytesIO
from tempfile import NamedTemporaryFile

from django.db import transaction
from django.utils import timezone

from bridge.received import Attachment, InlineImage, ReceivedMail
from conversations.letters import Received
from files import child, names
from files.checking import check
from files.keeping import kept
from files.kinds import PICTURES, SHOWN, TAKEN
from files.models import StoredFile, Verdict
from files.uploading import LOOKING

RAW = "message/rfc822"
UNKNOWN = "application/octet-stream"
ARCHIVE = "application/zip"


@dataclass(frozen=True, slots=True)
class Kept:
    raw: StoredFile
    files: tuple[Received, ...]
    images: tuple[Received, ...]


def keep(raw: bytes, mail: ReceivedMail) -> Kept:
    """Each in a commit of its own. Killed before the mail is recorded, it does the same again."""
    images = [image_of(one) for one in mail.images]
    return Kept(
        raw=stored(raw, RAW),
        files=(
            *(file_of(one, is_xdm=is_xdm(mail, one)) for one in mail.attachments),
            *(one for one in images if not is_shown(one)),
        ),
        images=tuple(one for one in images if is_shown(one)),
    )


def is_xdm(mail: ReceivedMail, file: Attachment) -> bool:
    """An archive that was looked into: the one that is taken, from a mail."""
    readable = mail.xdm is not None and mail.xdm.doubt != "unreadable"
    return readable and file.name.upper() == "IHE_XDM.ZIP"


def file_of(file: Attachment, *, is_xdm: bool) -> Received:
    """What its bytes are, as of any upload. What is not taken is kept, and refused to open."""
    kind = ARCHIVE if is_xdm else kind_of(file.content)
    whole = stored(file.content, kind or UNKNOWN)
    if kind is None:
        refuse(whole)
    return Received(named(file.name, kind), whole)


def named(name: str, kind: str | None) -> str:
    return names.fitting(name, TAKEN[kind]) if kind in TAKEN else names.cleaned(name)


def image_of(image: InlineImage) -> Received:
    """Looked at now: no entry has the worker do it. It is shown if that found nothing."""
    one = file_of(Attachment(image.cid, image.kind, image.content), is_xdm=False)
    check(one.file)
    return Received(one.name, one.file, cid=image.cid)


def is_shown(image: Received) -> bool:
    return image.file.kind in PICTURES & SHOWN


def kind_of(content: bytes) -> str | None:
    with NamedTemporaryFile(prefix="mail-file-") as file:
        file.write(content)
        file.flush()
        try:
            said = child.run("files.look", file.name, seconds=LOOKING)
        except child.Died:
            return None
    return said.get("kind")


def stored(content: bytes, kind: str) -> StoredFile:
    with transaction.atomic():
        return kept(BytesIO(content), kind)


def refuse(file: StoredFile) -> None:
    """Unless it was let in another way: an archive under its own name."""
    if not Verdict.objects.filter(file=file).exists():
        Verdict.objects.create(
            file=file, found=Verdict.Found.REFUSED, by="content", at=timezone.now()
        )
