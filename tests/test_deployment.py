"""docker-compose.yml, Dockerfile and proxy, as far as they can be checked without Docker."""

import re
from typing import Any

import pytest
import yaml

from tests.test_architecture import ROOT, variables_explained

Compose = dict[str, Any]


@pytest.fixture(scope="module")
def compose() -> Compose:
    read: Compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return read


def test_every_variable_it_gives_is_explained(compose: Compose) -> None:
    given = {
        name.removesuffix("_FILE")
        for service in compose["services"].values()
        for name in service.get("environment", {})
        if not name.startswith("POSTGRES_")
    }
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    assert given | asked <= variables_explained()


def test_only_the_one_that_migrates_is_given_the_owner(compose: Compose) -> None:
    given = {
        name
        for name, service in compose["services"].items()
        if "database_owner_url" in service.get("secrets", [])
        or any("OWNER" in variable for variable in service.get("environment", {}))
    }
    assert given == {"migrate"}


def test_every_secret_that_is_wanted_is_given_and_every_file_is_there(compose: Compose) -> None:
    for name, service in compose["services"].items():
        given = set(service.get("secrets", []))
        wanted = set(re.findall(r"/run/secrets/(\w+)", str(service)))
        assert wanted <= given <= set(compose["secrets"]), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (ROOT / source).exists()


def test_a_message_never_reaches_postgres_log(compose: Compose) -> None:
    command = compose["services"]["postgres"]["command"]
    assert {
        "--log_min_error_statement=panic",
        "--log_parameter_max_length_on_error=0",
        "--log_error_verbosity=terse",
    } <= set(command)


def test_only_the_proxy_is_reached_from_outside(compose: Compose) -> None:
    services = compose["services"]
    assert [name for name in services if "ports" in services[name]] == ["proxy"]
    assert [name for name in services if "outside" in services[name]["networks"]] == ["proxy"]
    assert compose["networks"]["inside"] == {"internal": True}
    assert services["web"]["deploy"]["replicas"] >= 2


def test_what_the_image_copies_is_there() -> None:
    built_before = {"/venv", "/page/dist", "/page/dist/assets"}
    lines = re.findall(
        r"^COPY (?:--from=\w+ )?(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE
    )
    copied = {source for line in lines for source in line.split()}
    assert [s for s in copied - built_before if not (ROOT / s).exists()] == []


def test_what_a_client_says_of_where_it_comes_from_is_not_passed_on() -> None:
    settings = (ROOT / "deploy/proxy/nginx.conf").read_text()
    for header in ("Daphne-Root-Path", "Forwarded", "X-Forwarded-Host", "X-Real-IP"):
        assert f'proxy_set_header {header} "";' in settings
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in settings
