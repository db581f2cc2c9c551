"""The mailbox of a team, on real servers: two people act in it, each by name, and it is theirs."""

import time
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.opening import receipts
from bridge.providers.imap_smtp import ImapSmtp
from chat.errors import NotFound
from conversations import due, history
from conversations.shapes import Entry, LetterExchanged
from directory import duties, people
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.sending import states, work
from tests.bridge.servers import CAMILLE, NOBODY, NOE, MailServers
from tests.bridge.writing import write
from tests.conversations.acts import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
Hands = tuple[Professional, Professional]


@pytest.fixture
def desk(camille: Professional, nadia: Professional) -> Hands:
    """A role that both are on duty for: as Camille, and as Nadia."""
    role = duties.add(name="Secrétariat cardiologie", kind="Secrétariat", exclusive=False).pk
    duties.allow(role, [camille.id, nadia.id])
    for person in (camille, nadia):
        duties.take(person, role)
    hers, other = (duties.in_the_hand_of(person, role) for person in (camille, nadia))
    assert hers
    assert other
    return hers, other


@pytest.fixture
def shared(desk: Hands, servers: MailServers, settings: Settings) -> Box:
    """Linked by Camille, for all of them."""
    settings.MAILBOX_CA_FILE = str(servers.authority.path)
    return box_of(desk[0], servers, added_by=desk[0].hand)


@pytest.fixture
def his(hugo: Professional, servers: MailServers) -> Box:
    return box_of(hugo, servers, address=NOE)


def test_two_people_write_from_one_box_and_behind_each_act_stands_who_did_it(
    desk: Hands,
    shared: Box,
    his: Box,
    hugo: Professional,
    camilles_box: ImapSmtp,
    noes_box: ImapSmtp,
) -> None:
    by_camille, by_nadia = desk
    asked = write(by_camille, shared, NOE, NOBODY, receipt_wanted=True)
    work(asked.leaves_at)
    there = fetched(his, noes_box, 1)
    tells_and_answers(hugo, his, there)
    fetched(shared, camilles_box, 4)  # two reports, a receipt, an answer
    assert states(by_nadia, asked) == ["opened", "failed"]
    [_, answer] = letters(by_nadia, asked.conversation)
    thanks = write(by_nadia, shared, NOE, conversation=asked.conversation, answers=answer.seq)
    work(thanks.leaves_at)
    assert fetched(his, noes_box, 3) == there  # a report on his answer, and theirs
    hands = [one.hand for one in letters(by_camille, asked.conversation)]
    assert hands == [people.shown(by_camille.hand), None, people.shown(by_nadia.hand)]
    for person in (by_camille.hand, by_nadia.hand, hugo):
        with pytest.raises(NotFound):  # it is the team's, and nobody's own
            history.view(person, asked.conversation)


def fetched(box: Box, line: ImapSmtp, count: int) -> UUID:
    """Once so many have come: where the last letter is."""
    box.refresh_from_db()
    give_up = time.monotonic() + 60
    while FetchedMail.objects.filter(box=box).count() < count:
        assert time.monotonic() < give_up, "nothing came"
        look(box, line)
        line.wait(1)
    came = FetchedMail.objects.filter(box=box, became="letter").latest("id").conversation_id
    assert came
    return came


def tells_and_answers(person: Professional, box: Box, conversation: UUID) -> None:
    """That it was opened, as was asked; and in words."""
    [asks] = letters(person, conversation)
    receipts.give(person, conversation, asks.seq)
    due.drain(due.MAIL)
    done = write(person, box, CAMILLE, conversation=conversation, answers=asks.seq)
    work(done.leaves_at)


def letters(person: Professional, conversation: UUID) -> list[Entry]:
    entries = said(person, conversation)
    return [entry for entry in entries if isinstance(entry.what, LetterExchanged)]
