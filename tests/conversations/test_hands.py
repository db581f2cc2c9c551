"""A role acts by a hand: whatever is done as « Secrétariat », a person is named behind it."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from bridge.models import Thread
from bridge.opening import joining, receipts
from bridge.sending import taking_back
from chat.errors import Refusal
from conversations import colleagues, history, posting, readers
from conversations.access_chain import RECORDS, Record, hashed
from conversations.correction_shapes import NewReminder
from conversations.exports import asking
from conversations.exports.shapes import NewExport
from conversations.models import Event, Seen
from conversations.protocol import Accepted
from conversations.reminding import remind
from conversations.shapes import CareLink, Origin
from directory import duties, people
from directory.models import Holder, Professional
from directory.people_shapes import PeopleWanted
from tests.bridge.arriving import comes, mail
from tests.bridge.boxes import box_of
from tests.bridge.patients import object_to_mail
from tests.bridge.postbox import Postbox
from tests.bridge.writing import write
from tests.conversations.acts import (
    about,
    add,
    answer,
    ask,
    call_it,
    cancel,
    close,
    correct,
    draft,
    leave,
    mask,
    oppose,
    reopen,
    report,
    request_in,
    said,
    say,
    see,
    start,
    take,
    take_back,
    undo,
    versions,
    widen,
)
from tests.conversations.exporting import document, made, printed
from tests.conversations.searches import ask as searched
from tests.conversations.searches import draw

# What nobody does, or somebody who acts for the service.
BY_NOBODY = {"suspended", "restored", "vacated", "unanswered", "reported", "unsealed"}
FROM_OUTSIDE = "279035121518989@patient.mssante.fr"
# Where a role stands for itself: the party it lends its id to, and whose export it is.
ITSELF = {"conversations.Party.professional", "conversations.Export.asker"}


@pytest.fixture
def desk(camille: Professional) -> Professional:
    """A role, in Camille's hand."""
    role = duties.add(name="Secrétariat cardiologie", kind="Secrétariat", exclusive=False)
    Holder.objects.create(role=role, professional=camille)
    desk: Professional = role.professional
    desk.held_by = camille
    return desk


def everything_as(desk: Professional, nadia: Professional, hugo: Professional) -> UUID:
    """Whatever one can do in a conversation, once."""
    talk = start(desk, nadia, subject="Rendez-vous")
    call_it(desk, talk, "Rendez-vous de mardi")
    oppose(desk, talk, (patient := about(desk, talk)))
    oppose(desk, talk, patient, recorded=False)
    said = say(desk, talk, "A 8 h.")
    see(nadia, talk, said)
    correct(desk, talk, said, "A 9 h.")
    remind(desk, talk, said, NewReminder(ref=uuid4()))
    cancel(desk, talk, said)
    mask(desk, talk, say(desk, talk, "Erreur de destinataire"))
    asked = ask(nadia, talk, desk)
    take(desk, talk, asked)
    take_back(desk, talk, asked)
    see(desk, talk, 1, asked)
    report(desk, talk, asked)
    people_come_and_go(desk, nadia, hugo, talk)
    close(desk, talk)
    reopen(desk, talk)
    look_around(desk, talk, asked)
    return talk


def people_come_and_go(
    desk: Professional, nadia: Professional, hugo: Professional, talk: UUID
) -> None:
    add(desk, talk, hugo, care=CareLink.TEAM)
    undo(desk, talk, hugo)
    add(desk, talk, hugo, care=CareLink.TEAM)
    widen(desk, talk, hugo)
    history.view(hugo, talk)
    leave(hugo, talk)
    add(desk, talk, hugo, care=CareLink.TEAM)
    leave(desk, talk)
    for accept in (False, True):
        add(nadia, talk, desk, care=CareLink.TEAM)
        answer(desk, talk, accept=accept)


def by_mail(desk: Professional, camille: Professional, talk: UUID) -> None:
    """Whatever one can do with courriers, once."""
    box = box_of(desk, added_by=camille)
    said = say(desk, talk, "Consultation à 8 h.")
    sent = write(desk, box, origin=Origin(conversation=talk, seqs=[said]))
    taking_back.cancel(desk, sent.conversation, sent.seq)
    asks = (f"Disposition-Notification-To: {FROM_OUTSIDE}", "Message-ID: <demande@mes.fr>")
    comes(box, Postbox(), mail(*asks, sender=FROM_OUTSIDE, subject="Suivi"))
    came = Thread.objects.exclude(conversation=sent.conversation).get().conversation_id
    receipts.give(desk, came, 1)
    object_to_mail(desk, came)
    joining.attach(desk, sent.conversation, came)


def look_around(desk: Professional, talk: UUID, seq: int) -> None:
    history.view(desk, talk)
    readers.readers_of(desk, talk, seq)
    colleagues.search(desk, PeopleWanted(letters="benali"))
    asking.ask(desk, talk, NewExport(client_id=uuid4()))


def test_behind_every_act_of_a_role_a_person_is_named(
    desk: Professional, camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    by_mail(desk, camille, everything_as(desk, nadia, hugo))
    acts = Event.objects.filter(party=desk.id)
    assert set(acts.values_list("author", flat=True)) == {camille.id}
    assert set(acts.values_list("kind", flat=True)) == set(Event.Kind) - BY_NOBODY
    assert set(Seen.objects.filter(party=desk.id).values_list("author", flat=True)) == {camille.id}


def test_nothing_at_all_says_that_a_role_did_it(
    desk: Professional, camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    by_mail(desk, camille, everything_as(desk, nadia, hugo))
    named = {
        f"{model._meta.label}.{field.name}"
        for app in ("conversations", "files", "bridge")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and field.related_model is Professional
        if model._default_manager.filter(**{field.name: desk.id}).exists()
    }
    assert named == ITSELF


def test_the_same_words_under_the_same_name_as_oneself_and_as_a_role_are_not_the_same(
    desk: Professional, camille: Professional, nadia: Professional
) -> None:
    """A retry of the one would be answered with the other, said by somebody else."""
    talk = start(desk, camille, nadia)
    first = draft(desk, talk)
    second = draft(camille, talk, named=first.id)
    [posted, refused] = posting.post([first, second])
    assert isinstance(posted, Accepted)
    assert isinstance(refused, Refusal)
    assert refused.code == "id_reused"


def test_who_looked_as_a_role_is_part_of_what_is_chained(
    desk: Professional, nadia: Professional
) -> None:
    talk = start(desk, nadia)
    see(desk, talk, 1)
    see(nadia, talk, 1)
    rows = hashed(Record.SEEN, Seen.objects.order_by("id"))
    assert [row[len(RECORDS[Record.SEEN][2]) :] for row in rows] == [(desk.hand.id,), ()]


def test_all_are_told_who_is_behind_a_role(
    desk: Professional, camille: Professional, nadia: Professional, own_store: Path
) -> None:
    talk = start(nadia, desk)
    asked = ask(nadia, talk, desk)
    see(desk, talk, asked)
    take(desk, talk, asked)
    corrected = say(desk, talk, "Mardi 8 h")
    see(nadia, talk, corrected)
    correct(desk, talk, corrected, "Mardi 9 h")
    hand = people.shown(camille)
    told = {entry.seq: entry.hand for entry in said(nadia, talk)}
    assert told == {1: None, asked: None, 3: hand, corrected: hand, 5: hand}
    request, receipts = request_in(nadia, talk, asked), history.view(nadia, talk).receipts
    assert request
    assert receipts
    assert [one.hand for one in request.people] == [hand]
    assert [one.hand for one in receipts.seen] == [hand]
    [seen] = readers.readers_of(nadia, talk, asked).seen
    assert (seen.person.id, seen.hand) == (desk.id, hand)
    [first] = versions(nadia, talk, asked).versions
    assert [one.hand for one in first.seen] == [hand]
    report(desk, talk, asked)
    [reported] = history.view(nadia, talk).reported
    assert (reported.party, reported.hand) == (desk.id, hand)
    draw()
    [found] = searched(nadia, "mardi").messages
    assert (found.author, found.hand) == (people.shown(desk), hand)


def test_an_export_names_who_is_behind_a_role(
    desk: Professional, camille: Professional, nadia: Professional, own_store: Path
) -> None:
    talk = start(nadia, desk)
    see(desk, talk, say(nadia, talk, "Douleur"))
    say(desk, talk, "Mardi 8 h")
    export = made(desk, talk)
    told = document(desk, export)
    assert told["exported_by_hand"] == str(camille.id)
    assert [entry["hand"] for entry in told["entries"]] == [None, None, str(camille.id)]
    paper = printed(desk, export)
    for line in (
        "Exporté par Secrétariat cardiologie (Camille Roche)",
        "Vu par Secrétariat cardiologie (Camille Roche) (",
    ):
        assert line in paper
