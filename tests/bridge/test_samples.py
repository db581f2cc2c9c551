"""The samples of mss_*.eml: each is read as exactly what it means."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from pathlib import Path

import pytest

from bridge.addresses import Address
from bridge.reading.parse import parsed
from bridge.reading.read import read
from bridge.received import (
    Attachment,
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
    assert mail == ReceivedMail(
        kind=Kind.LETTER,
        content_hash=mail.content_hash,
        message_id=PRESCRIBED,
        sender=Address(CELESTINE, "Dr Célestine MARTY-FICTIVE"),
        to=(Address(ODETTE),),
        date=datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        subject="Votre ordonnance",
        text="Bonjour Madame,\n\nVotre ordonnance est disponible au cabinet.",
        receipt_to=CELESTINE,
        closes=True,
    )


def test_mon_espace_sante_says_that_a_letter_was_not_delivered() -> None:
    mail = parsed(sample("mss_04"))
    assert mail == ReceivedMail(
        kind=Kind.MES_UNDELIVERED,
        content_hash=mail.content_hash,
        message_id="<20261123110500.0004@patient.mssante.fr>",
        in_reply_to=PRESCRIBED,
        sender=Address("ne-pas-repondre@patient.mssante.fr", "Mon espace santé"),
        to=(Address(CELESTINE),),
        date=datetime(2026, 11, 23, 10, 5, tzinfo=UTC),
        subject='MESSAGE NON DISTRIBUE: "Votre ordonnance"',
        text=(
            "Le message que vous avez envoyé à l'adresse renseignée n’a pas pu être distribué car"
            " cette adresse Mon espace sante n’existe pas. Merci de ne pas répondre à ce message."
        ),
        automatic="auto-submitted",
        reports=(Report("", State.FAILED, reason="Pas de boîte Mon espace santé."),),
        original=Original(PRESCRIBED, subject="Votre ordonnance"),
    )


def test_a_patients_receipt_says_that_the_letter_was_opened() -> None:
    mail = parsed(sample("mss_05"))
    assert mail == ReceivedMail(
        kind=Kind.OPENING,
        content_hash=mail.content_hash,
        message_id="<20261123183000.0005@patient.mssante.fr>",
        sender=Address(ODETTE),
        to=(Address(CELESTINE),),
        date=datetime(2026, 11, 23, 17, 30, tzinfo=UTC),
        subject="Accusé de lecture : Votre ordonnance",
        text=(
            "Le message que vous avez envoyé le lundi 23 novembre 11h a bien été ouvert par votre"
            f" destinataire {ODETTE}.\nCela ne garantit pas la bonne prise de connaissance de son"
            " contenu.\nMerci de ne pas répondre à ce message."
        ),
        automatic="report",
        reports=(Report(ODETTE, State.OPENED),),
        original=Original(PRESCRIBED),
    )


def test_an_archive_tells_its_patient_and_its_documents() -> None:
    mail = parsed(sample("mss_06"))
    assert mail == ReceivedMail(
        kind=Kind.LETTER,
        content_hash=mail.content_hash,
        message_id="<20261123093100.0006@ch-fictif.exemple.mssante.fr>",
        sender=Address(
            "secretariat.cardiologie@ch-fictif.exemple.mssante.fr", "CH FICTIF - Cardiologie"
        ),
        to=(Address(CELESTINE),),
        date=datetime(2026, 11, 23, 8, 31, tzinfo=UTC),
        subject="CR DE CONSULTATION TESTU-FICTIF ODETTE 17/08/1955",
        prefix="XDM/1.0/DDM+",
        text="Veuillez trouver ci-joint le compte rendu.",
        attachments=enclosed("mss_06"),
        xdm=ARCHIVE,
    )
    assert [(file.name, file.kind, file.size) for file in mail.attachments] == [
        ("IHE_XDM.zip", "application/zip", 1745),
        ("20261123_CR-CONSULTATION_TESTU-FICTIF_ODETTE_0001.pdf", "application/pdf", 24),
    ]


def enclosed(start: str) -> tuple[Attachment, ...]:
    """Its files, as another reader than ours finds them."""
    mail = message_from_bytes(sample(start), policy=default)
    return tuple(
        Attachment(str(part.get_filename()), part.get_content_type(), part.get_content())
        for part in mail.iter_attachments()
    )


ARCHIVE = Xdm(
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
            archive=sha256(enclosed("mss_06")[0].content).hexdigest(),
        ),
    ),
)


def test_a_patients_answer_is_a_letter_of_theirs() -> None:
    mail = parsed(sample("mss_07"))
    assert mail == ReceivedMail(
        kind=Kind.LETTER,
        content_hash=mail.content_hash,
        message_id="<20261123190000.0007@patient.mssante.fr>",
        in_reply_to="<20261123105900.0000@medimail.exemple.mssante.fr>",
        sender=Address(ODETTE, "Odette TESTU-FICTIF"),
        to=(Address(CELESTINE),),
        date=datetime(2026, 11, 23, 18, 0, tzinfo=UTC),
        subject="Votre ordonnance",
        prefix="Re:",
        text="Merci Docteur.",
    )


def test_each_sample_is_another_mail_and_none_is_forgotten() -> None:
    mails = [parsed(file.read_bytes()) for file in SAMPLES.glob("*.eml")]
    assert (
        len({mail.content_hash for mail in mails}) == len({mail.message_id for mail in mails}) == 7
    )


@pytest.mark.parametrize("number", [4, 5, 6])
def test_read_in_a_process_apart_it_is_the_same_mail_files_and_all(number: int) -> None:
    assert read(sample(f"mss_0{number}")) == parsed(sample(f"mss_0{number}"))
