"""What was written for a colleague leaves once, and as it may still be read."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bridge.boxes.secrets import sealed
from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues import mailing
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail, Outgoing
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.sending import relaying
from bridge.writing.message import excess
from conversations import clock
from conversations.analysing import analyse
from conversations.attached import files_of
from conversations.models import Event, Message
from conversations.posting import Draft, post
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.colleagues import DELMAS, RELAY, delmas_of_the_directory, mails_after, relay_box
from tests.bridge.postbox import Postbox
from tests.bridge.postoffice import PostOffice
from tests.conversations.acts import mask, say, start
from tests.files.making import picture
from tests.files.sending import sent

pytestmark = pytest.mark.django_db
WRONG = ProviderError(Step.SEND_SIGN_IN, "535 5.7.8 refused", permanent=True)


@pytest.fixture
def box(db: None, settings: Any) -> Box:
    settings.RELAY_ADDRESS = RELAY
    return relay_box(secret=sealed("x"))


@pytest.fixture
def talk(camille: Professional, nadia: Professional, box: Box) -> UUID:
    return start(camille, nadia, delmas_of_the_directory())


@pytest.fixture
def mailed(camille: Professional, talk: UUID) -> Mailed:
    say(camille, talk, "Sérologie VIH positive.")
    [one] = mails_after(talk)
    return one


def work(at: datetime) -> None:
    with clock.at(at):
        while relaying.go():
            pass


def states(mailed: Mailed) -> list[str]:
    return list(
        MailedState.objects.filter(mailed=mailed).order_by("id").values_list("state", flat=True)
    )


def test_it_leaves_from_the_relay_for_the_one_it_was_written_to(
    mailed: Mailed, office: PostOffice
) -> None:
    work(mailed.at)
    [mail] = office.mails
    assert (mail.sender, mail.recipients, mail.message_id) == (RELAY, (DELMAS,), mailed.message_id)
    assert states(mailed) == ["sent"]
    work(mailed.at + timedelta(days=1))
    assert len(office.mails) == 1


def test_put_off_it_leaves_later_as_the_same_bytes(mailed: Mailed, office: PostOffice) -> None:
    office.answers = lambda *_: Outcome.LATER
    work(mailed.at)
    office.answers = lambda *_: Outcome.UNKNOWN
    work(mailed.at + timedelta(minutes=2))
    office.answers = lambda *_: Outcome.SENT
    work(mailed.at + timedelta(minutes=10))
    first, *others = office.mails
    assert others == [first, first]
    assert states(mailed) == ["unknown", "sent"]


def test_refused_for_good_it_is_said_to_have_failed(mailed: Mailed, office: PostOffice) -> None:
    office.answers = lambda *_: Outcome.REFUSED
    work(mailed.at)
    assert states(mailed) == ["failed"]
    assert Outgoing.objects.get(mailed=mailed).state == "done"


def test_a_relay_whose_password_is_wrong_keeps_it_until_it_is_mended(
    mailed: Mailed, box: Box, office: PostOffice
) -> None:
    office.answers = lambda *_: WRONG
    work(mailed.at)
    box.refresh_from_db()
    assert (box.needs_hand, states(mailed), len(office.mails)) == (True, [], 1)
    office.answers = lambda *_: Outcome.SENT
    Box.objects.update(needs_hand=False)
    work(mailed.at + timedelta(minutes=1))
    assert states(mailed) == ["sent"]


def test_a_worker_killed_while_sending_has_it_said_that_it_may_have_left(
    mailed: Mailed, office: PostOffice
) -> None:
    with clock.at(mailed.at):
        assert relaying.lease()
        assert relaying.lease() is None
    work(mailed.at + relaying.LEASE + timedelta(minutes=1))
    assert states(mailed) == ["unknown", "sent"]


def test_what_was_masked_at_the_last_moment_does_not_leave(
    camille: Professional, talk: UUID, mailed: Mailed, office: PostOffice
) -> None:
    with clock.at(mailed.at):
        say(camille, talk, "À demain.")
        mask(camille, talk, 2)
    work(mailed.at + timedelta(minutes=2))
    [mail] = office.mails
    assert states(mailed) == ["cancelled"]
    assert mail.message_id != mailed.message_id
    assert "demain" in Mailed.objects.get(message_id=mail.message_id).text
    assert "VIH" not in Mailed.objects.get(message_id=mail.message_id).text


def test_files_go_with_it_as_long_as_one_mail_holds_them(
    camille: Professional, talk: UUID, box: Box, office: PostOffice, settings: Any
) -> None:
    first, second = (sent(camille, picture(), f"{name}.png") for name in ("plaie", "dos"))
    seq = say_with(camille, talk, first, second)
    analyse(talk, seq)
    [mailed] = mails_after(talk)
    assert "Pièce jointe\u00a0: plaie.png" in mailed.text
    work(mailed.at)
    assert b"plaie.png" in office.mails[0].content
    letter = mailing.meant(mailed, box)
    files = [mailing.given(mailed, one) for one in mailed.files]
    settings.MAIL_MOST = mailing.SLACK + excess(letter, [files[0]], most=0) + 50
    assert [file.name for file in mailing.fitting(letter, shown(talk, camille))] == ["plaie.png"]


def say_with(person: Professional, talk: UUID, *files: UUID) -> int:
    post([Draft(person.id, uuid4(), talk, "Deux photos", clock.now(), files=files)])
    return Event.objects.filter(conversation=talk).latest("seq").seq


def shown(talk: UUID, person: Professional) -> Any:
    return files_of(Message.objects.filter(conversation=talk)).popitem()[1]


@pytest.mark.usefixtures("read_here")
def test_in_his_own_mailbox_here_it_is_the_conversation_and_no_courrier(
    mailed: Mailed, office: PostOffice
) -> None:
    work(mailed.at)
    his, nadias = (box_of(one, address=a) for one, a in boxes_of(mailed))
    for theirs in (his, nadias):
        theirs.refresh_from_db()
        postbox = Postbox()
        postbox.put(office.mails[0].content)
        look(theirs, postbox)
    became = FetchedMail.objects.order_by("id").values_list("became", "conversation")
    assert became[0] == ("duplicate", mailed.conversation_id)
    assert became[1][0] == "letter"  # passed on to somebody else, it is one


def boxes_of(mailed: Mailed) -> list[tuple[Professional, str]]:
    nadia = Professional.objects.get(given_name="Nadia")
    return [(mailed.professional, DELMAS), (nadia, "nadia@medecin.mssante.example")]
