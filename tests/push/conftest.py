"""A push service, and people whose browsers subscribed with it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest

from directory import sessions
from directory.models import Professional, Session
from push import devices
from push.models import Device
from push.transports import line
from tests.conversations.acts import start
from tests.directory.conftest import Clock
from tests.push import endpoint
from tests.push.endpoint import Phone, PushService


@pytest.fixture(scope="session")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PushService, Path]]:
    folder = tmp_path_factory.mktemp("push")
    with endpoint.running(folder) as service:
        yield service, folder / "trusted.pem"


@pytest.fixture
def service(
    _running: tuple[PushService, Path], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PushService]:
    """Well, and nobody's yet, at the beginning of each test. It is in our own network: named."""
    service, trusted = _running
    vars(service).update(vars(PushService(service.origin)))
    settings.PUSH_EXTRA_HOSTS = [service.origin.removeprefix("https://")]
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    line.made_pool.cache_clear()
    yield service
    service.let_go.set()
    line.pool().close()
    line.made_pool.cache_clear()


Subscribes = Callable[[Professional], tuple[Device, Phone]]


@pytest.fixture
def subscribes(service: PushService) -> Subscribes:
    """Somebody signs in with a browser of theirs, which takes notifications from then on."""

    def subscribe(person: Professional) -> tuple[Device, Phone]:
        phone = service.phone()
        held_by = signed_in(person)
        return devices.subscribe(
            person.account, held_by, phone.subscription, mark=held_by.session_key[::-1]
        ), phone

    return subscribe


def signed_in(person: Professional, *, shared: bool = False) -> Session:
    request = HttpRequest()
    request.session = sessions.SessionStore()
    sessions.open_for(person.account, request, shared=shared)
    request.session.save()
    return sessions.found(request.session.session_key or "")


@pytest.fixture
def conversation(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    return start(camille, nadia, hugo, subject="Pansement de Mme Canari")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)
