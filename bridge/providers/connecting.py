"""TLS and who we are, for both protocols; and what a failure on the way means."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock

from bridge.providers.account import Password, Token, Trust
from bridge.providers.contract import ProviderError, Step
from bridge.words import line

# Forward secrecy and authenticated encryption only; those of TLS 1.3 all are.
SUITES = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM"
REASON_MOST = 300
_making = Lock()  # the lines that are opened first, all at once, would each make one


def tls(trust: Trust) -> ssl.SSLContext:
    """TLS 1.2 at least, the server's name looked at, and nobody believed but whom we say.

    One for all lines, made anew when its files are others: to read the authorities, and what they
    have taken back, takes longer than a look at a mailbox does."""
    try:
        versions = [version(path) for path in trust.files()]
        with _making:
            return context_of(trust, *versions)
    except OSError as error:
        reason = f"ours: {error.strerror or type(error).__name__}"
        raise ProviderError(Step.SECURE, reason, permanent=False) from error


def version(path: Path) -> tuple[int, int, int]:
    """Another once there is another file in its place."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=1)
def context_of(trust: Trust, *_: tuple[int, int, int]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(SUITES)
    believe(context, trust)
    return context


def believe(context: ssl.SSLContext, trust: Trust) -> None:
    if trust.authorities:
        context.load_verify_locations(trust.authorities)
    else:
        context.load_default_certs()
    if trust.certificate:
        context.load_cert_chain(trust.certificate, trust.key)
    if trust.revoked:
        context.load_verify_locations(trust.revoked)
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF


def xoauth2(sign_in: Token) -> str:
    return f"user={sign_in.user}\x01auth=Bearer {sign_in.fresh()}\x01\x01"


def plain(sign_in: Password) -> str:
    return f"\0{sign_in.user}\0{sign_in.password}"


def said(answer: object) -> str:
    """What a server said, as one line that may be shown."""
    if isinstance(answer, list | tuple):
        answer = b" ".join(part for part in answer if isinstance(part, bytes))
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return line(text)[:REASON_MOST]


@contextmanager
def step(at: Step, secure: Step) -> Iterator[None]:
    """A failure here is this step's; one of TLS is of that step, and will not pass by itself."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise ProviderError(secure, error.verify_message, permanent=True) from error
    except ssl.SSLError as error:
        raise ProviderError(secure, error.reason or "TLS", permanent=False) from error
    except OSError as error:
        reason = error.strerror or said(error) or "no answer"
        raise ProviderError(at, reason, permanent=False) from error
