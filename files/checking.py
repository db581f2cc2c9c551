"""Looking at a stored file, in the worker: the antivirus, and the small picture of it.

Each finding is a row; what was found is not looked for again.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.utils import timezone

from files import child, clamd, store
from files.kinds import PICTURES
from files.models import Preview, StoredFile, Verdict

Found = Verdict.Found
DRAWING = 25  # seconds, of which draw.py may compute 20


def check(file: StoredFile) -> bool:
    """Look at it, unless that was done. False: there is no verdict yet, ask again later.

    What it is was decided as it came (uploading.py). The picture comes before the verdict, so that
    a file that is ready has all it will ever have.
    """
    if Verdict.objects.filter(file=file).exists():
        return True
    with store.at_hand(file.sha256) as path:
        try:
            found, by = scanned(path)
        except clamd.Unsure:
            return False
        if found == Found.CLEAN and file.kind in PICTURES and not drawn(file, path):
            found, by = Found.REFUSED, "content"
    Verdict.objects.create(file=file, found=found, by=by, at=timezone.now())
    return True


def scanned(path: Path) -> tuple[Found, str]:
    """Without an antivirus, what it is by its content is all there is to go by."""
    if not settings.CLAMD_ADDRESS:
        return Found.CLEAN, "content"
    with path.open("rb") as file:
        return Found(clamd.scan(settings.CLAMD_ADDRESS, file)), "clamd"


def drawn(file: StoredFile, path: Path) -> bool:
    """Make the small picture. False: the picture is of a size that no page should open."""
    if Preview.objects.filter(file=file).exists():
        return True
    with NamedTemporaryFile(prefix="preview-") as preview:
        try:
            said = child.run("files.draw", str(path), preview.name, seconds=DRAWING)
        except child.Died:
            said = {}  # it cannot be drawn; it may still be saved
        if "refused" in said:
            return False
        if said:
            store.keep(store.preview_of(file.sha256), preview.file)
    Preview.objects.bulk_create(
        [
            Preview(
                file=file,
                made=bool(said),
                width=said.get("width"),
                height=said.get("height"),
                at=timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
    return True
