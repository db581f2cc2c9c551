"""The register's API, answered by a server of ours with what it recorded."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from directory.extracts import fetching
from directory.models import DirectoryImport, Mailbox, Suspended
from tests.directory.publisher import Publisher, published
from tests.directory.test_import import (
    ACTIVITIES,
    MAILBOXES,
    NOE,
    RECORDED,
    everything,
    named,
)

pytestmark = pytest.mark.django_db
BUNDLE = (RECORDED / "annuaire_fhir_v2_bundle.json").read_text()
ELSEWHERE = "https://gateway.api.esante.gouv.fr/fhir/v2"
LAST_PAGE = b'{"resourceType": "Bundle", "type": "searchset", "total": 0}'


@pytest.fixture
def api(tmp_path: Path, settings: Any) -> Iterator[Publisher]:
    call_command("import_directory", RECORDED / ACTIVITIES, RECORDED / MAILBOXES, stdout=StringIO())
    publisher = Publisher(tls=False)
    with published(publisher, tmp_path):
        settings.FHIR_DIRECTORY_URL = f"{publisher.url}/fhir/v2"
        settings.FHIR_DIRECTORY_KEY = "a-key"
        answer(publisher, BUNDLE)
        yield publisher


def answer(api: Publisher, bundle: str) -> None:
    here = bundle.replace(ELSEWHERE, f"{api.url}/fhir/v2").encode()
    api.files = {
        "/fhir/v2/Practitioner": here,
        "/fhir/v2/PractitionerRole": here,
        "/fhir/v2/Organization": LAST_PAGE,
        "/fhir/v2/_page": LAST_PAGE,
    }


def refreshed(since: str = "2026-11-20") -> dict[str, Any]:
    call_command("refresh_directory", "--since", since, stdout=StringIO())
    return dict(DirectoryImport.objects.latest("id").report["refreshed"])


def test_what_the_extracts_said_already_changes_nothing(api: Publisher) -> None:
    before = everything()
    assert refreshed() == {"people not in the directory": 1}
    assert everything() == before
    paths = [path.partition("?")[0] for path, _ in api.asked]
    assert paths == [
        "/fhir/v2/Practitioner", "/fhir/v2/_page",
        "/fhir/v2/PractitionerRole", "/fhir/v2/_page",
        "/fhir/v2/Organization",
    ]  # fmt: skip
    assert "_lastUpdated=ge2026-11-20" in api.asked[0][0]
    assert {headers["Esante-Api-Key"] for _, headers in api.asked} == {"a-key"}


def test_a_name_an_address_a_phone_and_a_departure_are_followed(api: Publisher) -> None:
    told = BUNDLE.replace("MARTY-FICTIVE", "MARTY").replace("0561990000", "0561990009")
    told = told.replace("noe.descampe@ch-fictif", "n.descampe@ch-fictif")
    answer(api, told.replace("899701000137", "899701000053"))
    assert refreshed() == {
        "people changed": 1,
        "people gone": 1,
        "structures changed": 1,
        "mailboxes added": 1,
    }
    her = named("899701000012")
    assert (her.family_name, her.folded_name.split()[0]) == ("MARTY", "marty")
    gone = named("899701000053")
    assert (gone.suspended_because, bool(gone.gone_at)) == (Suspended.GONE, True)
    structure = named(NOE).activities.get().structure
    assert structure
    assert structure.phone == "0561990009"
    assert Mailbox.objects.get(address__startswith="n.descampe").professional == named(NOE)
    answer(api, told)
    assert refreshed() == {"people not in the directory": 1}


def test_a_new_place_is_added_once(api: Publisher) -> None:
    answer(api, BUNDLE.replace("1319001012", "1349002006").replace("319001012", "349002006"))
    assert refreshed()["activities added"] == 1
    assert named(NOE).activities.filter(structure__finess="349002006").count() == 1
    assert "activities added" not in refreshed()


def test_the_key_follows_no_link_and_no_redirection_elsewhere(api: Publisher) -> None:
    before = everything()
    api.files["/fhir/v2/Practitioner"] = BUNDLE.encode()
    with pytest.raises(CommandError, match="a page is elsewhere"):
        refreshed()
    api.first, api.says = [302], {"Location": f"{api.url}/other"}
    with pytest.raises(CommandError, match="302"):
        refreshed()
    assert all(path.startswith("/fhir/v2/") for path, _ in api.asked)
    assert everything() == before
    assert DirectoryImport.objects.latest("id").state == "refused"


def test_an_outcome_instead_of_a_bundle_is_refused_and_429_waited_for(
    api: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PAUSES", [0.0, 0.0])
    api.first = [429]
    refreshed()
    api.files["/fhir/v2/Practitioner"] = b'{"resourceType": "OperationOutcome", "issue": []}'
    with pytest.raises(CommandError, match="not a bundle"):
        refreshed()


def test_without_a_key_it_is_not_asked(settings: Any) -> None:
    settings.FHIR_DIRECTORY_KEY = ""
    with pytest.raises(CommandError, match="FHIR_DIRECTORY_KEY"):
        call_command("refresh_directory")
