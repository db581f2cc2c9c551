"""The document as it is printed: sentences and labels, in order, for the template to lay out."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from conversations import shapes
from conversations.exports import letters, wording
from conversations.exports.sentences import patient_in_words, sentence
from conversations.exports.shapes import (
    Document,
    ExportedEntry,
    Presence,
    ReaderSaid,
    VersionSaid,
)
from directory import formerly
from directory.shapes import Person

Printed = dict[str, Any]
NOBODY = "Quelqu’un"
WHAT = {"chat": "Conversation à verser au dossier", "mail": "Courriers à verser au dossier"}
SEXES = {"F": "féminin", "M": "masculin", "I": "indéterminé"}
STATUSES = {
    "PROV": "identité provisoire",
    "VALI": "identité validée",
    "RECUP": "identité récupérée",
    "QUAL": "INS qualifiée",
}
STATES = {
    "corrected": "CORRIGÉ",
    "cancelled": "DÉCLARÉ ERRONÉ PAR SON AUTEUR",
    "masked": "MASQUÉ",
    "corrected_since": "CORRIGÉ DEPUIS LE DÉPART DE L’EXPORTATEUR",
}


def printed(document: Document, *, sha256: str) -> Printed:
    """`sha256`: of the machine-readable document that this says again."""
    page = Page(document)
    local = timezone.localtime(document.exported_at)
    return {
        "title": document.subject or "Conversation sans objet",
        "what": WHAT[document.kind],
        "date": [local.year, local.month, local.day, local.hour, local.minute, local.second],
        "about": page.about(),
        "patient": page.patient(),
        "participants": [page.presence(one) for one in document.participants],
        "days": page.days(),
        "proof": page.proof(sha256),
        "footer": page.footer(),
    }


class Page:
    """Says things with the names of the document's people."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.people: dict[UUID, Person] = {person.id: person for person in document.people}
        self.inside = {entry.seq: entry.what for entry in document.entries}

    def named(self, party: UUID | None, hand: UUID | None = None) -> str:
        """« Secrétariat cardiologie (Sophie Petit) »: a role never without who acted as it."""
        name = wording.name(self.people[party]) if party in self.people else NOBODY
        return f"{name} ({self.named(hand)})" if hand else name

    def about(self) -> list[list[str]]:
        given = self.document
        exporter = self.named(given.exported_by, given.exported_by_hand)
        return [
            ["Objet", given.subject or "sans objet"],
            ["Exporté par", f"{exporter}, {wording.post(self.people[given.exported_by])}"],
            ["Exporté le", f"{wording.stamp(given.exported_at)} ({settings.TIME_ZONE})"],
            ["Contenu", self.extent()],
            ["Courriers" if given.kind == "mail" else "Messages", str(given.messages)],
        ]

    def patient(self) -> list[list[str]]:
        """The strict traits of the identity, and what it is worth."""
        given = self.document.patient
        if given is None:
            return []
        return [
            ["Nom de naissance", given.birth_name],
            ["Prénoms de naissance", given.birth_first_names],
            ["Nom et prénom utilisés", f"{given.used_name or given.birth_name} {given.first_name}"],
            ["Date de naissance", f"{given.birth_date:%d/%m/%Y}"],
            ["Sexe", SEXES[given.sex]],
            ["Lieu de naissance (code INSEE)", given.birth_place or "non connu"],
            ["Statut de l’identité", STATUSES[given.status]],
            *self.ins(),
        ]

    def ins(self) -> list[list[str]]:
        ins = self.document.ins
        if ins is None:
            return []
        number = f"{ins.matricule}\u00a0{ins.key} ({ins.nature}, OID {ins.oid})"
        return [["Matricule INS", number]]

    def footer(self) -> str:
        """On each page: one that strays says whom it is about."""
        when = f"Exporté le {wording.stamp(self.document.exported_at)}"
        patient = self.document.patient
        return f"{patient_in_words(patient)} – {when}" if patient else when

    def extent(self) -> str:
        entries = self.document.entries
        first, last = wording.stamp(entries[0].at), wording.stamp(entries[-1].at)
        what = "tout ce que l’exportateur pouvait voir" if self.document.whole else "sélection"
        return f"{what}, du {first} au {last}"

    def presence(self, one: Presence) -> list[str]:
        left = f" au {wording.stamp(one.left_at)}" if one.left_at else ", présent à l’export"
        left += ", accès suspendu" if one.suspended else ""
        person = self.people[one.party]
        since = f"du {wording.stamp(one.joined_at)}{left}"
        return [wording.name(person), wording.post(person), since]

    def proof(self, sha256: str) -> list[list[str]]:
        head = self.document.head
        return [
            ["Identifiant de la conversation", str(self.document.conversation)],
            ["Identifiant de l’export", str(self.document.export)],
            ["Dernière entrée visible", f"n°\u00a0{head.seq}"],
            ["Empreinte de cette entrée (SHA-256, chaîne de la conversation)", head.hash],
            ["Empreinte du document JSON (SHA-256)", sha256],
        ]

    def days(self) -> list[Printed]:
        grouped = groupby(self.document.entries, lambda entry: wording.day(entry.at))
        return [{"day": day, "entries": [*map(self.entry, group)]} for day, group in grouped]

    def entry(self, entry: ExportedEntry) -> Printed:
        what = entry.what
        head = {"seq": entry.seq, "at": wording.hour(entry.at)}
        if isinstance(what, shapes.MessageCorrected) and what.in_place:
            return head | {"kind": "line", "text": self.line(entry)}
        if isinstance(
            what, shapes.MessagePosted | shapes.MessageCorrected | shapes.LetterExchanged
        ):
            return head | {"kind": "message"} | self.message(entry, what)
        return head | {"kind": "line", "text": self.line(entry)}

    def line(self, entry: ExportedEntry) -> str:
        if isinstance(entry.what, shapes.LetterStateChanged):
            about = self.inside.get(entry.what.about)
            went = about.recipients if isinstance(about, shapes.LetterExchanged) else []
            return letters.state(entry.what, went)
        said = sentence(entry.what, self.named)
        # What nobody did begins with its own subject.
        return said if entry.party is None else f"{self.named(entry.party, entry.hand)} {said}"

    def message(self, entry: ExportedEntry, what: shapes.Body) -> Printed:
        masked = what.standing.state == "masked"
        return {
            "who": self.author(entry, what),
            "post": self.profession(entry),
            "marks": [*self.marks(entry, what)],
            "struck": what.standing.state in ("corrected", "cancelled", "corrected_since"),
            "masked": masked,
            "text": "Le contenu de ce message a été masqué." if masked else what.text,
            "versions": [] if masked else [*self.versions(entry, what)],
            "files": [[f.name, f"{f.size}\u00a0octets", f.sha256] for f in entry.attachments],
            "notes": [*self.notes(entry, what)],
        }

    def author(self, entry: ExportedEntry, what: shapes.Body) -> str:
        """Of what came by mail, as it came."""
        if isinstance(what, shapes.LetterExchanged) and not what.outgoing:
            return letters.named(what.sender)
        return self.named(entry.party, entry.hand)

    def profession(self, entry: ExportedEntry) -> str:
        """As which they said it."""
        if entry.party not in self.people:
            return ""
        past = self.document.formerly.get(entry.party, [])
        return formerly.at(entry.at, self.people[entry.party], past).profession

    def marks(self, entry: ExportedEntry, what: shapes.Body) -> Iterator[str]:
        standing = what.standing
        if isinstance(what, shapes.MessageCorrected):
            yield f"ANNULE ET REMPLACE LE MESSAGE N°\u00a0{what.about}"
        if standing.state != "current":
            by = f", VOIR N°\u00a0{standing.by_seq}" if standing.by_seq else ""
            when = f" LE {wording.stamp(standing.at).upper()}" if standing.at else ""
            yield f"{STATES[standing.state]}{when}{by}"
        if standing.in_place_at:
            yield f"CORRIGÉ AVANT LECTURE LE {wording.stamp(standing.in_place_at).upper()}"
        if standing.reported:
            yield "SIGNALÉ COMME ERRONÉ"
        if what.request and what.request.urgent:
            yield "URGENT"

    def versions(self, entry: ExportedEntry, what: shapes.Body) -> Iterator[list[str]]:
        """Beside the first one; beside a correction only when the first is not in the selection.
        Of a letter, what it answers: folded on the screen, it came with it."""
        if isinstance(what, shapes.LetterExchanged) and what.quoted:
            yield ["Message cité", letters.quoted(what)]
        if isinstance(what, shapes.MessageCorrected) and what.about in self.inside:
            return
        for version in entry.versions:
            yield [self.version(version), version.text]

    def version(self, version: VersionSaid) -> str:
        if version.version == 1:
            how = "texte d’origine"
        else:
            how = "corrigé avant lecture" if version.in_place else "annule et remplace"
        when = wording.stamp(version.at)
        return f"Version {version.version} (n°\u00a0{version.seq}, {when}), {how}"

    def notes(self, entry: ExportedEntry, what: shapes.Body) -> Iterator[str]:
        """What is to be known about it besides its words."""
        if entry.composed_at and (entry.at - entry.composed_at).total_seconds() >= 60:
            written = wording.beside(entry.composed_at, entry.at)
            yield f"Écrit {written}, envoyé {wording.hour(entry.at)}."
        if what.by_mail:
            yield "Reçu par courrier, de sa boîte."
        if isinstance(what, shapes.LetterExchanged):
            yield from letters.notes(what, entry.at)
        if what.quote:
            yield f"En réponse à l’entrée n°\u00a0{what.quote}."
        if what.mentions:
            yield f"Mentionne {', '.join(map(self.named, what.mentions))}."
        if what.request:
            yield self.request(entry, what.request)
        yield from self.readers(entry)

    def request(self, entry: ExportedEntry, request: shapes.Request) -> str:
        asked = ", ".join(
            f"{self.named(one.party)} ({self.taken(entry, one)})" for one in request.people
        )
        return f"Prise en compte demandée à\u00a0: {asked}."

    def taken(self, entry: ExportedEntry, one: shapes.Asked) -> str:
        if one.taken_at is None:
            return "non prise en compte"
        when = wording.beside(one.taken_at, entry.at)
        by = f" par {wording.name(one.hand)}" if one.hand else ""
        return f"pris en compte{by} {when}"

    def readers(self, entry: ExportedEntry) -> Iterator[str]:
        if entry.seen:
            yield f"Vu par {', '.join(self.reader(entry, one) for one in entry.seen)}."
        if entry.not_seen:
            yield f"Pas encore vu par {', '.join(map(self.named, entry.not_seen))}."

    def reader(self, entry: ExportedEntry, one: ReaderSaid) -> str:
        when = [wording.beside(one.displayed_at, entry.at)]
        when += ["ajouté depuis"] if one.joined_later else []
        when += ["a quitté"] if one.left else []
        when += ["accès suspendu"] if one.suspended else []
        return f"{self.named(one.party, one.hand)} ({', '.join(when)})"
