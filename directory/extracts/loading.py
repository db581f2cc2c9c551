"""Each file's rows into its staging table, and what was odd into its report."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from directory.extracts.activity_rows import ActivityRow, StagedActivity, activity_of
from directory.extracts.columns import Kind
from directory.extracts.mailbox_rows import MailboxRow, StagedMailbox, mailbox_of
from directory.extracts.reading import Extract
from directory.extracts.report import FileReport, Odd, Refused
from directory.extracts.skill_rows import StagedSkill, skill_of
from directory.extracts.sources import Progress
from directory.extracts.staging import Pile
from directory.extracts.structures import StagedStructure, department_of
from directory.identifiers import is_finess, is_siret

# A structure is told again by each who works there. Once these are known, PostgreSQL sorts the rest
# out: memory must not grow with the file.
STRUCTURES_REMEMBERED = 300_000


def load(
    extract: Extract, *, only: "Region | None", progress: Progress = lambda _: None
) -> FileReport:
    report = FileReport(extract.source.name, extract.kind)
    read = extract.rows(report, progress)
    match extract.kind:
        case Kind.ACTIVITIES:
            load_activities(read, report, only)
        case Kind.SKILLS:
            load_skills(read, report)
        case Kind.MAILBOXES:
            load_mailboxes(read, report)
        case Kind.DIPLOMAS:
            for _ in read:
                pass
        case _:
            assert_never(extract.kind)
    return report


class Region:
    """The departments asked for: who works there, and who is known already wherever they are.

    Known ones stay followed when they move away: moving is not being gone.
    """

    def __init__(self, departments: Iterable[str], known: set[str]) -> None:
        self.departments = frozenset(departments)
        self.people = known

    def add(self, extract: Extract) -> None:
        """A first reading, for who works there: the rows of one person need not follow each other,
        and all of them are wanted."""
        for _, cells in extract.rows(FileReport("", "")):
            row = ActivityRow._make(cells)
            if department_of(row.department, row.commune, row.postcode) in self.departments:
                self.people.add(row.national_id)

    def holds(self, row: ActivityRow) -> bool:
        return row.national_id in self.people


def load_activities(
    read: Iterator[tuple[int, tuple[str, ...]]], report: FileReport, only: Region | None
) -> None:
    put_structure = once_each()
    with (
        Pile("activity", StagedActivity) as activities,
        Pile("structure", StagedStructure) as structures,
    ):
        for line, cells in read:
            row = ActivityRow._make(cells)
            if only and not only.holds(row):
                report.elsewhere += 1
                continue
            try:
                activity, structure = activity_of(line, row)
            except Refused as no:
                report.note(no.odd, line)
                continue
            activities.put(activity)
            if structure and put_structure(structure):
                note_keys(structure, report)
                structures.put(structure)


def once_each() -> Callable[[StagedStructure], bool]:
    seen: set[str] = set()

    def is_new(structure: StagedStructure) -> bool:
        if structure.technical_id in seen:
            return False
        if len(seen) < STRUCTURES_REMEMBERED:
            seen.add(structure.technical_id)
        return True

    return is_new


def note_keys(structure: StagedStructure, report: FileReport) -> None:
    """A structure with a wrong number is still where somebody works."""
    if structure.finess and not is_finess(structure.finess):
        report.note(Odd.FINESS_KEY, structure.line)
    if structure.siret and not is_siret(structure.siret):
        report.note(Odd.SIRET_KEY, structure.line)


def load_skills(read: Iterator[tuple[int, tuple[str, ...]]], report: FileReport) -> None:
    with Pile("skill", StagedSkill) as skills:
        for line, cells in read:
            try:
                skills.put(skill_of(line, cells))
            except Refused as no:
                report.note(no.odd, line)


def load_mailboxes(read: Iterator[tuple[int, tuple[str, ...]]], report: FileReport) -> None:
    put_structure = once_each()
    with (
        Pile("mailbox", StagedMailbox) as mailboxes,
        Pile("structure", StagedStructure) as structures,
    ):
        for line, cells in read:
            try:
                mailbox, structure = mailbox_of(line, MailboxRow._make(cells))
            except Refused as no:
                report.note(no.odd, line)
                continue
            mailboxes.put(mailbox)
            if structure and put_structure(structure):
                structures.put(structure)
