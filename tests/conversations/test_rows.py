"""Statements of the write path: how PostgreSQL is asked for them."""

import pytest
from django.db import IntegrityError, transaction

from conversations.at_once import ask
from conversations.rows import as_ids


@pytest.mark.django_db
def test_what_is_written_often_is_planned_once() -> None:
    with transaction.atomic():
        assert ask(("select current_setting(%s::text)", ("plan_cache_mode",))) == [
            [("force_generic_plan",)]
        ]


@pytest.mark.django_db
def test_what_is_asked_at_once_sees_what_was_asked_before_it() -> None:
    with transaction.atomic():
        answers = ask(
            ("insert into conversations_heartbeat values (%s::text, now()) returning name", ("é",)),
            ("select unnest(%s::uuid[])", (as_ids([]),)),
            ("select count(*), %s::text || max(name) from conversations_heartbeat", ("1 × ",)),
        )
    assert answers == [[("é",)], [], [(1, "1 × é")]]


@pytest.mark.django_db
def test_after_a_refusal_by_the_database_the_connection_is_as_good_as_new() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(
            ("select %s::int", ("1",)),
            ("insert into conversations_heartbeat values (%s::text, null)", ("x",)),
            ("select %s::int", ("2",)),
        )
    assert ask(("select %s::int", ("3",))) == [[(3,)]]


@pytest.mark.django_db
def test_more_than_the_line_takes_at_once_is_sent_to_its_end() -> None:
    much = "x" * 4_000_000
    assert ask(*[("select length(%s::text)", (much,))] * 3) == [[(4_000_000,)]] * 3
