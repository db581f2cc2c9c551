"""An export « à verser au dossier »: what one may see, all of it, for oneself, for a day."""

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from pypdf import PdfReader

from chat.embedded import Postgres
from chat.errors import NotFound
from chat.guard import Guarded
from conversations import clock, due, history, timeline
from conversations.export import Export
from conversations.exports import asking, fetching, making, storing, sweeping
from conversations.exports.asking import NothingToExport, TooManyExports, TooManyMessages
from conversations.exports.fetching import MaskedSince
from conversations.exports.shapes import ExportView, Format, NewExport
from conversations.models import AccessLog, Due, Event, Message, Place
from conversations.posting import IdReused
from directory.models import Professional
from tests.conversations.acts import join, leave, say, say_many, see, start
from tests.conversations.test_due import SETTINGS, wait_until
from tests.directory.conftest import Browser
from tests.files.sending import say_with, sent

pytestmark = pytest.mark.usefixtures("database", "own_store")


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "exports"
    monkeypatch.setattr(storing, "the_store", lambda: FileSystemStorage(folder))
    return folder


def ask(person: Professional, conversation: UUID, **how: Any) -> ExportView:
    given = {"client_id": uuid4(), **how}
    return asking.ask(person, conversation, NewExport(**given))


def made(person: Professional, conversation: UUID, **how: Any) -> UUID:
    export = ask(person, conversation, **how)
    assert due.drain(due.EXPORTS) == 1
    assert state(person, export.id) == "ready"
    return export.id


def state(person: Professional, export: UUID) -> str:
    return asking.view_of(asking.export_of(person, export)).state


def bytes_of(person: Professional, export: UUID, wanted: Format) -> bytes:
    file, size, name = fetching.content(person, export, wanted)
    with file:
        data = file.read()
    assert len(data) == size
    assert name.endswith(wanted)
    return data


def document(person: Professional, export: UUID) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(bytes_of(person, export, "json"))
    return read


def pages(person: Professional, export: UUID) -> list[str]:
    pdf = PdfReader(io.BytesIO(bytes_of(person, export, "pdf")))
    return [page.extract_text().replace("\n", " ") for page in pdf.pages]


def printed(person: Professional, export: UUID) -> str:
    return " ".join(" ".join(pages(person, export)).split())


def texts(person: Professional, export: UUID) -> list[str]:
    entries = document(person, export)["entries"]
    return [entry["what"]["text"] for entry in entries if "text" in entry["what"]]


def append(
    person: Professional,
    conversation: UUID,
    kind: Event.Kind,
    about: int,
    *,
    text: str = "",
    counts: bool = False,
    **details: Any,
) -> int:
    """As the rules for correcting, cancelling and masking append."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        said = Message(
            author_id=person.id,
            client_id=uuid4(),
            conversation_id=conversation,
            seq=room.last_seq + 1,
            text=text,
        )
        event = Event(
            kind=kind,
            party_id=person.id,
            author_id=person.id,
            at=clock.now(),
            counts=counts,
            about_seq=about,
            message=said if text else None,
            details=details or None,
        )
        room.append(event)
        timeline.save([room])
    return event.seq


def correct(person: Professional, conversation: UUID, about: int, text: str, **how: Any) -> int:
    return append(person, conversation, Event.Kind.CORRECTION, about, text=text, **how)


def exports_due() -> QuerySet[Due]:
    return Due.objects.filter(due.EXPORTS)


def mask(person: Professional, conversation: UUID, about: int) -> int:
    return append(person, conversation, Event.Kind.MASKED, about, reason="wrong_patient")


# --- What is in it ------------------------------------------------------------------------------


def test_camille_exports_what_was_said_by_whom_and_who_has_seen_it(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Lovenox 4 000 UI « ce soir » : voir l’œdème ≥ 2 cm")
    see(nadia, conversation, seq)
    export = made(camille, conversation)
    said = printed(camille, export)
    for words in (
        "Pansement de M. Vidal",
        "Lovenox 4 000 UI « ce soir » : voir l’œdème ≥ 2 cm",
        "Camille Roche a ouvert la conversation",
        "Nadia Benali, Infirmière libérale",
        "Vu par Nadia Benali (",
        "Pas encore vu par Hugo Marchand.",
        "présent à l’export",
        "Exporté par Camille Roche",
    ):
        assert words in said
    [message] = [e for e in document(camille, export)["entries"] if e["seq"] == seq]
    assert [one["party"] for one in message["seen"]] == [str(nadia.id)]
    assert message["not_seen"] == [str(hugo.id)]


def test_the_proof_is_printed_and_can_be_checked(camille: Professional, conversation: UUID) -> None:
    seq = say(camille, conversation)
    export = made(camille, conversation)
    said = "".join("".join(pages(camille, export)).split())
    head = bytes(Event.objects.get(conversation=conversation, seq=seq).hash).hex()
    assert head in said
    assert sha256(bytes_of(camille, export, "json")).hexdigest() in said
    told = document(camille, export)
    assert told["head"] == {"seq": seq, "hash": head}
    assert told["entries"][-1]["hash"] == head
    assert [e["previous_hash"] for e in told["entries"]] == [
        "", *(e["hash"] for e in told["entries"][:-1])
    ]  # fmt: skip


def test_pages_are_numbered_to_the_last(camille: Professional, conversation: UUID) -> None:
    say_many(camille, conversation, 120)
    numbered = pages(camille, made(camille, conversation))
    assert len(numbered) > 2
    for number, page in enumerate(numbered, 1):
        assert f"page {number} / {len(numbered)}" in page


def test_all_versions_are_there_and_say_what_they_are(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Bisoprolol 5 mg")
    how = {"replaces": seq, "replaced_at": clock.now().isoformat(), "reason": "clinical"}
    correct(camille, conversation, seq, "Bisoprolol 2,5 mg", version=2, **how)
    last = correct(camille, conversation, seq, "Bisoprolol 1,25 mg", counts=True, version=3, **how)
    see(nadia, conversation, last)
    export = made(nadia, conversation)
    said = printed(nadia, export)
    for words in (
        "Bisoprolol 5 mg",
        "Bisoprolol 2,5 mg",
        "Bisoprolol 1,25 mg",
        "texte d’origine",
        f"ANNULE ET REMPLACE LE MESSAGE N° {seq}",
        f"VOIR N° {last}",
    ):
        assert words in said
    [first] = [e for e in document(nadia, export)["entries"] if e["seq"] == seq]
    assert [(v["version"], v["in_place"], v["text"]) for v in first["versions"]] == [
        (1, False, "Bisoprolol 5 mg"),
        (2, True, "Bisoprolol 2,5 mg"),
        (3, False, "Bisoprolol 1,25 mg"),
    ]


def test_what_is_masked_is_nowhere_in_any_version(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Canari un")
    how = {"replaces": seq, "replaced_at": clock.now().isoformat(), "reason": "typo"}
    correct(camille, conversation, seq, "Canari deux", version=2, **how)
    correct(camille, conversation, seq, "Canari trois", counts=True, version=3, **how)
    append(camille, conversation, Event.Kind.CANCELLED, seq, text="Canari motif", counts=True)
    mask(camille, conversation, seq)
    export = made(nadia, conversation, files=True)
    said = printed(nadia, export)
    assert "MASQUÉ" in said
    assert "Le contenu de ce message a été masqué." in said
    with ZipFile(io.BytesIO(bytes_of(nadia, export, "zip"))) as whole:
        inside = [whole.read(name) for name in whole.namelist()]
    everything = [said, bytes_of(nadia, export, "json").decode(), *map(repr, inside)]
    assert not [one for one in everything if "Canari" in one]


def test_what_is_masked_after_the_export_cannot_be_fetched_any_more(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Mauvais patient")
    export = made(nadia, conversation)
    mask(camille, conversation, seq)
    with pytest.raises(MaskedSince):
        bytes_of(nadia, export, "pdf")
    assert "Mauvais patient" not in printed(nadia, made(nadia, conversation))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("D’accord 👍", "D’accord [pouce vers le haut]"),
        ("#strong[x] *gras* $x$ \\ @y <b>&amp;", "#strong[x] *gras* $x$ \\ @y <b>&amp;"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("montant \u202e5 mg", "montant [U+202E]5 mg"),
        ("ligne\r\nautre\x07", "ligne autre[U+0007]"),
        ("z\u0361\u0489\U000e0041\U0010ffff", "z"),
    ],
)
def test_whatever_they_typed_is_printed_and_nothing_of_it_is_obeyed(
    camille: Professional, conversation: UUID, written: str, shown: str
) -> None:
    say(camille, conversation, written)
    export = made(camille, conversation)
    assert shown in printed(camille, export)
    assert texts(camille, export) == [written]


def test_attachments_are_named_with_their_hash_and_are_in_the_zip(
    camille: Professional, conversation: UUID
) -> None:
    content = b"Compte rendu du 12 mars.\n"
    said = say_with(camille, conversation, sent(camille, content, "bilan ..\u202e.txt"))
    assert due.drain(due.FILES) == 1
    export = made(camille, conversation, files=True)
    assert sha256(content).hexdigest() in "".join(printed(camille, export).split())
    [message] = [e for e in document(camille, export)["entries"] if e["seq"] == said]
    [file] = message["attachments"]
    with ZipFile(io.BytesIO(bytes_of(camille, export, "zip"))) as whole:
        assert set(whole.namelist()) == {"export.pdf", "export.json", file["path"]}
        assert whole.read(file["path"]) == content
        assert whole.read("export.json") == bytes_of(camille, export, "json")
    assert ".." not in file["path"]


# --- Who may have it -----------------------------------------------------------------------------


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


# --- What is asked -------------------------------------------------------------------------------


def test_the_same_client_id_again_gives_the_same_export_and_one_line(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    name = uuid4()
    first = ask(camille, conversation, client_id=name)
    assert ask(camille, conversation, client_id=name) == first
    with pytest.raises(IdReused):
        ask(camille, conversation, client_id=name, files=True)
    assert Event.objects.filter(kind=Event.Kind.EXPORTED).count() == 1
    assert exports_due().count() == 1


def test_the_line_the_row_and_the_work_commit_together(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    with transaction.atomic():
        ask(camille, conversation)
        transaction.set_rollback(True)
    assert not Export.objects.exists()
    assert not exports_due().exists()
    assert not Event.objects.filter(kind=Event.Kind.EXPORTED).exists()


def test_chosen_messages_or_numbers_or_days_are_exported_and_nothing_else(
    camille: Professional, conversation: UUID
) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    with clock.at(long_ago):
        old = start(camille, *Professional.objects.exclude(id=camille.id))
        for text in ("un", "deux"):
            say(camille, old, text)
    for text in ("trois", "quatre"):
        say(camille, old, text)
    day = timezone.localtime(long_ago).date()
    for wanted, found in (
        ({"seqs": [3, 5]}, ["deux", "quatre"]),
        ({"from_seq": 3, "to_seq": 4}, ["deux", "trois"]),
        ({"to_day": day}, ["un", "deux"]),
        ({"from_day": day + timedelta(days=1)}, ["trois", "quatre"]),
        ({"from_day": day, "to_day": day, "from_seq": 3}, ["deux"]),
    ):
        assert texts(camille, made(camille, old, **wanted)) == found


def test_nothing_said_too_much_said_and_too_often_are_refused_in_words(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NothingToExport):
        ask(camille, conversation)
    say_many(camille, conversation, 3)
    with pytest.raises(NothingToExport):
        ask(camille, conversation, from_seq=900)
    monkeypatch.setattr(asking, "MESSAGES_MOST", 2)
    with pytest.raises(TooManyMessages):
        ask(camille, conversation)
    monkeypatch.setattr(asking, "A_DAY_MOST", 1)
    ask(camille, conversation, to_seq=3)
    with pytest.raises(TooManyExports):
        ask(camille, conversation, to_seq=3)


def test_asking_and_fetching_are_noted(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    bytes_of(camille, export, "pdf")
    noted = AccessLog.objects.filter(professional=camille, act="export")
    assert list(noted.values_list("thing", flat=True)) == [export, export]


def test_what_is_fetched_is_kept_by_no_cache_and_names_nobody(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    browser = Browser()
    browser.sign_in("camille")
    answer = browser.get(f"/exports/{export}/content?format=pdf")
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="liaison-20')
    assert "roche" not in answer["Content-Disposition"].lower()
    assert answer["X-Content-Type-Options"] == "nosniff"


# --- How long, and whoever dies ------------------------------------------------------------------


def test_a_day_later_the_export_is_gone_and_the_line_stays(
    camille: Professional, conversation: UUID, own_store: Path
) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    assert sweeping.sweep() == 0
    with clock.at(timezone.now() + timedelta(hours=25)):
        with pytest.raises(NotFound):
            bytes_of(camille, export, "pdf")
        assert sweeping.sweep() == 1
        assert sweeping.sweep() == 0
        assert asking.mine(camille, conversation) == []
    assert list(own_store.iterdir()) == []
    assert state(camille, export) == "gone"
    assert Event.objects.filter(kind=Event.Kind.EXPORTED).count() == 1


def test_made_twice_it_is_the_same_once(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    making.make(conversation, 3)
    assert state(camille, export) == "ready"


@contextmanager
def limits(monkeypatch: pytest.MonkeyPatch, **less: float) -> Iterator[None]:
    with monkeypatch.context() as patch:
        for name, value in less.items():
            patch.setattr(f"conversations.exports.rendering.{name}", value)
        yield


def test_one_that_takes_too_long_fails_and_says_so(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(camille, conversation)
    export = ask(camille, conversation)
    with limits(monkeypatch, SECONDS_MOST=0.0):
        assert due.drain(due.EXPORTS) == 1
    assert state(camille, export.id) == "failed"
    assert not exports_due().exists()


def test_what_is_masked_while_it_is_being_made_has_it_made_again(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = say(camille, conversation, "Canari")
    export = ask(camille, conversation)
    real = making.written

    def written(*given: Any) -> Any:
        files = real(*given)
        if not Event.objects.filter(kind=Event.Kind.MASKED).exists():
            mask(camille, conversation, seq)
        return files

    monkeypatch.setattr(making, "written", written)
    assert due.drain(due.EXPORTS) == 1
    assert state(camille, export.id) == "working"
    assert due.drain(due.EXPORTS) == 1
    assert "Canari" not in printed(camille, export.id)


def test_the_lease_is_renewed_while_it_lasts(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    export = Export.objects.get(id=ask(camille, conversation).id)
    times = iter([0.0, 1.0, 6.0, 6.0])
    tell = making.Telling(export, now=lambda: next(times))
    tell(10)
    before = exports_due().get().lease_until
    tell(10)
    after = exports_due().get().lease_until
    assert before is None
    assert after is not None
    assert after > timezone.now()
    assert Export.objects.get().progress == 10


@pytest.mark.usefixtures("own_database")
def test_a_worker_killed_in_the_middle_is_followed_by_another_that_makes_it(
    own_database: str,
    postgres: Postgres,
    own_store: Path,
    tmp_path: Path,
    camille: Professional,
    conversation: UUID,
) -> None:
    say_many(camille, conversation, 400)
    export = ask(camille, conversation)
    log = tmp_path / "log"
    where = {"DATABASE_URL": postgres.url("liaison_app", own_database)}
    env = os.environ | SETTINGS | where | {"EXPORTS_DIR": str(own_store)}
    command = [sys.executable, "-m", "tests.conversations.hasty_worker"]
    worker = Guarded(command, env=env, log=log)
    wait_until(lambda: Export.objects.get().state == "working", log)
    worker.kill()
    assert state(camille, export.id) == "working"
    worker = Guarded(command, env=env, log=log)
    wait_until(lambda: Export.objects.get().state == "ready", log, seconds=60)
    wait_until(lambda: not exports_due().exists(), log)
    worker.stop()
    assert len(texts(camille, export.id)) == 400
