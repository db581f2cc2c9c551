"""Our name at push services (VAPID, RFC 8292): one key for the whole service, kept out of the code.

A browser subscribes with its public half; with another key its subscriptions are worth nothing.
"""

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02


def given() -> bool:
    return bool(settings.PUSH_PRIVATE_KEY)


def public() -> str | None:
    """As a page gives it to its browser; none: nothing can be sent."""
    return public_of(settings.PUSH_PRIVATE_KEY) if given() else None


@cache
def signer(private: str) -> Vapid02:
    return Vapid02.from_raw(private.encode())


@cache
def public_of(private: str) -> str:
    point = signer(private).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return in_letters(point)


def made() -> str:
    """A new private key."""
    secret = generate_private_key(SECP256R1()).private_numbers().private_value
    return in_letters(secret.to_bytes(32, "big"))


def in_letters(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
