"""The samples of mss_*.eml: each is read as exactly what it means."""

from datetime import UTC, date, datetime
from pathlib import Path

from bridge.addresses import Address
from bridge.reading.parse import parsed
from bridge.reading.read import read
from bridge.received import (
    Kind,
    Original,
    ReceivedMail,
    Report,
    State,
    Xdm,
    XdmDocument,
    XdmPatient,
)

SAMPLES = Path(__file__).parent / "samples"
CELESTINE = "celestine.marty-fictive@medimail.exemple.mssante.fr"
NOE = "noe.descampe@ch-fictif.exemple.mssante.fr"
ODETTE = "255083155599990@patient.mssante.fr"
PRESCRIBED = "<20261123110000.0003@medimail.exemple.mssante.fr>"


def sample(start: str) -> bytes:
    (file,) = SAMPLES.glob(f"{start}*.eml")
    return file.read_bytes()


def test_a_colleagues_letter_is_read_as_it_was_written() -> None:
    mail = parsed(sample("mss_01"))
    assert mail == ReceivedMail(
        kind=Kind.LETTER,
        content_hash=mail.content_hash,
        message_id="<20261123091200.0001@medimail.exemple.mssante.fr>",
        sender=Address(CELESTINE, "Dr Célestine MARTY-FICTIVE"),
        to=(Address(NOE),),
        date=datetime(2026, 11, 23, 8, 12, tzinfo=UTC),
        subject="Avis cardiologique – Mme T.",
        text="Bonjour,\n\nMerci de votre avis sur ce tracé.\n\nCordialement,\nDr Marty-Fictive",
        receipt_to=CELESTINE,
    )


def test_an_answer_names_what_it_answers() -> None:
    mail = parsed(sample("mss_02"))
    assert mail == ReceivedMail(
        kind=Kind.LETTER,
        content_hash=mail.content_hash,
        message_id="<20261123100100.0002@ch-fictif.exemple.mssante.fr>",
        in_reply_to="<20261123091200.0001@medimail.exemple.mssante.fr>",
        references=("<20261123091200.0001@medimail.exemple.mssante.fr>",),
        sender=Address(NOE, "Dr Noé D'ESCAMPE"),
        to=(Address(CELESTINE),),
        date=datetime(2026, 11, 23, 9, 1, tzinfo=UTC),
        subject="Avis cardiologique – Mme T.",
        prefix="Re:",
        text="Tracé rassurant, je la revois dans 3 mois.",
        html="<p>Tracé rassurant, je la revois dans 3 mois.</p>",
    )


def test_a_letter_that_closes_the_patients_answers_says_so() -> None:
    mail = parsed(sample("mss_03"))
    assert (mail.kind, mail.closes, mail.to) == (Kind.LETTER, True, (Address(ODETTE),))
    assert mail.text == "Bonjour Madame,\n\nVotre ordonnance est disponible au cabinet."


def test_mon_espace_sante_says_that_a_letter_was_not_delivered() -> None:
    mail = parsed(sample("mss_04"))
    reason = "Pas de boîte Mon espace santé."
    assert mail.kind == Kind.MES_UNDELIVERED
    assert mail.reports == (Report("", State.FAILED, reason=reason),)
    assert mail.original == Original(PRESCRIBED, subject="Votre ordonnance")
    assert mail.automatic == "auto-submitted"


def test_a_patients_receipt_says_that_the_letter_was_opened() -> None:
    mail = parsed(sample("mss_05"))
    assert mail.kind == Kind.OPENING
    assert mail.reports == (Report(ODETTE, State.OPENED),)
    assert mail.original == Original(PRESCRIBED)
    assert (mail.attachments, mail.automatic) == ((), "report")


def test_an_archive_tells_its_patient_and_its_documents() -> None:
    mail = parsed(sample("mss_06"))
    assert (mail.prefix, mail.subject) == (
        "XDM/1.0/DDM+",
        "CR DE CONSULTATION TESTU-FICTIF ODETTE 17/08/1955",
    )
    assert mail.sender == Address(
        "secretariat.cardiologie@ch-fictif.exemple.mssante.fr", "CH FICTIF - Cardiologie"
    )
    assert [(file.name, file.kind, file.size) for file in mail.attachments] == [
        ("IHE_XDM.zip", "application/zip", 1745),
        ("20261123_CR-CONSULTATION_TESTU-FICTIF_ODETTE_0001.pdf", "application/pdf", 24),
    ]
    assert mail.xdm == Xdm(
        patient=XdmPatient(
            matricule="255083155599990",
            oid="1.2.250.1.213.1.4.10",
            family_name="TESTU-FICTIF",
            given_names="ODETTE",
            birth_date=date(1955, 8, 17),
            sex="F",
        ),
        documents=(
            XdmDocument(
                name="DOC0001.XML",
                kind="text/xml",
                size=860,
                code="11488-4",
                title="Compte rendu de consultation (fictif)",
                made_on=date(2026, 11, 23),
            ),
        ),
    )


def test_a_patients_answer_is_a_letter_of_theirs() -> None:
    mail = parsed(sample("mss_07"))
    assert (mail.kind, mail.sender) == (Kind.LETTER, Address(ODETTE, "Odette TESTU-FICTIF"))
    assert (mail.prefix, mail.subject, mail.text) == ("Re:", "Votre ordonnance", "Merci Docteur.")
    assert mail.in_reply_to == "<20261123105900.0000@medimail.exemple.mssante.fr>"


def test_read_in_a_process_apart_it_is_the_same_mail_files_and_all() -> None:
    assert read(sample("mss_06")) == parsed(sample("mss_06"))
