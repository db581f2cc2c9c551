"""Passing on by mail what was said: as it stands, to whom it may go, and known to the others."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from bridge.models import Box
from bridge.providers.contract import Outcome
from bridge.sending.mailer import Mailer
from bridge.sending.taking_back import cancel as cancel_sending
from chat.errors import NotFound, Refusal
from conversations import clock, forwarding
from conversations.analysing import analyse
from conversations.attachment import Attachment
from conversations.exports import making
from conversations.forwarding import NotAsItWas
from conversations.models import Letter
from conversations.shapes import (
    ForwardTakenBack,
    LetterExchanged,
    MessageCorrected,
    MessagesForwarded,
    Origin,
)
from directory.models import Professional
from tests.bridge.arriving import letters_in
from tests.bridge.boxes import box_of
from tests.bridge.patients import ODETTE
from tests.bridge.postoffice import postoffice
from tests.bridge.servers import CAMILLE, NOE
from tests.bridge.writing import DELMAS, PHARMACY, letter_at, write
from tests.conversations.acts import about, cancel, correct, mask, said, say, see, start
from tests.conversations.acts.mail import come_in, write_letter
from tests.conversations.exporting import ask
from tests.conversations.noon import NOON
from tests.conversations.test_chain import broken_at
from tests.directory.conftest import Browser
from tests.files.sending import say_with, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


@pytest.fixture
def chat(camille: Professional, nadia: Professional) -> UUID:
    with clock.at(NOON):
        return start(camille, nadia, subject="Pansement")


def forward(person: Professional, box: Box, chat: UUID, *seqs: int, **how: Any) -> str:
    """The text of the courrier that passes these on."""
    done = write(person, box, origin=Origin(conversation=chat, seqs=list(seqs)), **how)
    return letter_at(done.conversation, done.seq).body.text


def refused(person: Professional, box: Box, chat: UUID, *seqs: int) -> type[Refusal]:
    with pytest.raises(Refusal) as no:
        forward(person, box, chat, *seqs)
    return type(no.value)


def told(person: Professional, conversation: UUID) -> object:
    return said(person, conversation)[-1].what


def test_who_said_what_and_when_stands_under_the_words_of_whoever_passes_it_on(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    with clock.at(NOON):
        about(camille, chat)
        first = say(nadia, chat, "Plaie propre.")
        second = say(camille, chat, "Merci, je passe demain.")
    text = forward(camille, box, chat, second, first, text="Pour information.\n")
    assert text == (
        "Pour information.\n\n"
        "Transmis depuis la conversation «\u00a0Pansement\u00a0» du 23/11/2026\n"
        "Patient\u00a0: CADILLAC Jeanne, née le\u00a014/03/1941 (identité provisoire)\n\n"
        "Nadia Benali, Infirmière libérale, le 23/11/2026 à\u00a013:00\u00a0:\nPlaie propre.\n\n"
        "Camille Roche, Médecin généraliste, le 23/11/2026 à\u00a013:00\u00a0:\n"
        "Merci, je passe demain."
    )


def test_those_who_take_part_know_how_much_went_out_and_to_how_many(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    seqs = [say(nadia, chat, "Plaie propre."), say(nadia, chat, "À revoir.")]
    done = write(camille, box, DELMAS, PHARMACY, origin=Origin(conversation=chat, seqs=seqs))
    assert told(nadia, chat) == MessagesForwarded(messages=2, files=0, recipients=2, own=False)
    line = said(nadia, chat)[-1]
    assert (line.party, line.counts) == (camille.id, False)
    assert broken_at(chat) is None
    [entry] = said(camille, done.conversation)
    assert isinstance(entry.what, LetterExchanged)
    assert entry.what.origin == Origin(conversation=chat, seqs=seqs)


def test_what_is_taken_back_before_it_left_is_told_too_wherever_it_came_from(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    seq = say(nadia, chat, "Plaie propre.")
    other = start(camille, nadia)
    file = say_with(nadia, other, sent(nadia), text="Voici.")
    analyse(other, file)
    origin = Origin(conversation=chat, seqs=[seq])
    done = write(camille, box, origin=origin, attached=[Attachment.objects.get().id])
    lines = {one: said(nadia, one)[-1] for one in (chat, other)}
    for _ in range(2):
        cancel_sending(camille, done.conversation, done.seq)
    for one, line in lines.items():
        assert isinstance(line.what, MessagesForwarded)
        assert [told(nadia, one), said(nadia, one)[-2]] == [ForwardTakenBack(about=line.seq), line]
        assert broken_at(one) is None
    # Nobody elsewhere has it: it is put right in its place again.
    correct(nadia, chat, seq, "Plaie rouge.")
    assert not said(nadia, chat)[-1].counts


def test_to_ones_own_box_too_and_it_is_said_so(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    seq = say(nadia, chat, "Plaie propre.")
    write(camille, box, CAMILLE, origin=Origin(conversation=chat, seqs=[seq]))
    assert told(nadia, chat) == MessagesForwarded(messages=1, files=0, recipients=1, own=True)


def test_the_version_that_stands_is_passed_on_and_never_the_wrong_one(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    wrong = say(nadia, chat, "Prendre 50 mg.")
    see(camille, chat, wrong)
    right = correct(nadia, chat, wrong, "Prendre 5 mg.").seq
    assert right
    assert refused(camille, box, chat, wrong) is NotAsItWas
    text = forward(camille, box, chat, right)
    assert "(version 2)\u00a0:\nPrendre 5 mg." in text
    assert "50 mg" not in text


def test_what_was_passed_on_is_corrected_at_the_end_though_nobody_here_has_seen_it(
    camille: Professional, nadia: Professional, chat: UUID
) -> None:
    """« Corrigé avant lecture » would be untrue: somebody elsewhere has it."""
    wrong = say(nadia, chat, "Prendre 50 mg.")
    write(nadia, box_of(nadia, address=NOE), origin=Origin(conversation=chat, seqs=[wrong]))
    correct(nadia, chat, wrong, "Prendre 5 mg.")
    line = said(camille, chat)[-1]
    assert isinstance(line.what, MessageCorrected)
    assert (line.what.in_place, line.counts) == (False, True)


@pytest.mark.parametrize("act", [mask, cancel], ids=["masked", "cancelled"])
def test_what_was_masked_or_cancelled_goes_nowhere(
    camille: Professional, nadia: Professional, chat: UUID, box: Box, act: Any
) -> None:
    seq = say_with(nadia, chat, sent(nadia), text="Pour un autre.")
    analyse(chat, seq)
    see(camille, chat, seq)
    act(nadia, chat, seq)
    assert refused(camille, box, chat, seq) is NotAsItWas
    file = Attachment.objects.get().id
    with pytest.raises(Refusal):
        write(camille, box, attached=[file])
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("before", "after"), [("waiting", "failed"), ("unknown", "unknown")])
def test_what_is_masked_before_it_has_left_leaves_no_more(
    camille: Professional, nadia: Professional, chat: UUID, box: Box, before: str, after: str
) -> None:
    wrong = say(nadia, chat, "Mme Testu : séropositive.")
    done = write(camille, box, origin=Origin(conversation=chat, seqs=[wrong]))
    with postoffice() as office:
        if before == "unknown":
            office.answers = lambda *_: Outcome.UNKNOWN
            with clock.at(done.leaves_at):
                Mailer().finish()
        mask(nadia, chat, wrong)
        with clock.at(done.leaves_at + timedelta(hours=1)):
            Mailer().finish()
        assert len(office.taken) == (before == "unknown")
    [what] = [one.what for one in said(camille, done.conversation) if one.seq == done.seq]
    assert isinstance(what, LetterExchanged)
    assert what.recipients[0].state == after


def test_its_files_and_the_whole_as_a_pdf_are_told_too(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    seq = say_with(nadia, chat, sent(nadia, name="plaie.txt"), text="Voici.")
    analyse(chat, seq)
    draft = forwarding.forwarded(camille, chat, [seq])
    assert draft.text.endswith("Voici.\nPièces jointes\u00a0: plaie.txt")
    done = write(camille, box, attached=[file.id for file in draft.files])
    assert told(nadia, chat) == MessagesForwarded(messages=0, files=1, recipients=1, own=False)
    assert letter_at(done.conversation, 1).origin == {"conversation": str(chat), "seqs": []}
    export = ask(camille, chat)
    making.make(chat, export.seq)
    write(camille, box, exports=[export.id])
    assert told(nadia, chat) == MessagesForwarded(messages=1, files=0, recipients=1, own=False)


def test_a_courrier_is_passed_on_without_the_number_of_the_patient_who_wrote_it(
    camille: Professional, box: Box
) -> None:
    thread = write_letter(camille, DELMAS)
    come_in(camille, thread, ODETTE, "Merci Docteur.")
    text = forward(camille, box, thread, 2)
    assert "Courrier d’un patient, «\u00a0Re\u00a0»" in text
    assert "255083155599990" not in text
    assert "Merci Docteur." in text


def test_a_whole_courrier_goes_on_as_a_pdf_and_it_is_noted_there(
    camille: Professional, box: Box
) -> None:
    thread = write_letter(camille, DELMAS, subject="Compte rendu")
    come_in(camille, thread, DELMAS, "Je la revois lundi.")
    export = ask(camille, thread)
    making.make(thread, export.seq)
    done = write(camille, box, PHARMACY, exports=[export.id])
    assert told(camille, thread) == MessagesForwarded(messages=2, files=0, recipients=1, own=False)
    [file] = letters_in(camille, done.conversation)[0].files
    assert file.type == "application/pdf"


def test_bruno_passes_on_nothing(nadia: Professional, bruno: Professional, chat: UUID) -> None:
    seq = say(nadia, chat, "Plaie propre.")
    his = box_of(bruno, address=NOE)
    assert refused(bruno, his, chat, seq) is NotFound
    assert refused(bruno, his, uuid4(), seq) is NotFound
    browser = Browser()
    browser.sign_in("bruno")
    asked = {"conversation": str(chat), "seqs": [seq]}
    theirs, nobodys = (
        browser.post("/mail/forwards", asked | {"conversation": str(one)}).json()
        for one in (chat, uuid4())
    )
    assert theirs == nobodys
    assert theirs["code"] == "not_found"


def test_the_page_shows_beforehand_what_the_courrier_will_say(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    seq = say(nadia, chat, "Plaie propre.")
    browser = Browser()
    browser.sign_in("camille")
    asked = {"conversation": str(chat), "seqs": [seq]}
    shown = browser.post("/mail/forwards", asked).json()
    assert (shown["files"], shown["subject"]) == ([], "")  # it might name the patient
    assert forward(camille, box, chat, seq, text="") == shown["text"]
