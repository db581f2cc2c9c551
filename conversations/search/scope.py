"""Where search may look, and on which conditions: the rule of what is seen, and what was asked."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from conversations.about import concerning, patient_of
from conversations.inbox import inbox_of
from conversations.models import Place
from conversations.search.shapes import SearchAsked
from directory.models import Professional

# The first two are the rule of what is seen. A version that was replaced belongs to those who may
# not see by what. What is masked is nobody's, however late the index is.
MAY_SEE = """
    f.seq <@ p.visible and f.said_seq <@ p.visible
    and (f.superseded_by is null or %(superseded)s or not f.superseded_by <@ p.visible)
    and not exists (select from conversations_event m where m.conversation_id = f.conversation_id
                    and m.about_seq = f.root and m.kind = 'masked')
"""
# Of those who are there, and of the day one left.
IS_TITLE = "f.seq = case when upper_inf(p.visible) then 0 else upper(p.visible) - 1 end"

Conditions = tuple[str, dict[str, Any]]


def places_of(person: Professional, asked: SearchAsked) -> QuerySet[Place]:
    """The filter of the list, less the conversations where it cannot be."""
    places: QuerySet[Place] = inbox_of(person, asked.show)
    if asked.patient:
        places = concerning(places, patient_of(person, asked.patient))
    if asked.until:
        places = places.filter(conversation__created_at__lt=asked.until)
    if asked.person:
        theirs = Place.objects.filter(conversation=OuterRef("conversation"), party=asked.person)
        places = places.filter(Exists(theirs))
    return places


def of_titles(asked: SearchAsked) -> Conditions:
    if asked.since is None:
        return IS_TITLE, {}
    return f"{IS_TITLE} and p.sort_at >= %(since)s", {"since": asked.since}


def of_messages(asked: SearchAsked) -> Conditions:
    conditions, given = of_files(asked)
    return conditions + (" and f.with_files" if asked.with_files else ""), given


def of_files(asked: SearchAsked) -> Conditions:
    conditions, given = [MAY_SEE], dict[str, Any](superseded=asked.superseded)
    for name, condition in (
        ("person", "f.party_id = %(person)s"),
        ("since", "f.at >= %(since)s"),
        ("until", "f.at < %(until)s"),
    ):
        if value := getattr(asked, name):
            conditions.append(condition)
            given[name] = value
    return " and ".join(conditions), given
