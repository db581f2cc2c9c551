"""Where a name leads is looked at when it is written to, and nothing inside is ever contacted."""

import socket
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpcore
import pytest

from push.transports import Ring, TransportError, line
from push.transports.webpush import Subscription, WebPush
from tests.push.endpoint import Phone, PushService

RING = Ring(uuid4(), "tag-of-nothing-in-here", sound=True, urgent=False)
INSIDE = [
    "127.0.0.1",
    "10.0.0.7",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 — nobody binds to it here
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:10.0.0.7",
    "2002:0a00:0007::1",
    "64:ff9b::a00:7",
]
OUTSIDE = ["142.250.74.10", "2a00:1450:4007::200a", "64:ff9b::8efa:4a0a"]


class Names:
    """What names lead to, and the addresses that somebody connected to."""

    def __init__(self) -> None:
        self.answers: list[list[str]] = []
        self.asked: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def resolve(self, host: str, port: int, **_: Any) -> list[Any]:
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    def connect(self, host: str, port: int, *rest: Any) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        raise httpcore.ConnectError


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names.resolve)
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", names.connect)
    line.made_pool.cache_clear()
    yield names
    line.made_pool.cache_clear()


def ring(phone: Phone, endpoint: str) -> str:
    given = phone.subscription
    with pytest.raises(TransportError) as no:
        WebPush().send(RING, Subscription(endpoint, given.p256dh, given.auth))
    return no.value.reason


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_followed_there(address: str, names: Names) -> None:
    phone = Phone("https://fcm.googleapis.com")
    for found in ([address], ["142.250.74.10", address]):
        names.answers = [found]
        assert ring(phone, phone.endpoint) == "unsafe"
    assert names.connected == []


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_name_that_leads_outside_is(address: str) -> None:
    assert line.is_outside(address)


def test_a_name_that_changes_its_mind_is_asked_once(names: Names) -> None:
    """First it leads outside, for who looks; then inside, for who connects."""
    phone = Phone("https://fcm.googleapis.com")
    names.answers = [["142.250.74.10"], ["127.0.0.1"]]
    assert ring(phone, phone.endpoint) == "silent"
    assert names.connected == [("142.250.74.10", 443)]
    assert names.asked == ["fcm.googleapis.com"]


def test_what_is_no_push_service_is_not_even_looked_up(names: Names) -> None:
    for endpoint in (
        "https://localhost/x",
        "http://fcm.googleapis.com/x",
        "https://evil.example/x",
    ):
        assert ring(Phone("https://evil.example"), endpoint) == "unknown"
    assert (names.asked, names.connected) == ([], [])


def test_one_that_sends_elsewhere_is_not_followed(service: PushService) -> None:
    phone, elsewhere = service.phone(), service.phone()
    for status in (301, 302, 303, 307, 308):
        service.answers_with(phone, status, Location=elsewhere.endpoint)
        assert ring(phone, phone.endpoint) == "odd"
    assert len(service.asked) == 5
    assert elsewhere.received == []


def test_one_whose_certificate_nobody_signed_is_not_told(
    service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = service.phone()
    monkeypatch.delenv("SSL_CERT_FILE")
    line.made_pool.cache_clear()
    assert ring(phone, phone.endpoint) == "silent"
    assert service.asked == []
