"""Tokens of a session, sealed: they lie with it, and go with it.

The identity token is needed once more, to sign out where one signed in, and opens nothing. Those of
access and renewal are kept where mailboxes are opened with them (renewing.py), and nowhere else.
"""

from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def sealed(token: str) -> str:
    return box().encrypt(token.encode()).decode()


def unsealed(kept: str) -> str | None:
    try:
        return box().decrypt(kept).decode()
    except InvalidToken:
        return None


@cache
def box() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"liaison identity tokens")
    return Fernet(urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
