"""How a mailbox is reached: its servers, how it signs in, whom it believes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

TIMEOUT = 30.0


class Security(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    security: Security = Security.STARTTLS


@dataclass(frozen=True, slots=True)
class Password:
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """XOAUTH2: the token is asked for at each connection, as it lives two minutes."""

    user: str
    fresh: Callable[[], str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe. With an authority of one's own, no other is believed (IGC-Santé)."""

    authorities: Path | None = None
    certificate: Path | None = None  # ours, where the server asks for one
    key: Path | None = None
    revoked: Path | None = None  # what an authority has taken back: its list, of every issuer

    def files(self) -> list[Path]:
        named = (self.authorities, self.certificate, self.key, self.revoked)
        return [path for path in named if path]


@dataclass(frozen=True, slots=True)
class MailAccount:
    address: str
    imap: Server
    smtp: Server
    sign_in: Password | Token
    trust: Trust = Trust()
    folders: tuple[str, ...] = ("INBOX",)
    timeout: float = TIMEOUT
