"""Whom a conversation is about: set, changed, objected; and who may know."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from chat.errors import NotFound
from conversations import clock, history, patients, starting, timeline
from conversations.entering import BornLater, NotApproved, PlaceNeeded, WrongName, enter
from conversations.identity import Patient
from conversations.models import Conversation, Event
from conversations.patient_shapes import KnownPatient, NewPatient, PatientView, SetPatient
from conversations.patients import NoPatient, PatientChanged
from conversations.posting import IdReused
from conversations.protocol import StartConversation
from conversations.shapes import CareLink, Entry, OppositionChanged, PatientSet
from directory.identifiers import OIDS, Nature, WrongMatricule
from directory.models import Professional
from tests.conversations.acts import JEANNE, about, add, leave, oppose, say, start
from tests.conversations.test_chain import broken_at

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PAUL = NewPatient(
    birth_name="Durand", birth_first_names="Paul", birth_date=date(1962, 12, 3), sex="M"
)
WITH_NUMBER = JEANNE.model_copy(
    update={"matricule": "2550831555999", "key": "90", "birth_date": date(1955, 8, 17)}
)


def whom(person: Professional, conversation: UUID) -> tuple[str | None, bool]:
    row = history.view(person, conversation).row
    return row.patient.birth_name if row.patient else None, row.opposed


def entries(person: Professional, conversation: UUID) -> list[Entry]:
    page = history.page(person, conversation, after=0, before=None, around=None, limit=50)
    return page.entries


def qualified(person: Professional, given: NewPatient = WITH_NUMBER) -> Patient:
    """As an approved system will enter them one day."""
    patient = enter(person, given.model_copy(update={"status": "QUAL"}), approved=True)
    patient.save()
    return patient


def test_whoever_takes_part_says_whom_it_is_about_and_all_are_told_so(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with clock.at(NOON):
        patient = about(nadia, conversation)
    shown = PatientView(
        id=patient,
        birth_name="CADILLAC",
        birth_first_names="JEANNE MARIE",
        used_name="Roussel",
        first_name="Jeanne",
        birth_date=date(1941, 3, 14),
        sex="F",
        birth_place="31555",
        status="PROV",
        says_otherwise=False,
    )
    assert history.view(camille, conversation).row.patient == shown
    what = PatientSet(patient=shown, ins=None, changed=False, opposed=False)
    assert entries(camille, conversation)[-1] == Entry(
        seq=2, at=NOON, composed_at=None, party=nadia.id, hand=None, counts=False, what=what
    )
    assert broken_at(conversation) is None


def test_a_change_says_whom_it_replaces(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    jeanne = about(camille, conversation)
    with pytest.raises(PatientChanged):
        about(nadia, conversation, PAUL)  # her page does not know of Jeanne
    paul = about(nadia, conversation, PAUL, known=jeanne)
    with pytest.raises(PatientChanged):
        about(camille, conversation, JEANNE, known=jeanne)
    assert whom(camille, conversation) == ("DURAND", False)
    told = [entry.what for entry in entries(camille, conversation)[1:]]
    assert [isinstance(what, PatientSet) and what.changed for what in told] == [False, True]
    assert paul != jeanne


def test_saying_it_twice_says_it_once(camille: Professional, conversation: UUID) -> None:
    given = SetPatient(ref=uuid4(), known=None, patient=JEANNE)
    first = patients.set_patient(camille, conversation, given)
    assert patients.set_patient(camille, conversation, given) == first
    assert Patient.objects.count() == 1
    about(camille, conversation, KnownPatient(id=Patient.objects.get().id))
    assert len(entries(camille, conversation)) == 2


def test_bruno_learns_nothing_and_changes_nothing(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    jeanne = about(camille, conversation)
    own = start(bruno, camille)
    for conversation_id, which in (
        (conversation, PAUL),
        (conversation, KnownPatient(id=jeanne)),
        (uuid4(), PAUL),
        (own, KnownPatient(id=jeanne)),
        (own, KnownPatient(id=uuid4())),
    ):
        with pytest.raises(NotFound):
            about(bruno, conversation_id, which, known=jeanne)
    with pytest.raises(NotFound):
        oppose(bruno, conversation, jeanne)
    assert whom(camille, conversation) == ("CADILLAC", False)


def test_one_who_left_knows_whom_it_was_about_then(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    jeanne = about(camille, conversation)
    oppose(camille, conversation, jeanne)
    leave(nadia, conversation)
    oppose(camille, conversation, jeanne, recorded=False)
    paul = about(camille, conversation, PAUL, known=jeanne)
    assert whom(nadia, conversation) == ("CADILLAC", True)
    assert whom(camille, conversation) == ("DURAND", False)
    for act in (lambda: about(nadia, conversation, JEANNE, known=paul), lambda: oppose(
        nadia, conversation, paul)):  # fmt: skip
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        about(nadia, start(nadia, camille), KnownPatient(id=paul))


def test_one_who_left_before_anybody_was_named_knows_of_nobody(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    leave(nadia, conversation)
    about(camille, conversation)
    assert whom(nadia, conversation) == (None, False)


def test_a_newcomer_without_history_knows_whom_it_is_about(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    about(camille, conversation)
    add(camille, conversation, bruno, care=CareLink.TEAM)
    assert whom(bruno, conversation) == ("CADILLAC", False)
    assert [entry.what.type for entry in entries(bruno, conversation)] == ["member_added"]


def test_a_conversation_starts_about_somebody(camille: Professional, nadia: Professional) -> None:
    given = StartConversation(client_id=uuid4(), people=[nadia.id], patient=JEANNE)
    row = starting.start(camille, given)
    assert starting.start(camille, given).id == row.id
    assert whom(nadia, row.id) == ("CADILLAC", False)
    assert [entry.what.type for entry in entries(nadia, row.id)] == [
        "conversation_opened",
        "patient_set",
    ]
    for other in (PAUL, None):
        with pytest.raises(IdReused):
            starting.start(camille, given.model_copy(update={"patient": other}))


def test_a_start_about_nobody_is_not_one_about_somebody(
    camille: Professional, nadia: Professional
) -> None:
    given = StartConversation(client_id=uuid4(), people=[nadia.id])
    row = starting.start(camille, given)
    about(nadia, row.id)
    assert starting.start(camille, given).id == row.id
    with pytest.raises(IdReused):
        starting.start(camille, given.model_copy(update={"patient": JEANNE}))


def test_the_patient_objects_and_no_longer_does(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with pytest.raises(NoPatient):
        oppose(camille, conversation, uuid4())
    jeanne = about(camille, conversation)
    with pytest.raises(PatientChanged):
        oppose(camille, conversation, uuid4())
    assert oppose(camille, conversation, jeanne, recorded=False).seq is None
    first = oppose(nadia, conversation, jeanne)
    assert oppose(camille, conversation, jeanne).seq == first.seq == 3
    assert whom(camille, conversation) == ("CADILLAC", True)
    oppose(camille, conversation, jeanne, recorded=False)
    assert whom(camille, conversation) == ("CADILLAC", False)
    told = [entry.what for entry in entries(camille, conversation)[2:]]
    assert told == [OppositionChanged(recorded=True), OppositionChanged(recorded=False)]
    assert broken_at(conversation) is None


def test_an_opposition_is_the_patients_and_is_not_lost_by_changing_back(
    camille: Professional, conversation: UUID
) -> None:
    jeanne = about(camille, conversation)
    oppose(camille, conversation, jeanne)
    surer = about(camille, conversation, JEANNE.model_copy(update={"status": "VALI"}), known=jeanne)
    assert whom(camille, conversation) == ("CADILLAC", True)
    paul = about(camille, conversation, PAUL, known=surer)
    assert whom(camille, conversation) == ("DURAND", False)
    about(camille, conversation, JEANNE, known=paul)
    assert whom(camille, conversation) == ("CADILLAC", True)


def test_only_a_qualified_identity_shows_its_number_with_its_nature(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    about(camille, conversation, WITH_NUMBER)
    assert history.view(camille, conversation).ins is None
    stored = Patient.objects.get()
    assert (stored.matricule, stored.oid) == ("2550831555999", OIDS[Nature.NIR])
    other = start(camille, nadia)
    patient = qualified(camille)
    with transaction.atomic():
        room, _ = patients.held(camille, other)
        patients.bear(room, camille, patient, at=clock.now())
        timeline.save([room])
    ins = history.view(nadia, other).ins
    assert ins
    assert (ins.matricule, ins.key, ins.nature) == ("2550831555999", "90", Nature.NIR)
    what = entries(nadia, other)[-1].what
    assert isinstance(what, PatientSet)
    assert what.ins == ins


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"status": "QUAL"}, NotApproved),
        ({"status": "RECUP"}, NotApproved),
        ({"status": "VALI", "birth_place": ""}, PlaceNeeded),
        ({"birth_name": "Cadillac 2"}, WrongName),
        ({"birth_first_names": "…"}, WrongName),
        ({"birth_first_names": ""}, WrongName),
        ({"birth_date": date(2999, 1, 1)}, BornLater),
        ({"matricule": "2550831555999", "key": "91"}, WrongMatricule),
    ],
)
def test_what_cannot_be_an_identity_is_refused(
    camille: Professional, conversation: UUID, wrong: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        about(camille, conversation, JEANNE.model_copy(update=wrong))
    assert not Patient.objects.exists()
    assert Event.objects.count() == 1


def test_a_number_of_another_sex_is_a_doubt_not_a_refusal(
    camille: Professional, conversation: UUID
) -> None:
    about(camille, conversation, WITH_NUMBER.model_copy(update={"sex": "M"}))
    shown = history.view(camille, conversation).row.patient
    assert shown
    assert shown.says_otherwise


def test_the_first_name_in_use_keeps_its_accents(camille: Professional, conversation: UUID) -> None:
    about(camille, conversation, JEANNE.model_copy(update={"birth_first_names": "Élie Noël"}))
    shown = history.view(camille, conversation).row.patient
    assert shown
    assert (shown.first_name, shown.birth_first_names) == ("Élie", "ELIE NOEL")


def test_a_matricule_never_goes_without_its_oid(camille: Professional) -> None:
    patient = enter(camille, WITH_NUMBER)
    patient.oid = ""
    with pytest.raises(IntegrityError), transaction.atomic():
        patient.save()


def test_naming_a_patient_lifts_nothing_and_makes_nothing_unread(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    before = Conversation.objects.get()
    jeanne = about(camille, conversation)
    oppose(camille, conversation, jeanne)
    after = Conversation.objects.get()
    assert (after.content_seq, after.content_at) == (before.content_seq, before.content_at)
    assert history.view(nadia, conversation).row.place.unread == 1
