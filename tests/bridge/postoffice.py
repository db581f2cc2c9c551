"""What carries mail, for what no fault of a server can show: it answers as it is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from bridge import providers
from bridge.providers.account import MailAccount
from bridge.providers.contract import Outcome, ProviderError, Result
from bridge.writing.message import Written

Answers = Callable[[MailAccount, str], Outcome | ProviderError]


@dataclass
class PostOffice:
    """Each answer is drawn from the sending address and the recipient."""

    answers: Answers = lambda account, address: Outcome.SENT
    taken: list[tuple[str, Written]] = field(default_factory=list)  # by whom, in order
    lock: Lock = field(default_factory=Lock)

    def carry(self, account: MailAccount, letter: Written) -> Iterator[Result]:
        with self.lock:
            self.taken.append((account.address, letter))
        for address in letter.recipients:
            answer = self.answers(account, address)
            if isinstance(answer, ProviderError):
                raise answer
            yield Result(address, answer, 250 if answer == Outcome.SENT else 451, "told so")

    @property
    def mails(self) -> list[Written]:
        return [letter for _, letter in self.taken]


@dataclass
class Line:
    office: PostOffice
    account: MailAccount

    def send(self, letter: Written) -> tuple[Result, ...]:
        return tuple(self.office.carry(self.account, letter))

    def close(self) -> None: ...


@contextmanager
def postoffice(answers: Answers | None = None) -> Iterator[PostOffice]:
    office = PostOffice(answers) if answers else PostOffice()
    known = providers.PROVIDERS["imap_smtp"]
    providers.PROVIDERS["imap_smtp"] = lambda account: Line(office, account)  # type: ignore[assignment,return-value]
    try:
        yield office
    finally:
        providers.PROVIDERS["imap_smtp"] = known
