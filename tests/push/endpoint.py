"""A push service, as browsers' makers run them: it checks who sends, and its browsers really
decrypt. It answers what it is told to answer, or nothing."""

import json
import ssl
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from secrets import token_bytes, token_urlsafe
from typing import Any

import http_ece
import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import NameOID

from push import keys
from push.shapes import NewDevice

SILENT = 0  # an answer that never comes


@dataclass
class Received:
    """What reached a browser, decrypted, and how it was sent."""

    told: dict[str, Any]
    headers: dict[str, str]
    length: int
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


class Phone:
    """A browser that subscribed."""

    def __init__(self, origin: str) -> None:
        self.endpoint = f"{origin}/wp/{token_urlsafe(24)}"
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = token_bytes(16)
        self.received: list[Received] = []

    @property
    def subscription(self) -> NewDevice:
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return NewDevice(
            endpoint=self.endpoint, p256dh=in_letters(point), auth=in_letters(self.auth)
        )

    def decrypts(self, body: bytes) -> dict[str, Any]:
        clear = http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.auth, version="aes128gcm"
        )
        told: dict[str, Any] = json.loads(clear)
        return told

    @property
    def told(self) -> list[dict[str, Any]]:
        return [one.told for one in self.received]


class PushService:
    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.phones: dict[str, Phone] = {}
        # What is answered next, then for ever the last of them.
        self.answers: defaultdict[str, deque[tuple[int, dict[str, str]]]] = defaultdict(deque)
        self.asked: list[str] = []  # paths, in order
        self.let_go = threading.Event()

    def phone(self) -> Phone:
        phone = Phone(self.origin)
        self.phones[phone.endpoint.removeprefix(self.origin)] = phone
        return phone

    def answers_with(self, phone: Phone, *statuses: int, **headers: str) -> None:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        queue = self.answers[phone.endpoint.removeprefix(self.origin)]
        queue.clear()
        queue.extend((status, given) for status in statuses)

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        self.asked.append(path)
        queue = self.answers[path]
        status, more = queue.popleft() if len(queue) > 1 else (queue or [(201, {})])[0]
        phone = self.phones.get(path)
        if phone is None:
            return 404, {}
        if not self.is_ours(headers.get("authorization", "")):
            return 403, {}
        if status == 201:
            phone.received.append(Received(phone.decrypts(body), headers, len(body)))
        return status, more

    def is_ours(self, authorization: str) -> bool:
        """RFC 8292: signed for this service, by the key its browsers subscribed with."""
        scheme, _, rest = authorization.partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        if scheme != "vapid" or parts["k"] != keys.public():
            return False
        claims = jwt.decode(parts["t"], public_key(parts["k"]), ["ES256"], audience=self.origin)
        last = datetime.fromtimestamp(claims["exp"], UTC) - datetime.now(UTC)
        return last < timedelta(hours=24) and claims["sub"].startswith("mailto:")


def public_key(letters: str) -> ec.EllipticCurvePublicKey:
    point = urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def in_letters(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@contextmanager
def running(folder: Path) -> Iterator[PushService]:
    """On a port of its own; who trusts `folder / "trusted.pem"` believes that it is localhost."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, more = service.answer(self.path, headers, body)
            if status == SILENT:
                service.let_go.wait()
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = certified(folder).wrap_socket(server.socket, server_side=True)
    service = PushService(f"https://localhost:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield service
    finally:
        service.let_go.set()
        server.shutdown()
        server.server_close()


def certified(folder: Path) -> ssl.SSLContext:
    """A certificate of its own making."""
    (folder / "trusted.pem").write_bytes(certificate()[0])
    (folder / "key.pem").write_bytes(certificate()[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "trusted.pem", folder / "key.pem")
    return context


@cache
def certificate() -> tuple[bytes, bytes]:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, SHA256())
    )
    key = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return made.public_bytes(Encoding.PEM), key
