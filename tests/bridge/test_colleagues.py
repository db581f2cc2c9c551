"""What is said in a conversation reaches by mail whoever has never come here, and nobody else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bridge.addresses import Address
from bridge.colleague_models import IssuedAddress, Mailed, MailedState, ReadsByMail
from bridge.colleagues import answering, bouncing, choosing, gathering, mailing, relay, telling
from bridge.models import Box, Outgoing
from bridge.received import Kind, Original, ReceivedMail, Report, State
from bridge.shapes import ChooseByMail
from bridge.writing.message import written
from conversations import clock, history, posting
from conversations.due import NotNow
from conversations.models import Event, Message
from conversations.shapes import MessageCorrected, MessagePosted
from conversations.undoing import AlreadyOpened
from directory import duties, reachability
from directory.models import Account, Mailbox, Professional
from push.reach_shapes import WhyUntold
from push.told import untold_in
from tests.bridge.colleagues import (
    DELMAS,
    RELAY,
    answered,
    delmas_of_the_directory,
    give_mailbox,
    leave,
    mails_after,
    minutes_later,
    relay_box,
    waits,
)
from tests.conversations import acts
from tests.conversations.acts import add, ask, cancel, correct, mask, say, see, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def box(db: None, settings: Any) -> Box:
    settings.RELAY_ADDRESS = RELAY
    settings.BY_MAIL_SUBSCRIBERS = ["bridge.colleagues.gathering.tell"]
    settings.PUBLIC_URL = "https://liaison.example"
    return relay_box()


@pytest.fixture
def delmas(box: Box) -> Professional:
    return delmas_of_the_directory()


@pytest.fixture
def talk(camille: Professional, nadia: Professional, delmas: Professional) -> UUID:
    return start(camille, nadia, delmas, subject="Œdèmes de Mme Canari")


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
    camille: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk)
    [mailed] = mails_after(talk)
    letter = mailing.whole(mailed, box)
    sent = written(letter)
    assert b"Auto-Submitted: auto-generated" in sent.content
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


def test_who_is_added_gets_what_they_were_given_folded_below_and_nothing_else(
    camille: Professional, nadia: Professional, hugo: Professional, delmas: Professional
) -> None:
    talk = start(camille, nadia, hugo)
    say(camille, talk, "Avant tout cela.")
    with minutes_later(1):
        second = say(nadia, talk, "Poids 72 kg.")
    with minutes_later(2):
        add(camille, talk, delmas, history_from=second)
    with minutes_later(3):
        say(hugo, talk, "Furosémide délivré.")
        [mailed] = mails_after(talk)
    new, _, before = mailed.text.partition("Ce qui précède")
    assert "Vous a ajouté à cette conversation." in new
    assert "Furosémide délivré." in new
    assert "> Poids 72 kg." in before
    assert "Avant tout cela." not in mailed.text


def test_an_addition_that_was_mailed_is_not_undone_as_if_nothing_had_been_seen(
    camille: Professional, nadia: Professional, delmas: Professional
) -> None:
    talk = start(camille, nadia)
    say(camille, talk, "Poids 69 kg.")
    with minutes_later(1):
        add(camille, talk, delmas, history_from=1)
        acts.undo(camille, talk, delmas)
        assert not mails_after(talk)
        add(camille, talk, delmas, history_from=1)
        assert mails_after(talk)
        with pytest.raises(AlreadyOpened):
            acts.undo(camille, talk, delmas)


def test_more_of_the_history_given_later_comes_with_the_next_mail(
    camille: Professional, nadia: Professional, hugo: Professional, delmas: Professional
) -> None:
    talk = start(camille, nadia, hugo)
    say(camille, talk, "Poids 69,4 kg.")
    with minutes_later(1):
        add(camille, talk, delmas)
        [first] = mails_after(talk)
    assert "69,4" not in first.text
    with minutes_later(5):
        acts.widen(camille, talk, delmas)
        [second] = mails_after(talk)
    assert "> Poids 69,4 kg." in second.text
    with minutes_later(10):
        say(camille, talk, "Poids 70 kg.")
        [third] = mails_after(talk)
    assert "69,4" not in third.text


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


def test_his_answer_enters_the_conversation_as_his_and_is_not_mailed_back(
    camille: Professional, delmas: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk, "Qu’en pensez-vous ?")
    assert mails_after(talk)
    with minutes_later(5):
        assert answering.answer(box, answered(delmas, talk)) == (talk, 3)
        assert not mails_after(talk)
    entry = history.entry_of(camille, talk, 3)
    assert isinstance(entry.what, MessagePosted)
    assert (entry.party, entry.what.text) == (delmas.id, "Je la revois lundi.")
    assert entry.what.by_mail


def test_the_same_mail_twice_is_said_once(
    camille: Professional, delmas: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk)
    assert mails_after(talk)
    mail = answered(delmas, talk)
    assert answering.answer(box, mail) == answering.answer(box, mail) == (talk, 3)
    assert Message.objects.filter(author=delmas).count() == 1


def test_a_long_answer_goes_on_in_the_next_message(
    camille: Professional, delmas: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk)
    assert mails_after(talk)
    rows = [f"Ligne {number} du compte rendu." for number in range(600)]
    assert answering.answer(box, answered(delmas, talk, "\n".join(rows)))
    said = Message.objects.filter(author=delmas).order_by("seq").values_list("text", flat=True)
    assert len(said) > 1
    assert "\n".join(said).split("\n") == rows


ELSEWHERE = Address("antoine.delmas@ailleurs.exemple.fr", "Antoine Delmas")
FORGED = {
    "from another address": {"sender": ELSEWHERE},
    "to an address that was guessed": {"to": (Address(RELAY.replace("@", "+abcd@")),)},
    "to the mailbox itself": {"to": (Address(RELAY),)},
    "by a machine": {"automatic": "auto-submitted"},
    "as a report": {"kind": Kind.BOUNCE},
}


@pytest.mark.parametrize("changes", FORGED.values(), ids=FORGED)
def test_nothing_else_enters(
    camille: Professional, delmas: Professional, talk: UUID, box: Box, changes: dict[str, Any]
) -> None:
    say(camille, talk)
    assert mails_after(talk)
    before = Event.objects.count()
    assert answering.answer(box, answered(delmas, talk, **changes)) is None
    assert Event.objects.count() == before
    assert not heard_no_more(camille, talk)


def test_his_answer_to_the_mailbox_itself_enters_if_it_names_what_was_mailed_to_him(
    camille: Professional, delmas: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk)
    [mailed] = mails_after(talk)
    leave(mailed)
    bare: dict[str, Any] = {
        "to": (Address(RELAY),),
        "references": ("<avant@ch.fr>", mailed.message_id),
    }
    forged = answered(delmas, talk, sender=ELSEWHERE, in_reply_to=mailed.message_id, **bare)
    assert answering.answer(box, forged) is None
    assert not heard_no_more(camille, talk)
    assert answering.answer(box, answered(delmas, talk, **bare)) == (talk, 3)
    assert not heard_no_more(camille, talk)


OTHERS = "delmas@cabinet.exemple.mssante.fr"
LOST = {
    "from another address of his": {"sender": Address(OTHERS)},
    "to an address that lost its end": {"to": (Address(RELAY.replace("@", "+abcd@")),)},
    "with no words above what it quotes": {"text": ""},
    "as a mail that nobody can read": {"kind": Kind.UNREADABLE},
}


@pytest.mark.parametrize("changes", LOST.values(), ids=LOST)
def test_an_answer_of_his_that_entered_nowhere_is_said_to_the_members_until_one_does(
    camille: Professional, delmas: Professional, talk: UUID, box: Box, changes: dict[str, Any]
) -> None:
    give_mailbox(delmas, OTHERS)
    say(camille, talk)
    [mailed] = mails_after(talk)
    leave(mailed)
    lost = answered(delmas, talk, **{"in_reply_to": mailed.message_id} | changes)
    assert answering.answer(box, lost) is None
    assert heard_no_more(camille, talk)
    [line] = telling.bylines_of(camille, talk).people
    assert not line.failed
    with minutes_later(5):
        assert answering.answer(box, answered(delmas, talk))
        assert not heard_no_more(camille, talk)


def test_an_answer_that_is_refused_or_enters_in_part_is_said_to_the_members(
    camille: Professional,
    delmas: Professional,
    talk: UUID,
    box: Box,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(camille, talk)
    [mailed] = mails_after(talk)
    leave(mailed)
    post = posting.post
    monkeypatch.setattr(posting, "post", lambda drafts: post(drafts[:1]))
    rows = "\n".join(f"Ligne {number} du compte rendu." for number in range(600))
    assert answering.answer(box, answered(delmas, talk, rows)) == (talk, 3)
    assert heard_no_more(camille, talk)
    with minutes_later(5):
        assert answering.answer(box, answered(delmas, talk))
        assert not heard_no_more(camille, talk)
        monkeypatch.setattr(posting, "post", lambda _: [])
        assert answering.answer(box, answered(delmas, talk)) is None
        assert heard_no_more(camille, talk)


def heard_no_more(person: Professional, talk: UUID) -> bool:
    [line] = telling.bylines_of(person, talk).people
    return line.unheard


def test_one_who_left_or_lost_the_address_is_not_heard_any_more(
    camille: Professional, nadia: Professional, delmas: Professional, talk: UUID, box: Box
) -> None:
    other = start(camille, nadia, delmas)
    for room in (talk, other):
        say(camille, room)
        assert mails_after(room)
    both = answered(delmas, talk, cc=answered(delmas, other).to)
    assert answering.answer(box, both) is None  # which of the two, nobody knows
    acts.leave(delmas, talk)
    assert answering.answer(box, answered(delmas, talk)) is None
    Mailbox.objects.update(gone_at=clock.now())
    assert answering.answer(box, answered(delmas, other)) is None
    assert not Message.objects.filter(author=delmas)


def test_one_who_is_suspended_says_nothing_by_mail_either(
    camille: Professional, delmas: Professional, talk: UUID, box: Box
) -> None:
    say(camille, talk)
    assert mails_after(talk)
    suspended = {"suspended_at": clock.now(), "suspended_because": "operator"}
    Professional.objects.filter(id=delmas.id).update(**suspended)
    assert answering.answer(box, answered(delmas, talk)) is None
    assert not Message.objects.filter(author=delmas)


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
