"""Ids drawn from what names a thing in the register: read twice, it is the same row."""

from functools import lru_cache
from uuid import UUID, uuid5

NAMES = UUID("0d6c9f0e-7c0e-4f0b-9a57-2f1f3a8f6d21")


@lru_cache(8_192)
def structure_id(technical_id: str) -> UUID:
    return uuid5(NAMES, f"structure {technical_id}")


def activity_id(person: str, *about: str) -> UUID:
    """`person`: their national identifier. `about`: codes, never labels, which are reworded."""
    return uuid5(NAMES, "|".join(["activity", person, *about]))


def skill_id(person: str, kind_code: str, code: str) -> UUID:
    return uuid5(NAMES, "|".join(["skill", person, kind_code, code]))
