"""Where Dovecot asks whether a token is good, and whose: an endpoint as Pro Santé Connect has."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class Introspection:
    url: str
    owners: dict[str, str] = field(default_factory=dict)  # whose each token is; no longer, expired

    def token_of(self, person: str) -> str:
        return next(token for token, owner in self.owners.items() if owner == person)


@contextmanager
def introspecting(people: Sequence[str]) -> Iterator[Introspection]:
    owners = {f"jeton-{number}": person for number, person in enumerate(people)}

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            owner = owners.get(asked["token"][0])
            said = {"active": True, "email": owner} if owner else {"active": False}
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the terminal is the tests'."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Introspection(f"http://127.0.0.1:{server.server_port}/introspect", owners)
        server.shutdown()
