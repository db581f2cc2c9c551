"""A browser to sign in at, and a clock to move."""

from datetime import datetime, timedelta
from typing import Any, Protocol

import pytest
from django.test import Client
from django.utils import timezone

from directory import code_app
from directory.models import CodeApp
from tests.conftest import PASSWORD, SECRET


class Answer(Protocol):
    status_code: int

    def json(self) -> Any: ...

    def __getitem__(self, header: str) -> str: ...

    def getvalue(self) -> bytes: ...


class Browser:
    """A page of ours: it asks who it is, and sends the CSRF cookie's value with its writes."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.get("/session")

    def get(self, path: str, **query: Any) -> Answer:
        return self.client.get(f"/api{path}", query)

    def post(self, path: str, given: dict[str, Any], **more: Any) -> Answer:
        return self.client.post(
            f"/api{path}", given, "application/json", headers=self.headers(), **more
        )

    def delete(self, path: str) -> Answer:
        return self.client.delete(f"/api{path}", headers=self.headers())

    def headers(self) -> dict[str, str]:
        return {"X-CSRFToken": self.client.cookies["csrf"].value}

    def sign_in(
        self,
        username: str,
        password: str = PASSWORD,
        *,
        shared: bool = False,
        address: str = "10.0.0.1",
    ) -> Answer:
        """Both halves; if the first is refused, that is the answer."""
        first = self.give_password(username, password, shared=shared, address=address)
        if first.status_code != 202 or first.json()["next"] == "enrolment":
            return first
        CodeApp.objects.update(last_counter=0)  # tests sign in more often than twice a minute
        return self.give_code(first.json()["ticket"], code_now(), address=address)

    def give_password(
        self,
        username: str,
        password: str = PASSWORD,
        *,
        shared: bool = False,
        address: str = "10.0.0.1",
    ) -> Answer:
        given = {"username": username, "password": password, "shared": shared}
        return self.post("/session", given, REMOTE_ADDR=address)

    def give_code(
        self, ticket: str, code: str, *, by: str = "code", address: str = "10.0.0.1"
    ) -> Answer:
        given = {"ticket": ticket, "proof": {"by": by, "code": code}}
        return self.post("/session/second", given, REMOTE_ADDR=address)

    @property
    def cookie(self) -> str:
        return self.client.cookies["session"].value

    @property
    def is_signed_in(self) -> bool:
        return self.get("/session").status_code == 200


def code_now(secret: bytes = SECRET, *, later: int = 0) -> str:
    """What everybody's code app shows, or will some half minutes later."""
    return code_app.code_at(secret, int(timezone.now().timestamp()) // code_app.SECONDS + later)


class Clock:
    """A clock one can move."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.moment = datetime.fromisoformat("2026-11-23T08:12:00+01:00")
        monkeypatch.setattr(timezone, "now", lambda: self.moment)

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def browser(database: None) -> Browser:
    return Browser()
