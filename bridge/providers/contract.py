"""What any mail system does for us. imap_smtp.py is the one to copy.

Nothing here knows a table: what is known of a mailbox is given, what was found is told."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bridge.writing.message import Written


class Outcome(StrEnum):
    SENT = "sent"  # the next server has it, and answers for it
    REFUSED = "refused"  # for good
    LATER = "later"  # nothing has left: to be tried again
    UNKNOWN = "unknown"  # it may have left: tried again under the same Message-ID, and shown so


@dataclass(frozen=True, slots=True)
class Result:
    """What became of it for one recipient, as the server put it."""

    address: str
    outcome: Outcome
    status: int = 0
    reason: str = ""


class Step(StrEnum):
    """Where something failed, in the order of « tester la connexion »."""

    REACH = "reach"
    SECURE = "secure"  # TLS: the certificate, ours or theirs
    SIGN_IN = "sign_in"
    READ = "read"  # the folder
    SEND_REACH = "send_reach"
    SEND_SECURE = "send_secure"
    SEND_SIGN_IN = "send_sign_in"
    SEND_AS = "send_as"  # this address may not send from here


class ProviderError(Exception):
    """The outside world failed. If for good, trying again changes nothing: somebody must act."""

    def __init__(self, step: Step, reason: str, *, permanent: bool) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step
        self.reason = reason
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Where:
    """Where a mail lies. A number alone says nothing: with another UIDVALIDITY it is another's."""

    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Fetched:
    where: Where
    raw: bytes = field(repr=False)
    is_whole: bool = True  # otherwise too large to be fetched: its headers only


# Of these numbers in this folder, those that are still wanted.
Wanted = Callable[[str, int, Sequence[int]], Collection[int]]


class Provider(Protocol):
    def send(self, letter: Written) -> tuple[Result, ...]:
        """One result a recipient, in their order. Raises only when nothing can have left."""
        ...

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        """Mail by mail, changing nothing there. Each is asked for when the one before is taken."""
        ...

    def after_commit(self, seen: Sequence[Where]) -> None:
        """They are stored here: say so there. Before the commit it would lose them."""
        ...

    def wait(self, seconds: float) -> bool:
        """Until something happens there, or so long. False: nothing was said, look anyway."""
        ...

    def check(self) -> ProviderError | None:
        """The first step that fails, of all that sending and receiving need. Sends nothing."""
        ...

    def close(self) -> None: ...
