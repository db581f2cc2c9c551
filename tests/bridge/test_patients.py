"""Writing to a patient: their address is drawn from a qualified identity, and never typed."""

import json
from uuid import UUID, uuid4

import pytest

from bridge.models import MailOpposition
from bridge.patients import opposing, showing
from bridge.patients.refusals import PatientNotQualified, PatientOpposed, SeveralPatients
from bridge.patients.writing import refuse_unless_writable
from bridge.shapes import FoundAddress
from chat.errors import NotFound
from conversations import history
from conversations.letters import News, State
from conversations.patient_shapes import NewPatient
from conversations.patients import NoPatient
from conversations.shapes import Addressee, MailOppositionChanged
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.patients import HER_TRAITS, MARCEL, ODETTE, identify, object_to_mail
from tests.bridge.writing import write
from tests.conversations.acts import about, leave, start
from tests.conversations.acts.mail import DELMAS, become, come_in, write_letter
from tests.conversations.test_chain import broken_at
from tests.directory.conftest import Browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(camille: Professional, nadia: Professional) -> UUID:
    return start(camille, nadia)


def test_the_address_of_a_qualified_patient_is_her_matricule_and_its_key(
    camille: Professional, conversation: UUID
) -> None:
    identify(camille, conversation)
    her = Addressee(address=ODETTE, name="Odette TESTU-FICTIF", person=None, patient=True)
    assert showing.found(camille, conversation) == FoundAddress(
        addressee=her, in_directory=False, secure=True
    )


@pytest.mark.parametrize("status", ["PROV", "VALI", "RECUP"])
def test_nobody_writes_to_a_patient_whose_identity_is_less_than_qualified(
    camille: Professional, conversation: UUID, status: str
) -> None:
    identify(camille, conversation, HER_TRAITS.model_copy(update={"status": status}))
    with pytest.raises(PatientNotQualified):
        showing.found(camille, conversation)
    with pytest.raises(PatientNotQualified):
        refuse_unless_writable(camille, [ODETTE], conversation=None)
    seen = showing.view(camille, conversation)
    assert (seen.address, seen.ins, seen.why) == (None, None, PatientNotQualified.message)


def test_of_a_conversation_about_nobody_there_is_no_address(
    camille: Professional, conversation: UUID
) -> None:
    with pytest.raises(NoPatient):
        showing.found(camille, conversation)


def test_bruno_learns_no_address_and_writes_to_none_he_knows_from_elsewhere(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    identify(camille, conversation)
    for asked in (showing.found, showing.view):
        with pytest.raises(NotFound):
            asked(bruno, conversation)
    with pytest.raises(PatientNotQualified):
        refuse_unless_writable(bruno, [ODETTE], conversation=None)
    with pytest.raises(NotFound):
        object_to_mail(bruno, conversation)


@pytest.mark.parametrize(
    "typed",
    [
        MARCEL,
        "255083155599991@patient.mssante.fr",
        "odette@patient.mssante.fr",
        "ne-pas-repondre@patient.mssante.fr",
    ],
    ids=["of another", "with a wrong key", "by a name", "of nobody"],
)
def test_an_address_of_mon_espace_sante_that_nothing_qualifies_is_refused(
    camille: Professional, conversation: UUID, typed: str
) -> None:
    identify(camille, conversation)
    with pytest.raises(PatientNotQualified):
        refuse_unless_writable(camille, [DELMAS, typed], conversation=None)


def test_nadia_may_write_to_her_whatever_the_case_and_beside_a_colleague(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    identify(camille, conversation)
    refuse_unless_writable(nadia, [ODETTE.upper(), DELMAS], conversation=None)


def test_two_patients_are_never_written_to_at_once(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    """Each would read the matricule of the other."""
    identify(camille, conversation)
    marcel = NewPatient(
        **HER_TRAITS.model_dump() | {"matricule": "1621231999998", "key": "25", "sex": "M"}
    )
    identify(camille, start(camille, nadia), marcel)
    refuse_unless_writable(camille, [MARCEL], conversation=None)
    with pytest.raises(SeveralPatients):
        refuse_unless_writable(camille, [ODETTE, MARCEL], conversation=None)


def test_once_it_is_about_another_her_address_is_not_to_be_had_here(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    identify(camille, conversation)
    leave(nadia, conversation)
    about(camille, conversation, known=history.view(camille, conversation).row.patient.id)  # type: ignore[union-attr]
    with pytest.raises(PatientNotQualified):
        refuse_unless_writable(camille, [ODETTE], conversation=None)
    refuse_unless_writable(nadia, [ODETTE], conversation=None)  # as she left it


def test_a_patient_who_wrote_is_answered_there_and_nowhere_else(
    camille: Professional, bruno: Professional
) -> None:
    thread = write_letter(camille, DELMAS)
    come_in(camille, thread, ODETTE, "Merci Docteur.")
    refuse_unless_writable(camille, [ODETTE], conversation=thread)
    with pytest.raises(PatientNotQualified):
        refuse_unless_writable(camille, [ODETTE], conversation=None)
    with pytest.raises(NotFound):
        refuse_unless_writable(bruno, [ODETTE], conversation=thread)


def test_that_we_once_wrote_to_an_address_qualifies_nothing(camille: Professional) -> None:
    thread = write_letter(camille, ODETTE)
    with pytest.raises(PatientNotQualified):
        refuse_unless_writable(camille, [ODETTE], conversation=thread)


def test_a_courrier_shows_the_patient_by_her_identity_or_says_that_it_is_not_known(
    camille: Professional, nadia: Professional
) -> None:
    thread = write_letter(camille, ODETTE)
    come_in(camille, thread, ODETTE, "Merci Docteur.")
    unknown = showing.view(camille, thread)
    assert (unknown.patient, unknown.ins, unknown.address, unknown.why) == (None, None, ODETTE, "")
    identify(camille, start(camille, nadia))
    known = showing.view(camille, thread)
    assert known.patient
    assert known.ins
    assert (known.name, known.patient.birth_name, known.ins.matricule) == (
        "Odette TESTU-FICTIF",
        "TESTU-FICTIF",
        "2550831555999",
    )


def test_an_opposition_holds_wherever_it_was_recorded_and_is_told_there(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    identify(camille, conversation)
    object_to_mail(nadia, conversation)
    elsewhere = start(camille, nadia)
    identify(camille, elsewhere)
    for asked in (conversation, elsewhere):
        with pytest.raises(PatientOpposed):
            showing.found(camille, asked)
    with pytest.raises(PatientOpposed):
        refuse_unless_writable(camille, [DELMAS, ODETTE.upper()], conversation=None)
    seen = showing.view(camille, elsewhere)
    assert seen.opposed
    assert (seen.opposed.by.id, seen.why) == (nadia.id, PatientOpposed.message)
    page = history.page(camille, conversation, after=0, before=None, around=None, limit=9)
    assert page.entries[-1].party == nadia.id
    assert page.entries[-1].what == MailOppositionChanged(recorded=True)
    assert broken_at(conversation) is None


def test_it_is_lifted_by_whoever_may_write_to_her(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    identify(camille, conversation)
    object_to_mail(nadia, conversation)
    object_to_mail(nadia, conversation)  # again: nothing changes
    object_to_mail(camille, conversation, recorded=False)
    refuse_unless_writable(nadia, [ODETTE], conversation=None)
    assert MailOpposition.objects.count() == 2
    assert history.view(camille, conversation).row.place.unread == 0


def test_it_is_recorded_from_a_courrier_and_stops_even_an_answer(camille: Professional) -> None:
    thread = write_letter(camille, ODETTE)
    come_in(camille, thread, ODETTE, "Ne m’écrivez plus.")
    object_to_mail(camille, thread)
    with pytest.raises(PatientOpposed):
        refuse_unless_writable(camille, [ODETTE], conversation=thread)
    assert opposing.stands(ODETTE)
    assert not opposing.stands(MARCEL)


def test_answers_are_closed_by_our_last_letter_to_her_that_may_have_arrived(
    camille: Professional,
) -> None:
    thread = write_letter(camille, ODETTE, closes=True)
    assert showing.view(camille, thread).closed
    come_in(camille, thread, ODETTE, "Merci Docteur.")  # shown, though they are closed
    assert showing.view(camille, thread).closed
    become(thread, News(1, State.CANCELLED))
    assert not showing.view(camille, thread).closed


def test_over_http_a_matricule_is_in_no_address_and_a_refusal_says_why(
    camille: Professional, nadia: Professional, bruno: Professional
) -> None:
    conversation = start(camille, nadia)
    browser, his = Browser(), Browser()
    browser.sign_in("camille")
    his.sign_in("bruno")
    given = {"conversation": str(conversation)}
    assert browser.post("/mail/patients/address", given).json()["code"] == "no_patient"
    identify(camille, conversation)
    found = browser.post("/mail/patients/address", given).json()
    assert found["addressee"]["address"] == ODETTE
    said = {**given, "ref": str(uuid4()), "recorded": True}
    assert browser.post("/mail/patients/opposition", said).status_code == 200
    refusal = browser.post("/mail/patients/address", given)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "patient_opposed")
    assert browser.get(f"/mail/conversations/{conversation}/patient").json()["opposed"]
    for path, sent in (("address", given), ("opposition", said)):
        nobodys = {**sent, "conversation": str(uuid4())}
        answers = [his.post(f"/mail/patients/{path}", one) for one in (sent, nobodys)]
        assert [one.status_code for one in answers] == [404, 404]
        assert answers[0].json() == answers[1].json()
        assert "TESTU" not in json.dumps(answers[0].json())


def test_a_courrier_leaves_for_her_alone_of_the_patients_and_may_close_her_answers(
    camille: Professional, conversation: UUID
) -> None:
    box = box_of(camille)
    with pytest.raises(PatientNotQualified):
        write(camille, box, ODETTE)
    identify(camille, conversation)
    done = write(camille, box, ODETTE, closes=True)
    assert showing.view(camille, done.conversation).closed
    write(camille, box, ODETTE, conversation=done.conversation)
    assert not showing.view(camille, done.conversation).closed
    object_to_mail(camille, done.conversation)
    with pytest.raises(PatientOpposed):
        write(camille, box, ODETTE, conversation=done.conversation)
