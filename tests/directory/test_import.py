"""The national extracts, read into the directory: exactly, again, and not at all when unfit."""

import json
import shutil
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from directory.extracts import refusals, running, swap
from directory.extracts.running import Asked, bring_in
from directory.models import (
    Activity,
    DirectoryImport,
    Entitlement,
    Mailbox,
    Professional,
    Skill,
    Structure,
    Suspended,
)

RECORDED = Path(__file__).with_name("recorded")
ACTIVITIES = "PS_LibreAcces_Personne_activite_202611230800.txt"
SKILLS = "PS_LibreAcces_SavoirFaire_202611230800.txt"
DIPLOMAS = "PS_LibreAcces_Dipl_AutExerc_202611230800.txt"
MAILBOXES = "Extraction_Correspondance_MSSante_202611231013.txt"
ALL = (ACTIVITIES, SKILLS, DIPLOMAS, MAILBOXES)
CELESTINE, NOE, TOM = "899701000012", "899701000020", "899701000095"
OURS = (Professional, Structure, Activity, Skill, Mailbox, Entitlement)

pytestmark = pytest.mark.django_db


class Night:
    """A folder of extracts one can alter, and what comes of importing them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ALL:
            shutil.copy(RECORDED / name, folder)

    def bring(self, *names: str, **asked: Any) -> dict[str, Any]:
        paths = [self.folder / name for name in names or ALL]
        return dict(bring_in(Asked(paths=paths, **asked)).report)

    def alter(self, name: str, change: Callable[[bytes], bytes]) -> None:
        file = self.folder / name
        file.write_bytes(change(file.read_bytes()))

    def without(self, name: str, words: str) -> None:
        self.alter(
            name,
            lambda text: b"".join(
                line for line in text.splitlines(keepends=True) if words.encode() not in line
            ),
        )

    def replace(self, name: str, old: str, new: str) -> None:
        self.alter(name, lambda text: text.replace(old.encode(), new.encode()))


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(tmp_path)


def everything() -> list[list[tuple[Any, ...]]]:
    return [sorted(model.objects.values_list(), key=str) for model in OURS]


def odd(report: dict[str, Any], name: str) -> dict[str, list[int]]:
    (file,) = (file for file in report["files"] if file["name"] == name)
    assert file["rows"] == file["taken"] + file["elsewhere"] + sum(
        told["rows"] for reason, told in file["odd"].items() if reason != "latin_1"
    )
    return {reason: told["lines"] for reason, told in file["odd"].items()}


def named(national_id: str) -> Professional:
    return Professional.objects.get(national_id=national_id)


def test_the_samples_are_read_exactly_and_every_odd_row_is_accounted_for(night: Night) -> None:
    report = night.bring()
    assert report["changes"] == {
        "structures": {"changed": 0, "added": 10},
        "people": {"restored": 0, "changed": 0, "added": 11, "gone": 0},
        "activities": {"changed": 0, "added": 11, "ended": 0},
        "skills": {"changed": 0, "added": 3, "ended": 0},
        "mailboxes": {"changed": 0, "added": 9, "gone": 0},
    }
    assert odd(report, ACTIVITIES) == {}
    assert odd(report, SKILLS) == {"unknown_person": [5, 6]}
    assert odd(report, MAILBOXES) == {"same": [11]}
    assert odd(report, DIPLOMAS) == {}


def test_a_person_is_told_with_what_they_do_where_and_how_to_reach_them(night: Night) -> None:
    night.bring()
    her = named(CELESTINE)
    assert (her.title, her.given_name, her.family_name) == ("Dr", "Célestine", "MARTY-FICTIVE")
    assert (her.profession, her.profession_code, her.rpps) == (
        "Médecin généraliste", "10", "99701000012",
    )  # fmt: skip
    assert (her.structure, her.town) == ("CABINET DU DR CELESTINE MARTY-FICTIVE", "Toulouse")
    surgery, hospital = her.activities.order_by("rank")
    assert surgery.structure
    assert surgery.structure.address == "CABINET MEDICAL\n12 B Rue DU FAUX CLOCHER"
    assert (surgery.phone, surgery.role) == ("0561990101", "Titulaire de cabinet")
    assert hospital.structure
    assert (hospital.structure.finess, hospital.structure.department) == ("319001012", "31")
    assert [skill.code for skill in her.skills.order_by("code")] == ["CAPA05", "SM54"]
    assert her.mailboxes.count() == 2


def test_the_odd_people_of_the_samples(night: Night) -> None:
    night.bring()
    student, kine = named(TOM), named("899701000046")
    assert (student.profession, student.activities.count()) == ("Médecin, étudiant", 0)
    place = kine.activities.get().structure
    assert place
    assert (place.name, place.siret) == ('SELARL KINE FICTIVE "LES 3 PINS"', "99991001100017")
    adeli = named("0319900001")
    assert (adeli.rpps, adeli.town) == (None, "Tarbes")
    assert Mailbox.objects.get(address__startswith="cpts").structure.technical_id == (  # type: ignore[union-attr]
        "C99991010200014"
    )
    both = Mailbox.objects.get(address__startswith="ines")
    assert both.structure
    assert both.structure.finess == "349003012"


def test_importing_twice_changes_nothing(night: Night) -> None:
    night.bring()
    before = everything()
    again = night.bring()
    assert everything() == before
    assert {n for told in again["changes"].values() for n in told.values()} == {0}


def test_the_order_of_the_rows_changes_nothing(night: Night) -> None:
    night.bring()
    before = everything()

    def backwards(text: bytes) -> bytes:
        header, *lines = text.splitlines(keepends=True)
        return header + b"".join(reversed(lines))

    night.alter(ACTIVITIES, backwards)
    night.bring()
    assert everything() == before


def test_who_disappears_is_suspended_and_who_comes_back_restored(night: Night) -> None:
    night.bring()
    night.without(ACTIVITIES, NOE)
    assert night.bring()["changes"]["people"]["gone"] == 1
    gone = named(NOE)
    assert (bool(gone.gone_at), bool(gone.suspended_at), gone.suspended_because) == (
        True, True, Suspended.GONE,
    )  # fmt: skip
    assert gone.activities.filter(ended_at=None).count() == 0
    shutil.copy(RECORDED / ACTIVITIES, night.folder)
    assert night.bring()["changes"]["people"]["restored"] == 1
    back = named(NOE)
    assert (back.gone_at, back.suspended_at, back.suspended_because) == (None, None, "")
    assert back.activities.filter(ended_at=None).count() == 1
    assert back.id == gone.id


def test_coming_back_does_not_undo_what_the_operator_decided(night: Night) -> None:
    night.bring()
    her = Professional.objects.filter(national_id=CELESTINE)
    her.update(suspended_at="2026-11-01T00:00Z", suspended_because=Suspended.OPERATOR)
    night.without(ACTIVITIES, CELESTINE)
    night.bring()
    shutil.copy(RECORDED / ACTIVITIES, night.folder)
    night.bring()
    assert her.get().suspended_because == Suspended.OPERATOR


def test_whom_the_operator_entered_is_never_gone(night: Night, bruno: Professional) -> None:
    night.bring()
    bruno.refresh_from_db()
    assert (bruno.gone_at, bruno.registered, bruno.profession) == (
        None, False, "Masseur-kinésithérapeute",
    )  # fmt: skip


def test_what_is_said_anew_is_taken_and_told(
    night: Night, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.bring()
    told: list[Any] = []
    monkeypatch.setattr("directory.changes.AT_ONCE", 1)
    monkeypatch.setattr(Told, "people", told)
    settings.DIRECTORY_SUBSCRIBERS = [f"{__name__}.hear"]
    night.replace(ACTIVITIES, "CH FICTIF DE LA GARONNE", "CHU INVENTE")
    night.replace(ACTIVITIES, "0565990202", "0565990203")
    changes = night.bring()["changes"]
    assert (changes["structures"]["changed"], changes["people"]["changed"]) == (2, 1)
    assert set(told) == {named(name).id for name in (CELESTINE, NOE, "899701000038")}
    assert named(NOE).structure == "CHU INVENTE"
    assert named(CELESTINE).structure == "CABINET DU DR CELESTINE MARTY-FICTIVE"


class Told:
    people: list[Any] = []  # noqa: RUF012 — each test has its own


def hear(people: list[Any]) -> None:
    Told.people.extend(people)


def test_one_is_shown_as_what_one_acts_as_while_one_does(night: Night) -> None:
    night.bring()
    her = named(CELESTINE)
    her.acts_as = her.activities.get(rank=2)
    her.save(update_fields=["acts_as"])
    night.bring()
    assert named(CELESTINE).structure == "CH FICTIF DE LA GARONNE"
    night.without(
        ACTIVITIES,
        "899701000012|DR|Docteur|MME|Madame|MARTY-FICTIVE|Célestine|10"
        "|Médecin|C|Civil|S|Spécialité ordinale|SM54|Médecine Générale|S|",
    )
    night.bring()
    assert (named(CELESTINE).structure, named(CELESTINE).acts_as) == (
        "CABINET DU DR CELESTINE MARTY-FICTIVE",
        None,
    )


def test_straight_from_the_archive(night: Night) -> None:
    with zipfile.ZipFile(night.folder / "PS_LibreAcces.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (ACTIVITIES, SKILLS, DIPLOMAS):
            archive.write(night.folder / name, name)
    night.bring("PS_LibreAcces.zip", MAILBOXES)
    zipped = everything()
    assert night.bring()["changes"]["people"]["changed"] == 0
    assert [len(rows) for rows in everything()] == [len(rows) for rows in zipped]


def test_a_part_of_the_country_follows_those_it_knows_when_they_move(night: Night) -> None:
    report = night.bring(departments=["34", "12"])
    assert report["changes"]["people"]["added"] == 4
    (file,) = (file for file in report["files"] if file["name"] == ACTIVITIES)
    assert (file["rows"], file["taken"], file["elsewhere"]) == (12, 4, 8)
    assert not Structure.objects.filter(department="31").exists()
    night.replace(ACTIVITIES, "12000|12202|Rodez", "75001|75056|Paris")
    moved = night.bring(departments=["34", "12"])["changes"]["people"]
    assert (moved["gone"], moved["changed"]) == (0, 1)
    assert named("899701000038").town == "Paris"


def test_a_dry_run_says_what_would_change_and_changes_nothing(night: Night) -> None:
    before = everything()
    assert night.bring(dry_run=True)["changes"]["people"]["added"] == 11
    assert everything() == before


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("Code Département (structure)", "Code département (coord. structure)"),
        ("Code rôle|Libellé rôle", "Code fonction|Libellé fonction"),
        ("Code genre activité", "Code genre d'activité"),
        ("Prénom d'exercice", "PRENOM D’EXERCICE"),
    ],
)
def test_a_header_that_drifted_as_it_did_before_is_read(
    night: Night, words: str, instead: str
) -> None:
    night.bring()
    before = everything()
    night.replace(ACTIVITIES, words, instead)
    night.bring()
    assert everything() == before


def test_a_file_in_another_order_without_bars_at_the_ends_is_the_same(night: Night) -> None:
    night.bring()
    before = everything()

    def turned(text: bytes) -> bytes:
        rows = [line.rstrip("|").split("|") for line in text.decode().splitlines()]
        return "\r\n".join(
            "|".join(reversed(row + [""] * (56 - len(row)))) for row in rows
        ).encode()

    night.alter(ACTIVITIES, turned)
    night.bring()
    assert everything() == before


def test_a_file_in_latin_1_is_read_and_said(night: Night) -> None:
    night.alter(ACTIVITIES, lambda text: text.decode().encode("latin-1"))
    report = night.bring()
    assert 2 in odd(report, ACTIVITIES)["latin_1"]
    assert named(CELESTINE).given_name == "Célestine"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (lambda text: text.replace(b"Nom d'exercice|", b"Patronyme|"), refusals.LostColumns),
        (lambda text: text[:-200], refusals.Broken),
        (lambda text: text.replace(b"9970100", b"9980100"), refusals.TooManyGone),
        (lambda _: b"a|b|c\n1|2|3\n", refusals.NotAnExtract),
        (lambda _: b"", refusals.NotAnExtract),
    ],
)
def test_an_unfit_file_is_refused_and_nothing_changes(
    night: Night,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[bytes], bytes],
    refused: type[refusals.Unfit],
) -> None:
    monkeypatch.setattr(swap, "allowed", lambda before, percent: before * percent // 100)
    night.bring()
    before = everything()
    night.alter(ACTIVITIES, change)
    with pytest.raises(refused):
        night.bring(ACTIVITIES)
    assert everything() == before
    last = DirectoryImport.objects.order_by("-id")[0]
    assert (last.state, last.report["refused"]) == ("refused", refused.code)


def test_a_file_that_shrank_is_refused_unless_it_is_said_that_it_may(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (swap, running):
        monkeypatch.setattr(module, "allowed", lambda before, percent: before * percent // 100)
    night.bring()
    night.without(MAILBOXES, "ORG|")
    with pytest.raises(refusals.Shrunk):
        night.bring()
    assert night.bring(may_shrink=50)["changes"]["mailboxes"]["gone"] == 3


def test_a_broken_archive_and_two_files_of_a_kind_are_refused(night: Night) -> None:
    (night.folder / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(refusals.Broken):
        night.bring("cut.zip")
    shutil.copy(night.folder / ACTIVITIES, night.folder / "again.txt")
    with pytest.raises(refusals.Twice):
        night.bring(ACTIVITIES, "again.txt")


BAD = {
    "rpps_key": ("8|99701000020|899701000020", "8|99701000021|899701000021"),
    "identifier": ("8|99701000020|899701000020", "8|99701000020|899701000038"),
    "cells": ("D'ESCAMPE|", "D'ESC|AMPE|"),
    "no_name": ("D'ESCAMPE|", " |"),
    "no_profession": ("D'ESCAMPE|Noé|10|Médecin", "D'ESCAMPE|Noé||"),
    "too_long": ("D'ESCAMPE|", f"{'E' * 81}|"),
    "unreadable": ("D'ESCAMPE|", "D'ESC\0MPE|"),
}


@pytest.mark.parametrize("reason", BAD)
def test_a_row_that_cannot_be_trusted_is_left_out_and_named_by_its_line(
    night: Night, reason: str
) -> None:
    night.replace(ACTIVITIES, *BAD[reason])
    assert odd(night.bring(), ACTIVITIES) == {reason: [4]}
    assert not Professional.objects.filter(given_name="Noé").exists()


def test_a_profession_nobody_knew_waits_for_the_operator(night: Night) -> None:
    night.replace(ACTIVITIES, "|92|", "|92|")
    night.replace(ACTIVITIES, "26|Audioprothésiste", "99|Rebouteux")
    night.bring()
    new = Entitlement.objects.get(profession_code="99")
    assert (new.profession, new.admitted) == ("Rebouteux", False)


def test_the_command_says_what_came_of_it(night: Night) -> None:
    out = StringIO()
    call_command("import_directory", night.folder / ACTIVITIES, stdout=out)
    assert json.loads(out.getvalue())["changes"]["people"]["added"] == 11
    night.replace(ACTIVITIES, "Nom d'exercice", "Patronyme")
    with pytest.raises(CommandError, match=r"Nothing was changed\..*Nom d'exercice"):
        call_command("import_directory", night.folder / ACTIVITIES)
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_directory", night.folder / "none")


def test_no_name_of_anybody_is_in_a_report(night: Night) -> None:
    night.replace(ACTIVITIES, *BAD["rpps_key"])
    report = json.dumps(night.bring(), ensure_ascii=False)
    assert "ESCAMPE" not in report
    assert "mssante.fr" not in report
    assert connection.in_atomic_block
