"""What crosses Redis says nothing to who reads Redis. Each process seals with a key of its own, so
that a random nonce may serve for as long as it lives."""

import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes


def sealed(process: str, content: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + _cipher(process).encrypt(nonce, content, None)


def opened(process: str, wire: bytes) -> bytes:
    """InvalidTag when it was not sealed by a process of ours."""
    return _cipher(process).decrypt(wire[:NONCE], wire[NONCE:], None)


@lru_cache(maxsize=64)
def _cipher(process: str) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=process.encode(), info=b"liaison relay")
    return AESGCM(key.derive(settings.SECRET_KEY.encode()))
