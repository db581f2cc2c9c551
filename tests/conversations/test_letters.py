"""A courrier is a conversation: the list, the thread, unread and search know it as any other."""

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations import history, inbox
from conversations.letters import News, State
from conversations.models import Event, Letter
from conversations.search.finding import search
from conversations.search.index import take
from conversations.search.shapes import SearchAsked
from conversations.shapes import InboxFilter, InboxPage, LetterExchanged, LetterStateChanged
from directory.models import Professional
from tests.conversations.acts.mail import DELMAS, PHARMACY, become, come_in, write_letter

pytestmark = pytest.mark.django_db


def listed(person: Professional, show: InboxFilter) -> InboxPage:
    return inbox.page(person, show, after=None)


def last(person: Professional, conversation: UUID, *, back: int = 1) -> object:
    page = history.page(person, conversation, after=None, before=None, around=None, limit=9)
    return page.entries[-back].what


def test_what_camille_writes_stands_in_her_courriers_and_nobody_elses(
    camille: Professional, bruno: Professional
) -> None:
    conversation = write_letter(camille, DELMAS, PHARMACY)
    [row] = listed(camille, InboxFilter.MAIL).rows
    assert (row.id, row.kind, row.member_count) == (conversation, "mail", 2)
    assert [person.family_name for person in row.people] == [DELMAS, PHARMACY]
    assert not listed(camille, InboxFilter.INBOX).rows
    assert not listed(bruno, InboxFilter.ALL).rows


def test_what_one_calls_somebody_is_read_by_nobody_else(
    camille: Professional, bruno: Professional
) -> None:
    write_letter(camille, DELMAS, name="Le frère de Mme Testu")
    write_letter(bruno, DELMAS, name="Dr Delmas", text="Sa tension.")
    for person, name in ((camille, "Le frère de Mme Testu"), (bruno, "Dr Delmas")):
        [row] = listed(person, InboxFilter.MAIL).rows
        assert [(one.family_name, one.structure) for one in row.people] == [(name, DELMAS)]
    take(row.id, come_in(bruno, row.id, DELMAS, "Elle va mieux."))
    [found] = search(bruno, SearchAsked(words="mieux")).messages
    assert found.author
    assert found.author.family_name == "Dr Delmas"


def test_an_answer_is_unread_in_her_inbox_and_says_who_wrote(camille: Professional) -> None:
    conversation = write_letter(camille, DELMAS)
    come_in(camille, conversation, DELMAS, "Je la revois lundi.")
    page = listed(camille, InboxFilter.INBOX)
    [row] = page.rows
    assert (row.place.unread, page.counts.mail, page.counts.undelivered) == (1, 1, 0)
    assert row.last
    assert (row.last.text, row.last.party) == ("Je la revois lundi.", row.people[0].id)
    said = last(camille, conversation)
    assert isinstance(said, LetterExchanged)
    assert (said.outgoing, said.sender.address, said.text) == (
        False,
        DELMAS,
        "Je la revois lundi.",
    )


def test_nobody_says_whether_what_came_reached_those_it_also_went_to(
    camille: Professional,
) -> None:
    conversation = write_letter(camille, DELMAS)
    come_in(camille, conversation, DELMAS, "Je la revois lundi.")
    said = last(camille, conversation)
    assert isinstance(said, LetterExchanged)
    assert {one.state for one in said.recipients} == {None}


def test_she_sees_what_became_of_it_for_each_one(camille: Professional) -> None:
    conversation = write_letter(camille, DELMAS, PHARMACY)
    become(conversation, News(1, State.SENT))
    become(conversation, News(1, State.OPENED))
    said = last(camille, conversation, back=3)
    assert isinstance(said, LetterExchanged)
    assert [(one.address, one.state) for one in said.recipients] == [
        (DELMAS, "opened"),
        (PHARMACY, "waiting"),
    ]
    [row] = listed(camille, InboxFilter.MAIL).rows
    assert row.place.unread == 0


def test_what_did_not_arrive_comes_back_unread_with_its_reason(camille: Professional) -> None:
    conversation = write_letter(camille, DELMAS)
    become(conversation, News(1, State.FAILED, reason="mailbox full", status="5.2.2"))
    page = listed(camille, InboxFilter.INBOX)
    [row] = page.rows
    assert row.last
    assert (row.place.unread, row.last.state) == (1, "undelivered")
    assert (page.counts.mail, page.counts.undelivered) == (1, 1)
    assert row.last.text == "mailbox full"
    said = last(camille, conversation)
    assert isinstance(said, LetterStateChanged)
    assert (said.state, said.reason) == ("failed", "mailbox full")


def test_what_is_uncertain_comes_back_unread_only_once_nothing_more_is_tried(
    camille: Professional,
) -> None:
    conversation = write_letter(camille, DELMAS)
    become(conversation, News(1, State.UNKNOWN))
    assert not listed(camille, InboxFilter.INBOX).rows
    become(conversation, News(1, State.UNKNOWN, reason="Personne ne sait."))
    page = listed(camille, InboxFilter.INBOX)
    [row] = page.rows
    assert row.last
    assert (row.place.unread, row.last.state, row.last.text) == (
        1,
        "uncertain",
        "Personne ne sait.",
    )
    assert (page.counts.mail, page.counts.undelivered) == (1, 1)


def test_many_letters_are_read_in_as_many_queries_as_one(camille: Professional) -> None:
    conversation = write_letter(camille, DELMAS, PHARMACY)
    with CaptureQueriesContext(connection) as one:
        last(camille, conversation)
    for _ in range(3):
        come_in(camille, conversation, DELMAS, "Je la revois lundi.")
    with CaptureQueriesContext(connection) as many:
        last(camille, conversation)
    assert len(many) == len(one)
    assert not any('"html",' in query["sql"] for query in many)  # a megabyte each, seldom looked at


def test_the_words_of_a_courrier_are_found(camille: Professional, bruno: Professional) -> None:
    conversation = write_letter(camille, DELMAS, text="Prise de poids, œdèmes.")
    take(conversation, 1)
    asked = SearchAsked(words="œdème")
    assert [one.conversation for one in search(camille, asked).messages] == [conversation]
    assert not search(bruno, asked).messages


def test_the_chain_holds_the_letter_and_what_became_of_it(camille: Professional) -> None:
    conversation = write_letter(camille, DELMAS)
    become(conversation, News(1, State.SENT))
    letter = Letter.objects.get()
    first, second = Event.objects.filter(conversation=conversation).order_by("seq")
    assert first.details
    assert first.details["letter"] == letter.digest()
    assert second.details
    assert (second.about_seq, second.details["state"]) == (1, "sent")
