"""A mailbox of somebody's that lies in this process, for what no fault of a server can show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import sleep

from bridge.providers.contract import Fetched, Outcome, ProviderError, Result, Step, Wanted, Where
from bridge.writing.message import Written


@dataclass
class Postbox:
    """A provider. What is put in it can be fetched; what was flagged is `seen`."""

    folders: dict[str, dict[int, bytes]] = field(default_factory=lambda: {"INBOX": {}})
    uidvalidity: int = 1
    seen: list[Where] = field(default_factory=list)
    sent: list[Written] = field(default_factory=list)
    fails: ProviderError | None = None
    cut: bool = False  # the line breaks before anything is flagged

    def put(self, *mails: bytes, folder: str = "INBOX") -> None:
        lying = self.folders.setdefault(folder, {})
        for raw in mails:
            lying[max(lying, default=0) + 1] = raw

    def rebuilt(self) -> None:
        """The server numbers all of it anew."""
        self.uidvalidity += 1

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        if self.fails:
            raise self.fails
        for folder, lying in self.folders.items():
            for uid in sorted(wanted(folder, self.uidvalidity, list(lying))):
                yield Fetched(Where(folder, self.uidvalidity, uid), lying[uid])

    def after_commit(self, seen: Sequence[Where]) -> None:
        if self.cut:
            raise ProviderError(Step.READ, "cut", permanent=False)
        self.seen += seen

    def send(self, letter: Written) -> tuple[Result, ...]:
        if self.fails:
            raise self.fails
        self.sent.append(letter)
        return tuple(Result(one, Outcome.SENT, 250) for one in letter.recipients)

    def wait(self, seconds: float) -> bool:
        sleep(min(seconds, 0.05))
        return False

    def check(self) -> ProviderError | None:
        return self.fails

    def close(self) -> None: ...
