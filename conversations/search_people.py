"""Colleagues by their name: those one already writes with first."""

from uuid import UUID

from django.db import connection

from conversations.search_shapes import SearchAsked
from directory import search as directory
from directory.models import Professional
from directory.shapes import Person

SHOWN = 5
LATELY = 500  # conversations, the last active first


def named(person: Professional, asked: SearchAsked) -> list[Person]:
    """Of however many who bear that name, those one writes with are not among the rest."""
    words, close = asked.words, companions(person)
    known = directory.people(person, words, limit=SHOWN, among=close) if close else []
    known_ids = {one.id for one in known}
    found = directory.people(person, words, limit=SHOWN + len(known))
    return [*known, *(one for one in found if one.id not in known_ids)][:SHOWN]


def companions(person: Professional) -> list[UUID]:
    """Those who are in a conversation with them, of late."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select distinct theirs.party_id
               from (select conversation_id from conversations_place where party_id = %(me)s
                     order by active_on desc limit %(lately)s) mine
               join conversations_place theirs using (conversation_id)
               where theirs.party_id <> %(me)s""",
            {"me": person.id, "lately": LATELY},
        )
        return [other for (other,) in cursor.fetchall()]
