"""What a transport is given and what it says. It cannot quote what it was never given."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol, TypeVar
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ring:
    """A bell, and nothing more: something waits."""

    notice: UUID
    tag: str  # the same for what replaces one another on a screen; tells nothing of what it is
    sound: bool
    urgent: bool


class TransportError(Exception):
    """It did not leave. Of the answer only its kind is kept: its words may hold anything."""

    def __init__(
        self, reason: str, *, permanent: bool, wait: timedelta | None = None, error: str = ""
    ) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.wait = reason, permanent, wait
        self.error = error  # the class of what was not expected


Address_contra = TypeVar("Address_contra", contravariant=True)


class Transport(Protocol[Address_contra]):
    def send(self, ring: Ring, address: Address_contra, /) -> None:
        """Or raise TransportError."""
