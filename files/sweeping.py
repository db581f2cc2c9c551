"""Removing what nobody said anything with: uploads of yesterday, and bytes that no row names."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from files import store
from files.models import StoredFile, Upload
from files.uploading import alone

KEPT = timedelta(hours=24)
AT_ONCE = 200


def sweep_strays(now: datetime) -> None:
    """What a crash left: a part of the store at a time, another one each minute."""
    turn = int(now.timestamp() // 60) % 256
    for name in strays(f"files/{turn:02x}", now):
        if name.startswith("."):
            store.the_store().delete(f"files/{turn:02x}/{name}")
        else:
            forget_bytes(name)


def strays(folder: str, now: datetime) -> list[str]:
    """Those that have stood there for a day: what is younger may be on its way to its row."""
    return [
        name
        for name in store.listed(folder)
        if store.the_store().get_modified_time(f"{folder}/{name}") < now - KEPT
    ]


def sweep() -> int:
    """Forget a number of uploads that are a day old, and say how many it was.

    One that is being said right now is held (conversations.attaching): it is passed over.
    """
    with transaction.atomic():
        old = list(
            Upload.objects.select_for_update(skip_locked=True)
            .filter(created_at__lt=timezone.now() - KEPT)
            .order_by("created_at")[:AT_ONCE]
        )
        for upload in old:
            store.forget_parts(upload.id, upload.parts)
        Upload.objects.filter(id__in=[upload.id for upload in old]).delete()
    for sha256 in {upload.sha256 for upload in old if upload.sha256}:
        forget_bytes(sha256)
    return len(old)


def forget_bytes(sha256: str) -> None:
    """Unless a row names them. Nobody stores them again meanwhile (uploading.store_whole)."""
    with transaction.atomic():
        alone("bytes", sha256)
        named = (
            StoredFile.objects.filter(sha256=sha256).exists()
            or Upload.objects.filter(sha256=sha256).exists()
        )
        if not named:
            store.the_store().delete(store.place_of(sha256))
