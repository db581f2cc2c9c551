"""What leaves is clean, says what was meant, and is as long as was said."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.addresses import Address
from bridge.reading.parse import parsed
from bridge.received import Attachment, Kind, Original, Report, State
from bridge.words import line, lines
from bridge.writing.letter import Automatic, Letter, Unwritable
from bridge.writing.message import encoded_size, excess, written
from bridge.writing.receipts import receipt
from tests.bridge.letters import AT, CAMILLE, LETTER, NOE, TRACE, letter

ODETTE = Address("255083155599990@patient.mssante.fr")
anything = st.text(st.characters(codec="utf-8"), max_size=200)


def headers_of(sent: Letter) -> dict[str, str]:
    """As a reader that is not ours has them."""
    mail = message_from_bytes(written(sent).content, policy=default)
    return {name: str(value) for name, value in mail.items()}


def test_a_letter_is_read_at_the_other_end_as_it_was_written() -> None:
    sent = letter(attachments=(TRACE,), cc=(ODETTE,), in_reply_to="<a@b>", references=("<a@b>",))
    mail = parsed(written(sent).content)
    assert (mail.kind, mail.sender, mail.to, mail.cc) == (Kind.LETTER, CAMILLE, (NOE,), (ODETTE,))
    assert (mail.subject, mail.text) == (sent.subject, sent.text.strip())
    assert (mail.message_id, mail.in_reply_to) == (sent.message_id, "<a@b>")
    assert (mail.references, mail.date, mail.attachments) == (("<a@b>",), AT, (TRACE,))
    assert mail.automatic == ""


def test_another_reader_than_ours_finds_the_same() -> None:
    mail = message_from_bytes(written(letter(attachments=(TRACE,))).content, policy=default)
    assert mail["from"].addresses[0].display_name == CAMILLE.name
    assert mail["subject"] == LETTER.subject
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == (TRACE.name, TRACE.content)
    body = mail.get_body()
    assert body
    assert body.get_content().split("\r\n") == LETTER.text.split("\n")


def test_the_headers_are_those_mssante_asks_for() -> None:
    plain = headers_of(LETTER)
    assert plain["X-MSS-NIL"] == "NIL-FICTIF-0001"
    assert not {"X-MSS-MES", "X-MSS-INS", "Disposition-Notification-To", "Auto-Submitted"} & set(
        plain
    )
    full = headers_of(
        letter(to=(ODETTE,), closes=True, receipt_wanted=True, cda_codes=("34112-3", "15508-5"))
    )
    assert full["X-MSS-MES"] == "FIN"
    assert full["Disposition-Notification-To"] == CAMILLE.address
    assert (full["X-MSS-CODECDA"], full["X-MSS-INS"]) == ("34112-3,15508-5", "N")


def test_what_nobody_wrote_says_so_and_comes_back_to_nobody() -> None:
    sent = written(letter(automatic=Automatic.GENERATED))
    assert (sent.sender, sent.report_wanted) == ("", False)
    assert parsed(sent.content).automatic == "auto-submitted"


def test_a_retry_is_the_same_mail_to_the_byte() -> None:
    sent = letter(attachments=(TRACE,))
    assert written(sent) == written(replace(sent))


@given(subject=anything, name=anything, text=anything, file=anything)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_people_write_is_a_clean_mail_that_says_it(
    subject: str, name: str, text: str, file: str
) -> None:
    sent = letter(
        subject=subject,
        sender=Address(CAMILLE.address, name),
        to=(Address(NOE.address, name),),
        text=text,
        attachments=(Attachment(file, "text/plain", file.encode()),),
    )
    content = written(sent).content
    assert content.isascii()
    assert not re.search(rb"[^\r]\n|\r[^\n]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 998
    head = re.split(rb"\r\n(?![ \t])", content.partition(b"\r\n\r\n")[0])
    # RFC 2047: no encoded word is longer, however long the name.
    assert max(map(len, re.findall(rb"=\?\S+\?=", b" ".join(head))), default=0) <= 75
    names = [header.partition(b":")[0] for header in head]
    assert names[:6] == [b"Date", b"From", b"To", b"Subject", b"Message-ID", b"X-MSS-NIL"]
    assert {*names[6:]} == {b"Content-Type", b"MIME-Version"}
    mail = parsed(content)
    assert mail.sender == Address(CAMILLE.address, line(name))
    assert f"{mail.prefix}{mail.subject}".replace(" ", "") == line(subject).replace(" ", "")
    assert f"{mail.text}{mail.quote}".split() == lines(text).split()
    assert [one.content for one in mail.attachments] == [file.encode()]


@given(sizes=st.lists(st.integers(0, 400), max_size=4), text=anything, name=anything)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_gauge_says_to_the_byte_how_long_the_mail_will_be(
    sizes: list[int], text: str, name: str
) -> None:
    files = tuple(Attachment(name, "application/pdf", bytes(size)) for size in sizes)
    sent = letter(text=text)
    said = encoded_size(sent, files)
    assert said == len(written(replace(sent, attachments=files)).content)


@pytest.mark.parametrize(("size", "over"), [(7_306_000, False), (7_308_000, True)])
def test_seven_megabytes_of_files_are_the_ten_a_mail_may_have(size: int, over: bool) -> None:
    file = Attachment("a.pdf", "application/pdf", bytes(size))
    assert bool(excess(LETTER, [file])) == over
    assert excess(LETTER, [file], most=encoded_size(LETTER, [file]) - 3) == 3


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"to": (Address("a@b.fr\r\nBcc: x@y.fr"),)}, "address"),
        ({"to": (Address("a@b.fr>,<x@y.fr"),)}, "address"),
        ({"sender": Address("")}, "address"),
        ({"to": ()}, "recipients"),
        ({"to": tuple(Address(f"p{number}@b.fr") for number in range(101))}, "recipients"),
        ({"message_id": "<a@b>\r\nX: y"}, "message-id"),
        ({"in_reply_to": "<>"}, "message-id"),
        ({"cda_codes": ("1\r\nX: y",)}, "cda-codes"),
        ({"subject": "x" * 251}, "subject"),
    ],
)
def test_what_can_never_be_sent_says_so_before_anything_leaves(
    changes: dict[str, object], what: str
) -> None:
    with pytest.raises(Unwritable) as no:
        written(letter(**changes))
    assert no.value.what == what


def test_the_kind_of_a_file_puts_no_header_in_the_mail() -> None:
    file = Attachment("a.pdf", "application/pdf\r\nBcc: x@y.fr", b"%PDF")
    mail = parsed(written(letter(attachments=(file,))).content)
    assert mail.attachments == (Attachment("a.pdf", "application/octet-stream", b"%PDF"),)


def test_each_recipient_is_written_to_once() -> None:
    again = Address(NOE.address.upper())
    assert written(letter(to=(NOE, again), cc=(NOE,))).recipients == (NOE.address,)


def test_the_receipt_somebody_asked_for_is_read_as_their_opening() -> None:
    asked = parsed(written(letter(receipt_wanted=True)).content)
    sent = receipt(asked, reader=NOE, message_id="<c1@liaison.exemple.fr>", at=AT)
    assert (sent.sender, sent.recipients) == ("", (CAMILLE.address,))
    mail = parsed(sent.content)
    assert (mail.kind, mail.reports) == (Kind.OPENING, (Report(NOE.address, State.OPENED),))
    assert mail.original == Original(LETTER.message_id)
    assert mail.automatic == "auto-submitted"


def test_no_receipt_goes_to_a_third_nor_to_a_machine() -> None:
    asked = written(letter(receipt_wanted=True)).content
    to_another = asked.replace(
        b"Disposition-Notification-To: camille.roche", b"Disposition-Notification-To: x"
    )
    by_machine = asked.replace(b"X-MSS-NIL:", b"List-Id:")
    for raw in (written(LETTER).content, to_another, by_machine):
        with pytest.raises(Unwritable):
            receipt(parsed(raw), reader=NOE, message_id="<c1@liaison.exemple.fr>", at=AT)
