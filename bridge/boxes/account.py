"""How a mailbox is reached, from what its row says and whom this installation trusts."""

from pathlib import Path

from django.conf import settings

from bridge.boxes.hosts import is_allowed
from bridge.boxes.secrets import NoKey, opened
from bridge.boxes.tokens import fresh
from bridge.models import Box
from bridge.providers import PROVIDERS
from bridge.providers.account import MailAccount, Password, Security, Server, Token, Trust
from bridge.providers.contract import Provider, ProviderError, Step


def provider_of(box: Box) -> Provider:
    """What carries its mail. ProviderError, for good: somebody must set it up anew."""
    return PROVIDERS[settings.MAIL_PROVIDER](account_of(box))


def account_of(box: Box) -> MailAccount:
    sign_in = sign_in_of(box)
    return MailAccount(
        address=box.address,
        imap=server(box.imap_host, box.imap_port, box.imap_security),
        smtp=server(box.smtp_host, box.smtp_port, box.smtp_security),
        sign_in=sign_in,
        trust=trust(),
        folders=tuple(box.folders),
    )


def server(host: str, port: int, security: str) -> Server:
    """Still allowed: once the operator removed it, it is given no password any more."""
    if not is_allowed(host, port):
        raise ProviderError(Step.REACH, "not allowed here", permanent=True)
    return Server(host, port, Security(security))


def sign_in_of(box: Box) -> Password | Token:
    if box.sign_in == Box.SignIn.TOKEN:
        return Token(box.user, lambda: fresh(box))
    try:
        return Password(box.user, opened(box.secret))
    except NoKey:
        raise ProviderError(Step.SIGN_IN, "sealed with another key", permanent=True) from None


def trust() -> Trust:
    return Trust(
        authorities=file(settings.MAILBOX_CA_FILE),
        certificate=file(settings.MAILBOX_CERT_FILE),
        key=file(settings.MAILBOX_KEY_FILE),
        revoked=file(settings.MAILBOX_CRL_FILE),
    )


def file(path: str) -> Path | None:
    return Path(path) if path else None
