"""Yesterday's directory becomes today's, in the caller's transaction: all of it or nothing.

Nobody who reads waits for it: they see yesterday's until it commits. Nobody who writes either, as
it changes no key, and rows only where something differs.
"""

from collections.abc import Collection
from datetime import datetime
from typing import LiteralString

from psycopg import sql

from directory.extracts.columns import Kind
from directory.extracts.refusals import TooManyGone
from directory.extracts.report import FileReport, Odd, Report
from directory.extracts.statements import Table, count, fetched, run

STRUCTURES = Table(
    "directory_structure",
    """SELECT DISTINCT ON (id) * FROM directory_staged_structure
        WHERE NOT weak ORDER BY id, line""",
    columns=[
        "finess", "finess_ej", "siret", "name", "brand", "address", "postcode", "commune", "town",
        "department", "phone", "sector_code", "sector",
    ],
    once=["technical_id"],
    person="t.id",
    people="SELECT a.professional_id FROM done JOIN directory_activity AS a"
    " ON a.structure_id = done.person WHERE a.ended_at IS NULL",
)  # fmt: skip
# Those of which only a mailbox tells: entered where nothing else did, and left as they are.
WEAK_STRUCTURES = Table(
    STRUCTURES.name,
    """SELECT DISTINCT ON (s.id) s.* FROM directory_staged_structure AS s
         JOIN directory_staged_mailbox AS m ON m.structure_id = s.id
        WHERE weak ORDER BY s.id, s.line""",
    columns=STRUCTURES.columns,
    once=STRUCTURES.once,
    person="t.id",
    people=STRUCTURES.people,
)
# One row a person: of what they act as, or else of their first activity, which stays the first
# whatever the order of the file.
GATHER = """
INSERT INTO directory_staged_person
SELECT DISTINCT ON (s.national_id)
       s.national_id, coalesce(p.id, gen_random_uuid()), p.id IS NULL, s.rpps, s.title,
       s.given_name, s.family_name, s.shown,
       left(coalesce(nullif(st.brand, ''), st.name, ''), 160), left(coalesce(st.town, ''), 80),
       s.profession_code, s.folded_name, s.folded_profession
  FROM directory_staged_activity AS s
  LEFT JOIN directory_professional AS p ON p.national_id = s.national_id
  LEFT JOIN directory_activity AS a ON a.id = s.activity_id
  LEFT JOIN directory_structure AS st ON st.id = s.structure_id
 ORDER BY s.national_id, (p.acts_as_id = s.activity_id) IS TRUE DESC, a.rank NULLS LAST, s.line
"""
PEOPLE = Table(
    "directory_professional",
    """SELECT *, true AS registered, NULL::timestamptz AS gone_at, '' AS suspended_because,
              '' AS suspension_reason
         FROM directory_staged_person""",
    columns=[
        "title", "given_name", "family_name", "profession", "structure", "town",
        "profession_code", "folded_name", "folded_profession", "registered",
    ],
    once=["national_id", "rpps", "gone_at", "suspended_because", "suspension_reason"],
    person="t.id",
)  # fmt: skip
# The operator's own suspension stays: only the operator takes it back.
RESTORE = """
UPDATE directory_professional AS t
   SET gone_at = NULL,
       suspended_at = CASE suspended_because WHEN 'gone' THEN NULL ELSE suspended_at END,
       suspended_because = CASE suspended_because WHEN 'gone' THEN '' ELSE suspended_because END
  FROM directory_staged_person AS s
 WHERE t.id = s.id AND t.gone_at IS NOT NULL
"""
SUSPEND = """
UPDATE directory_professional AS t
   SET gone_at = %(now)s,
       suspended_at = coalesce(suspended_at, %(now)s),
       suspended_because = CASE suspended_because WHEN '' THEN 'gone' ELSE suspended_because END
 WHERE registered AND gone_at IS NULL
   AND NOT EXISTS (SELECT FROM directory_staged_person AS s WHERE s.id = t.id)
"""
STILL_THERE = """
SELECT count(*) FROM directory_professional WHERE registered AND gone_at IS NULL
"""
ACTIVITIES = Table(
    "directory_activity",
    """SELECT s.*, s.activity_id AS id, p.id AS professional_id, NULL::timestamptz AS ended_at,
              coalesce(known.rank, 0)
              + row_number() OVER (PARTITION BY p.id ORDER BY s.line) AS rank
         FROM directory_staged_activity AS s
         JOIN directory_staged_person AS p ON p.national_id = s.national_id
         LEFT JOIN (SELECT professional_id, max(rank) AS rank FROM directory_activity
                     GROUP BY professional_id) AS known ON known.professional_id = p.id
        WHERE s.activity_id IS NOT NULL""",
    columns=[
        "structure_id", "profession_code", "profession", "category_code", "speciality_code",
        "speciality", "mode_code", "sector_code", "sector", "role_code", "role", "phone",
        "ended_at",
    ],
    once=["professional_id", "rank"],
)  # fmt: skip
ACTIVITY_ENDED = """
ended_at IS NULL
AND EXISTS (SELECT FROM directory_professional AS p WHERE p.id = t.professional_id AND registered)
AND NOT EXISTS (SELECT FROM directory_staged_activity AS s WHERE s.activity_id = t.id)
"""
# Whoever acted as what they no longer do is shown as what they do first.
ACTS_NO_MORE = """
UPDATE directory_professional AS t SET acts_as_id = NULL FROM directory_activity AS a
 WHERE a.id = t.acts_as_id AND a.ended_at IS NOT NULL
"""
NEW_PROFESSIONS = """
INSERT INTO directory_entitlement (profession_code, profession, admitted)
SELECT DISTINCT ON (profession_code) profession_code, left(profession, 120), false
  FROM directory_staged_activity ORDER BY profession_code, line
    ON CONFLICT DO NOTHING
"""
SKILLS = Table(
    "directory_skill",
    """SELECT s.*, p.id AS professional_id, NULL::timestamptz AS ended_at
         FROM directory_staged_skill AS s
         JOIN directory_professional AS p ON p.national_id = s.national_id""",
    columns=["kind_code", "kind", "code", "name", "ended_at"],
    once=["professional_id"],
)
SKILL_ENDED = """
ended_at IS NULL AND NOT EXISTS (SELECT FROM directory_staged_skill AS s WHERE s.id = t.id)
"""
MAILBOXES = Table(
    "directory_mailbox",
    """SELECT s.address, s.kind, s.service, p.id AS professional_id, st.id AS structure_id,
              NULL::timestamptz AS gone_at, true AS registered
         FROM directory_staged_mailbox AS s
         LEFT JOIN directory_professional AS p ON p.national_id = s.national_id
         LEFT JOIN directory_structure AS st ON st.id = s.structure_id""",
    columns=["kind", "professional_id", "structure_id", "service", "gone_at", "registered"],
    id="address",
)
MAILBOX_GONE = """
registered AND gone_at IS NULL
AND NOT EXISTS (SELECT FROM directory_staged_mailbox AS s WHERE s.address = t.address)
"""

# What the rows say together, and none alone: taken out of what is staged, and noted by line.
SAME = """
DELETE FROM {table} AS s USING
       (SELECT ctid AS row, row_number() OVER (PARTITION BY {id} ORDER BY {first}) AS nth
          FROM {table}) AS each
 WHERE s.ctid = each.row AND nth > 1 RETURNING line
"""
NOBODY = """
DELETE FROM {table} AS s WHERE national_id <> '' AND NOT EXISTS
       (SELECT FROM directory_professional AS p WHERE p.national_id = s.national_id) RETURNING line
"""
FAR_AWAY = """
DELETE FROM directory_staged_mailbox
 WHERE national_id = '' AND NOT department = ANY(%(departments)s) RETURNING line
"""


def swap(report: Report, *, departments: Collection[str], may_shrink: int, now: datetime) -> None:
    """For each kind of file that was read; what another kind tells stays as it was."""
    files = {file.kind: file for file in report.files}
    if Kind.ACTIVITIES in files:
        take_same(files[Kind.ACTIVITIES], "activity", by=("national_id", "activity_id"))
        report.changes["structures"] = {"changed": STRUCTURES.change(), "added": STRUCTURES.add()}
        report.changes["people"] = swap_people(may_shrink=may_shrink, now=now)
        report.changes["activities"] = swap_activities(now)
    if Kind.SKILLS in files:
        report.changes["skills"] = swap_skills(files[Kind.SKILLS], departments, now)
    if Kind.MAILBOXES in files:
        report.changes["mailboxes"] = swap_mailboxes(files[Kind.MAILBOXES], departments, now)


def swap_people(*, may_shrink: int, now: datetime) -> dict[str, int]:
    run(GATHER)
    known = fetched(sql.SQL(STILL_THERE))[0][0]
    told = {"key": PEOPLE.person, "people": PEOPLE.people}
    restored = count(sql.SQL(RESTORE), **told)
    gone = count(sql.SQL(SUSPEND), **told, now=now)
    if gone > allowed(known, may_shrink):
        raise TooManyGone(gone=gone, known=known)
    return {
        "restored": restored,
        "changed": PEOPLE.change(),
        "added": PEOPLE.add(),
        "gone": gone,
    }


def allowed(before: int, percent: int) -> int:
    """How many of so many may be missing. In a small file a few people are a large share."""
    return max(10, before * percent // 100)


def swap_activities(now: datetime) -> dict[str, int]:
    changes = {
        "changed": ACTIVITIES.change(),
        "added": ACTIVITIES.add(),
        "ended": ACTIVITIES.end(ACTIVITY_ENDED, now=now),
    }
    run(ACTS_NO_MORE)
    run(NEW_PROFESSIONS)
    return changes


def swap_skills(file: FileReport, departments: Collection[str], now: datetime) -> dict[str, int]:
    ended = SKILLS.end(SKILL_ENDED, now=now)
    take_nobodys(file, "skill", departments)
    take_same(file, "skill", by=("id",))
    return {"changed": SKILLS.change(), "added": SKILLS.add(), "ended": ended}


def swap_mailboxes(file: FileReport, departments: Collection[str], now: datetime) -> dict[str, int]:
    gone = MAILBOXES.end(MAILBOX_GONE, now=now)
    take_nobodys(file, "mailbox", departments)
    if departments:
        file.elsewhere += run(FAR_AWAY, departments=list(departments))
    # Of two rows for one address, the one that says where.
    take_same(file, "mailbox", by=("address",), first="structure_id IS NULL, line")
    WEAK_STRUCTURES.add()
    return {"changed": MAILBOXES.change(), "added": MAILBOXES.add(), "gone": gone}


def take_same(
    file: FileReport, table: str, *, by: tuple[str, ...], first: LiteralString = "line"
) -> None:
    statement = sql.SQL(SAME).format(
        table=sql.Identifier(f"directory_staged_{table}"),
        id=sql.SQL(", ").join(map(sql.Identifier, by)),
        first=sql.SQL(first),
    )
    for (line,) in sorted(fetched(statement)):
        file.note(Odd.SAME, line)


def take_nobodys(file: FileReport, table: str, departments: Collection[str]) -> None:
    """Of people the directory does not have: elsewhere if it is a part of the country only."""
    lines = fetched(sql.SQL(NOBODY).format(table=sql.Identifier(f"directory_staged_{table}")))
    if departments:
        file.elsewhere += len(lines)
        return
    for (line,) in sorted(lines):
        file.note(Odd.UNKNOWN_PERSON, line)
