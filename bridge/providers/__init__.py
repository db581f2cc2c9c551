"""The mail systems there are, by the name of MAIL_PROVIDER."""

from collections.abc import Callable

from bridge.providers.account import MailAccount
from bridge.providers.contract import Provider
from bridge.providers.demo import DemoPost
from bridge.providers.imap_smtp import ImapSmtp

PROVIDERS: dict[str, Callable[[MailAccount], Provider]] = {
    "imap_smtp": ImapSmtp,
    "demo": DemoPost,
}
