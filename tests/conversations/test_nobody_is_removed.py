"""Nobody can remove anybody, by any route: every address is tried, and every order."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from conversations import history
from conversations.models import Place
from directory.models import Professional
from tests.conversations.acts import say
from tests.conversations.test_outsiders import ADDRESSES, API, SENT
from tests.directory.conftest import Browser
from tests.live.test_strangers import ORDERS

# What leaves, does so for whoever asks.
ONE_S_OWN = {"/api/conversations/{conversation}/leave"}


def test_no_address_takes_anything_but_reading_and_posting() -> None:
    methods = {method for method, path in ADDRESSES if "{conversation}" in path}
    assert methods == {"get", "post"}


def test_no_order_of_the_socket_names_somebody_else() -> None:
    named = {name for order in ORDERS for name in order} & {"party", "person", "people", "member"}
    assert named == set()


@pytest.mark.usefixtures("own_database")
def test_whatever_camille_sends_the_others_stay(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    say(camille, conversation, "Confidence")
    for colleague in (nadia, hugo):
        history.view(colleague, conversation)
    before = {c.id: visible(c, conversation) for c in (nadia, hugo)}
    browser = Browser()
    browser.sign_in("camille")
    paths = [path for path, methods in API["paths"].items() if "post" in methods]
    for path in sorted(paths):
        if "{conversation}" not in path or path in ONE_S_OWN:
            continue
        where = path.format(conversation=conversation, seq=2).removeprefix("/api")
        for colleague in (nadia, hugo):
            for sent in SENT[path]:
                answer = browser.post(where, naming(sent, colleague.id))
                assert answer.status_code < 500, path
                after = {c.id: visible(c, conversation) for c in (nadia, hugo)}
                assert after == before, path


def visible(person: Professional, conversation: UUID) -> list[Any]:
    return list(Place.objects.get(conversation=conversation, party=person.id).visible)


def naming(sent: dict[str, Any], somebody: UUID) -> dict[str, Any]:
    """The same with them wherever a person may be named, under a fresh name of its own."""
    fresh: dict[str, Any] = json.loads(json.dumps(sent))
    fresh |= {name: str(uuid4()) for name in ("id", "ref") if name in fresh}
    if "person" in fresh:
        fresh["person"] = str(somebody)
    if "people" in fresh:
        fresh["people"] = [str(somebody)]
    for name in ("party", "member", "about", "by"):
        if name in fresh:
            fresh[name] = str(somebody)
    return fresh
