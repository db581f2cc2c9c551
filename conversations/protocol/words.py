"""What people type, as it may come in."""

from datetime import UTC, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from conversations.shapes import Seq
from directory.shapes import Shape

TEXT_MAX = 10_000
PARTICIPANTS_MAX = 100
FILES_MOST = 10
# PostgreSQL cannot hold NUL; a message of blanks says nothing.
Text = Annotated[
    str,
    StringConstraints(min_length=1, max_length=TEXT_MAX, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]
# A browser's clock: with its zone, and of a year that every zone can name.
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))
]
Subject = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^[^\x00-\x1f]*$")
]
# One line, pinned over the thread.
Conclusion = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]*$"
    ),
]


class Words(Shape):
    """What somebody says: words, files, or both."""

    text: Text | Literal[""]
    # Uploads of mine, finished.
    files: Annotated[tuple[UUID, ...], Field(max_length=FILES_MOST)] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.text and not self.files:
            raise ValueError("nothing is said")
        if len(set(self.files)) < len(self.files):
            raise ValueError("a file is said once")
        return self


class NewRequest(Shape):
    """« Demander une prise en compte », of people who take part."""

    people: Annotated[list[UUID], Field(min_length=1, max_length=PARTICIPANTS_MAX)]
    urgent: bool


class NewMessage(Words):
    """What somebody says, and what goes with it."""

    id: UUID  # the client's; also the `ref` of the answer
    composed_at: Moment
    quote: Seq | None = None  # the entry it answers
    # Those named with @: the text holds their names, by which they are found when it is shown.
    mentions: list[UUID] = Field(default_factory=list, max_length=PARTICIPANTS_MAX)
    request: NewRequest | None = None
