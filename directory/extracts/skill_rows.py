"""From a row of « savoir-faire » to what is staged."""

from typing import NamedTuple
from uuid import UUID

from directory.extracts.report import Odd, Refused
from directory.register_ids import skill_id


class StagedSkill(NamedTuple):
    line: int
    id: UUID
    national_id: str
    kind_code: str
    kind: str
    code: str
    name: str


def skill_of(line: int, row: tuple[str, ...]) -> StagedSkill:
    national_id, kind_code, kind, code, name = row
    if not (national_id and code and name):
        raise Refused(Odd.NO_CODE)
    if len(kind_code) > 20 or len(code) > 20:
        raise Refused(Odd.TOO_LONG)
    return StagedSkill(
        line, skill_id(national_id, kind_code, code), national_id, kind_code, kind, code, name
    )
