"""One import, from files to a report: one at a time, whole or not at all."""

import logging
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from directory import changes
from directory.extracts import staging
from directory.extracts.columns import Kind
from directory.extracts.loading import Region, load
from directory.extracts.reading import Extract
from directory.extracts.refusals import AnotherRuns, NotAnExtract, Shrunk, Twice, Unfit
from directory.extracts.report import FileReport, Report
from directory.extracts.sources import Progress, Source, sources
from directory.extracts.swap import allowed, swap
from directory.models import DirectoryImport, Professional

log = logging.getLogger(__name__)
LOCK = 0x4C696169736F6E  # of PostgreSQL, held by this session: it ends with the process
ORDER = list(Kind)
State = DirectoryImport.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to import, and how."""

    paths: Sequence[Path]
    departments: Collection[str] = ()
    dry_run: bool = False
    may_shrink: int | None = None  # percent; None: as the settings say


def bring_in(
    asked: Asked, *, progress: Callable[[Source], Progress] = lambda _: lambda __: None
) -> DirectoryImport:
    """Read the files and swap them in. Unfit, or anything that breaks, leaves all as it was."""
    with alone(), patiently():
        run = begin(asked)
        try:
            read(run, asked, progress)
        except Unfit as no:
            finish(run, State.REFUSED, {"refused": no.code, "why": str(no)})
            raise
        except BaseException as no:
            # Without the database, the next one says it.
            if connection.is_usable():
                finish(run, State.FAILED, {"failed": type(no).__name__})
            raise
        finally:
            if connection.is_usable():
                staging.empty()
    return run


def begin(asked: Asked) -> DirectoryImport:
    """What a process that was killed left running is not: we hold the lock."""
    now = timezone.now()
    left = DirectoryImport.objects.filter(state=State.RUNNING)
    left.update(state=State.FAILED, ended_at=now, report={"failed": "interrupted"})
    return DirectoryImport.objects.create(
        started_at=now,
        dry_run=asked.dry_run,
        files=[path.name for path in asked.paths],
        departments=sorted(asked.departments),
    )


def finish(run: DirectoryImport, state: State, report: dict[str, object]) -> None:
    run.state, run.report, run.ended_at = state, report, timezone.now()
    run.save(update_fields=["state", "report", "ended_at"])


def read(run: DirectoryImport, asked: Asked, progress: Callable[[Source], Progress]) -> None:
    began, report = time.monotonic(), Report()
    staging.empty()
    extracts = understood(asked.paths)
    only = region(asked, extracts)
    for extract in extracts:
        file = load(extract, only=only, progress=progress(extract.source))
        refuse_if_shrunk(file, allowance(asked))
        report.files.append(file)
    with transaction.atomic():
        swap(
            report,
            departments=asked.departments,
            may_shrink=allowance(asked),
            now=timezone.now(),
        )
        changes.tell()
        report.seconds = time.monotonic() - began
        if asked.dry_run:
            transaction.set_rollback(True)
        else:
            finish(run, State.DONE, report.as_json())
    if asked.dry_run:
        finish(run, State.DONE, report.as_json())


def understood(paths: Sequence[Path]) -> list[Extract]:
    """The files' headers are looked at before anything is read: activities first, people come
    with them."""
    found: dict[Kind, Extract] = {}
    for extract in (Extract(source) for path in paths for source in sources(path)):
        if extract.kind in found:
            raise Twice(extract.source.name)
        found[extract.kind] = extract
    if not found:
        raise NotAnExtract(", ".join(path.name for path in paths))
    return [found[kind] for kind in ORDER if kind in found]


def region(asked: Asked, extracts: Sequence[Extract]) -> Region | None:
    if not asked.departments:
        return None
    registered = Professional.objects.filter(registered=True, national_id__isnull=False)
    known = registered.values_list("national_id", flat=True).iterator(chunk_size=20_000)
    only = Region(asked.departments, {name for name in known if name})
    for extract in extracts:
        if extract.kind is Kind.ACTIVITIES:
            only.add(extract)
    return only


def allowance(asked: Asked) -> int:
    return settings.DIRECTORY_MAY_SHRINK if asked.may_shrink is None else asked.may_shrink


def refuse_if_shrunk(file: FileReport, may_shrink: int) -> None:
    """Against the last file of its kind that was taken: half a file is often well formed."""
    for run in DirectoryImport.objects.filter(state=State.DONE, dry_run=False).order_by(
        "-started_at"
    ):
        for last in run.report.get("files", []):
            if last["kind"] == file.kind:
                if last["rows"] - file.rows > allowed(last["rows"], may_shrink):
                    raise Shrunk(file.name, before=last["rows"], now=file.rows)
                return


@contextmanager
def alone() -> Iterator[None]:
    """Two at once would each end what the other brings."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise AnotherRuns
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def patiently() -> Iterator[None]:
    """This session's statements take longer than a page may wait; its sorts need room."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET idle_in_transaction_session_timeout = 0")
        cursor.execute("SET work_mem = '64MB'")
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                for name in (
                    "statement_timeout",
                    "idle_in_transaction_session_timeout",
                    "work_mem",
                ):
                    cursor.execute(f"RESET {name}")
