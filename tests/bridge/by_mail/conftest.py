"""Antoine Delmas takes part in a conversation of Camille’s and Nadia’s, and there is a relay."""

from typing import Any
from uuid import UUID

import pytest

from bridge.models import Box
from directory.models import Professional
from tests.bridge.colleagues import RELAY, delmas_of_the_directory, relay_box
from tests.conversations.acts import start


@pytest.fixture(autouse=True)
def box(db: None, settings: Any) -> Box:
    settings.RELAY_ADDRESS = RELAY
    settings.BY_MAIL_SUBSCRIBERS = ["bridge.colleagues.gathering.tell"]
    settings.PUBLIC_URL = "https://liaison.example"
    return relay_box()


@pytest.fixture
def delmas(box: Box) -> Professional:
    return delmas_of_the_directory()


@pytest.fixture
def talk(camille: Professional, nadia: Professional, delmas: Professional) -> UUID:
    return start(camille, nadia, delmas, subject="Œdèmes de Mme Canari")
