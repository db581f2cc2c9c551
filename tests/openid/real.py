"""A certified provider, in a process of its own: node's oidc-provider, which the tests install."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from chat.embedded import free_port
from chat.guard import Guarded
from tests.openid.provider import CLIENT, SECRET
from tests.server import HOST, LiveServer

SCRIPT = Path(__file__).parent / "real_provider.mjs"


class RealProvider:
    """Its address is known before it runs: it and our server have to know each other's."""

    def __init__(self, log: Path) -> None:
        self.log = log
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}"

    def settings(self) -> dict[str, str]:
        return {
            "PSC_CLIENT_ID": CLIENT,
            "PSC_CLIENT_SECRET": SECRET,
            "PSC_ISSUER": self.url,
            "PSC_AUTHORIZATION_ENDPOINT": f"{self.url}/auth",
            "PSC_TOKEN_ENDPOINT": f"{self.url}/token",
            "PSC_USERINFO_ENDPOINT": f"{self.url}/me",
            "PSC_JWKS_URI": f"{self.url}/jwks",
            "PSC_END_SESSION_ENDPOINT": f"{self.url}/session/end",
        }

    @contextmanager
    def serving(self, server: LiveServer) -> Iterator[None]:
        node = shutil.which("node")
        assert node, "Node is missing: make test puts it in the path"
        told = {"PORT": str(self.port), "LIAISON": server.url, "CLIENT": CLIENT, "SECRET": SECRET}
        process = Guarded([node, str(SCRIPT)], env=os.environ | told, log=self.log)
        try:
            server.wait_until(self.answers)
            yield
        finally:
            process.stop()

    def answers(self) -> bool:
        connection = HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/jwks")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()
