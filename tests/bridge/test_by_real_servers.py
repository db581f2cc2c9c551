"""From box to box by real servers: what came back of a letter is told where it stands."""

from uuid import uuid4

import pytest

from bridge.addresses import Address
from bridge.fetching.looking import look
from bridge.models import FetchedMail
from bridge.providers.imap_smtp import ImapSmtp
from bridge.writing.message import written
from directory.models import Professional
from tests.bridge.arriving import letters_in, wrote
from tests.bridge.boxes import box_of
from tests.bridge.letters import letter
from tests.bridge.servers import CAMILLE, NOBODY, NOE, MailServers


@pytest.mark.usefixtures("own_database")
def test_a_real_report_says_who_was_not_reached_and_the_answer_comes_into_the_courrier(
    servers: MailServers, camilles_box: ImapSmtp, noes_box: ImapSmtp, camille: Professional
) -> None:
    box = box_of(camille, servers)
    box.refresh_from_db()
    ours = f"<{uuid4().hex}@medimail.exemple.mssante.fr>"
    conversation = wrote(box, NOE, NOBODY, message_id=ours)
    people = (Address(NOE), Address(NOBODY))
    camilles_box.send(written(letter(message_id=ours, sender=Address(CAMILLE), to=people)))
    theirs = letter(
        message_id=f"<{uuid4().hex}@ch.exemple.fr>",
        sender=Address(NOE),
        to=(Address(CAMILLE),),
        in_reply_to=ours,
        text="Je la revois lundi.",
    )
    noes_box.send(written(theirs))
    while FetchedMail.objects.filter(box=box).count() < 3:
        look(box, camilles_box)
        camilles_box.wait(1)
    first, answer = letters_in(camille, conversation)
    assert [(one.address, one.state) for one in first.recipients] == [
        (NOE, "sent"),
        (NOBODY, "failed"),
    ]
    assert first.recipients[1].reason
    assert answer.text == "Je la revois lundi."
