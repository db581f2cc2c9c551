"""Whose an export is: one's own, of what one may see."""

from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound
from conversations import clock, history
from conversations.models import Place
from directory.models import Professional
from tests.conversations.acts import join, leave, say, see
from tests.conversations.exporting import ask, bytes_of, correct, document, made, printed, texts
from tests.directory.conftest import Browser

pytestmark = pytest.mark.usefixtures("database", "own_store")


def test_bruno_can_ask_for_nothing_and_fetch_nothing(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    with pytest.raises(NotFound):
        ask(bruno, conversation)
    with pytest.raises(NotFound):
        bytes_of(bruno, export, "pdf")


def test_an_export_is_its_asker_s_alone(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    browser = Browser()
    browser.sign_in("nadia")
    for way in ("", "/content?format=pdf"):
        theirs, none = (browser.get(f"/exports/{one}{way}") for one in (export, uuid4()))
        assert (theirs.status_code, theirs.json()) == (none.status_code, none.json())
        assert theirs.status_code == 404
    assert browser.get(f"/conversations/{conversation}/exports").json() == []


def test_one_who_left_exports_what_they_could_see_and_the_others_are_told(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Avant son départ")
    leave(nadia, conversation)
    say(camille, conversation, "Après son départ")
    see(hugo, conversation, seq)
    export = made(nadia, conversation)
    assert texts(nadia, export) == ["Avant son départ"]
    assert "Après" not in printed(nadia, export)
    [message] = [e for e in document(nadia, export)["entries"] if e["seq"] == seq]
    assert message["seen"] == [], "what was seen since they left is not told"
    last = history.page(camille, conversation, after=None, before=None, around=None, limit=1)
    assert last.entries[0].what.type == "conversation_exported"


def test_a_newcomer_without_history_exports_from_their_coming(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    first = say(camille, conversation, "Avant son arrivée")
    join(bruno, conversation)
    how = {"replaces": first, "replaced_at": clock.now().isoformat(), "reason": "typo"}
    correct(camille, conversation, first, "Corrigé ensuite", counts=True, version=2, **how)
    say(camille, conversation, "Bienvenue")
    export = made(bruno, conversation)
    assert texts(bruno, export) == ["Corrigé ensuite", "Bienvenue"]
    assert "Avant son" not in printed(bruno, export)
    assert "Avant son" not in bytes_of(bruno, export, "json").decode()


def test_what_they_may_no_longer_see_they_may_no_longer_fetch(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    export = made(nadia, conversation)
    Place.objects.filter(conversation=conversation, party=nadia.id).update(visible=[(2, 2)])
    with pytest.raises(NotFound):
        bytes_of(nadia, export, "pdf")
