"""Writing a courrier: it is one entry and what is to leave, or it is nothing."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from bridge.models import Box, Outgoing
from bridge.patients.refusals import PatientNotQualified
from bridge.sending import accepting
from bridge.sending.refusals import (
    AnotherBox,
    EmptyLetter,
    NoSuchLetter,
    NotAnAddress,
    OnlyOneself,
    TextTooLong,
    TooLarge,
    TooManyAddressees,
)
from bridge.shapes import NewLetter
from chat.errors import NotFound, Refusal
from conversations.analysing import analyse
from conversations.attaching import FileGone
from conversations.attachment import Attachment
from conversations.exports import making
from conversations.models import AccessLog, Conversation, Event, Message
from conversations.posting import IdReused
from conversations.shapes import InboxFilter, LetterExchanged, Origin
from directory.models import Professional
from files.models import StoredFile
from tests.bridge.boxes import box_of
from tests.bridge.servers import CAMILLE, NOE
from tests.bridge.writing import DELMAS, PHARMACY, TEXT, letter_at, order, write
from tests.conversations.acts import listed, said, say, start
from tests.conversations.acts.mail import come_in
from tests.conversations.exporting import ask
from tests.files.sending import say_with, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille, name="Dr Camille Roche")


def refused(person: Professional, given: NewLetter) -> type[Refusal]:
    """Why, once it is seen that nothing was kept."""
    with pytest.raises(Refusal) as no:
        accepting.write(person, given)
    assert not Outgoing.objects.exists()
    assert not Message.objects.filter(client_id=given.id).exists()
    return type(no.value)


def test_camille_writes_and_it_leaves_in_twenty_seconds(
    camille: Professional, bruno: Professional, box: Box
) -> None:
    done = write(camille, box, DELMAS, cc=[PHARMACY], receipt_wanted=True)
    [entry] = said(camille, done.conversation)
    assert isinstance(entry.what, LetterExchanged)
    assert (entry.what.text, entry.what.outgoing, entry.what.receipt_wanted) == (TEXT, True, True)
    assert [(one.address, one.copy_only, one.state) for one in entry.what.recipients] == [
        (DELMAS, False, "waiting"),
        (PHARMACY, True, "waiting"),
    ]
    rows = Outgoing.objects.order_by("recipient").values_list("recipient", "state", "next_at")
    assert list(rows) == [(one, "waiting", done.leaves_at) for one in (1, 2)]
    assert done.leaves_at == entry.at + timedelta(seconds=20)
    assert (done.row.kind, done.row.subject) == ("mail", "Avis cardiologique")
    assert listed(camille, InboxFilter.MAIL) == [done.conversation]
    assert listed(bruno, InboxFilter.ALL) == []


def test_the_same_order_again_is_one_letter_and_another_one_is_refused(
    camille: Professional, box: Box
) -> None:
    given = order(box)
    first = accepting.write(camille, given)
    assert accepting.write(camille, given) == first
    assert Outgoing.objects.count() == Conversation.objects.count() == 1
    for changes in ({"subject": "Autre"}, {"text": "Autre"}, {"receipt_wanted": True}):
        with pytest.raises(IdReused):
            write(camille, box, named=given.id, **changes)
    with pytest.raises(IdReused):
        write(camille, box, PHARMACY, named=given.id)


def test_a_message_s_name_is_not_given_to_a_letter(
    camille: Professional, nadia: Professional, box: Box
) -> None:
    say(camille, start(camille, nadia))
    with pytest.raises(IdReused):
        write(camille, box, named=Message.objects.get().client_id)


def test_nobody_writes_from_a_box_that_is_not_theirs_or_was_given_up(
    camille: Professional, bruno: Professional, box: Box
) -> None:
    assert refused(bruno, order(box)) is NotFound
    Box.objects.update(ended_at=box.added_at)
    assert refused(camille, order(box)) is NotFound


@pytest.mark.parametrize(
    ("to", "changes", "why"),
    [
        (["delmas@"], {}, NotAnAddress),
        ([DELMAS, "a b@mssante.fr"], {}, NotAnAddress),
        ([CAMILLE.upper()], {}, OnlyOneself),
        ([f"p{n}@mssante.fr" for n in range(100)], {"cc": [DELMAS]}, TooManyAddressees),
        (["279035121518989@patient.mssante.fr"], {}, PatientNotQualified),
        ([DELMAS], {"text": " \n"}, EmptyLetter),
        ([DELMAS], {"text": "é" * 30_001}, TextTooLong),
        ([DELMAS], {"answers": 1}, NoSuchLetter),
        ([DELMAS], {"conversation": UUID(int=7)}, NotFound),
        ([DELMAS], {"files": (UUID(int=7),)}, FileGone),
        ([DELMAS], {"attached": [UUID(int=7)]}, NotFound),
        ([DELMAS], {"exports": [UUID(int=7)]}, NotFound),
        ([DELMAS], {"origin": Origin(conversation=UUID(int=7), seqs=[1])}, NotFound),
    ],
    ids=lambda given: given.__name__ if isinstance(given, type) else "",
)
def test_what_cannot_be_sent_is_refused_and_nothing_of_it_is_kept(
    camille: Professional, box: Box, to: list[str], changes: dict[str, Any], why: type[Refusal]
) -> None:
    assert refused(camille, order(box, *to, **changes)) is why


def test_an_address_that_is_said_twice_is_written_to_once(camille: Professional, box: Box) -> None:
    done = write(camille, box, DELMAS, DELMAS.upper(), cc=[DELMAS, PHARMACY])
    letter = letter_at(done.conversation, done.seq)
    ways = [(one["way"], one["address"]) for one in letter.addressees]
    assert ways == [("from", CAMILLE), ("to", DELMAS), ("cc", PHARMACY)]


def test_an_answer_names_what_it_answers(camille: Professional, box: Box) -> None:
    first = write(camille, box)
    come_in(camille, first.conversation, DELMAS, "Je la vois lundi.")
    answer = write(camille, box, conversation=first.conversation, answers=1)
    letter, before = (letter_at(first.conversation, seq) for seq in (answer.seq, 1))
    assert answer.conversation == first.conversation
    assert (letter.in_reply_to, letter.references) == (before.message_id, [before.message_id])
    assert letter.message_id != before.message_id
    # Whoever guessed it could pretend to answer: 160 bits at least.
    assert re.fullmatch(r"<[\w-]{27,}@medimail\.exemple\.mssante\.fr>", letter.message_id)
    assert pointed_at(camille, first.conversation) == [(None, None), (None, None), (1, None)]


def pointed_at(person: Professional, conversation: UUID) -> list[tuple[int | None, int | None]]:
    """What each letter answers, and replaces: who takes it back writes it again so."""
    told = [entry.what for entry in said(person, conversation)]
    return [(one.answers, one.replaces) for one in told if isinstance(one, LetterExchanged)]


def test_a_letter_that_replaces_another_says_so_first(camille: Professional, box: Box) -> None:
    first = write(camille, box)
    again = write(camille, box, conversation=first.conversation, replaces=1)
    letter, before = (letter_at(first.conversation, seq) for seq in (again.seq, 1))
    assert letter.subject == "ANNULE ET REMPLACE – Avis cardiologique"
    assert letter.references == [before.message_id]
    once_more = write(
        camille, box, conversation=first.conversation, replaces=2, subject=letter.subject
    )
    last = letter_at(first.conversation, once_more.seq)
    assert last.subject == letter.subject
    assert last.references == [before.message_id, letter.message_id]
    assert pointed_at(camille, first.conversation) == [(None, None), (None, 1), (None, 2)]


def test_only_a_letter_of_ours_in_that_thread_is_replaced(camille: Professional, box: Box) -> None:
    first, other = write(camille, box), write(camille, box)
    come_in(camille, first.conversation, DELMAS, "Je la vois lundi.")
    for seq in (2, 9):
        with pytest.raises(NoSuchLetter):
            write(camille, box, conversation=first.conversation, replaces=seq)
    elsewhere = box_of(camille, address=NOE)
    with pytest.raises(AnotherBox):
        write(camille, elsewhere, conversation=other.conversation)


def test_nobody_goes_on_with_a_chat_by_mail(
    camille: Professional, nadia: Professional, box: Box
) -> None:
    chat = start(camille, nadia)
    assert refused(camille, order(box, conversation=chat)) is AnotherBox


def test_uploads_files_of_conversations_and_exports_go_with_it(
    camille: Professional, nadia: Professional, box: Box
) -> None:
    chat = start(camille, nadia)
    seq = say_with(nadia, chat, sent(nadia, name="ordonnance.txt"), text="Voici.")
    analyse(chat, seq)
    theirs = Attachment.objects.get()
    export = ask(camille, chat)
    making.make(chat, export.seq)
    done = write(
        camille,
        box,
        files=(sent(camille, b"ECG normal.\n", "ecg.txt"),),
        attached=[theirs.id],
        exports=[export.id],
        origin=Origin(conversation=chat, seqs=[seq]),
    )
    [entry] = said(camille, done.conversation)
    assert isinstance(entry.what, LetterExchanged)
    names = [one.name for one in entry.what.files]
    assert names[:2] == ["ecg.txt", "ordonnance.txt"]
    assert names[2].startswith("liaison-")
    assert entry.what.files[2].type == "application/pdf"
    kept = Attachment.objects.filter(message__conversation=done.conversation).order_by("position")
    assert [one.position for one in kept] == [0, 1, 2]
    assert kept[1].file == theirs.file
    assert len(letter_at(done.conversation, 1).body.files) == 3
    assert StoredFile.objects.count() == 3
    acts = AccessLog.objects.filter(professional=camille).values_list("act", flat=True)
    assert {"file", "export"} <= set(acts)


def test_bruno_passes_on_nothing_that_he_may_not_see(
    camille: Professional, nadia: Professional, bruno: Professional
) -> None:
    chat = start(camille, nadia)
    seq = say_with(nadia, chat, sent(nadia))
    analyse(chat, seq)
    export = ask(camille, chat)
    making.make(chat, export.seq)
    box = box_of(bruno, address=NOE)
    file = Attachment.objects.get().id
    for changes in (
        {"attached": [file]},
        {"exports": [export.id]},
        {"origin": Origin(conversation=chat, seqs=[seq])},
        {"conversation": chat},
        {"files": (sent(camille),)},
    ):
        assert refused(bruno, order(box, **changes)) in (NotFound, FileGone), changes


def test_what_is_too_large_says_by_how_much_and_which_file_to_take_out(
    camille: Professional, box: Box, settings: Settings
) -> None:
    settings.MAIL_MOST = 30_000
    files = {"petit.txt": 3_000, "moyen.txt": 9_000, "grand.txt": 15_000}
    uploads = tuple(sent(camille, b"a" * size, name) for name, size in files.items())
    given = order(box, files=uploads)
    with pytest.raises(TooLarge) as no:
        accepting.write(camille, given)
    assert "«\u00a0moyen.txt\u00a0»" in no.value.message
    assert refused(camille, given) is TooLarge
    # What it says is true: without that file it leaves.
    accepting.write(camille, order(box, files=(uploads[0], uploads[2])))


def test_a_patient_s_number_is_in_no_refusal(camille: Professional, box: Box) -> None:
    for address in ("279035121518989@patient.mssante.fr", "279035121518989@patient mssante.fr"):
        with pytest.raises(Refusal) as no:
            write(camille, box, address)
        assert "279035121518989" not in no.value.message


def test_the_entry_and_what_is_to_leave_are_one_commit(
    camille: Professional, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(accepting, "leave", breaks)
    with pytest.raises(RuntimeError):
        write(camille, box)
    assert not Event.objects.exists()
    assert not Outgoing.objects.exists()
