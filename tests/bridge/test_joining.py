"""A courrier that came by itself is joined by hand to the one it belongs with."""

from uuid import UUID, uuid4

import pytest

from bridge.models import Box, MailOpposition, Moved, Outgoing
from bridge.opening.joining import NotLeftYet, attach
from bridge.opening.kindred import kindred_of
from bridge.patients import opposing
from bridge.sending import taking_back
from chat.errors import NotFound, Refusal
from conversations import inbox, trail
from conversations.letters import News, State
from conversations.models import Letter
from conversations.search.finding import search
from conversations.search.index import rebuild, take, take_many
from conversations.search.shapes import SearchAsked
from conversations.shapes import InboxFilter, LetterMoved, MailOppositionChanged
from directory.models import Professional
from tests.bridge.arriving import (
    DELMAS,
    PHARMACY,
    comes,
    letters_in,
    mail,
    timeline_of,
    wrote,
)
from tests.bridge.boxes import box_of
from tests.bridge.patients import ODETTE, object_to_mail
from tests.bridge.postbox import Postbox
from tests.bridge.test_recognising import about, delivery_report
from tests.bridge.writing import write
from tests.conversations.acts import said, start
from tests.conversations.acts.mail import become

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
REPORTED = "<b6a1f0c2@liaison>"


@pytest.fixture
def asked(camilles: Box) -> UUID:
    return wrote(camilles, DELMAS, subject="Bilan de Mme T.")


@pytest.fixture
def alone(camilles: Box, postbox: Postbox, asked: UUID) -> UUID:
    """He answered from his other address."""
    comes(camilles, postbox, mail(sender=PHARMACY, subject="TR: Bilan de Mme T.", text="Vu."))
    return Letter.objects.select_related("body").get(outgoing=False).body.conversation_id


def texts(person: Professional, conversation: UUID) -> list[str]:
    return [one.text for one in letters_in(person, conversation)]


def test_what_was_said_here_is_said_there_unread_by_nobody(
    camille: Professional, asked: UUID, alone: UUID
) -> None:
    attach(camille, alone, asked)
    assert texts(camille, asked) == ["Œdèmes.", "Vu."]
    assert texts(camille, alone) == ["Vu."]
    page = inbox.page(camille, InboxFilter.INBOX, after=None)
    assert [(row.id, row.place.unread, row.member_count) for row in page.rows] == [(asked, 0, 2)]
    [archived] = inbox.page(camille, InboxFilter.ARCHIVED, after=None).rows
    assert (archived.id, archived.place.unread) == (alone, 0)
    here, there = (timeline_of(camille, one)[-1] for one in (alone, asked))
    assert isinstance(here, LetterMoved)
    assert isinstance(there, LetterMoved)
    assert (here.to_conversation, there.from_conversation) == (asked, alone)
    assert not [walked.broken for walked in trail.walk({}) if walked.broken]


def test_its_words_are_found_once_where_they_are_said_now(
    camille: Professional, asked: UUID, alone: UUID
) -> None:
    take(alone, 1)
    attach(camille, alone, asked)
    take_many([(one, seq) for one in (alone, asked) for seq in (2, 3)])
    found = search(camille, SearchAsked(words="Vu")).messages
    assert [one.conversation for one in found] == [asked]
    list(rebuild())
    assert len(search(camille, SearchAsked(words="Vu")).messages) == 1


def test_what_comes_next_comes_there_and_how_each_letter_stands_goes_along(
    camilles: Box, postbox: Postbox, camille: Professional, asked: UUID
) -> None:
    moved = wrote(camilles, PHARMACY, message_id=REPORTED, text="Relance.")
    become(moved, News(1, State.DELAYED, reason="greylisted"))
    attach(camille, moved, asked)
    again = letters_in(camille, asked)[1]
    assert [(one.state, one.reason) for one in again.recipients] == [("delayed", "greylisted")]
    comes(camilles, postbox, delivery_report(about(PHARMACY, "delivered")))
    assert [one.state for one in letters_in(camille, asked)[1].recipients] == ["delivered"]
    comes(camilles, postbox, mail(f"In-Reply-To: {REPORTED}", sender=PHARMACY, text="Merci."))
    assert texts(camille, asked) == ["Œdèmes.", "Relance.", "Merci."]
    assert len(letters_in(camille, moved)) == 1


def test_what_was_joined_may_be_joined_on(
    camilles: Box, postbox: Postbox, camille: Professional, asked: UUID
) -> None:
    first, second = (
        wrote(camilles, PHARMACY, message_id=f"<{n}@m.fr>", text=f"{n}") for n in range(2)
    )
    attach(camille, first, second)
    attach(camille, second, asked)
    comes(camilles, postbox, mail("In-Reply-To: <0@m.fr>", sender=PHARMACY, text="Merci."))
    assert texts(camille, asked) == ["Œdèmes.", "1", "0", "Merci."]


def test_joined_twice_it_is_joined_once_and_to_no_other(
    camilles: Box, camille: Professional, asked: UUID, alone: UUID
) -> None:
    attach(camille, alone, asked)
    attach(camille, alone, asked)
    assert texts(camille, asked) == ["Œdèmes.", "Vu."]
    other = wrote(camilles, DELMAS, message_id="<3@m.fr>")
    for here, there in ((alone, other), (other, alone), (asked, asked)):
        with pytest.raises(Refusal):
            attach(camille, here, there)


def test_what_has_not_left_yet_is_joined_once_it_has_or_was_taken_back(
    camilles: Box, camille: Professional, asked: UUID
) -> None:
    tried, taken_back = (write(camille, camilles, PHARMACY) for _ in range(2))
    for one in (tried, taken_back):
        with pytest.raises(NotLeftYet):
            attach(camille, one.conversation, asked)
    assert len(letters_in(camille, asked)) == 1
    Outgoing.objects.filter(letter__body__conversation=tried.conversation).update(attempts=1)
    taking_back.cancel(camille, taken_back.conversation, taken_back.seq)
    for one in (tried, taken_back):
        attach(camille, one.conversation, asked)
    states = [[to.state for to in one.recipients] for one in letters_in(camille, asked)[1:]]
    assert states == [["waiting"], ["cancelled"]]


def test_what_a_letter_answers_goes_along_under_its_number_there(
    camilles: Box, camille: Professional, asked: UUID
) -> None:
    first = write(camille, camilles, PHARMACY)
    write(camille, camilles, PHARMACY, conversation=first.conversation, answers=first.seq)
    Outgoing.objects.update(attempts=1)
    attach(camille, first.conversation, asked)
    write(camille, camilles, PHARMACY, conversation=first.conversation, replaces=first.seq)
    told = [(one.answers, one.replaces) for one in letters_in(camille, asked)]
    seqs = [one.seq for one in said(camille, asked) if one.what.type == "letter_exchanged"]
    assert told == [(None, None), (None, None), (seqs[1], None), (None, seqs[1])]
    assert seqs[1] != first.seq


def test_an_opposition_recorded_in_what_was_joined_is_told_where_it_goes_on(
    camilles: Box, camille: Professional, bruno: Professional, nadia: Professional
) -> None:
    first, second, last = (
        wrote(camilles, ODETTE, message_id=f"<{n}@m.fr>", text=f"{n}") for n in range(3)
    )
    attach(camille, first, second)
    attach(camille, second, last)
    for person in (bruno, nadia):
        with pytest.raises(NotFound):
            object_to_mail(person, first)
    before = len(timeline_of(camille, first))
    object_to_mail(camille, first)
    object_to_mail(camille, first)
    assert timeline_of(camille, last)[-1] == MailOppositionChanged(recorded=True)
    assert timeline_of(camille, last).count(MailOppositionChanged(recorded=True)) == 1
    assert len(timeline_of(camille, first)) == before
    said = MailOpposition.objects.get()
    assert (said.conversation_id, opposing.stands(ODETTE)) == (last, True)
    assert not [walked.broken for walked in trail.walk({}) if walked.broken]


def test_it_is_not_told_where_who_records_it_does_not_take_part(
    camilles: Box, camille: Professional, hugo: Professional
) -> None:
    hers = wrote(camilles, ODETTE)
    his = wrote(box_of(hugo, address=PHARMACY), ODETTE, message_id="<2@m.fr>")
    Moved.objects.create(conversation_id=hers, to_id=his)
    with pytest.raises(NotFound):
        object_to_mail(camille, hers)
    assert not MailOpposition.objects.exists()


def test_only_courriers_of_one_mailbox_of_hers_are_joined(
    camille: Professional, bruno: Professional, hugo: Professional, asked: UUID, alone: UUID
) -> None:
    theirs = wrote(box_of(hugo, address=PHARMACY), DELMAS, message_id="<4@m.fr>")
    second = wrote(box_of(camille, address="autre@m.fr"), DELMAS, message_id="<5@m.fr>")
    chat = start(camille, hugo)
    for person, here, there in (
        (bruno, alone, asked),
        (camille, theirs, asked),
        (camille, asked, theirs),
        (camille, chat, asked),
        (camille, asked, uuid4()),
    ):
        with pytest.raises(NotFound):
            attach(person, here, there)
    with pytest.raises(Refusal):
        attach(camille, second, asked)
    assert texts(camille, asked) == ["Œdèmes."]


def test_those_it_may_belong_with_are_told_the_surest_first(
    camilles: Box, postbox: Postbox, camille: Professional, bruno: Professional, asked: UUID
) -> None:
    subject = wrote(camilles, DELMAS, message_id="<6@m.fr>", subject="Re: BILAN de Mme T.")
    person = wrote(camilles, PHARMACY, message_id="<7@m.fr>", subject="Ordonnance")
    wrote(camilles, "autre@ch.fr", message_id="<8@m.fr>", subject="Autre chose")
    named = wrote(camilles, "autre@ch.fr", message_id="<9@m.fr>", subject="Encore autre chose")
    raw = mail("References: <9@m.fr>", sender=PHARMACY, subject="Tr: Bilan de Mme T.")
    comes(camilles, postbox, raw)
    new = Letter.objects.select_related("body").get(outgoing=False).body.conversation_id
    told = [(kin.row.id, kin.why) for kin in kindred_of(camille, new).threads]
    assert told[0] == (named, "reference")
    assert set(told[1:3]) == {(asked, "subject"), (subject, "subject")}
    assert told[3:] == [(person, "correspondent")]
    with pytest.raises(NotFound):
        kindred_of(bruno, new)
    attach(camille, new, asked)
    assert new not in {kin.row.id for kin in kindred_of(camille, subject).threads}
