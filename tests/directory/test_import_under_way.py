"""While an import is under way, and when it breaks half way: yesterday's directory serves."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, connection, connections
from django.db.migrations.executor import MigrationExecutor

from directory import accounts
from directory.extracts.refusals import AnotherRuns
from directory.models import DirectoryImport, Professional
from tests.conftest import PASSWORD
from tests.directory.test_import import ACTIVITIES, CELESTINE, Night, everything, named

During = Callable[[], object]


class Hook:
    during: During = staticmethod(lambda: None)


def hear(_: Sequence[UUID]) -> None:
    """In the midst of the swap: all is written, nothing is committed."""
    Hook.during()


@pytest.fixture
def night(own_database: str, tmp_path: Path, settings: Any) -> Iterator[Night]:
    night = Night(tmp_path)
    night.bring()
    night.replace(ACTIVITIES, "Toulouse", "Tournefeuille")
    settings.DIRECTORY_SUBSCRIBERS = [f"{__name__}.hear"]
    yield night
    Hook.during = staticmethod(lambda: None)


def elsewhere(do: During) -> list[object]:
    """In another thread, with a connection of its own. What it gave, or how it failed."""
    given: list[object] = []

    def go() -> None:
        try:
            given.append(do())
        except Exception as no:  # noqa: BLE001 — it is looked at
            given.append(no)
        finally:
            connection.close()

    thread = Thread(target=go)
    thread.start()
    thread.join(5)
    return given


def test_whoever_reads_writes_or_signs_in_waits_for_nothing(night: Night) -> None:
    """Statements of a page end after 5 s: had one waited, nothing would be given."""
    seen: list[object] = []

    def a_page() -> str:
        her = named(CELESTINE)
        accounts.create(username="celestine", professional=her, password=PASSWORD)
        return her.town

    Hook.during = staticmethod(lambda: seen.extend(elsewhere(a_page)))
    night.bring()
    assert seen == ["Toulouse"]
    assert named(CELESTINE).town == "Tournefeuille"


def test_a_second_import_is_refused_while_one_is_under_way(night: Night) -> None:
    refused: list[object] = []
    Hook.during = staticmethod(lambda: refused.extend(elsewhere(night.bring)))
    night.bring()
    assert isinstance(refused[0], AnotherRuns)
    assert DirectoryImport.objects.filter(state="done").count() == 2


def test_a_crash_half_way_leaves_yesterdays_directory(night: Night) -> None:
    before = everything()
    Hook.during = staticmethod(fail)
    with pytest.raises(ZeroDivisionError):
        night.bring()
    assert everything() == before
    assert DirectoryImport.objects.latest("id").report == {"failed": "ZeroDivisionError"}


def test_a_process_that_dies_leaves_yesterdays_directory_and_the_next_goes_on(
    night: Night,
) -> None:
    before = everything()
    Hook.during = staticmethod(lose_the_database)
    with pytest.raises(Error):
        night.bring()
    connection.close()
    assert everything() == before
    Hook.during = staticmethod(lambda: None)
    DirectoryImport.objects.filter(state="failed").update(state="running")
    night.bring()
    done, dead = DirectoryImport.objects.order_by("-id")[:2]
    assert (dead.state, dead.report) == ("failed", {"failed": "interrupted"})
    assert done.state == "done"
    assert Professional.objects.filter(town="Tournefeuille").count() == 2


def fail() -> None:
    raise ZeroDivisionError


def lose_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_an_update_that_an_import_cut_short_is_done_again(own_database: str) -> None:
    """It held the mailboxes for longer than a migration waits: half of an index is there."""
    owner = connections["owner"]
    owner.settings_dict["NAME"], before = own_database, owner.settings_dict["NAME"]
    try:
        loader = MigrationExecutor(owner).loader
        state = loader.project_state(("directory", "0026_draw_services"))
        with owner.schema_editor(atomic=False) as editor:
            loader.get_migration("directory", "0027_find_mailboxes").apply(state, editor)
    finally:
        owner.close()
        owner.settings_dict["NAME"] = before
