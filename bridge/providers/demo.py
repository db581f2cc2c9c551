"""A post office for the demo: each address has a folder, each mail is a file in it. No network, no
password, and nothing of it but with DEMO (chat/settings.py refuses to start).

It answers for what it takes as servers do: by reports, one a recipient."""

import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from bridge.providers.account import MailAccount
from bridge.providers.contract import Fetched, Outcome, ProviderError, Result, Wanted, Where
from bridge.providers.demo_reports import report
from bridge.writing.message import Written

INBOX, UIDVALIDITY = "INBOX", 1
GLANCE = 0.5


class DemoPost:
    """A mailbox there is as soon as somebody looks into it."""

    def __init__(self, account: MailAccount) -> None:
        self.box = folder_of(account.address)
        self.box.mkdir(parents=True, exist_ok=True)
        self.fetched = 0  # the number of the last

    def send(self, letter: Written) -> tuple[Result, ...]:
        for address in letter.recipients:
            known = folder_of(address).is_dir()
            if known:
                deliver(address, letter.content)
            if letter.sender:
                deliver(letter.sender, report(letter, address, delivered=known))
        return tuple(Result(one, Outcome.SENT, 250) for one in letter.recipients)

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        uids = numbers(self.box)
        for uid in sorted(wanted(INBOX, UIDVALIDITY, uids)):
            yield Fetched(Where(INBOX, UIDVALIDITY, uid), (self.box / str(uid)).read_bytes())
        self.fetched = max(uids, default=0)

    def after_commit(self, seen: Sequence[Where]) -> None:
        """Nobody else reads here."""

    def wait(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if max(numbers(self.box), default=0) > self.fetched:
                return True
            time.sleep(min(GLANCE, left))
        return False

    def check(self) -> ProviderError | None:
        return None

    def close(self) -> None:
        """Nothing is open."""


def deliver(address: str, raw: bytes) -> None:
    """Under the next number: whole, or not there."""
    box = folder_of(address)
    box.mkdir(parents=True, exist_ok=True)
    written = box / f".{token_hex(8)}"
    written.write_bytes(raw)
    for uid in count(max(numbers(box), default=0) + 1):
        try:
            (box / str(uid)).hardlink_to(written)
        except FileExistsError:
            continue
        break
    written.unlink()


def numbers(box: Path) -> list[int]:
    return sorted(int(file.name) for file in box.iterdir() if file.name.isdecimal())


def folder_of(address: str) -> Path:
    """No address is a name of a file."""
    return Path(settings.DEMO_POST_DIR) / sha256(address.lower().encode()).hexdigest()
