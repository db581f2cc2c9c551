"""A conversation of three. Bruno is not in it."""

from uuid import UUID

import pytest

from directory.models import Professional
from tests.conversations.acts import start


@pytest.fixture
def conversation(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    return start(camille, nadia, hugo, subject="Pansement de M. Vidal")
