"""What any mail system does for us (bridge/providers/contract.py), asked of each of PROVIDERS.

For the next one: under its name, how two empty mailboxes of it are had that may write to each
other. Its own tests say what it alone does, as test_by_smtp.py and test_by_imap.py."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from bridge.providers import PROVIDERS
from bridge.providers.account import MailAccount, Password, Server
from bridge.providers.contract import Fetched, Outcome, Provider, ProviderError, Where
from bridge.reading.parse import parsed
from bridge.received import Kind, ReceivedMail
from bridge.received import State as Reported
from bridge.writing.message import written
from tests.bridge.conftest import account_of
from tests.bridge.exchanged import everything, of_camilles
from tests.bridge.letters import TRACE
from tests.bridge.servers import CAMILLE, HOST, NOBODY, NOE

Accounts = tuple[MailAccount, MailAccount]


def on_real_servers(request: pytest.FixtureRequest) -> Accounts:
    servers = request.getfixturevalue("servers")
    for person in (CAMILLE, NOE):
        servers.empty(person)
    return account_of(servers, CAMILLE), account_of(servers, NOE)


def in_the_demo(request: pytest.FixtureRequest) -> Accounts:
    request.getfixturevalue("settings").DEMO_POST_DIR = request.getfixturevalue("tmp_path")
    return nowhere(CAMILLE), nowhere(NOE)


def nowhere(person: str) -> MailAccount:
    """At a server that is not there."""
    return MailAccount(person, Server(HOST, 1), Server(HOST, 1), Password(person, "aucun"))


PLACES: dict[str, Callable[[pytest.FixtureRequest], Accounts]] = {
    "imap_smtp": on_real_servers,
    "demo": in_the_demo,
}
# Those that a server may be missing for: the demo is a folder of ours.
MAY_BE_AWAY = ["imap_smtp"]


@dataclass
class Place:
    """Camille's mailbox and Noé's."""

    system: Callable[[MailAccount], Provider]
    accounts: Accounts

    def __post_init__(self) -> None:
        self.camilles, self.noes = (self.system(account) for account in self.accounts)

    def close(self) -> None:
        for box in (self.camilles, self.noes):
            box.close()


@pytest.fixture(params=PROVIDERS)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    made = Place(PROVIDERS[request.param], PLACES[request.param](request))
    yield made
    made.close()


def arrived(box: Provider, count: int = 1, *, kind: Kind = Kind.LETTER) -> list[Fetched]:
    """Whether or not the system tells of it as it comes."""
    give_up = time.monotonic() + 30
    while len(found := [one for one in everything(box) if parsed(one.raw).kind == kind]) < count:
        assert time.monotonic() < give_up, "nothing came"
        box.wait(1)
    return found


def test_each_recipient_has_an_answer_in_their_order_and_the_mail_as_it_was_written(
    place: Place,
) -> None:
    sent = of_camilles(NOE, CAMILLE, attachments=(TRACE,))
    results = place.camilles.send(written(sent))
    assert [(one.address, one.outcome) for one in results] == [
        (NOE, Outcome.SENT),
        (CAMILLE, Outcome.SENT),
    ]
    for box in (place.noes, place.camilles):
        [mail] = [parsed(one.raw) for one in arrived(box)]
        assert (mail.message_id, mail.subject) == (sent.message_id, sent.subject)
        assert (mail.text, mail.attachments) == (sent.text.strip(), (TRACE,))
        assert (mail.sender, [one.address for one in mail.to]) == (sent.sender, [NOE, CAMILLE])


def test_who_has_no_mailbox_is_refused_at_once_or_reported_and_the_others_have_theirs(
    place: Place,
) -> None:
    sent = of_camilles(NOBODY, NOE)
    nobodys, noes = place.camilles.send(written(sent))
    assert noes.outcome == Outcome.SENT
    assert len(arrived(place.noes)) == 1
    if nobodys.outcome != Outcome.REFUSED:
        assert nobodys.outcome == Outcome.SENT
        [report] = arrived(place.camilles, kind=Kind.BOUNCE)
        is_of(parsed(report.raw), sent.message_id)


def is_of(mail: ReceivedMail, message_id: str) -> None:
    """It names the one who was not reached, and the mail that is ours."""
    assert [one.address for one in mail.reports if one.state == Reported.FAILED] == [NOBODY]
    named = {mail.original.message_id, f"<{mail.original.envelope_id}>"}
    assert message_id in named


def test_the_same_mail_twice_is_seen_to_be_the_same(place: Place) -> None:
    sent = written(of_camilles())
    for _ in range(2):
        assert place.camilles.send(sent)[0].outcome == Outcome.SENT
    two = arrived(place.noes, 2)
    assert len({one.where for one in two}) == 2
    assert len({(mail.message_id, mail.content_hash) for mail in (parsed(t.raw) for t in two)}) == 1


def test_looking_changes_nothing_and_gives_what_is_wanted_alone(place: Place) -> None:
    for _ in range(2):
        place.camilles.send(written(of_camilles()))
    first, second = arrived(place.noes, 2)
    asked: list[Where] = []

    def none(folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
        asked.extend(Where(folder, uidvalidity, uid) for uid in uids)
        return []

    assert not list(place.noes.fetch(none))
    assert asked == [first.where, second.where]
    wanted = [second.where.uid]
    assert list(place.noes.fetch(lambda _folder, _uidvalidity, _uids: wanted)) == [second]
    assert everything(place.noes) == [first, second]


def test_what_was_not_taken_is_given_again(place: Place) -> None:
    for _ in range(2):
        place.camilles.send(written(of_camilles()))
    both = arrived(place.noes, 2)
    fetched = place.noes.fetch(lambda _folder, _uidvalidity, uids: uids)
    assert next(fetched) == both[0]
    del fetched
    assert everything(place.noes) == both


def test_another_line_finds_each_mail_under_the_same_number(place: Place) -> None:
    place.camilles.send(written(of_camilles()))
    found = arrived(place.noes)
    place.noes.close()
    place.noes.close()
    anew = place.system(place.accounts[1])
    assert everything(anew) == found
    anew.close()


def test_saying_what_is_stored_here_loses_nothing_there_however_often(place: Place) -> None:
    place.camilles.send(written(of_camilles()))
    [one] = found = arrived(place.noes)
    for _ in range(2):
        place.noes.after_commit([one.where])
    place.noes.after_commit([replace(one.where, uidvalidity=one.where.uidvalidity + 1)])
    assert everything(place.noes) == found


def test_waiting_takes_no_longer_than_was_said_and_the_box_still_serves(place: Place) -> None:
    assert everything(place.noes) == []
    began = time.monotonic()
    assert place.noes.wait(0.05) is False
    assert time.monotonic() - began < 5
    place.camilles.send(written(of_camilles()))
    assert len(arrived(place.noes)) == 1


def test_trying_the_connection_sends_nothing(place: Place) -> None:
    assert place.camilles.check() is None
    assert place.noes.check() is None
    place.camilles.send(written(of_camilles()))
    assert len(arrived(place.noes)) == len(everything(place.noes)) == 1


@pytest.mark.parametrize("name", MAY_BE_AWAY)
def test_one_that_is_away_is_said_to_be_in_the_words_of_the_contract(name: str) -> None:
    box = PROVIDERS[name](nowhere(CAMILLE))
    assert isinstance(box.check(), ProviderError)
    for act in (
        lambda: box.send(written(of_camilles())),
        lambda: everything(box),
        lambda: box.after_commit([Where("INBOX", 1, 1)]),
        lambda: box.wait(0.05),
    ):
        with pytest.raises(ProviderError) as no:
            act()
        assert not no.value.permanent, "it may come back by itself"
    box.close()
