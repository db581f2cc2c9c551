"""What must hold between files, so that forgetting one of them is noticed here."""

import ast
import json
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.utils.module_loading import import_string

ROOT = Path(__file__).parent.parent
OURS = ("bridge", "directory", "files", "conversations", "push")
READS = {"text", "flag", "number", "secret", "given"}


def variables_read() -> set[str]:
    """The first argument of every env.text("NAME") and its like."""
    return {
        node.args[0].value
        for file in [
            *ROOT.glob("chat/*.py"),
            *(f for room in OURS for f in ROOT.glob(f"{room}/*.py")),
        ]
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def variables_explained() -> set[str]:
    return set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_every_variable_that_is_read_is_in_env_example_and_none_besides() -> None:
    assert variables_read() == variables_explained()


def test_every_subscriber_exists() -> None:
    named = [
        *settings.EVENT_SUBSCRIBERS,
        *settings.NOTICE_SUBSCRIBERS,
        *settings.SIGN_IN_SUBSCRIBERS,
        *settings.CLOSING_SUBSCRIBERS,
        settings.TAKE_NOTIFICATIONS,
    ]
    for name in named:
        assert callable(import_string(name))


def test_the_committed_schema_is_what_the_code_says(tmp_path: Path) -> None:
    call_command("export_schema", tmp_path / "api.json")
    now, committed = (
        json.loads(file.read_text()) for file in (tmp_path / "api.json", ROOT / "docs/api.json")
    )
    assert now == committed, "make types"


@pytest.mark.django_db
def test_the_models_have_their_migrations() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_have_names() -> None:
    names = [file.stem for room in OURS for file in ROOT.glob(f"{room}/migrations/0*.py")]
    assert [name for name in names if "_auto_" in name] == []


def test_nothing_goes_with_something_else_but_a_session_and_what_renews_it() -> None:
    """Deleting a row must never take others along (on_delete=CASCADE)."""
    going_along = {
        f"{model.__name__}.{field.name}"
        for room in OURS
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
    }
    assert going_along == {"Session.account", "Renewal.session"}


def test_the_map_of_the_largest_room_names_each_of_its_modules_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text()
    _, _, after = text.partition("| What | Where |")
    shown = after.partition("\n\n")[0]
    named = set(re.findall(r"`(\w+)`", shown))
    there = {file.stem for file in (ROOT / "conversations").glob("[a-z]*.py")}
    grouped = {name for name in there if name.startswith("api_") or name.endswith("_shapes")}
    assert named == there - grouped
