"""A list of accounts, as the regional platform gives one."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from directory.account_list import bring_in
from directory.models import Account, Mailbox, Professional
from tests.directory.test_import import ACTIVITIES, CELESTINE, RECORDED

pytestmark = pytest.mark.django_db
HEADER = (
    "Identifiant;Identifiant national;RPPS;Civilité;Nom;Prénom;Code profession;Profession;"
    "Structure;FINESS;SIRET;Ville;Téléphone;Adresse MSS;Actif\n"
)
SONIA = (
    "spetit;3349001008/4512;;;PETIT;Sonia;;Secrétaire médicale;CH du Val d’Orme;349001008;;"
    "Orme-sur-Lèze;0499990110;Sonia.Petit@ch-val-orme.exemple.mssante.fr;oui\n"
)
CELESTINE_S = ";".join(["cmarty", "", "99701000012", "", "Marty", "Celestine", "10", "Généraliste"])


def brought(*rows: str, **asked: Any) -> dict[str, Any]:
    return bring_in((HEADER + "".join(rows)).encode(), **asked).as_json()


def test_somebody_without_rpps_gets_an_account_nobody_can_guess_into() -> None:
    assert brought(SONIA) == {
        "rows": 1, "done": {"people added": 1, "accounts opened": 1}, "odd": {},
    }  # fmt: skip
    account = Account.objects.get(username="spetit")
    assert not account.has_usable_password()
    person = account.professional
    assert (person.national_id, person.rpps, person.structure) == (
        "3349001008/4512", None, "CH du Val d’Orme",
    )  # fmt: skip
    activity = person.activities.get()
    assert activity.structure
    assert (activity.structure.finess, activity.phone) == ("349001008", "0499990110")
    assert Mailbox.objects.get().professional == person


def test_a_second_time_changes_nothing_and_a_third_says_what_changed() -> None:
    brought(SONIA)
    assert brought(SONIA) == {"rows": 1, "done": {}, "odd": {}}
    brought(SONIA.replace("CH du Val d’Orme;349001008", "Clinique du Lac;349002006"))
    person = Account.objects.get().professional
    assert person.structure == "Clinique du Lac"
    assert person.activities.filter(ended_at=None).count() == 1
    assert person.activities.count() == 2


def test_the_register_knows_better_who_somebody_is() -> None:
    call_command("import_directory", RECORDED / ACTIVITIES, stdout=StringIO())
    assert brought(CELESTINE_S + ";;;;;;;\n")["done"] == {"accounts opened": 1}
    her = Professional.objects.get(national_id=CELESTINE)
    assert her.account.username == "cmarty"
    assert (her.family_name, her.profession) == ("MARTY-FICTIVE", "Médecin généraliste")


def test_who_is_no_longer_active_cannot_come_in_and_is_not_let_in_again_by_a_list() -> None:
    brought(SONIA)
    assert brought(SONIA.replace(";oui", ";non"))["done"] == {"accounts closed": 1}
    assert brought(SONIA)["done"] == {}
    assert not Account.objects.get().is_active


def test_whoever_is_odd_is_left_out_and_named_by_their_line(bruno: Professional) -> None:
    report = brought(
        SONIA.replace("spetit", ""),
        SONIA.replace("spetit;3349001008/4512;", "a;;9970100001"),
        SONIA.replace("spetit;3349001008/4512;;;PETIT;Sonia;", "b;3349001008/1;;;X;Y;71"),
        SONIA.replace("spetit", "bruno"),
        SONIA.replace("spetit;3349001008/4512;;;PETIT", "c;3349001008/2;;;"),
        SONIA,
        SONIA.replace("spetit", "other"),
    )
    assert report["odd"] == {
        "no_username": [2],
        "number": [3],
        "not_admitted": [4],
        "another_person": [5],
        "another_account": [8],
        "no_name": [6],
    }
    bruno.refresh_from_db()
    assert bruno.family_name == "Lefèvre"


def test_the_command_reads_commas_and_latin_1_and_a_dry_run_changes_nothing(
    tmp_path: Path,
) -> None:
    file = tmp_path / "comptes.csv"
    file.write_bytes((HEADER + SONIA.replace("’", "'")).replace(";", ",").encode("latin-1"))
    out = StringIO()
    call_command("import_accounts", file, "--dry-run", stdout=out)
    assert json.loads(out.getvalue())["done"] == {"people added": 1, "accounts opened": 1}
    assert not Account.objects.exists()
    file.write_text("nom;prenom\n")
    with pytest.raises(CommandError, match="no column identifiant, profession"):
        call_command("import_accounts", file)
