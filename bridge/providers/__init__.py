"""The mail systems there are, by the name of MAIL_PROVIDER."""

from bridge.providers.account import MailAccount
from bridge.providers.contract import Provider
from bridge.providers.imap_smtp import ImapSmtp

PROVIDERS: dict[str, type[ImapSmtp]] = {"imap_smtp": ImapSmtp}


def provider_of(account: MailAccount, name: str = "imap_smtp") -> Provider:
    return PROVIDERS[name](account)
