"""Passwords: what is one, how they are hashed, and how an operator gives one."""

import sys
from getpass import getpass
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from chat.errors import Refusal
from directory.models import Account

# At shift change everybody signs in together: few hashes at a time leave the rest of the machine
# to those who are already talking.
hashing = BoundedSemaphore(2)


WEAK = {
    "password_too_short": "Il faut au moins 12 caractères.",
    "password_too_common": "Ce mot de passe est trop courant : choisissez-en un autre.",
    "password_too_similar": "Ce mot de passe ressemble trop à votre identifiant.",
}


class WeakPassword(Refusal):
    """Too short, too common, too much like the name. Nothing is asked about kinds of signs."""

    code = "weak_password"
    status = 422

    def __init__(self, codes: list[str]) -> None:
        self.message = " ".join(WEAK[code] for code in codes)


class Argon2id(Argon2PasswordHasher):
    """Argon2id as OWASP advises, at 19 MiB a hash: Django's 100 MiB, on 8 threads, would let a
    few people signing in together take the memory and the cores the conversations live on."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


def hashed(password: str, *, username: str) -> str:
    """For one who chose it: refused with the reasons if it is weak."""
    try:
        validate_password(password, Account(username=username))
    except ValidationError as no:
        raise WeakPassword([str(each.code) for each in no.error_list]) from None
    with hashing:
        return make_password(password)


def asked() -> str:
    """Never an argument: what is on a command line can be read by everybody on the machine."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Mot de passe : ")
    if password != getpass("Encore une fois : "):
        raise CommandError("The two are not the same.")
    return password
