"""Receiving, by IMAP. Nothing is changed there before it is stored here."""

import imaplib
import re
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from threading import BoundedSemaphore
from typing import Any

from bridge.providers.account import MailAccount, Password, Security, Token
from bridge.providers.connecting import plain, said, step, tls, xoauth2
from bridge.providers.contract import Fetched, ProviderError, Step, Wanted, Where
from bridge.providers.idling import idle

FETCHED_MOST = 50 * 1024 * 1024
LARGE = 5 * 1024 * 1024
PATIENCE = 60.0  # within a lease: a server that gives a large one slowly holds up no other for long
AT_ONCE = 500  # uids in one command
IDLE_MOST = 600.0  # a line that says nothing for longer is often dead
# The numbers of a large mailbox are one line; imaplib refuses those of more than 150,000 mails.
imaplib._MAXLINE = 20_000_000  # type: ignore[attr-defined]
UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
# Of all lines, so many hold a large mail at once: from when it is fetched until it is taken.
large = BoundedSemaphore(2)


class Imap:
    """One line to one mailbox, for one thread."""

    def __init__(self, account: MailAccount) -> None:
        self.account = account
        self.line = opened(account)
        self.folder = ""

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        for folder in self.account.folders:
            uidvalidity = self.look_into(folder)
            for uid, size in self.sizes(sorted(wanted(folder, uidvalidity, self.uids()))):
                with room_for(size):
                    yield from self.fetched(Where(folder, uidvalidity, uid), size)

    def fetched(self, where: Where, size: int) -> Iterator[Fetched]:
        if raw := self.content(where.uid, size):
            yield Fetched(where, raw, size <= FETCHED_MOST)

    def look_into(self, folder: str, *, readonly: bool = True) -> int:
        """Its UIDVALIDITY. Read only: not even « seen » is changed by looking."""
        with read():
            agreed(self.line.select(quoted(folder), readonly))
            self.folder = folder
            self.line.response("EXISTS")  # those it had; what is told from now on is new
            told = self.line.response("UIDVALIDITY")[1][0]
        if not isinstance(told, bytes):
            raise ProviderError(Step.READ, "UIDVALIDITY", permanent=False)
        return int(told)

    def uids(self) -> list[int]:
        with read():
            (found,) = agreed(self.line.uid("SEARCH", "ALL"))
        return sorted({int(uid) for uid in found.split()})

    def sizes(self, uids: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Before any is fetched: of what is huge, only the headers are."""
        for start in range(0, len(uids), AT_ONCE):
            some = uids[start : start + AT_ONCE]
            with read():
                told = agreed(self.line.uid("FETCH", ",".join(map(str, some)), "(UID RFC822.SIZE)"))
            sizes = {uid: size for part in told for uid, size in numbers(part)}
            yield from ((uid, sizes[uid]) for uid in some if uid in sizes)

    def content(self, uid: int, size: int) -> bytes:
        """Empty: it is no longer there."""
        what = "BODY.PEEK[]" if size <= FETCHED_MOST else "BODY.PEEK[HEADER]"
        with read():
            told = agreed(self.line.uid("FETCH", str(uid), f"(UID {what})"))
        for part in told:
            # Between the answers, the server may tell of other mails.
            if isinstance(part, tuple) and (found := UID.search(part[0])) and int(found[1]) == uid:
                return bytes(part[1])
        return b""

    def mark(self, seen: Sequence[Where]) -> None:
        """As seen there. If the numbers were given anew meanwhile, nothing: they are others'."""
        for (folder, uidvalidity), some in groupby(
            sorted(seen, key=lambda where: (where.folder, where.uidvalidity, where.uid)),
            key=lambda where: (where.folder, where.uidvalidity),
        ):
            if self.look_into(folder, readonly=False) == uidvalidity:
                uids = ",".join(str(where.uid) for where in some)
                with read():
                    agreed(self.line.uid("STORE", uids, "+FLAGS.SILENT", "(\\Seen)"))

    def wait(self, seconds: float) -> bool:
        """Told by the server, if it can. False: nothing was told."""
        if "IDLE" not in self.line.capabilities:
            time.sleep(seconds)
            return False
        if self.folder != self.account.folders[0]:
            self.look_into(self.account.folders[0])
        with read():
            # Told while others were fetched: IDLE would not tell it again.
            if self.line.response("EXISTS")[1][0] is not None:
                return True
            return idle(self.line, min(seconds, IDLE_MOST))

    def close(self) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            self.line.logout()
        with suppress(OSError):
            self.line.shutdown()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    held = LARGE < size <= FETCHED_MOST and large.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if held:
            large.release()


def opened(account: MailAccount) -> imaplib.IMAP4:
    """Reached, secured, signed in. No password before TLS."""
    server, context = account.imap, tls(account.trust)
    with step(Step.REACH, Step.SECURE), answers(Step.REACH, permanent=False):
        if server.security == Security.TLS:
            line: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                server.host, server.port, ssl_context=context, timeout=account.timeout
            )
        else:
            line = imaplib.IMAP4(server.host, server.port, timeout=account.timeout)
    try:
        secured(line, account, context)
        with step(Step.SIGN_IN, Step.SECURE), answers(Step.SIGN_IN, permanent=True):
            signed_in(line, account.sign_in)
    except ProviderError:
        with suppress(OSError):
            line.shutdown()
        raise
    return line


def secured(line: imaplib.IMAP4, account: MailAccount, context: ssl.SSLContext) -> None:
    if account.imap.security == Security.STARTTLS:
        if "STARTTLS" not in line.capabilities:
            raise ProviderError(Step.SECURE, "STARTTLS", permanent=True)
        with step(Step.SECURE, Step.SECURE), answers(Step.SECURE, permanent=True):
            line.starttls(context)


def signed_in(line: imaplib.IMAP4, sign_in: Password | Token) -> None:
    match sign_in:
        case Token():
            token = xoauth2(sign_in).encode()
            # Refused, they first say why, and wait for an empty word.
            line.authenticate("XOAUTH2", lambda challenge: b"" if challenge else token)
        case Password() if "AUTH=PLAIN" in line.capabilities:
            line.authenticate("PLAIN", lambda _: plain(sign_in).encode())
        case Password():
            # Or else imaplib knows no letter beyond ASCII.
            line._encoding = "utf-8"  # type: ignore[attr-defined]
            line.login(quoted(sign_in.user), sign_in.password)


@contextmanager
def answers(at: Step, *, permanent: bool) -> Iterator[None]:
    """What the server refuses. A line that broke is never for good."""
    try:
        yield
    except imaplib.IMAP4.abort as error:
        raise ProviderError(at, said(error), permanent=False) from error
    except (imaplib.IMAP4.error, UnicodeError) as error:
        raise ProviderError(at, said(error), permanent=permanent) from error


@contextmanager
def read() -> Iterator[None]:
    with step(Step.READ, Step.SECURE), answers(Step.READ, permanent=False):
        yield


def agreed(answer: tuple[str, Sequence[Any]]) -> list[Any]:
    """Parts are bytes, or two of them where a literal was given: imaplib's own shape."""
    kind, told = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(said(told))
    return [part for part in told if part is not None]


def quoted(folder: str) -> str:
    """In quotes, as imaplib puts none; names are in the modified UTF-7 the server gave."""
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def numbers(part: object) -> Iterator[tuple[int, int]]:
    text = part[0] if isinstance(part, tuple) else part
    if isinstance(text, bytes) and (uid := UID.search(text)) and (size := SIZE.search(text)):
        yield int(uid[1]), int(size[1])
