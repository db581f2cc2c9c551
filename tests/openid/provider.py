"""A provider of OpenID Connect that answers over HTTP, and lies when it is told to."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT, SECRET = "liaison", "what only the two of us know of each other"
Claims = dict[str, Any]
INVALID = {"error": "invalid_grant"}


@cache
def key(name: str) -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


class Provider:
    def __init__(self, url: str) -> None:
        self.url = url
        self.issuer = f"{url}/realms/esante-wallet"
        self.codes: dict[str, tuple[dict[str, str], Claims]] = {}
        self.tokens: dict[str, Claims] = {}
        self.renews: dict[str, Claims] = {}  # each once
        self.mail: dict[str, str] = {}  # which mailbox a token opens, for who asks
        self.asked: list[str] = []  # the paths, in order
        # What it says besides or instead of the truth. None: it leaves it out.
        self.token_lies: Claims = {}
        self.userinfo_lies: Claims = {}
        self.signs_with = "theirs"
        self.algorithm = "RS256"
        self.broken: int = 0  # the status of all its answers

    def settings(self) -> dict[str, str]:
        return {
            "name": "Pro Santé Connect",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.url}/auth",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/certs",
            "end_session_endpoint": f"{self.url}/logout",
            "scope": "openid scope_all",
            "acr": "eidas1",
            "identifier": "SubjectNameID",
        }

    def identifies(self, address: str, person: Claims) -> str:
        """Somebody went to this address and showed their card: where they are sent back to."""
        asked = query_of(address)
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = token_urlsafe()
        self.codes[code] = (asked, person)
        back = {"state": asked["state"], "code": code, "iss": self.issuer}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def answer(self, path: str, given: dict[str, str], bearer: str) -> tuple[int, Claims]:
        self.asked.append(path)
        if self.broken:
            return self.broken, {}
        match path:
            case "/token":
                return self.give_tokens(given)
            case "/userinfo" if bearer in self.tokens:
                return 200, said(self.tokens[bearer], self.userinfo_lies)
            case "/certs":
                return 200, {"keys": [public("theirs")]}
            case _:
                return 401, {}

    def give_tokens(self, given: dict[str, str]) -> tuple[int, Claims]:
        if given["grant_type"] == "refresh_token":
            person = self.renews.pop(given["refresh_token"], {})
            ours = (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
            return (200, self.access(person)) if ours and person else (400, INVALID)
        asked, person = self.codes.pop(given["code"], ({}, {}))
        challenge = sha256(given["code_verifier"].encode()).digest()
        right = (
            asked
            and asked["code_challenge"] == urlsafe_b64encode(challenge).decode().rstrip("=")
            and asked["redirect_uri"] == given["redirect_uri"]
            and (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
        )
        if not right:
            return 400, INVALID
        return 200, {**self.access(person), "id_token": self.identity_token(asked, person)}

    def access(self, person: Claims) -> Claims:
        access, refresh = token_urlsafe(), token_urlsafe()
        self.tokens[access] = self.renews[refresh] = person
        self.mail[access] = person.get("mail", "")
        return {"access_token": access, "expires_in": 120, "refresh_token": refresh}

    def identity_token(self, asked: dict[str, str], person: Claims) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "azp": CLIENT,
            "iat": now,
            "exp": now + 120,
            "sub": person["sub"],
            "sid": f"session-of-{person['sub']}",
            "nonce": asked["nonce"],
            "acr": asked["acr_values"],
        }
        return self.signed(claims, self.token_lies)

    def logout_token(self, **lies: Any) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 120,
            "jti": token_urlsafe(),
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        return self.signed(claims, lies)

    def signed(self, claims: Claims, lies: Claims) -> str:
        algorithm = self.algorithm
        signs: Any = {"none": None, "HS256": SECRET.encode()}.get(algorithm, key(self.signs_with))
        return jwt.encode(said(claims, lies), signs, algorithm, headers={"kid": "theirs"})


def said(truth: Claims, lies: Claims) -> Claims:
    return {name: value for name, value in (truth | lies).items() if value is not None}


def public(name: str) -> Claims:
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(key(name).public_key(), as_dict=True)
    return {**jwk, "kid": name, "use": "sig", "alg": "RS256"}


@contextmanager
def running() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.tell({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.tell({name: values[0] for name, values in parse_qs(body).items()})

        def tell(self, given: dict[str, str]) -> None:
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            status, body = provider.answer(urlsplit(self.path).path, given, bearer)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
