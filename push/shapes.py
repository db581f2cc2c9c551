"""What crosses to the browser about its notifications."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from directory.shapes import Shape

# As browsers write them: base64url.
Letters = Annotated[str, Field(min_length=16, max_length=200, pattern=r"^[A-Za-z0-9_=-]+$")]


class NewDevice(Shape):
    """What this browser's PushSubscription says."""

    endpoint: Annotated[str, Field(min_length=10, max_length=1000)]
    p256dh: Letters
    auth: Letters


class DeviceState(StrEnum):
    WORKING = "working"
    SILENT = "silent"  # nothing has reached it for seven days
    REFUSED = "refused"  # its push service refuses what we send


class DeviceView(Shape):
    """One of my browsers that take notifications."""

    id: UUID
    name: str  # « Firefox sur Windows »
    this: bool  # the one that asks
    since: datetime
    last_success_at: datetime | None
    state: DeviceState


class MyPush(Shape):
    key: str | None  # what this browser subscribes with; null: notifications are not offered
    devices: list[DeviceView]
    shared: bool  # « poste partagé »: none is taken here


class NoticeView(Shape):
    """What a notice was about, once one is let in. Never what was said."""

    kind: Literal["entry", "test"]
    conversation_id: UUID | None  # null: a test
    seq: int | None
    party: UUID | None  # whose it is: me, or a role of mine; what is done about it is theirs
    role: UUID | None  # of mine, on whose behalf: one opens it acting for that role
    sender: str | None  # only for who chose to be told
    urgent: bool
    asked: bool  # they are asked to take it into account, and have not yet
    seen: bool  # it was before their eyes: a notification of it has nothing more to say
    unread: int  # of their conversations, for the badge


class TripStarted(Shape):
    id: UUID


class TripStep(StrEnum):
    SUBSCRIBED = "subscribed"
    SENT = "sent"
    ACCEPTED = "accepted"  # by the browser's push service
    SHOWN = "shown"  # its service worker said so


class StepState(StrEnum):
    DONE = "done"
    WAITING = "waiting"
    FAILED = "failed"


class StepView(Shape):
    step: TripStep
    state: StepState
    at: datetime | None
    # gone, refused, busy, silent, unsafe, unknown, too_big, odd, late, lease; or why it ended
    reason: str | None
