"""Secrets of ours as the database holds them: sealed when we need them again, else only hashed."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_urlsafe

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac


def sealed(secret: bytes) -> str:
    return _fernet().encrypt(secret).decode()


def opened(kept: str) -> bytes:
    return _fernet().decrypt(kept)


def token() -> tuple[str, str]:
    """What nobody can guess, to be given to one person; and its hash, which is all we keep."""
    given = token_urlsafe(32)
    return given, hashed(given)


def hashed(given: str) -> str:
    return sha256(given.encode()).hexdigest()


def fingerprint(kind: str, value: str) -> str:
    """Of what is short enough to be tried out: whoever has the database alone cannot."""
    return salted_hmac(f"directory.{kind}", value, algorithm="sha256").hexdigest()


def _fernet() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"liaison factors")
    return Fernet(urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
