"""One's own marks on a conversation."""

from typing import Annotated, Literal

from pydantic import Field

from conversations.protocol.words import Moment
from conversations.shapes import Level, Seq
from directory.shapes import Shape


class SetFavourite(Shape):
    do: Literal["favourite"] = "favourite"
    on: bool


class SetTodo(Shape):
    do: Literal["todo"] = "todo"
    on: bool
    seq: Seq | None = None  # null: the conversation itself


class Archive(Shape):
    do: Literal["archive"] = "archive"
    known_seq: int  # the last entry this page knows: something newer refuses the archive
    keep: bool = False  # stays archived on an ordinary message


class Unarchive(Shape):
    do: Literal["unarchive"] = "unarchive"


class MarkRead(Shape):
    do: Literal["read"] = "read"
    upto: Seq


class MarkUnread(Shape):
    do: Literal["unread"] = "unread"
    from_seq: Seq


class SetNotify(Shape):
    """Of what I am told here. An urgent request that names me is told all the same."""

    do: Literal["notify"] = "notify"
    level: Level | None  # null: as of all others
    until: Moment | None = None


Mark = Annotated[
    SetFavourite | SetTodo | Archive | Unarchive | MarkRead | MarkUnread | SetNotify,
    Field(discriminator="do"),
]
