"""One's own marks on a conversation."""

from typing import Annotated, Literal

from pydantic import Field

from conversations.shapes import Seq
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


Mark = Annotated[
    SetFavourite | SetTodo | Archive | Unarchive | MarkRead | MarkUnread, Field(discriminator="do")
]
