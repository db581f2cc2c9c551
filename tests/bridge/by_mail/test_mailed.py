"""What is said in a conversation reaches by mail whoever has never come here, and nobody else."""

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from bridge.colleague_models import IssuedAddress, Mailed, MailedState, ReadsByMail
from bridge.colleagues import bouncing, choosing, gathering, mailing, relay, telling
from bridge.models import Box
from bridge.received import Kind, Original, ReceivedMail, Report, State
from bridge.shapes import ChooseByMail
from bridge.writing.message import written
from conversations import clock
from conversations.due import NotNow
from directory import duties, reachability
from directory.models import Account, Professional
from push.reach_shapes import WhyUntold
from push.told import untold_in
from tests.bridge.colleagues import (
    DELMAS,
    RELAY,
    give_mailbox,
    leave,
    mails_after,
    minutes_later,
    waits,
)
from tests.conversations import acts
from tests.conversations.acts import ask, mask, say, see, start

pytestmark = pytest.mark.django_db


def test_two_messages_of_two_minutes_are_one_mail_to_whoever_never_came(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    say(camille, talk, "Prise de 3 kg en une semaine.")
    with minutes_later(1):
        say(nadia, talk, "Elle s’essouffle au lit.")
    assert not mails_after(talk, 1.5)
    [mailed] = mails_after(talk)
    assert mailed.address == DELMAS
    assert (
        mailed.subject == "Liaison\u00a0: 2\u00a0nouveaux messages de Camille Roche et 1\u00a0autre"
    )
    assert mailed.text.index("Prise de 3 kg") < mailed.text.index("Elle s’essouffle au lit.")
    assert "Camille Roche (Médecin généraliste), le " in mailed.text
    assert f"https://liaison.example/tous/{talk}" in mailed.text
    assert not mails_after(talk, 10)


def test_neither_the_subject_nor_the_name_of_the_sender_says_what_it_is_about(
    camille: Professional, talk: UUID, box: Box
) -> None:
    acts.about(camille, talk)
    say(camille, talk, "Prise de 3 kg en une semaine.")
    [mailed] = mails_after(talk)
    headers = written(mailing.whole(mailed, box)).content.split(b"\r\n\r\n")[0].decode()
    assert "Canari" not in f"{headers}{mailed.subject}{mailed.sender_name}"
    assert "Objet\u00a0: Œdèmes de Mme Canari" in mailed.text
    assert mailed.sender_name == "Camille Roche via Liaison"


def test_it_says_that_a_machine_wrote_it_and_comes_back_if_it_fails(
    camille: Professional, talk: UUID, box: Box, settings: Settings
) -> None:
    settings.MAIL_PRODUCT = "NIL-FICTIF-0001"
    say(camille, talk)
    [mailed] = mails_after(talk)
    letter = mailing.whole(mailed, box)
    sent = written(letter)
    assert b"Auto-Submitted: auto-generated" in sent.content
    assert b"X-MSS-NIL: NIL-FICTIF-0001" in sent.content
    assert (sent.sender, sent.recipients) == (RELAY, (DELMAS,))
    issued = IssuedAddress.objects.get()
    assert f"Reply-To: Camille Roche via Liaison <liaison+{issued.token}@".encode() in sent.content
    assert written(mailing.whole(mailed, box)) == sent


def test_what_is_urgent_or_masked_does_not_wait(camille: Professional, talk: UUID) -> None:
    seq = say(camille, talk)
    ask(camille, talk, *members(talk), urgent=True)
    mask(camille, talk, seq)
    assert waits(talk) == [timedelta(minutes=2), timedelta(0), timedelta(0)]
    [mailed] = mails_after(talk, 0)
    assert mailed.subject.startswith("Urgent – Liaison")
    assert "URGENT – prise en compte demandée à vous" in mailed.text


def members(talk: UUID) -> list[Professional]:
    return list(Professional.objects.filter(family_name="Delmas"))


def test_camille_and_bruno_are_mailed_nothing(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    for person in (camille, nadia, bruno):
        Account.objects.filter(professional=person).update(last_login=clock.now())
        give_mailbox(person, f"{person.given_name.lower()}@medecin.mssante.example")
    say(camille, talk)
    assert [one.address for one in mails_after(talk)] == [DELMAS]


def test_before_one_writes_it_is_said_who_reads_by_mail(
    camille: Professional, delmas: Professional, talk: UUID
) -> None:
    Account.objects.filter(professional=camille).update(last_login=clock.now())
    reach = reachability.of([camille.id, delmas.id])
    assert (reach[camille.id].by_mail, reach[delmas.id].by_mail) == (False, True)
    untold = {one.party: one.why for one in untold_in(camille, talk).people}
    assert untold[delmas.id] == WhyUntold.BY_MAIL


def test_what_is_written_to_a_role_is_mailed_to_nobody(
    camille: Professional, delmas: Professional
) -> None:
    role = duties.add(name="Cardiologie de garde", kind="Astreinte", exclusive=True).pk
    duties.allow(role, [delmas.id])
    duties.take(delmas, role)
    room = start(camille, Professional.objects.get(pk=role))
    assert [one.why for one in untold_in(camille, room).people] == [WhyUntold.NEVER_CONNECTED]
    say(camille, room)
    assert not mails_after(room)


def test_without_a_relay_nobody_is_mailed_anything(
    camille: Professional, talk: UUID, box: Box
) -> None:
    box.ended_at = clock.now()
    box.save()
    say(camille, talk)
    assert not mails_after(talk)
    assert not reachability.of(one.id for one in members(talk))[members(talk)[0].id].by_mail


def test_once_he_has_come_his_messages_wait_for_him_here(
    camille: Professional, delmas: Professional, talk: UUID
) -> None:
    say(camille, talk)
    account = Account.objects.create(username="delmas", professional=delmas, password="x")
    assert mails_after(talk)  # an account that nobody has used yet
    Account.objects.filter(id=account.id).update(last_login=clock.now())
    say(camille, talk)
    assert not mails_after(talk)


def test_who_left_or_is_suspended_is_mailed_nothing_more(
    camille: Professional, delmas: Professional, talk: UUID
) -> None:
    other = start(camille, delmas)
    acts.leave(delmas, talk)
    say(camille, talk)
    assert not mails_after(talk)
    Professional.objects.filter(id=delmas.id).update(
        suspended_at=clock.now(), suspended_because="operator"
    )
    say(camille, other)
    assert not mails_after(other)


def test_more_than_thirty_mails_in_an_hour_wait(
    camille: Professional, talk: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "HOURLY_MOST", 1)
    say(camille, talk, "Un")
    assert mails_after(talk)
    with minutes_later(5):
        say(camille, talk, "Deux")
        with pytest.raises(NotNow):
            mails_after(talk)
    assert mails_after(talk, 70)


def test_what_did_not_reach_him_is_said_to_the_members_until_something_does(
    camille: Professional, bruno: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk)
    [mailed] = mails_after(talk)
    [line] = telling.bylines_of(camille, talk).people
    assert (line.person.family_name, line.address, line.failed) == ("Delmas", DELMAS, False)
    assert bouncing.told(report_of("<guessed@liaison.example>")) is None
    assert bouncing.told(report_of(mailed.message_id)) == talk
    [line] = telling.bylines_of(camille, talk).people
    assert line.failed
    with minutes_later(5):
        say(camille, talk)
        [second] = mails_after(talk)
    leave(second)
    [line] = telling.bylines_of(camille, talk).people
    assert not line.failed


def report_of(message_id: str) -> ReceivedMail:
    return ReceivedMail(
        Kind.BOUNCE,
        "0" * 64,
        automatic="report",
        reports=(Report(DELMAS, State.FAILED, "5.1.1", "unknown"),),
        original=Original(message_id=message_id),
    )


def test_whoever_chose_so_is_mailed_what_they_have_not_seen_here(
    camille: Professional, nadia: Professional, talk: UUID
) -> None:
    Account.objects.filter(professional=nadia).update(last_login=clock.now())
    give_mailbox(nadia, "nadia@medecin.mssante.example")
    say(camille, talk, "Avant")
    with minutes_later(1):
        assert choosing.choose(nadia, ChooseByMail(address="Nadia@medecin.mssante.example"))
    with minutes_later(2):
        seen = say(camille, talk, "Vu")
        say(camille, talk, "Pas vu")
        see(nadia, talk, seen)
        mails = {one.address: one for one in mails_after(talk)}
    text = mails["nadia@medecin.mssante.example"].text
    assert "Pas vu" in text
    assert "Avant" not in text
    assert "\n\nVu\n" not in text
    with minutes_later(9):
        choosing.choose(nadia, ChooseByMail(address=None))
        say(camille, talk, "Plus rien")
        assert [one.address for one in mails_after(talk)] == [DELMAS]
    assert ReadsByMail.objects.count() == 2


def test_one_chooses_no_address_but_ones_own(nadia: Professional, delmas: Professional) -> None:
    with pytest.raises(choosing.NotYours):
        choosing.choose(nadia, ChooseByMail(address=DELMAS))


def test_an_address_that_was_issued_is_one_persons_in_one_conversation(
    camille: Professional, nadia: Professional, delmas: Professional, box: Box
) -> None:
    one, other = start(camille, delmas), start(camille, nadia, delmas)
    addresses = {
        relay.address_for(box, person, talk)
        for person, talk in [(delmas.id, one), (delmas.id, other), (nadia.id, other)]
    }
    assert len(addresses) == 3
    assert relay.address_for(box, delmas.id, one) in addresses


def test_what_was_mailed_and_failed_is_not_mailed_again_by_itself(
    camille: Professional, talk: UUID
) -> None:
    say(camille, talk)
    [mailed] = mails_after(talk)
    MailedState.objects.create(mailed=mailed, state=MailedState.State.FAILED, at=clock.now())
    assert not mails_after(talk, 20)
    assert Mailed.objects.count() == 1
