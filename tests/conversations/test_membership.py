"""What one may see: one rule, and one way in."""

from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from chat.errors import NotFound
from conversations.membership import (
    conversation_of,
    facts_of,
    last_visible,
    merged,
    visible_ranges,
)
from conversations.models import Period, Place
from conversations.protocol import StartConversation
from conversations.ranges import Ranges, hold
from conversations.starting import start as start_by_rule
from directory.models import Professional
from tests.conversations.acts import join, leave, place_of, say, say_many

JOINED, LEFT, HISTORY = Period.Fact.JOINED, Period.Fact.LEFT, Period.Fact.HISTORY
Fact = tuple[Period.Fact, int]


def ranges_of(*facts: Fact) -> Ranges:
    return visible_ranges(Period(fact=fact, seq=seq) for fact, seq in facts)


@pytest.mark.parametrize(
    ("facts", "visible"),
    [
        pytest.param([(JOINED, 1)], [(1, None)], id="there from the start"),
        pytest.param([(JOINED, 8)], [(8, None)], id="came later, sees from then on"),
        pytest.param([(JOINED, 8), (HISTORY, 1)], [(1, None)], id="given everything"),
        pytest.param([(JOINED, 8), (HISTORY, 5)], [(5, None)], id="given a part"),
        pytest.param([(JOINED, 8), (HISTORY, 5), (HISTORY, 3)], [(3, None)], id="widened twice"),
        pytest.param([(JOINED, 8), (HISTORY, 3), (HISTORY, 5)], [(3, None)], id="never narrowed"),
        pytest.param([(JOINED, 1), (LEFT, 40)], [(1, 40)], id="left"),
        pytest.param([(JOINED, 1), (LEFT, 40), (JOINED, 60)], [(1, 40), (60, None)], id="returned"),
        pytest.param(
            [(JOINED, 1), (LEFT, 40), (JOINED, 60), (LEFT, 70)],
            [(1, 40), (60, 70)],
            id="left twice",
        ),
        pytest.param(
            [(JOINED, 1), (LEFT, 40), (JOINED, 60), (HISTORY, 50)],
            [(1, 40), (50, None)],
            id="given a part of the absence",
        ),
        pytest.param(
            [(JOINED, 1), (LEFT, 40), (JOINED, 60), (HISTORY, 20)], [(1, None)], id="given it all"
        ),
        pytest.param([(JOINED, 1), (LEFT, 40), (JOINED, 41)], [(1, None)], id="back at once"),
    ],
)
def test_what_one_sees_follows_from_the_facts_of_one_s_presence(
    facts: list[Fact], visible: Ranges
) -> None:
    assert ranges_of(*facts) == visible


@some.composite
def presences(draw: Any) -> list[Fact]:
    """Comings and goings as they can happen, and the history given meanwhile."""
    facts: list[Fact] = []
    seq = 0
    for _ in range(draw(some.integers(1, 4))):
        seq += draw(some.integers(1, 6))
        facts.append((JOINED, seq))
        facts += [(HISTORY, draw(some.integers(1, seq))) for _ in range(draw(some.integers(0, 2)))]
        seq += draw(some.integers(0, 6))
        facts.append((LEFT, seq))
    return facts if draw(some.booleans()) else facts[:-1]


def seen_by_counting(facts: list[Fact], seq: int) -> bool:
    """The same rule said another way: entry by entry, stay by stay."""
    first = last = None
    for fact, at in [*facts, (JOINED, 10**6)]:
        if fact == JOINED:
            if first is not None and first <= seq and (last is None or seq <= last):
                return True
            first, last = at, None
        elif fact == LEFT:
            last = at
        else:
            assert first is not None
            first = min(first, at)
    return False


@given(presences())
@example([(JOINED, 1), (LEFT, 1), (JOINED, 3), (HISTORY, 1)])
def test_an_entry_is_seen_exactly_when_one_was_there_or_was_given_it(facts: list[Fact]) -> None:
    visible = ranges_of(*facts)
    for seq in range(1, 60):
        assert hold(visible, seq, seq) == seen_by_counting(facts, seq), seq


@given(presences())
def test_ranges_are_told_in_order_apart_from_each_other_and_once(facts: list[Fact]) -> None:
    visible = ranges_of(*facts)
    for (_, last), (first, _) in pairwise(visible):
        assert last is not None
        assert first > last + 1
    assert merged(visible) == visible


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(facts=presences())
def test_the_database_sees_what_the_rule_sees(
    camille: Professional, conversation: UUID, facts: list[Fact]
) -> None:
    visible = ranges_of(*facts)
    mine = Place.objects.filter(party=camille.id)
    mine.update(visible=visible)
    assert list(mine.get().visible) == visible
    with connection.cursor() as cursor:
        cursor.execute(
            """select n from conversations_place, generate_series(1, 60) n
               where party_id = %s and n <@ visible order by n""",
            [camille.id],
        )
        seen = [n for (n,) in cursor.fetchall()]
    assert seen == [seq for seq in range(1, 61) if hold(visible, seq, seq)]


def test_a_place_holds_what_the_rule_says_of_its_periods(
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
    conversation: UUID,
) -> None:
    say_many(camille, conversation, 5)
    leave(nadia, conversation)
    say_many(camille, conversation, 5)
    join(bruno, conversation, history_from=3)
    given = StartConversation(client_id=uuid4(), people=[hugo.id, nadia.id, hugo.id])
    start_by_rule(bruno, given)
    places = Place.objects.select_related("party__professional", "conversation")
    for place in places:
        facts = facts_of(place.conversation_id, place.party_id)
        assert list(place.visible) == visible_ranges(facts)
    assert places.count() == 7


def test_the_last_entry_one_may_see_is_where_one_left(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say_many(camille, conversation, 3)
    leave(nadia, conversation)
    say_many(camille, conversation, 2)
    assert conversation_of(nadia, conversation).last_seq == 5
    assert conversation_of(camille, conversation).last_seq == 7
    assert last_visible([(1, 4), (9, 20)], 12) == 12


def test_someone_outside_the_conversation_cannot_tell_it_exists(
    bruno: Professional, conversation: UUID
) -> None:
    with pytest.raises(NotFound) as theirs:
        conversation_of(bruno, conversation)
    with pytest.raises(NotFound) as absent:
        conversation_of(bruno, uuid4())
    assert repr(theirs.value) == repr(absent.value)


def test_one_who_came_later_finds_no_entry_from_before(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    say(camille, conversation, "avant")
    join(bruno, conversation)
    say(camille, conversation, "après")
    assert list(place_of(bruno, conversation).visible) == [(3, None)]
