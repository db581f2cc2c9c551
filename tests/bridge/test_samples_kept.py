"""The samples of mss_*.eml, fetched: each becomes what it means."""

import pytest

from bridge.models import Box, FetchedMail
from conversations import inbox
from conversations.shapes import InboxFilter, XdmView
from directory.models import Professional
from tests.bridge.arriving import comes, letters_in, wrote
from tests.bridge.postbox import Postbox
from tests.bridge.test_samples import NOE, ODETTE, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
ASKED = "<20261123091200.0001@medimail.exemple.mssante.fr>"
BEFORE = "<20261123105900.0000@medimail.exemple.mssante.fr>"


def test_each_of_them_becomes_what_it_means(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    asked = wrote(camilles, NOE, message_id=ASKED)
    to_odette = wrote(camilles, ODETTE, message_id=BEFORE)
    comes(camilles, postbox, *(sample(f"mss_0{number}") for number in (1, 2, 6, 7)))
    assert set(FetchedMail.objects.values_list("became", flat=True)) == {"letter"}
    _, answer = letters_in(camille, asked)
    assert answer.text == "Tracé rassurant, je la revois dans 3 mois."
    _, thanks = letters_in(camille, to_odette)
    assert (thanks.text, thanks.by_patient) == ("Merci Docteur.", True)
    rows = inbox.page(camille, InboxFilter.MAIL, after=None).rows
    new = {row.subject: letters_in(camille, row.id)[0] for row in rows}
    assert len(rows) == 4
    assert new["Avis cardiologique – Mme T."].receipt_asked


def test_the_documents_of_a_hospital_are_listed_with_their_patient_and_may_be_opened(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(camilles, postbox, sample("mss_06"))
    [row] = inbox.page(camille, InboxFilter.MAIL, after=None).rows
    [said] = letters_in(camille, row.id)
    assert row.subject == said.subject == "CR DE CONSULTATION TESTU-FICTIF ODETTE 17/08/1955"
    assert isinstance(said.xdm, XdmView)
    assert said.xdm.patient
    assert (said.xdm.patient.matricule, said.xdm.patient.oid) == (
        "255083155599990",
        "1.2.250.1.213.1.4.10",
    )
    assert [document.code for document in said.xdm.documents]
    [file] = [one for one in said.files if one.name == "IHE_XDM.zip"]
    assert (file.type, file.state) == ("application/zip", "checking")
