"""Passwords: how they are hashed, and how an operator gives one."""

import sys
from getpass import getpass

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management.base import CommandError


class Argon2id(Argon2PasswordHasher):
    """Argon2id as OWASP advises, at 19 MiB a hash: Django's 100 MiB, on 8 threads, would let a
    few people signing in together take the memory and the cores the conversations live on."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


def asked() -> str:
    """Never an argument: what is on a command line can be read by everybody on the machine."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Mot de passe : ")
    if password != getpass("Encore une fois : "):
        raise CommandError("The two are not the same.")
    return password
