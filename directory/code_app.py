"""Six digits from an application (TOTP, RFC 6238). Each is taken once."""

import secrets
from base64 import b32encode
from urllib.parse import quote

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from directory import sealing
from directory.door_shapes import CodeAppSetUp
from directory.models import Account, CodeApp, Ticket

SECONDS = 30
ISSUER = "Liaison"
NEVER = -1


def set_up(ticket: Ticket, username: str) -> CodeAppSetUp:
    """A new secret, shown to be copied. It counts once a code made with it has come back."""
    secret = secrets.token_bytes(20)
    ticket.secret = sealing.sealed(secret)
    ticket.save(update_fields=["secret"])
    written = b32encode(secret).decode()
    address = f"otpauth://totp/{ISSUER}:{quote(username)}?secret={written}&issuer={ISSUER}"
    grouped = " ".join(written[at : at + 4] for at in range(0, len(written), 4))
    return CodeAppSetUp(secret=grouped, address=address, picture=picture(address))


def picture(address: str) -> list[str]:
    """A QR code, row by row: the page draws the squares itself."""
    rows = segno.make(address, error="m", micro=False).matrix
    return ["".join("1" if dark else "0" for dark in row) for row in rows]


def keep(account: Account, ticket: Ticket, code: str) -> bool:
    """The first code shows that the application has the secret, and is used up by it."""
    if not ticket.secret:
        return False
    counter = counter_of(sealing.opened(ticket.secret), code, after=NEVER)
    if counter is None:
        return False
    now = timezone.now()
    CodeApp.objects.create(
        account=account, secret=ticket.secret, last_counter=counter, created_at=now
    )
    return True


def takes(account: Account, code: str) -> bool:
    """Under the lock of its row: of two who send the same code at once, one is refused."""
    app = CodeApp.objects.select_for_update().filter(account=account).first()
    if app is None:
        return False
    counter = counter_of(sealing.opened(app.secret), code, after=app.last_counter)
    if counter is None:
        return False
    app.last_counter = counter
    app.save(update_fields=["last_counter"])
    return True


def counter_of(secret: bytes, code: str, *, after: int) -> int | None:
    """The half minute whose code this is: a telephone's clock may be half a minute wrong."""
    now = int(timezone.now().timestamp()) // SECONDS
    given = "".join(code.split())
    good = [
        counter
        for counter in (now - 1, now, now + 1)
        if counter > after and constant_time_compare(code_at(secret, counter), given)
    ]
    return good[0] if good else None


def code_at(secret: bytes, counter: int) -> str:
    # SHA-1, as every application has it: as a keyed hash it is not what is broken in it.
    return HOTP(secret, 6, SHA1()).generate(counter).decode()  # noqa: S303
