"""What is asked again and again about newcomers."""

from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import adding, history, inbox
from conversations.membership import conversation_of
from conversations.protocol import AddPeople, GiveNothing, HistoryGiven
from conversations.shapes import InboxFilter, MemberAdded, Row
from directory import people
from directory.models import Account, Professional
from tests.conversations.acts import filters_with, see

ALL, INBOX, ARCHIVED = InboxFilter.ALL, InboxFilter.INBOX, InboxFilter.ARCHIVED


def texts(person: Professional, conversation: UUID) -> list[str]:
    shown = history.page(person, conversation, after=0, before=None, around=None, limit=200)
    return [entry.what.text for entry in shown.entries if entry.what.type == "message_posted"]


def line(person: Professional, conversation: UUID) -> MemberAdded:
    shown = history.page(person, conversation, after=None, before=None, around=None, limit=1)
    what = shown.entries[0].what
    assert isinstance(what, MemberAdded)
    return what


def row_of(person: Professional, conversation: UUID) -> Row:
    rows = inbox.page(person, ALL, after=None).rows
    return next(row for row in rows if row.id == conversation)


def is_outside(person: Professional, conversation: UUID) -> None:
    """As if they had never been there."""
    with pytest.raises(NotFound):
        conversation_of(person, conversation)
    assert filters_with(person, conversation) == set()
    refusal = see(person, conversation, 1)
    assert isinstance(refusal, NotFound)


def colleague(given_name: str) -> Professional:
    person = people.add(given_name=given_name, family_name="Test", profession="Infirmier")
    Account.objects.create(username=given_name.lower(), professional=person)
    return person


def add_by_id(
    adder: Professional, conversation: UUID, party: UUID, choice: HistoryGiven | None = None
) -> None:
    given = AddPeople(ref=uuid4(), people=[party], history=choice or GiveNothing())
    adding.add(adder, conversation, given)
