"""What crosses to the browser about files on their way up."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from directory.shapes import Shape

SIZE_MOST = 10 * 1024 * 1024
PART = 512 * 1024

# PostgreSQL cannot hold NUL; what else hides in a name is taken out (names.py).
FileName = Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


class NewUpload(Shape):
    id: UUID  # the client's own name for it
    name: FileName
    size: Annotated[int, Field(ge=0, le=2**53)]


class UploadView(Shape):
    """A file on its way up: parts are numbered from 1, each of `part_size` but the last."""

    id: UUID
    name: str
    size: int
    part_size: int
    part_count: int
    parts: list[int]  # those that are there
    finished: bool
    type: str | None  # known once it is finished
