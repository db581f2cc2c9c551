"""An export « à verser au dossier »: all that one may see, and what became of it."""

import io
from hashlib import sha256
from uuid import UUID
from zipfile import ZipFile

import pytest

from conversations import clock, due, suspended
from conversations.exports.fetching import MaskedSince
from conversations.models import Event
from directory import suspending
from directory.models import Professional, Suspended
from tests.conversations.acts import say, say_many, see
from tests.conversations.exporting import (
    append,
    bytes_of,
    correct,
    document,
    made,
    mask,
    pages,
    printed,
    texts,
)
from tests.files.sending import say_with, sent

pytestmark = pytest.mark.usefixtures("database", "own_store")


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


def test_who_was_suspended_and_is_back_is_told_so(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation)
    see(nadia, conversation, seq)
    suspending.suspend([nadia.id], because=Suspended.OPERATOR, reason="Enquête")
    suspended.tell()
    said = printed(camille, made(camille, conversation))
    for words in ("Accès suspendu : Nadia Benali", ", accès suspendu)", "Nadia Benali"):
        assert words in said
    assert "Enquête" not in said
    suspending.restore([nadia.id])
    suspended.tell()
    assert "Accès rétabli : Nadia Benali" in printed(camille, made(camille, conversation))


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
