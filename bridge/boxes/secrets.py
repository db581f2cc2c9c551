"""Passwords of mailboxes, as the database holds them: sealed with a key that lies elsewhere.

The first key of MAILBOX_SECRET seals, each opens: a new one is put in front, and the old one leaves
once no box was sealed with it."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class NoKey(Exception):
    """No key there is opens this: whoever knows the secret must give it anew."""


def sealed(secret: str) -> str:
    return _keys().encrypt(secret.encode()).decode()


def opened(kept: str) -> str:
    try:
        return _keys().decrypt(kept).decode()
    except InvalidToken:
        raise NoKey from None


def _keys() -> MultiFernet:
    if not settings.MAILBOX_SECRETS:
        raise NoKey
    return MultiFernet([_key(secret) for secret in settings.MAILBOX_SECRETS])


def _key(secret: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"liaison mailboxes")
    return Fernet(urlsafe_b64encode(key.derive(secret.encode())))
