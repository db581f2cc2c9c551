"""How often one may be wrong. Decided before any password is looked at, kept in PostgreSQL.

A name that exists and one that does not are treated alike: who has an account stays unknown.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from chat.errors import Refusal
from directory.models import SignInAttempts

REMEMBERED = timedelta(hours=1)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within the hour are free, then each is followed by a longer pause."""

    free: int
    pause: timedelta
    longest: timedelta

    def pause_after(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta(0)
        return min(self.pause * (1 << min(failures - self.free, 16)), self.longest)


PER_NAME = Limit(free=5, pause=timedelta(seconds=30), longest=timedelta(minutes=15))
# A whole hospital is one address: only a flood of failures is slowed, and never for long.
PER_ADDRESS = Limit(free=300, pause=timedelta(minutes=1), longest=timedelta(minutes=1))

# Asking to come in costs a row for ten minutes, and needs no password: this bounds how many there
# are. A hospital whose every shift comes by one address stays far below.
PER_DOOR = Limit(free=1_200, pause=timedelta(seconds=5), longest=timedelta(seconds=5))


class TooManyAttempts(Refusal):
    code = "too_many_attempts"
    status = 429

    def __init__(self, pause: timedelta) -> None:
        self.message = f"Trop d’essais. Réessayez dans {in_words(pause)}."


def begin(*, username: str, address: str, kind: str = "name") -> None:
    """Refuse, or count this attempt under its name as a failure until it proves to be right.

    Counting first lets no number of simultaneous guesses pass the limit. What is guessed of one
    kind (a password, a second factor) says nothing of another: each is counted by itself.
    """
    refuse_flood(address=address)
    count(sealed(kind, username), PER_NAME)


def refuse_flood(*, address: str) -> None:
    forget_old()
    refuse_if_waiting(SignInAttempts.objects.filter(subject=sealed("address", address)).first())


def succeeded(*, username: str, kind: str = "name") -> None:
    SignInAttempts.objects.filter(subject=sealed(kind, username)).delete()


def failed(*, address: str) -> None:
    count(sealed("address", address), PER_ADDRESS)


def knock(*, address: str) -> None:
    """Somebody asks to come in, and has not said who they are."""
    forget_old()
    count(sealed("door", address), PER_DOOR)


def count(subject: str, limit: Limit) -> None:
    now = timezone.now()
    with transaction.atomic():
        known, _ = SignInAttempts.objects.select_for_update().get_or_create(
            subject=subject, defaults={"since": now, "wait_until": now}
        )
        refuse_if_waiting(known)
        known.failures += 1
        known.wait_until = now + limit.pause_after(known.failures)
        known.save()


def refuse_if_waiting(known: SignInAttempts | None) -> None:
    if known and (pause := known.wait_until - timezone.now()) > timedelta(0):
        raise TooManyAttempts(pause)


def forget_old() -> None:
    now = timezone.now()
    SignInAttempts.objects.filter(since__lt=now - REMEMBERED, wait_until__lt=now).delete()


def sealed(kind: str, value: str) -> str:
    """People type passwords where their name should be, and an address says where somebody is."""
    return salted_hmac("directory.attempts", f"{kind} {value}", algorithm="sha256").hexdigest()


def in_words(pause: timedelta) -> str:
    size, unit = (SECOND, "seconde") if pause < MINUTE else (MINUTE, "minute")
    amount = ceil(pause / size)
    return f"{amount}\u00a0{unit}{'s' if amount > 1 else ''}"
