"""Bruno, and whoever is signed out: no address says whether a conversation is there."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from conversations.models import Conversation, Message, Place, Seen
from directory.models import Professional
from tests.conversations.acts import JEANNE, leave, say
from tests.directory.conftest import Browser

API = json.loads((Path(__file__).parent.parent.parent / "docs" / "api.json").read_text())
NOW = timezone.now().isoformat()
# What is sent to the addresses that take something: well-formed, so that only the rule refuses.
SPAN = {"from_seq": 1, "to_seq": 2, "displayed_at": NOW}
SENT: dict[str, list[dict[str, Any]]] = {
    "/api/conversations/{conversation}/messages": [
        {"id": str(uuid4()), "text": "Bonjour", "composed_at": NOW}
    ],
    "/api/conversations/{conversation}/entries/{seq}/taking": [
        {"ref": str(uuid4()), "on": True},
        {"ref": str(uuid4()), "on": False},
    ],
    "/api/conversations/{conversation}/seen": [
        {"ref": str(uuid4()), "said_at": "2026-11-23T12:00:00Z", "spans": [SPAN]}
    ],
    "/api/conversations/{conversation}/marks": [
        {"do": "favourite", "on": True},
        {"do": "todo", "on": True},
        {"do": "todo", "on": True, "seq": 2},
        {"do": "archive", "known_seq": 2},
        {"do": "unarchive"},
        {"do": "read", "upto": 2},
        {"do": "unread", "from_seq": 2},
        {"do": "notify", "level": "none", "until": NOW},
    ],
    "/api/conversations/{conversation}/patient": [
        {"ref": str(uuid4()), "known": None, "patient": JEANNE.model_dump(mode="json")},
        {"ref": str(uuid4()), "known": None, "patient": {"by": "id", "id": str(uuid4())}},
    ],
    "/api/conversations/{conversation}/opposition": [
        {"ref": str(uuid4()), "patient": str(uuid4()), "recorded": True}
    ],
    "/api/conversations/{conversation}/people": [
        {"ref": str(uuid4()), "people": [str(uuid4())], "history": {"give": "all"}},
        {"ref": str(uuid4()), "people": [str(uuid4())], "history": {"give": "now"}},
    ],
    "/api/conversations/{conversation}/people/widen": [
        {"ref": str(uuid4()), "person": str(uuid4()), "history": {"give": "since", "since": NOW}}
    ],
    "/api/conversations/{conversation}/people/undo": [
        {"ref": str(uuid4()), "person": str(uuid4())}
    ],
    "/api/conversations/{conversation}/leave": [{"ref": str(uuid4()), "reason": "mistake"}],
    "/api/conversations/{conversation}/invitation": [
        {"ref": str(uuid4()), "accept": True},
        {"ref": str(uuid4()), "accept": False},
    ],
    "/api/conversations/{conversation}/subject": [{"id": str(uuid4()), "subject": "Autre"}],
    "/api/conversations/{conversation}/close": [{"id": str(uuid4()), "conclusion": "Fini."}],
    "/api/conversations/{conversation}/reopen": [{"ref": str(uuid4())}],
}
FILES = {"upload": uuid4(), "attachment": uuid4(), "activity": uuid4()}
SENT["/api/conversations/{conversation}/exports"] = [
    {"client_id": str(uuid4())},
    {"client_id": str(uuid4()), "from_seq": 1, "to_seq": 2, "files": True},
]
ENTRY = "/api/conversations/{conversation}/entries/{seq}"
REF = str(uuid4())
SENT |= {
    f"{ENTRY}/correction": [{"id": REF, "text": "Bonsoir", "composed_at": NOW}],
    f"{ENTRY}/cancellation": [{"id": REF, "reason": "Faux", "composed_at": NOW}],
    f"{ENTRY}/masking": [{"ref": REF, "reason": "wrong_patient"}],
    f"{ENTRY}/report": [{"ref": REF, "reason": "clinical"}],
    f"{ENTRY}/reminder": [{"ref": REF}],
}
SENT |= {
    "/api/mail/letters/{conversation}/{seq}/cancel": [{}],
    "/api/mail/letters/{conversation}/{seq}/resend": [{"recipient": 1}],
    "/api/mail/letters/{conversation}/{seq}/receipt": [{}],
    "/api/mail/conversations/{conversation}/attach": [{"to": str(uuid4())}],
}
QUERIES = ["", "?after=0", "?before=9", "?around=1", "?limit=1"]
SIGNED_OUT = {"code": "signed_out", "message": "Vous n’êtes plus connecté. Identifiez-vous."}
OPEN_TO_ALL = {
    "/api/session",
    "/api/demo",
    "/api/sign-in",
    "/api/sign-in/{provider}",
    "/api/sign-in/{provider}/return",
    "/api/sign-in/{provider}/logout",
    "/api/session/passkey",
    "/api/session/second",
    "/api/enrolment",
    "/api/enrolment/code",
    "/api/enrolment/passkey",
    "/api/link",
    "/api/link/password",
    "/api/forgotten",
}

ADDRESSES = [(method, path) for path, methods in API["paths"].items() for method in methods]
OF_A_CONVERSATION = [pair for pair in ADDRESSES if "{conversation}" in pair[1]]


@pytest.fixture
def talk(camille: Professional, conversation: UUID) -> UUID:
    say(camille, conversation, "Confidence")
    return conversation


def answers(browser: Browser, method: str, path: str, conversation: UUID) -> list[Any]:
    """All that this address answers about this conversation, whatever one sends it."""
    where = path.format(conversation=conversation, seq=2).removeprefix("/api")
    if method == "get":
        got: list[Any] = [browser.get(where + query) for query in QUERIES]
    else:
        got = [browser.post(where, sent) for sent in SENT[path]]
    return [(answer.status_code, answer.json(), sorted(answer.headers.items())) for answer in got]


def test_every_address_of_a_conversation_is_looked_at() -> None:
    assert {path for method, path in OF_A_CONVERSATION if method != "get"} == set(SENT)


@pytest.mark.usefixtures("own_database")
def test_bruno_is_answered_alike_of_what_is_absent_and_of_what_is_not_his(
    talk: UUID, bruno: Professional
) -> None:
    browser = Browser()
    browser.sign_in("bruno")
    before = everything()
    refusal = {"code": "not_found", "message": "Introuvable, ou vous n’y avez pas accès."}
    for method, path in OF_A_CONVERSATION:
        theirs = answers(browser, method, path, talk)
        assert theirs == answers(browser, method, path, uuid4())
        assert all((status, body) == (404, refusal) for status, body, _ in theirs)
    assert everything() == before


def test_whoever_is_signed_out_is_told_so_and_nothing_else(talk: UUID) -> None:
    browser = Browser()
    before = everything()
    for method, path in OF_A_CONVERSATION:
        theirs = answers(browser, method, path, talk)
        assert theirs == answers(browser, method, path, uuid4())
        assert all((status, body) == (401, SIGNED_OUT) for status, body, _ in theirs)
    assert everything() == before


def test_every_other_address_wants_somebody_signed_in(talk: UUID) -> None:
    browser = Browser()
    for method, path in ADDRESSES:
        if path in OPEN_TO_ALL:
            continue
        ids = {
            "export": uuid4(),
            "unsealing_id": uuid4(),
            "person": uuid4(),
            "team": uuid4(),
            "session": "x",
            "role": uuid4(),
            "notice": uuid4(),
            "device": uuid4(),
            "box": uuid4(),
            **FILES,
        }
        where = path.format(conversation=talk, seq=2, number=1, **ids)
        answer = browser.client.generic(method.upper(), where, headers=browser.headers())
        assert (answer.status_code, answer.json()) == (401, SIGNED_OUT), (method, path)


@pytest.mark.usefixtures("own_database")
def test_one_who_left_is_answered_about_later_entries_as_about_none(
    talk: UUID, camille: Professional, nadia: Professional
) -> None:
    leave(nadia, talk)
    say(camille, talk, "Après son départ")
    browser = Browser()
    browser.sign_in("nadia")
    at = f"/conversations/{talk}"
    for way in ("/readers", ""):
        later, none = (browser.get(f"{at}/entries/{seq}{way}") for seq in (4, 9))
        assert (later.status_code, later.json()) == (none.status_code, none.json())
    ways = [
        "",
        "/entries",
        "/entries?after=0",
        "/entries?around=3",
        "/entries/2/readers",
        "/entries/2",
    ]
    told = [browser.get(at + way).json() for way in ways] + [browser.get("/inbox?show=all").json()]
    assert "départ" not in json.dumps(told, ensure_ascii=False)
    message = SENT["/api/conversations/{conversation}/messages"][0]
    assert browser.post(f"{at}/messages", message).status_code == 404


@pytest.mark.usefixtures("own_database")
def test_what_is_malformed_is_refused_in_french_and_not_repeated(
    talk: UUID, camille: Professional
) -> None:
    browser = Browser()
    browser.sign_in("camille")
    good = {"id": str(uuid4()), "text": "Mme Canari", "composed_at": NOW}
    refusal = {"code": "unreadable", "message": "Cette demande n’a pas la forme attendue."}
    for wrong in (
        {"text": "Mme Canari" * 1_001},
        {"text": "Mme Canari\x00"},
        {"text": "\ud83d Mme Canari"},
        {"text": " \n "},
        {"text": ["Mme Canari"]},
        {"id": "Mme Canari"},
        {"composed_at": "2026-11-23T12:00:00"},
        {"seq": 7},
    ):
        answer = browser.post(f"/conversations/{talk}/messages", good | wrong)
        assert (answer.status_code, answer.json()) == (422, refusal), wrong
    assert Message.objects.count() == 1


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (
        Conversation, Message, Place, Seen)]  # fmt: skip
