"""Where exports are kept for their day: a store of Django's, which all processes share."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.core.files.storage import Storage, storages


def the_store() -> Storage:
    return storages["exports"]


def keep(export: UUID, attempt: UUID, files: Mapping[str, Path]) -> str:
    """Each attempt writes in a folder of its own: none writes over what is being fetched."""
    folder = f"{export}/{attempt.hex}"
    for extension, path in files.items():
        with path.open("rb") as file:
            the_store().save(f"{folder}/export.{extension}", File(file))
    return folder


def forget(export: UUID) -> None:
    """All that was written for it, by whichever attempt."""
    store = the_store()
    if not store.exists(str(export)):
        return
    attempts, _ = store.listdir(str(export))
    for attempt in attempts:
        for name in store.listdir(f"{export}/{attempt}")[1]:
            store.delete(f"{export}/{attempt}/{name}")
        store.delete(f"{export}/{attempt}")
    store.delete(str(export))
