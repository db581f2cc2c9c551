"""How long an export lasts, and whoever dies while it is made."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from chat.embedded import Postgres
from chat.errors import NotFound
from chat.guard import Guarded
from conversations import clock, due
from conversations.export import Export
from conversations.exports import asking, making, sweeping
from conversations.models import Event
from directory.models import Professional
from tests.conversations.acts import say, say_many
from tests.conversations.exporting import (
    ask,
    bytes_of,
    exports_due,
    made,
    mask,
    printed,
    state,
    texts,
)
from tests.conversations.test_due import SETTINGS, wait_until

pytestmark = pytest.mark.usefixtures("database", "own_store")


def test_a_day_later_the_export_is_gone_and_the_line_stays(
    camille: Professional, conversation: UUID, own_store: Path
) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    assert sweeping.sweep() == 0
    with clock.at(timezone.now() + timedelta(hours=25)):
        with pytest.raises(NotFound):
            bytes_of(camille, export, "pdf")
        assert sweeping.sweep() == 1
        assert sweeping.sweep() == 0
        assert asking.mine(camille, conversation) == []
    assert list(own_store.iterdir()) == []
    assert state(camille, export) == "gone"
    assert Event.objects.filter(kind=Event.Kind.EXPORTED).count() == 1


def test_made_twice_it_is_the_same_once(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    making.make(conversation, 3)
    assert state(camille, export) == "ready"


@contextmanager
def limits(monkeypatch: pytest.MonkeyPatch, **less: float) -> Iterator[None]:
    with monkeypatch.context() as patch:
        for name, value in less.items():
            patch.setattr(f"conversations.exports.rendering.{name}", value)
        yield


def test_one_that_takes_too_long_fails_and_says_so(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(camille, conversation)
    export = ask(camille, conversation)
    with limits(monkeypatch, SECONDS_MOST=0.0):
        assert due.drain(due.EXPORTS) == 1
    assert state(camille, export.id) == "failed"
    assert not exports_due().exists()


def test_what_is_masked_while_it_is_being_made_has_it_made_again(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = say(camille, conversation, "Canari")
    export = ask(camille, conversation)
    real = making.written

    def written(*given: Any) -> Any:
        files = real(*given)
        if not Event.objects.filter(kind=Event.Kind.MASKED).exists():
            mask(camille, conversation, seq)
        return files

    monkeypatch.setattr(making, "written", written)
    assert due.drain(due.EXPORTS) == 1
    assert state(camille, export.id) == "working"
    assert due.drain(due.EXPORTS) == 1
    assert "Canari" not in printed(camille, export.id)


def test_the_lease_is_renewed_while_it_lasts(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    export = Export.objects.get(id=ask(camille, conversation).id)
    times = iter([0.0, 1.0, 6.0, 6.0])
    tell = making.Telling(export, now=lambda: next(times))
    tell(10)
    before = exports_due().get().lease_until
    tell(10)
    after = exports_due().get().lease_until
    assert before is None
    assert after is not None
    assert after > timezone.now()
    assert Export.objects.get().progress == 10


@pytest.mark.usefixtures("own_database")
def test_a_worker_killed_in_the_middle_is_followed_by_another_that_makes_it(
    own_database: str,
    postgres: Postgres,
    own_store: Path,
    tmp_path: Path,
    camille: Professional,
    conversation: UUID,
) -> None:
    say_many(camille, conversation, 400)
    export = ask(camille, conversation)
    log = tmp_path / "log"
    where = {"DATABASE_URL": postgres.url("liaison_app", own_database)}
    env = os.environ | SETTINGS | where | {"EXPORTS_DIR": str(own_store)}
    command = [sys.executable, "-m", "tests.conversations.hasty_worker"]
    worker = Guarded(command, env=env, log=log)
    wait_until(lambda: Export.objects.get().state == "working", log)
    worker.kill()
    assert state(camille, export.id) == "working"
    worker = Guarded(command, env=env, log=log)
    wait_until(lambda: Export.objects.get().state == "ready", log, seconds=60)
    wait_until(lambda: not exports_due().exists(), log)
    worker.stop()
    assert len(texts(camille, export.id)) == 400
