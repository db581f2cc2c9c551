"""Settings are read loudly: what is missing or wrong stops the start, and says what to do."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from chat import env


def test_what_is_not_set_and_has_no_default_stops_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"PUBLIC_URL is not set: see \.env\.example"):
        env.text("PUBLIC_URL")
    with pytest.raises(ImproperlyConfigured):
        env.secret("PUBLIC_URL")
    assert env.text("PUBLIC_URL", "by default") == "by default"


def test_a_flag_is_1_or_0(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, meaning in {"1": True, "true": True, "0": False, "False": False}.items():
        monkeypatch.setenv("DEMO", value)
        assert env.flag("DEMO") is meaning
    monkeypatch.setenv("DEMO", "yes")
    with pytest.raises(ImproperlyConfigured):
        env.flag("DEMO")


def test_a_number_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8001")
    assert env.number("PORT", 8000) == 8001
    monkeypatch.setenv("PORT", "-1")
    with pytest.raises(ImproperlyConfigured):
        env.number("PORT", 8000)


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_text("between us\n")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert not env.given("SECRET_KEY")
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    assert env.given("SECRET_KEY")
    assert env.secret("SECRET_KEY") == "between us"
