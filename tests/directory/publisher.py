"""Somebody who publishes extracts: a server of ours, over TLS signed by an authority of ours."""

import datetime as dt
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


@dataclass
class Publisher:
    """What it answers: first these statuses, then what lies under the path."""

    files: dict[str, bytes] = field(default_factory=dict)
    first: list[int] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)  # more headers
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""
    tls: bool = True

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append((request.path, dict(request.headers)))
        status = self.first.pop(0) if self.first else 200
        body = self.files.get(request.path.partition("?")[0], b"") if status == 200 else b""
        request.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | self.says).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)


@contextmanager
def published(publisher: Publisher, folder: Path) -> Iterator[Path]:
    """While it serves; gives the file of its authority."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            publisher.answer(self)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if publisher.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(signed(folder))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    scheme = "https" if publisher.tls else "http"
    publisher.url = f"{scheme}://127.0.0.1:{server.server_port}"
    try:
        yield folder / "authority.pem"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def signed(folder: Path) -> Path:
    """A certificate for this machine with its key, signed by an authority made here."""
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer, subject = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in ("Ours", "Publisher")
    )
    authority = (
        about(issuer, issuer, authority_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(authority_key, SHA256())
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    leaf = (
        about(subject, issuer, key)
        .add_extension(here, critical=False)
        .sign(authority_key, SHA256())
    )
    (folder / "authority.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    chain = folder / "server.pem"
    chain.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + leaf.public_bytes(Encoding.PEM)
    )
    return chain


def about(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
    )
