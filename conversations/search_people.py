"""Colleagues by their name: those one already writes with first."""

from uuid import UUID

from django.db import connection

from conversations.search_shapes import SearchAsked
from directory import search as directory
from directory.models import Professional
from directory.shapes import Person

SHOWN, LOOKED_AT = 5, 40


def named(person: Professional, asked: SearchAsked) -> list[Person]:
    found = directory.people(person, asked.words, limit=LOOKED_AT)
    close = companions_among(person, [one.id for one in found])
    return sorted(found, key=lambda one: one.id not in close)[:SHOWN]


def companions_among(person: Professional, others: list[UUID]) -> set[UUID]:
    """Those who are in a conversation with them: one is enough, whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select other from unnest(%s::uuid[]) other
               where (select true from conversations_place theirs
                      join conversations_place mine using (conversation_id)
                      where theirs.party_id = other and mine.party_id = %s limit 1)""",
            [others, person.id],
        )
        return {other for (other,) in cursor.fetchall()}
