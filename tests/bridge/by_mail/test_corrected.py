"""What was mailed and is wrong, or was not for them, is told by mail as it is here."""

from uuid import UUID

import pytest

from bridge.colleagues import carried
from bridge.models import Outgoing
from bridge.shapes import CarriedOut
from conversations import history
from conversations.shapes import MessageCorrected, Origin
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.colleagues import leave, mails_after, minutes_later
from tests.bridge.servers import NOE
from tests.bridge.writing import write
from tests.conversations.acts import cancel, correct, mask, say, see

pytestmark = pytest.mark.django_db


def test_what_he_was_mailed_and_is_wrong_is_told_as_such(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    seq = say(camille, talk, "Furosémide 400 mg.")
    [first] = mails_after(talk)
    leave(first)
    # Nobody here has seen it, but he has it: it is told at the end, to everybody.
    with minutes_later(3):
        correct(camille, talk, seq, "Furosémide 400,0 mg.")
        correct(camille, talk, seq, "Furosémide 40 mg.")
        [second] = mails_after(talk)
    corrected = history.entry_of(nadia, talk, seq + 1)
    assert isinstance(corrected.what, MessageCorrected)
    assert (corrected.counts, corrected.what.in_place) == (True, False)
    assert second.text.count("Furosémide 40 mg.") == 1
    assert second.subject == "Liaison\u00a0: correction d’un message de Camille Roche"
    assert "ANNULE ET REMPLACE le message de Camille Roche du " in second.text
    assert "Furosémide 40 mg." in second.text
    with minutes_later(6):
        cancel(camille, talk, seq)
        [third] = mails_after(talk)
    assert "DÉCLARE ERRONÉ le message de Camille Roche" in third.text


def test_what_was_corrected_before_it_left_leaves_corrected(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    seq = say(camille, talk, "Furosémide 400 mg.")
    correct(camille, talk, seq, "Furosémide 40 mg.")
    [mailed] = mails_after(talk)
    assert "40 mg." in mailed.text
    assert "400 mg." not in mailed.text
    assert "ANNULE" not in mailed.text


def test_of_two_versions_in_one_mail_the_wrong_one_is_not_repeated(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    seq = say(camille, talk, "Furosémide 400 mg.")
    see(nadia, talk, seq)
    correct(camille, talk, seq, "Furosémide 40 mg.")
    [mailed] = mails_after(talk)
    assert "(Ce message a été corrigé\u00a0: voir plus bas.)" in mailed.text
    assert "400 mg." not in mailed.text


def test_a_masked_message_that_was_mailed_brings_a_mail_without_its_words(
    camille: Professional, talk: UUID
) -> None:
    seq = say(camille, talk, "Sérologie VIH positive.")
    [first] = mails_after(talk)
    leave(first)
    with minutes_later(3):
        mask(camille, talk, seq)
        [second] = mails_after(talk, 0)
    assert "MASQUE le message de Camille Roche du " in second.text
    assert "VIH" not in second.text


def test_what_is_masked_before_its_mail_has_left_never_leaves(
    camille: Professional, talk: UUID
) -> None:
    seq = say(camille, talk, "Sérologie VIH positive.")
    with minutes_later(1):
        say(camille, talk, "À demain.")
    [first] = mails_after(talk)
    with minutes_later(3):
        mask(camille, talk, seq)
        [second] = mails_after(talk, 0)
    assert Outgoing.objects.get(mailed=first).state == Outgoing.State.CANCELLED
    assert Outgoing.objects.get(mailed=second).state == Outgoing.State.WAITING
    assert "À demain." in second.text
    assert "(Ce message a été masqué.)" in second.text
    assert "VIH" not in second.text


def test_before_one_masks_it_is_said_to_whom_it_went_by_mail(
    camille: Professional, nadia: Professional, delmas: Professional, talk: UUID
) -> None:
    wrong = say(camille, talk, "Mme Testu : séropositive.")
    [mail] = mails_after(talk)
    assert carried.carried_out(camille, talk, wrong) == CarriedOut(people=[], passed_on=False)
    leave(mail)
    correct(camille, talk, wrong, "Mme Testu : à revoir.")
    told = carried.carried_out(camille, talk, wrong)
    assert ([one.id for one in told.people], told.passed_on) == ([delmas.id], False)
    later = say(camille, talk, "Autre chose.")
    assert carried.carried_out(camille, talk, later).people == []
    write(nadia, box_of(nadia), NOE, origin=Origin(conversation=talk, seqs=[later]))
    assert carried.carried_out(camille, talk, wrong).passed_on
