"""What one sees of a mail: its new part first, a page without danger, a patient without doubt."""

from base64 import b64encode

import pytest

from bridge.reading import quoting
from bridge.reading.html import cleaned, text_of
from bridge.reading.parse import parsed
from bridge.reading.xdm import found_in
from bridge.reading.xdm import read as read_xdm
from bridge.received import Attachment, Doubt, InlineImage, XdmPatient
from tests.bridge.malformed import HELLO, mail, mixed
from tests.files.making import zipped

GMAIL = "Le lun. 23 nov. 2026 à 09:12, Camille ROCHE <c@b.fr>\na écrit :"
OUTLOOK = "De : Camille ROCHE\nEnvoyé : lundi 23 novembre 2026 09:12\nÀ : Noé\nObjet : Avis"
PATIENT = "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427"
INS, OID = "255083155599990", "1.2.250.1.213.1.4.10"


@pytest.mark.parametrize(
    ("quote", "hidden"),
    [
        (f"{GMAIL}\n\n> Bonjour,\n> votre avis ?", True),
        ("> Bonjour,\n>\n> votre avis ?", True),
        (f"{OUTLOOK}\n\nBonjour, votre avis ?", True),
        (f"________________________________\n{OUTLOOK}\n\nBonjour,", True),
        ("-----Message d'origine-----\nDe : Camille\n\nBonjour,", True),
        (f"{GMAIL}\n\nBonjour, votre avis ?", True),
        # Somebody answers within it, or below: nothing of theirs is folded.
        (f"{GMAIL}\n\n> Dose ?\n\n5 mg\n\n> Durée ?\n\n7 jours", False),
        (f"{GMAIL}\n\n> Dose ?\n\nNon.", False),
        ("Le Dr Martin m’a écrit :\nArrêter le traitement.", False),
        ("De : vingt à trente ans, rien.", False),
    ],
)
def test_what_is_answered_is_folded_and_never_what_is_said(quote: str, hidden: bool) -> None:
    said = f"Tracé rassurant.\n\n{quote}"
    assert quoting.divided(said) == (("Tracé rassurant.", quote) if hidden else (said, ""))


def test_a_sentence_before_an_announcement_stays_a_sentence() -> None:
    sentence = "Le 12/03/2026 à 14h30 TA 12/8."
    said = f"{sentence}\nCamille a écrit :\n> TA ?"
    assert quoting.divided(said) == (sentence, "Camille a écrit :\n> TA ?")


def test_a_mail_that_is_only_a_quote_is_shown() -> None:
    assert quoting.divided("> Bonjour,\n> votre avis ?") == ("> Bonjour,\n> votre avis ?", "")


def test_what_somebody_forwards_is_not_folded() -> None:
    text = f"Pour avis.\n\n{OUTLOOK}\n\nBonjour,"
    assert parsed(mail("Subject: TR: Avis", body=text.encode())).text == text


def test_looking_at_a_page_fetches_nothing_and_runs_nothing() -> None:
    page = """<style>@import 'https://x.fr'</style><script>alert(1)</script>
    <p style="background:url(https://x.fr)" onclick="x()">Bonjour <img src="https://x.fr/p.png"
    srcset="https://x.fr/q.png" alt="logo"><img src="cid:own@a"><img src="cid:other"
    ><img src="data:image/svg+xml,x"><img src="CID:own%40a"></p><iframe src="https://x.fr"></iframe>
    <a href="javascript:x()">un</a> <a href="https://y.fr">deux</a> <a href="cid:own@a">trois</a>
    <table background="https://x.fr"><tr><td>Dose</td><td>5 mg</td></tr></table><link href="x">
    <form action="https://x.fr"><input name="a"></form><svg><image href="https://x.fr"/></svg>"""
    safe = cleaned(page, {"own@a"})
    assert "x.fr" not in safe
    for danger in ("script", "style", "onclick", "javascript", "data:", "iframe", "form", "svg"):
        assert danger not in safe
    assert safe.count('src="cid:own@a"') == 2
    assert '<a href="https://y.fr" rel="noopener noreferrer nofollow">deux</a>' in safe
    assert text_of(safe) == "Bonjour\nun deux trois\n\nDose 5 mg"


def test_a_page_alone_is_read_as_text_and_its_quotes_keep_their_marks() -> None:
    page = "<div>Rassurant.<br>À bient&ocirc;t</div><ul><li>ECG<li>Écho</ul>"
    quote = f"<div>{GMAIL.replace('<', '&lt;')}</div><blockquote><p>Votre avis ?</p></blockquote>"
    found = parsed(mail("Content-Type: text/html; charset=utf-8", body=(page + quote).encode()))
    assert found.text == "Rassurant.\nÀ bientôt\n\n- ECG\n- Écho"
    assert "> Votre avis ?" in found.quote


def test_images_a_page_shows_are_not_files_and_the_others_are() -> None:
    found = parsed(
        mixed(
            b'Content-Type: text/html\r\n\r\n<p>Bonjour</p><img src="cid:a">',
            b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nPNG",
            b"Content-Type: image/png\r\nContent-ID: <b>\r\nContent-Disposition: inline;"
            b" filename=plaie.png\r\n\r\nPNG2",
            b"Content-Type: image/png\r\nContent-ID: <a>\r\n\r\nTWICE",
            b"Content-Type: image/svg+xml\r\nContent-ID: <c>\r\n\r\n<svg>",
        )
    )
    assert found.images == (InlineImage("a", "image/png", b"PNG"),)
    assert set(found.attachments) == {
        Attachment("plaie.png", "image/png", b"PNG2"),
        Attachment("fichier.png", "image/png", b"TWICE"),
        Attachment("fichier", "image/svg+xml", b"<svg>"),
    }


def test_the_same_mail_in_two_boxes_is_one_and_another_is_another() -> None:
    one = mail("Received: by a", "Subject: Avis", "Message-ID: <a@b>")
    other = mail("Received: by c", "Delivered-To: x@y.fr", "Subject: Avis", "Message-ID: <a@b>")
    assert parsed(one).content_hash == parsed(other).content_hash
    forged = mail("Received: by a", "Subject: Avis", "Message-ID: <a@b>", body=b"Bonsoir")
    assert parsed(one).content_hash != parsed(forged).content_hash


def metadata(*identities: str, traits: str = "") -> str:
    named = "".join(
        f'<rim:ExternalIdentifier identificationScheme="{PATIENT}" value="{identity}"/>'
        for identity in identities
    )
    return f'<a xmlns:rim="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0">{named}{traits}</a>'


def identity(matricule: str = INS, oid: str = OID) -> str:
    return f"{matricule}^^^&amp;{oid}&amp;ISO^NH"


def clinical(matricule: str) -> str:
    role = f'<patientRole><id root="{OID}" extension="{matricule}"/></patientRole>'
    return f'<ClinicalDocument xmlns="urn:hl7-org:v3">{role}</ClinicalDocument>'


def test_the_metadata_name_one_patient_with_their_traits() -> None:
    traits = "<Value>PID-5|TESTU-FICTIF^ODETTE^^^^^D</Value><Value>PID-7|19550817</Value>"
    said = metadata(identity(), identity(), traits=traits)
    found = read_xdm(zipped({"IHE_XDM/SUBSET01/METADATA.XML": said, "D.XML": clinical(INS)}))
    assert found.doubt is None
    assert found.patient
    assert (found.patient.matricule, found.patient.oid) == (INS, OID)
    assert (found.patient.family_name, found.patient.given_names) == ("TESTU-FICTIF", "ODETTE")
    assert "1955" not in repr(found.patient)


@pytest.mark.parametrize(
    ("members", "doubt"),
    [
        ({"METADATA.XML": metadata(identity(), identity("1" * 15))}, Doubt.SEVERAL_PATIENTS),
        ({"METADATA.XML": metadata(identity(), identity(oid="1.2.3"))}, Doubt.SEVERAL_PATIENTS),
        (
            {"METADATA.XML": metadata(identity()), "D.XML": clinical("1" * 15)},
            Doubt.SEVERAL_PATIENTS,
        ),
        ({"METADATA.XML": metadata(INS)}, Doubt.NO_PATIENT),
        ({"README.TXT": "rien"}, Doubt.NO_PATIENT),
        ({"METADATA.XML": metadata(identity())[:-4]}, Doubt.UNREADABLE),
        ({"METADATA.XML": metadata(identity()), "D.XML": "<a>"}, Doubt.UNREADABLE),
        (
            {"METADATA.XML": f'<!DOCTYPE a [<!ENTITY b "c">]>{metadata(identity())}'},
            Doubt.UNREADABLE,
        ),
    ],
)
def test_in_doubt_the_archive_is_nobodys(members: dict[str, str], doubt: Doubt) -> None:
    found = read_xdm(zipped(members))
    assert (found.patient, found.doubt) == (None, doubt)


@pytest.mark.parametrize(
    ("second", "doubt"),
    [
        ({"METADATA.XML": metadata(identity())}, None),
        ({"METADATA.XML": metadata(identity("1" * 15))}, Doubt.SEVERAL_PATIENTS),
        ({"README.TXT": "rien"}, Doubt.NO_PATIENT),
        ({"METADATA.XML": metadata(identity())[:-4]}, Doubt.UNREADABLE),
    ],
    ids=["hers too", "of another", "of nobody", "unreadable"],
)
def test_two_archives_of_a_mail_are_of_one_patient_or_of_nobody(
    second: dict[str, str], doubt: Doubt | None
) -> None:
    first = {"METADATA.XML": metadata(identity()), "D1.PDF": "1"}
    files = [zipped(first), zipped(second | {"D2.PDF": "2"})]
    found = found_in(tuple(Attachment("IHE_XDM.zip", "application/zip", one) for one in files))
    assert found
    assert (found.doubt, bool(found.patient)) == (doubt, doubt is None)
    names = ["D1.PDF", "D2.PDF"] if doubt != Doubt.UNREADABLE else ["D1.PDF"]
    assert [one.name for one in found.documents] == names


def test_an_archive_that_is_a_bomb_leaves_the_mail_readable() -> None:
    bomb = b64encode(zipped({f"{number}.TXT": b"0" * 30_000_000 for number in range(2)}))
    head = b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="
    found = parsed(mixed(b"\r\nBonjour", head + b"IHE_XDM.zip\r\n\r\n" + bomb))
    assert {"kind": found.kind, "text": found.text} == HELLO
    assert found.xdm
    assert found.xdm.doubt == Doubt.UNREADABLE


def test_no_health_text_shows_where_a_mail_is_printed() -> None:
    found = parsed(mail("Subject: CANARI", body=b"CANARI"))
    assert "CANARI" not in repr(found)
    assert XdmPatient("CANARI", OID, "CANARI").matricule not in repr(XdmPatient("CANARI", OID))
