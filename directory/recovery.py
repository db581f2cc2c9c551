"""Recovery codes: ten, on paper, each good once, for the day the telephone is lost."""

import secrets

from django.utils import timezone

from directory.models import Account, RecoveryCode
from directory.sealing import fingerprint

HOW_MANY = 10
# Without what is read for something else: no i, l, o, 0, 1. 59 bits in twelve of them.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def renew(account: Account) -> list[str]:
    """Ten new ones, shown this once; those of before are good for nothing."""
    codes = [new() for _ in range(HOW_MANY)]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, code=kept(account, code)) for code in codes
    )
    return codes


def new() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def takes(account: Account, code: str) -> bool:
    """One statement: of two who send the same code at once, one is refused."""
    unused = RecoveryCode.objects.filter(account=account, code=kept(account, code), used_at=None)
    return unused.update(used_at=timezone.now()) == 1


def left(account: Account) -> int:
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def kept(account: Account, code: str) -> str:
    bare = "".join(letter for letter in code.casefold() if letter in LETTERS)
    return fingerprint("recovery", f"{account.id} {bare}")
