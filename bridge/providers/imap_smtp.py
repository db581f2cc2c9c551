"""A mailbox by IMAP and SMTP, as MSSanté's operators offer it: Medimail, and any other."""

from collections.abc import Iterator, Sequence

from bridge.providers import smtp
from bridge.providers.account import MailAccount
from bridge.providers.contract import Fetched, ProviderError, Result, Wanted, Where
from bridge.providers.imap import Imap
from bridge.writing.message import Written


class ImapSmtp:
    """The line to read by is kept open; one to send by is opened for each mail."""

    def __init__(self, account: MailAccount) -> None:
        self.account = account
        self._imap: Imap | None = None

    def send(self, letter: Written) -> tuple[Result, ...]:
        return smtp.send(self.account, letter)

    def fetch(self, wanted: Wanted) -> Iterator[Fetched]:
        try:
            yield from self.imap().fetch(wanted)
        except ProviderError:
            self.close()
            raise

    def after_commit(self, seen: Sequence[Where]) -> None:
        try:
            self.imap().mark(seen)
        except ProviderError:
            self.close()
            raise

    def wait(self, seconds: float) -> bool:
        try:
            return self.imap().wait(seconds)
        except ProviderError:
            self.close()
            raise

    def check(self) -> ProviderError | None:
        self.close()
        try:
            imap = self.imap()
            for folder in self.account.folders:
                imap.look_into(folder)
            smtp.try_sender(self.account)
        except ProviderError as error:
            return error
        return None

    def close(self) -> None:
        if self._imap:
            self._imap.close()
        self._imap = None

    def imap(self) -> Imap:
        self._imap = self._imap or Imap(self.account)
        return self._imap
