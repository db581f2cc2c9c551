"""What machines answer to what a machine wrote: nothing, or a few mails, and never without end."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from uuid import UUID, uuid4

import pytest

from bridge.boxes.secrets import sealed
from bridge.colleagues import gathering, relay
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.sending import relaying
from conversations import clock
from conversations.due import NotNow
from directory import people
from directory.models import Professional
from tests.bridge.colleagues import RELAY, delmas_of_the_directory, give_mailbox, relay_box
from tests.bridge.postbox import Postbox
from tests.bridge.postoffice import PostOffice
from tests.conversations.acts import say, start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
SOLAN = "berthe.solan@ch-fictif.exemple.mssante.fr"
Answers = Callable[[bytes], bytes]


@pytest.fixture
def box(db: None, settings: Any) -> Box:
    settings.RELAY_ADDRESS = RELAY
    return relay_box(secret=sealed("x"))


@pytest.fixture
def solan(box: Box) -> Professional:
    return people.add(given_name="Berthe", family_name="Solan", profession="Cardiologue")


@pytest.fixture
def both(camille: Professional, solan: Professional) -> UUID:
    """Two who read by mail: what the one answers is news to the other, and so on."""
    give_mailbox(solan, SOLAN)
    return start(camille, delmas_of_the_directory(), solan)


def test_two_bridges_that_face_each_other_exchange_one_mail(
    camille: Professional, solan: Professional, box: Box, office: PostOffice
) -> None:
    """The address of each colleague is the one that was issued for the other."""
    delmas = people.add(given_name="Antoine", family_name="Delmas", profession="Cardiologue")
    here, there = start(camille, delmas), start(camille, solan)
    give_mailbox(delmas, relay.address_for(box, solan.id, there))
    give_mailbox(solan, relay.address_for(box, delmas.id, here))
    say(camille, here)
    an_hour_of([here, there], box, office, lambda mail: mail)
    assert len(office.mails) == 1
    assert FetchedMail.objects.get().became == "stray"


def test_two_colleagues_whose_programs_answer_everything_start_nothing(
    camille: Professional, both: UUID, box: Box, office: PostOffice
) -> None:
    say(camille, both)
    an_hour_of([both], box, office, lambda mail: answer_to(mail, "Auto-Submitted: auto-replied"))
    assert len(office.mails) == FetchedMail.objects.filter(became="stray").count() == 2


def test_programs_that_do_not_say_that_they_are_are_stopped_after_so_many(
    camille: Professional, both: UUID, box: Box, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "HOURLY_MOST", 3)
    say(camille, both)
    an_hour_of([both], box, office, lambda mail: answer_to(mail, "X-Mailer: none"))
    assert len(office.mails) == 2 * 3


def an_hour_of(talks: list[UUID], box: Box, office: PostOffice, answer: Answers) -> None:
    """All that leaves is answered before the next is written."""
    postbox, begun = Postbox(), clock.now()
    for minute in range(2, 58, 4):
        with clock.at(begun + timedelta(minutes=minute)):
            for talk in talks:
                with suppress(NotNow):
                    gathering.tell(talk, 1)
            while relaying.go():
                pass
            for mail in office.mails[len(postbox.folders["INBOX"]) :]:
                postbox.put(answer(mail.content))
            box.refresh_from_db()
            look(box, postbox)


def answer_to(content: bytes, header: str) -> bytes:
    """As a program does that takes no notice of what machines agreed on."""
    mail = message_from_bytes(content, policy=default)
    lines = [
        f"From: {mail['to']}",
        f"To: {mail['reply-to']}",
        header,
        f"Message-ID: <{uuid4().hex}@ch-fictif.exemple.mssante.fr>",
        "Subject: Absent",
        "",
        "Je suis absent.",
    ]
    return "\r\n".join(lines).encode()
