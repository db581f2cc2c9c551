"""What comes into a box becomes courriers: each mail once, in its thread or in one of its own."""

from collections import Counter
from hashlib import sha256
from uuid import UUID

import pytest

from bridge.fetching.leasing import Lost
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail, Outgoing
from bridge.providers.contract import ProviderError
from bridge.received import ReceivedMail
from conversations import due
from conversations.models import Conversation, Event, Letter
from conversations.shapes import InboxFilter
from directory.models import Professional
from files import store
from files.models import Verdict
from tests.bridge import malformed
from tests.bridge.arriving import (
    DELMAS,
    OURS,
    PHARMACY,
    became,
    comes,
    letters_in,
    mail,
    rows,
    timeline_of,
    wrote,
)
from tests.bridge.boxes import box_of
from tests.bridge.postbox import Postbox
from tests.bridge.postoffice import PostOffice
from tests.bridge.servers import CAMILLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
Became = FetchedMail.Became


def test_a_letter_from_outside_waits_unread_in_camilles_courriers_and_nobody_elses(
    camilles: Box, postbox: Postbox, camille: Professional, bruno: Professional
) -> None:
    comes(camilles, postbox, mail("Date: Mon, 23 Nov 2026 10:01:00 +0100", subject="Avis"))
    [row] = rows(camille, InboxFilter.INBOX)
    assert (row.kind, row.subject, row.place.unread) == ("mail", "Avis", 1)
    assert [person.family_name for person in row.people] == [DELMAS]
    [said] = letters_in(camille, row.id)
    assert (said.text, said.sender.address, said.outgoing) == ("Je la revois.", DELMAS, False)
    assert [one.address for one in said.recipients] == [CAMILLE]
    assert said.original
    assert not rows(bruno, InboxFilter.ALL)


def test_what_was_stored_is_said_to_be_seen_there_and_taken_once(
    camilles: Box, postbox: Postbox
) -> None:
    comes(camilles, postbox, mail(), mail(text="Et encore."))
    assert [where.uid for where in postbox.seen] == [1, 2]
    look(camilles, postbox)
    assert (became(), len(postbox.seen)) == ([Became.LETTER] * 2, 2)
    camilles.refresh_from_db()
    assert camilles.polled_at


def test_what_was_stored_and_not_yet_said_to_be_seen_is_said_at_the_next_look(
    camilles: Box, postbox: Postbox
) -> None:
    postbox.cut = True
    with pytest.raises(ProviderError):
        comes(camilles, postbox, mail())
    assert Letter.objects.count() == 1
    postbox.cut = False
    look(camilles, postbox)
    assert [where.uid for where in postbox.seen] == [1]
    assert Letter.objects.count() == 1


def test_a_box_numbered_anew_brings_nothing_twice(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(camilles, postbox, mail("Message-ID: <1@ch.fr>"), mail(text="Sans identifiant"))
    postbox.rebuilt()
    comes(camilles, postbox, mail("Message-ID: <3@ch.fr>", text="Le troisième"))
    assert became() == [*[Became.LETTER] * 2, *[Became.DUPLICATE] * 2, Became.LETTER]
    assert len(rows(camille)) == 3
    assert len(postbox.seen) == 5


def test_the_same_mail_in_two_folders_is_one(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    postbox.put(mail("Message-ID: <1@ch.fr>"))
    postbox.put(mail("Received: by way", "Message-ID: <1@ch.fr>"), folder="Archives")
    look(camilles, postbox)
    assert became() == [Became.LETTER, Became.DUPLICATE]
    assert len(rows(camille)) == 1


def test_of_two_mails_under_one_id_both_are_kept_and_the_second_is_noted_as_such(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    first, second = (mail("Message-ID: <1@ch.fr>", text=text) for text in ("5 mg", "50 mg"))
    comes(camilles, postbox, first, second)
    assert became() == [Became.LETTER] * 2
    assert {letters_in(camille, row.id)[0].text for row in rows(camille)} == {"5 mg", "50 mg"}
    noted = Event.objects.filter(details__id_known=True)
    assert list(noted.values_list("message__text", flat=True)) == ["50 mg"]


def test_a_letter_of_hers_that_comes_back_to_her_is_not_said_twice(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS, CAMILLE)
    comes(camilles, postbox, mail(f"Message-ID: {OURS}", sender=CAMILLE, text="Œdèmes."))
    [row] = FetchedMail.objects.all()
    assert (row.became, row.conversation_id, row.seq) == (Became.DUPLICATE, conversation, 1)
    assert len(rows(camille)) == 1


def test_what_only_bears_the_id_of_a_letter_of_hers_is_kept(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS)
    comes(camilles, postbox, mail(f"Message-ID: {OURS}", sender=CAMILLE, text="Doublez la dose."))
    assert became() == [Became.LETTER]
    assert len(letters_in(camille, conversation)) == 1
    assert len(rows(camille)) == 2


def test_after_each_mail_that_nobody_should_have_written_the_next_good_one_is_in(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    """Nothing of them is lost, nor said twice: neither a good one, nor the bytes of a bad one."""
    lie: list[bytes] = []
    for number, (_, raw, _) in enumerate(malformed.CASES):
        lie += [raw, mail(f"Message-ID: <{number}@ch.fr>", text=f"Bon {number}")]
    postbox.put(*lie)
    look(camilles, postbox)
    texts = Counter(Letter.objects.values_list("body__text", flat=True))
    assert [texts[f"Bon {number}"] for number in range(len(malformed.CASES))] == [1] * (
        len(malformed.CASES)
    )
    kept = FetchedMail.objects.order_by("uid").values_list("raw", "flagged")
    assert list(kept) == [(sha256(raw).hexdigest(), True) for raw in lie]
    for conversation in Conversation.objects.values_list("id", flat=True):
        assert timeline_of(camille, conversation)
    said = Event.objects.count()
    postbox.rebuilt()
    look(camilles, postbox)
    assert (Event.objects.count(), became()[len(lie) :]) == (said, [Became.DUPLICATE] * len(lie))


def test_what_cannot_be_read_is_there_with_its_original(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    raw = b"Subject: Bilan\r\n\r\nSans expediteur"
    comes(camilles, postbox, raw)
    [row] = rows(camille)
    [said] = letters_in(camille, row.id)
    assert (said.unreadable, said.subject, said.original) == ("no_sender", "Bilan", True)
    with store.at_hand(Letter.objects.get().raw_id or "") as path:
        assert path.read_bytes() == raw


def test_what_breaks_us_is_there_as_unreadable_and_harms_no_other(
    camilles: Box, postbox: Postbox, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_box: Box, mail: ReceivedMail) -> UUID | None:
        if mail.text == "Poison":
            raise ZeroDivisionError
        return None

    monkeypatch.setattr("bridge.threads.answered_by", breaks)
    comes(camilles, postbox, mail(text="Poison"), mail(text="Bon"))
    said = [letters_in(camille, row.id)[0] for row in rows(camille)]
    assert {(one.text, one.unreadable) for one in said} == {("", "too_hard"), ("Bon", None)}


def test_a_box_given_up_meanwhile_is_read_no_more(camilles: Box, postbox: Postbox) -> None:
    Box.objects.update(ended_at=camilles.added_at)
    with pytest.raises(Lost):
        comes(camilles, postbox, mail())
    assert not FetchedMail.objects.exists()


def enclosing(name: str, content: bytes, kind: str = "application/pdf") -> bytes:
    part = f'Content-Type: {kind}\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n'
    return mail(
        'Content-Type: multipart/mixed; boundary="b"',
        text="\r\n".join(
            ["--b", "", "Ci-joint.", "--b", part + content.decode("latin-1"), "--b--"]
        ),
    )


def test_a_file_that_came_is_what_its_bytes_are_and_waits_for_its_verdict(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(camilles, postbox, enclosing("bilan.exe", b"%PDF-1.4 bilan"))
    [row] = rows(camille)
    [file] = letters_in(camille, row.id)[0].files
    assert (file.name, file.type, file.state) == ("bilan.exe.pdf", "application/pdf", "checking")
    assert file.size == len(b"%PDF-1.4 bilan")


def test_a_program_that_came_is_shown_as_refused(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(camilles, postbox, enclosing("bilan.pdf", b"MZ program"))
    [row] = rows(camille)
    [file] = letters_in(camille, row.id)[0].files
    assert (file.name, file.state, file.reason) == ("bilan.pdf", "refused", "unsafe")
    assert Verdict.objects.get().by == "content"


def test_no_mail_is_ever_answered_by_a_machine(
    camilles: Box, postbox: Postbox, hugo: Professional, office: PostOffice
) -> None:
    """Two boxes of ours, and two machines that write to them: silence."""
    other, his = box_of(hugo, address=PHARMACY), Postbox()
    other.refresh_from_db()
    wrote(camilles, PHARMACY)
    replies = [
        mail("Auto-Submitted: auto-replied", f"In-Reply-To: {OURS}", sender=PHARMACY),
        mail(f"Disposition-Notification-To: {DELMAS}", "Message-ID: <1@ch.fr>"),
        mail("Return-Path: <>", sender="MAILER-DAEMON@ch.fr", subject="Undelivered"),
    ]
    for _ in range(3):
        comes(camilles, postbox, *replies)
        comes(other, his, *replies)
    due.drain(due.MAIL)
    assert not office.mails
    assert not Outgoing.objects.exists()
