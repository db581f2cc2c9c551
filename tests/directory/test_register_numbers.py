"""RPPS, FINESS, SIRET: the vectors of the national sample."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.identifiers import ADELI, is_finess, is_rpps, is_siret

VECTORS = Path(__file__).with_name("recorded") / "identifier_vectors.csv"
RULES: dict[str, Callable[[str], bool]] = {
    "RPPS": is_rpps,
    "FINESS": is_finess,
    "SIRET": is_siret,
    "ADELI": lambda number: bool(ADELI.fullmatch(number)),
}
# « avertir », « voir »: what the sample leaves open, and what is decided here.
DECIDED = {"10003461033": False, "2A0000014": True, "35600000049837": True}
CASES = [
    (row["type"], row["valeur"], row["valide"])
    for row in csv.DictReader(VECTORS.read_text().splitlines())
    if row["type"] in RULES
]


@pytest.mark.parametrize(("kind", "number", "valid"), CASES)
def test_a_number_is_right_or_wrong_as_the_sample_says(kind: str, number: str, valid: str) -> None:
    expected = valid == "1" if valid in {"0", "1"} else DECIDED[number]
    assert RULES[kind](number) is expected


def test_all_the_vectors_were_looked_at() -> None:
    assert len(CASES) == 17
