"""The line to push services: to the address that was looked at, and nowhere else.

A name is resolved once, by us; an address inside our own network is refused, whatever name it
goes by; the connection is made to that very address, while TLS asks for the name. Nothing is
followed, no proxy is asked, and what a service answers is not read beyond its status and headers.
"""

import socket
import ssl
from collections.abc import Iterable
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Lock
from typing import Any

import httpcore

from push.transports import endpoints

CONNECT, READ = 5.0, 10.0  # seconds
TIMEOUT = {"connect": CONNECT, "write": READ, "read": READ, "pool": CONNECT}
AT_ONCE = 32  # each one kept is looked at for each request
TRANSLATED = ip_network("64:ff9b::/96")  # NAT64


class UnsafeAddress(Exception):
    """The name leads to where no push service is."""


class Checked(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return self.plain.connect_tcp(
            safe_address(host, port), port, timeout, local_address, socket_options
        )


def safe_address(host: str, port: int) -> str:
    """Where this name is. One address inside is enough to refuse them all: something is wrong."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as why:
        raise httpcore.ConnectError from why
    addresses = [str(where[0]) for *_, where in found]
    if not endpoints.is_extra(host, port) and not all(map(is_outside, addresses)):
        raise UnsafeAddress
    return addresses[0]


def is_outside(address: str) -> bool:
    where = ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (where, *carried_by(where)))


def carried_by(where: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The older address that this one stands for, on networks that translate."""
    if isinstance(where, IPv4Address):
        return []
    translated = IPv4Address(where.packed[-4:]) if where in TRANSLATED else None
    return [one for one in (where.ipv4_mapped, where.sixtofour, translated) if one]


_making = Lock()


def pool() -> httpcore.ConnectionPool:
    """One for the process, whoever asks first: what was connected is used again."""
    with _making:
        return made_pool()


@cache
def made_pool() -> httpcore.ConnectionPool:
    return httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(),
        max_connections=AT_ONCE,
        max_keepalive_connections=AT_ONCE,
        keepalive_expiry=30.0,
        network_backend=Checked(),
    )


def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
    """The status and the headers of the answer."""
    given = [(name.encode(), value.encode()) for name, value in headers.items()]
    with pool().stream(
        "POST", url, headers=given, content=body, extensions={"timeout": TIMEOUT}
    ) as answer:
        said = {name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in answer.headers}  # fmt: skip
        if said.get("content-length") == "0":
            answer.read()  # there is nothing: the connection is free for the next
        return answer.status, said
