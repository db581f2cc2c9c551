"""A server in its own processes, and people at work in one conversation; Bruno is not in it."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from directory.models import Professional
from tests.conversations.acts import start
from tests.server import LiveServer, SignedIn


@pytest.fixture
def conversation(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    return start(camille, nadia, hugo, subject="Pansement de M. Vidal")


@dataclass(frozen=True)
class Team:
    """Each signed in at the server in a browser of their own."""

    camille: SignedIn
    nadia: SignedIn
    hugo: SignedIn
    bruno: SignedIn


@pytest.fixture
def team(
    server: LiveServer,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    bruno: Professional,
) -> Team:
    return Team(*(server.sign_in(person) for person in (camille, nadia, hugo, bruno)))
