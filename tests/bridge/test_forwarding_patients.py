"""What is about one patient is passed on to that one alone, and an archive marked as theirs."""

import io
from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from bridge.models import Box
from bridge.patients.forwarding import must_be_theirs
from bridge.patients.refusals import OtherPatient, SeveralPatientsPassedOn
from bridge.sending import marks
from bridge.sending.meaning import meant
from bridge.writing.message import written
from conversations import clock, letters, timeline
from conversations.analysing import analyse
from conversations.attachment import Attachment
from conversations.letters import NewLetter, Received
from conversations.models import Letter
from conversations.shapes import Origin
from directory.models import Professional
from files.keeping import kept
from tests.bridge.arriving import comes, letters_in
from tests.bridge.boxes import box_of
from tests.bridge.malformed import mixed
from tests.bridge.patients import HER_TRAITS, MARCEL, ODETTE, identify
from tests.bridge.postbox import Postbox
from tests.bridge.servers import CAMILLE
from tests.bridge.test_reading import INS, OID, identity, metadata
from tests.bridge.writing import DELMAS, letter_at, write
from tests.conversations.acts import about, say, start
from tests.conversations.acts.mail import addressees, come_in, write_letter
from tests.conversations.noon import NOON
from tests.files.making import zipped

pytestmark = pytest.mark.django_db
XDM: dict[str, Any] = {
    "patient": {
        "matricule": "255083155599990",
        "oid": "1.2.250.1.213.1.4.8",
        "family_name": "TESTU-FICTIF",
        "given_names": "ODETTE",
        "birth_date": "1955-08-17",
        "sex": "F",
    },
    "documents": [
        {"name": "DOC1.XML", "title": "Lettre", "code": "34112-3", "made_on": None},
        {"name": "DOC2.XML", "title": "CR", "code": "15508-5", "made_on": None},
        {"name": "DOC2.PDF", "title": "", "code": "", "made_on": None},
    ],
    "doubt": None,
}


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


@pytest.fixture
def chat(camille: Professional, nadia: Professional) -> UUID:
    with clock.at(NOON):
        return start(camille, nadia, subject="Pansement")


def archive_for(person: Professional, xdm: dict[str, Any] = XDM) -> UUID:
    """An IHE_XDM.zip that has come to them by mail."""
    letter = Letter(outgoing=False, addressees=addressees(CAMILLE, sender=DELMAS), xdm=xdm)
    with transaction.atomic():
        room = letters.begin(person.id, "Lettre", client_id=uuid4(), at=clock.now())
        file = Received("IHE_XDM.zip", kept(io.BytesIO(b"PK"), "application/zip"))
        new = NewLetter(letter, "Voici.", uuid4(), files=(file,))
        letters.append(room, new, party=person.id, own=CAMILLE)
        timeline.save([room])
    analyse(room.id, 1)
    return Attachment.objects.get(message=letter.body).id


def test_what_is_about_one_patient_never_goes_to_another(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    identify(camille, chat)
    marcel = HER_TRAITS.model_copy(
        update={"matricule": "1621231999998", "key": "25", "sex": "M", "birth_name": "Essai"}
    )
    his = start(camille, nadia)
    identify(camille, his, marcel)
    seq = say(nadia, chat, "Plaie propre.")
    hers = Origin(conversation=chat, seqs=[seq])
    with pytest.raises(OtherPatient):
        write(camille, box, MARCEL, origin=hers)
    write(camille, box, ODETTE, origin=hers)
    # Nothing says that whom only his traits name is she.
    unsure = start(camille, nadia)
    about(camille, unsure)
    seq = say(nadia, unsure, "Autre chose.")
    with pytest.raises(OtherPatient):
        write(camille, box, ODETTE, origin=Origin(conversation=unsure, seqs=[seq]))


def test_a_patients_courrier_never_goes_to_another_patient(
    camille: Professional, nadia: Professional, chat: UUID, box: Box
) -> None:
    identify(camille, chat)
    thread = write_letter(camille, DELMAS)
    come_in(camille, thread, MARCEL, "Merci Docteur.")
    with pytest.raises(OtherPatient):
        write(camille, box, ODETTE, origin=Origin(conversation=thread, seqs=[2]))


def test_an_archive_that_goes_on_is_marked_as_mssante_asks(camille: Professional, box: Box) -> None:
    archive = archive_for(camille)
    done = write(camille, box, DELMAS, attached=[archive])
    letter = letter_at(done.conversation, 1)
    bare = written(meant(letter, text="Voici.", at=NOON)).content.decode()
    assert "X-MSS-CODECDA: 34112-3,15508-5" in bare
    assert "X-MSS-INS: O" in bare
    assert "Subject: XDM/1.0/DDM+Avis cardiologique" in bare
    nameless = XDM | {"patient": XDM["patient"] | {"given_names": ""}}
    assert not marks.is_qualified(nameless)
    assert not marks.is_qualified(XDM | {"patient": None})
    assert (marks.codes_of(None), marks.is_qualified(None)) == ([], False)
    odd = [{"code": code} for code in ("34112-3\r\nBcc: a@b.fr", "é", "", "34112-3")]
    assert marks.codes_of({"documents": odd}) == ["34112-3"]


def test_archives_of_one_patient_go_together_and_those_of_two_do_not(
    camille: Professional, box: Box
) -> None:
    one, other, _ = XDM["documents"]
    hers, also_hers = (archive_for(camille, XDM | {"documents": [each]}) for each in (one, other))
    done = write(camille, box, attached=[hers, also_hers])
    letter = letter_at(done.conversation, 1)
    assert marks.codes_of(letter.xdm) == ["34112-3", "15508-5"]
    assert marks.is_qualified(letter.xdm)
    his = archive_for(camille, XDM | {"patient": XDM["patient"] | {"matricule": MARCEL[:15]}})
    nobodys = archive_for(camille, XDM | {"patient": None, "doubt": "no_patient"})
    for another in (his, nobodys):
        with pytest.raises(SeveralPatientsPassedOn):
            write(camille, box, attached=[hers, another])
        write(camille, box, attached=[another])


CODED = '<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="{}"/>{}</ClinicalDocument>'
HERS = f'<patientRole><id root="{OID}" extension="{INS}"/></patientRole>'


def letter_with_archives(*codes: str) -> bytes:
    head = b"Content-Disposition: attachment; filename=IHE_XDM.zip\r\n"
    head += b"Content-Transfer-Encoding: base64\r\n\r\n"
    about = {"METADATA.XML": metadata(identity())}
    zips = [zipped(about | {f"{code}.XML": CODED.format(code, HERS)}) for code in codes]
    return mixed(b"\r\nVoici.", *(head + b64encode(one) for one in zips))


@pytest.mark.usefixtures("read_here")
def test_of_archives_that_came_together_the_one_that_goes_on_alone_is_marked_with_its_own_codes(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(camilles, postbox, letter_with_archives("34112-3", "15508-5"))
    came = Letter.objects.select_related("body").get()
    analyse(came.body.conversation_id, 1)
    first, second = Attachment.objects.filter(message=came.body).order_by("position")
    codes: list[list[str]] = []
    for attached in ([first.id], [second.id], [second.id, first.id]):
        done = write(camille, camilles, attached=attached)
        sent = letter_at(done.conversation, 1)
        codes.append(marks.codes_of(sent.xdm))
    assert codes == [["34112-3"], ["15508-5"], ["34112-3", "15508-5"]]
    # And from there, once more.
    analyse(done.conversation, 1)
    again = Attachment.objects.filter(message=sent.body, file=second.file)
    passed = write(camille, camilles, attached=[one.id for one in again])
    assert marks.codes_of(letter_at(passed.conversation, 1).xdm) == ["15508-5"]
    for shown in (came, sent):
        [said] = letters_in(camille, shown.body.conversation_id)
        assert said.xdm
        assert [one.code for one in said.xdm.documents] == ["34112-3", "15508-5"]


def test_the_archive_of_one_patient_never_goes_to_another(
    camille: Professional, chat: UUID, box: Box
) -> None:
    identify(camille, chat)
    archive = archive_for(camille)
    write(camille, box, ODETTE, attached=[archive])
    for xdm, address in ((XDM, MARCEL), (XDM | {"patient": None}, ODETTE)):
        with pytest.raises(OtherPatient):
            must_be_theirs(camille, [], xdm, [address])
