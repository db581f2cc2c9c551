"""What a machine says of a mail of ours is told from what a person writes."""

import pytest

from bridge.addresses import Address, is_patient
from bridge.reading.parse import parsed
from bridge.received import Kind, Original, Report, State
from tests.bridge.malformed import mail
from tests.bridge.test_samples import ODETTE, PRESCRIBED, sample

MES = "From: Mon espace santé <ne-pas-repondre@patient.mssante.fr>".encode()
OPENED = (
    "Le message que vous avez envoyé le lundi 23 novembre 11h\na bien été OUVERT par votre"
    f" destinataire {ODETTE}.\nCela ne garantit pas la bonne prise de connaissance."
).encode()


def delivery_report(*recipients: str, given_back: str = "message/rfc822") -> bytes:
    blocks = "\r\n\r\n".join(recipients)
    body = f"""--b\r
Content-Type: text/plain; charset=utf-8\r
\r
This is the mail system at host smtp.exemple.mssante.fr.\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; smtp.exemple.mssante.fr\r
Original-Envelope-Id: b6a1f0c2@liaison\r
\r
{blocks}\r
\r
--b\r
Content-Type: {given_back}\r
\r
Subject: =?utf-8?q?Avis_=E2=80=93_Mme_T=2E?=\r
Message-ID: <b6a1f0c2@liaison>\r
From: camille@medimail.exemple.mssante.fr\r
\r
--b--\r
"""
    sender = b"From: MAILER-DAEMON@smtp.exemple.mssante.fr"
    kind = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'
    return mail("Return-Path: <>", kind, body=body.encode(), sender=sender)


def about(address: str, action: str, more: str = "") -> str:
    return f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: 5.1.1{more}"


@pytest.mark.parametrize(
    "given_back", ["message/rfc822", "text/rfc822-headers", "message/rfc822-headers"]
)
def test_a_report_says_what_became_of_each_recipient(given_back: str) -> None:
    diagnostic = "\r\nDiagnostic-Code: smtp; 550 5.1.1 Adresse\r\n inconnue"
    original = "Original-Recipient: rfc822;Noe@b.fr\r\n"
    found = parsed(
        delivery_report(
            about("a@b.fr", "failed", diagnostic),
            about("c@d.fr", "delivered"),
            about("e@f.fr", "delayed"),
            about("g@h.fr", "relayed"),
            original + about("alias@b.fr", "failed"),
            about("pas une adresse", "failed"),
            given_back=given_back,
        )
    )
    assert (found.kind, found.automatic) == (Kind.BOUNCE, "null-return-path")
    assert found.reports == (
        Report("a@b.fr", State.FAILED, "5.1.1", "550 5.1.1 Adresse inconnue"),
        Report("c@d.fr", State.DELIVERED, "5.1.1"),
        Report("e@f.fr", State.DELAYED, "5.1.1"),
        Report("g@h.fr", State.RELAYED, "5.1.1"),
        Report("Noe@b.fr", State.FAILED, "5.1.1"),
    )
    assert found.original == Original("<b6a1f0c2@liaison>", "b6a1f0c2@liaison", "Avis – Mme T.")
    assert found.attachments == ()


def test_later_and_delivered_are_not_failed() -> None:
    later = parsed(delivery_report(about("a@b.fr", "delayed"), about("c@d.fr", "delivered")))
    assert later.kind == Kind.DELAYED
    assert parsed(delivery_report(about("a@b.fr", "delivered"))).kind == Kind.DELIVERED
    assert parsed(delivery_report(about("a@b.fr", "relayed"))).kind == Kind.RELAYED
    assert parsed(delivery_report(about("a@b.fr", "refusé"))).kind == Kind.LETTER


def test_a_report_that_somebody_forwards_reports_nothing() -> None:
    inner = delivery_report(about("a@b.fr", "failed"))
    forwarded = mail(
        'Content-Type: multipart/mixed; boundary="w"',
        body=b"--w\r\n\r\nVoyez\r\n--w\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + b"\r\n--w--",
    )
    found = parsed(forwarded)
    assert (found.kind, found.reports, found.text) == (Kind.LETTER, (), "Voyez")
    assert [file.name for file in found.attachments] == ["courrier.eml"]


def test_a_letter_that_encloses_what_a_report_says_reports_nothing() -> None:
    """As some programs pass one on: its parts among others, in a mail of somebody's."""
    report = delivery_report(about("a@b.fr", "failed"))
    mixed = report.replace(b"report; report-type=delivery-status", b"mixed")
    found = parsed(mixed.replace(b"Return-Path: <>", b"Return-Path: <noe@b.fr>"))
    assert (found.kind, found.reports) == (Kind.LETTER, ())


def test_nobody_opens_a_letter_in_anothers_name() -> None:
    forged = sample("mss_05").replace(b"From: 255083155599990@patient", b"From: pirate@ailleurs")
    found = parsed(forged)
    assert (found.kind, found.reports) == (Kind.LETTER, ())


def test_deleted_unread_is_not_opened() -> None:
    assert parsed(sample("mss_05").replace(b"; displayed", b"; deleted")).kind == Kind.LETTER


def test_mon_espace_sante_may_tell_an_opening_in_plain_words() -> None:
    found = parsed(mail(f"In-Reply-To: {PRESCRIBED}", body=OPENED, sender=MES))
    assert found.kind == Kind.MES_OPENING
    assert found.reports == (Report(ODETTE, State.OPENED),)
    assert found.original.message_id == PRESCRIBED
    assert found.automatic == "nobody"


HERS = f"From: {ODETTE}".encode()
ENCLOSED = (
    b"--w\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + OPENED + b"\r\n--w\r\n"
    b"Content-Type: image/png\r\nContent-Disposition: attachment; filename=jambe.png\r\n\r\nx"
    b"\r\n--w--\r\n"
)


def test_the_notice_alone_in_the_patients_name_says_that_she_opened_it() -> None:
    whole = OPENED.replace(b"naissance.", b"naissance de son contenu.\n")
    for body in (OPENED, whole + "Merci de ne pas répondre à ce message.\n".encode()):
        found = parsed(mail(f"In-Reply-To: {PRESCRIBED}", body=body, sender=HERS))
        assert (found.kind, found.reports) == (Kind.MES_OPENING, (Report(ODETTE, State.OPENED),))


@pytest.mark.parametrize(
    "body",
    [
        b"J'ai recu ceci, mais j'ai mal :\n" + OPENED,
        OPENED + b"\nJe ne comprends pas la dose.",
        OPENED.replace(b"11h\na", "11h ne me va pas. J’ai mal. Il a".encode()),
        b"J'ai mal.\n\n> " + OPENED.replace(b"\n", b"\n> "),
    ],
    ids=["before", "after", "within", "quoted"],
)
def test_a_patient_who_quotes_the_notice_is_still_read(body: bytes) -> None:
    found = parsed(mail(f"In-Reply-To: {PRESCRIBED}", body=body, sender=HERS))
    assert (found.kind, found.reports) == (Kind.LETTER, ())


def test_a_file_that_a_patient_sends_with_the_notice_is_not_lost() -> None:
    kind = 'Content-Type: multipart/mixed; boundary="w"'
    found = parsed(mail(kind, body=ENCLOSED, sender=HERS))
    assert found.kind == Kind.LETTER
    assert [file.name for file in found.attachments] == ["jambe.png"]


@pytest.mark.parametrize(
    "subject",
    [
        'MESSAGE NON DISTRIBUE: "Bilan"',
        "Message non distribué : « Bilan »",
        "message NON DISTRIBUÉ:",
    ],
)
def test_accents_and_capitals_change_nothing(subject: str) -> None:
    found = parsed(mail(f"Subject: {subject}", body=f"Adresse {ODETTE}.".encode(), sender=MES))
    assert found.kind == Kind.MES_UNDELIVERED
    assert found.reports[0].address == ODETTE
    assert found.original.subject in ("Bilan", "")


@pytest.mark.parametrize(
    "sender", [b"From: pirate@ailleurs.fr", b"From: 188083155599990@patient.mssante.fr"]
)
def test_what_mon_espace_sante_says_is_believed_of_nobody_else(sender: bytes) -> None:
    undelivered = mail('Subject: MESSAGE NON DISTRIBUE: "Bilan"', sender=sender)
    assert parsed(undelivered).kind == Kind.LETTER
    assert parsed(mail(body=OPENED, sender=sender)).kind == Kind.LETTER


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        ("Auto-Submitted: auto-replied", "auto-submitted"),
        ("Auto-Submitted: auto-generated; owner-email=x", "auto-submitted"),
        ("Auto-Submitted: no", ""),
        ("Return-Path: <>", "null-return-path"),
        ("Return-Path: <a@b.fr>", ""),
        ("Precedence: bulk", "precedence"),
        ("List-Id: <equipe.b.fr>", "list-id"),
        ("X-Autoreply: yes", "x-autoreply"),
        ("X-Liaison-Automatic: yes", "x-liaison-automatic"),
        ("X-Auto-Response-Suppress: All", ""),
    ],
)
def test_what_a_machine_wrote_is_known_for_it(header: str, sign: str) -> None:
    assert parsed(mail(header)).automatic == sign


@pytest.mark.parametrize(
    ("header", "closes"),
    [
        ("X-MSS-MES: FIN", True),
        ("Subject: [FIN]", True),
        ("Subject: Re: [FIN]", False),
        ("Subject: Suite [FIN]", False),
        ("X-MSS-MES: DEBUT", False),
    ],
)
def test_a_correspondence_is_closed_by_either_of_two_signs_and_by_no_other(
    header: str, closes: bool
) -> None:
    assert parsed(mail(header)).closes == closes


def test_a_name_that_shows_anothers_address_is_noticed() -> None:
    assert Address("x@ailleurs.fr", "noe@ch.exemple.mssante.fr").claims_another
    assert not Address("noe@ch.fr", "NOE@ch.fr").claims_another


def test_a_patients_address_is_a_matricule_at_mon_espace_sante() -> None:
    assert is_patient(ODETTE)
    assert is_patient("1850" + "72A" + "08512345@patient.mssante.fr")
    assert not is_patient("ne-pas-repondre@patient.mssante.fr")
    assert not is_patient("255083155599990@patient.mssante.fr.ailleurs.fr")
