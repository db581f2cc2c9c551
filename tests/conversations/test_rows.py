"""Statements of the write path: how PostgreSQL is asked for them."""

import pytest
from django.db import transaction

from conversations.rows import run


@pytest.mark.django_db
def test_what_is_written_often_is_planned_once() -> None:
    with transaction.atomic():
        run("select 1")
        mode = run("select current_setting('plan_cache_mode')").fetchone()
        assert mode == ("force_generic_plan",)
