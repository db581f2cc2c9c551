"""A colleague’s answer enters the conversation as theirs; nothing else does, and it is told."""

from typing import Any
from uuid import UUID

import pytest

from bridge.addresses import Address
from bridge.colleagues import answering, telling
from bridge.models import Box
from bridge.received import Kind
from conversations import clock, history, posting
from conversations.models import Event, Message
from conversations.shapes import MessagePosted
from directory.models import Mailbox, Professional
from tests.bridge.colleagues import RELAY, answered, give_mailbox, leave, mails_after, minutes_later
from tests.conversations import acts
from tests.conversations.acts import say, start

pytestmark = pytest.mark.django_db
ELSEWHERE = Address("antoine.delmas@ailleurs.exemple.fr", "Antoine Delmas")


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
