"""The mail, in words: what is new, how to answer, and below, folded, what was said before."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from uuid import UUID

from bridge.colleagues.news import News
from bridge.writing.letter import SUBJECT_MOST
from conversations import shapes
from conversations.exports.sentences import MASK_REASONS, after_colon, counted
from conversations.exports.wording import name, post, stamp
from conversations.shapes import Entry, File
from directory.shapes import Person

RULE = "· · · · · · · · · ·"
NOBODY = "Quelqu’un"
NAMED_MOST = 12
BEFORE_LONGEST = 50_000  # characters


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the entries: whose conversation, where it is opened, who reads."""

    reader: UUID
    link: str
    subject: str
    patient: str
    people: dict[UUID, Person]
    members: list[UUID]
    chosen: bool  # the reader comes here too
    said: dict[int, tuple[UUID | None, datetime]]  # by whom and when, what others are about
    before: int = 0  # how many entries there are of before, in all
    enclosed: Collection[UUID] = field(default_factory=frozenset)  # files that go with the mail

    def named(self, party: UUID | None, hand: Person | None = None) -> str:
        """« Secrétariat cardiologie (Sophie Petit) »: a role never without who acted as it."""
        known = name(self.people[party]) if party in self.people else NOBODY
        return f"{known} ({name(hand)})" if hand else known

    def message(self, seq: int) -> str:
        party, at = self.said[seq]
        return f"le message de {self.named(party)} du {stamp(at)}"

    def briefly(self, party: UUID) -> str:
        """« Dr Roche »; « Nadia Benali », who has no title."""
        person = self.people.get(party)
        if person is None or not person.title:
            return self.named(party)
        return f"{person.title} {person.family_name}"


def subject_of(news: News, around: Around) -> str:
    """Neither the patient nor the conversation: it is shown where others look."""
    urgent = "Urgent – " if any(asks_urgently(entry) for entry in news.entries) else ""
    return f"{urgent}Liaison\u00a0: {what_is_new(news, around)}"[:SUBJECT_MOST]


def what_is_new(news: News, around: Around) -> str:
    said = [e for e in news.entries if isinstance(e.what, shapes.MessagePosted)]
    wrong = [e for e in news.entries if is_about_another(e)]
    if said:
        number = len(said)
        words = "nouveau message" if number == 1 else "nouveaux messages"
        return f"{number}\u00a0{words} de {speakers(said, around)}"
    if wrong:
        return f"correction d’un message de {speakers(wrong, around)}"
    return f"{speakers(news.entries, around)} vous fait part d’une conversation"


def speakers(entries: Iterable[Entry], around: Around) -> str:
    first, *others = dict.fromkeys(e.party for e in entries if e.party) or [None]
    shown = around.briefly(first) if first else NOBODY
    if not others:
        return shown
    return f"{shown} et {len(others)}\u00a0{'autre' if len(others) == 1 else 'autres'}"


def sender_of(news: News, around: Around) -> str:
    parties = dict.fromkeys(entry.party for entry in news.entries if entry.party)
    if len(parties) == 1:
        return f"{around.named(next(iter(parties)))} via Liaison"[:200]
    return f"{speakers(news.entries, around)} via Liaison"[:200]


def text_of(news: News, around: Around) -> str:
    said = f"\n\n{RULE}\n\n".join(block(entry, around) for entry in news.entries)
    parts = [*heading(around), said, "\n".join(footing(around))]
    if news.before:
        parts.append("\n".join(folded(news, around)))
    return "\n\n".join(filter(None, parts)) + "\n"


def heading(around: Around) -> Iterator[str]:
    about = [around.subject and f"Objet\u00a0: {around.subject}"]
    about.append(around.patient and f"Patient\u00a0: {around.patient}")
    yield "\n".join(filter(None, about))


def block(entry: Entry, around: Around) -> str:
    """One entry: who, when, what; its files."""
    return "\n".join([f"{who(entry, around)}, le {stamp(entry.at)}", "", *body(entry, around)])


def who(entry: Entry, around: Around) -> str:
    shown = around.named(entry.party, entry.hand)
    person = around.people.get(entry.party) if entry.party else None
    return f"{shown} ({post(person)})" if person and post(person) and not entry.hand else shown


def body(entry: Entry, around: Around) -> Iterator[str]:
    what = entry.what
    match what:
        case shapes.MessagePosted() | shapes.MessageCorrected():
            yield from words(what, around)
        case shapes.MessageCancelled(about=about, reason=reason):
            yield f"DÉCLARE ERRONÉ {around.message(about)}{after_colon(reason)}"
            yield "Ne tenez plus compte de ce que vous en avez reçu."
        case shapes.MessageMasked(about=about, reason=reason):
            yield f"MASQUE {around.message(about)} ({MASK_REASONS[reason]})."
            yield "N’en tenez pas compte, et supprimez de votre messagerie ce que vous avez reçu."
        case shapes.ConversationClosed(conclusion=conclusion):
            yield f"A clos la conversation{after_colon(conclusion)}"
        case shapes.MemberAdded():
            yield "Vous a ajouté à cette conversation."
        case shapes.HistoryWidened():
            yield "Vous donne à voir davantage de ce qui précède."
        case _:
            raise AssertionError(type(what))


def words(what: shapes.MessagePosted | shapes.MessageCorrected, around: Around) -> Iterator[str]:
    match what.standing.state:
        case "masked":
            yield "(Ce message a été masqué.)"
        case "cancelled":
            yield "(Ce message a été déclaré erroné par son auteur.)"
        case "corrected":
            yield "(Ce message a été corrigé\u00a0: voir plus bas.)"
        case "current" | "corrected_since":
            if isinstance(what, shapes.MessageCorrected):
                yield f"ANNULE ET REMPLACE {around.message(what.about)}\u00a0:\n"
            yield from asked(what, around)
            yield what.text
            yield from (file_line(file, around) for file in what.files)
        case _:
            assert_never(what.standing.state)


def asked(what: shapes.MessagePosted | shapes.MessageCorrected, around: Around) -> Iterator[str]:
    if what.request is None:
        return
    urgent = "URGENT – prise" if what.request.urgent else "Prise"
    asked_of = [one.party for one in what.request.people]
    names = ["vous"] if around.reader in asked_of else []
    names += [around.named(party) for party in asked_of if party != around.reader]
    yield f"{urgent} en compte demandée à {', '.join(names)}.\n"


def file_line(file: File, around: Around) -> str:
    if file.id in around.enclosed:
        return f"Pièce jointe\u00a0: {file.name}"
    if file.state == "refused":
        return f"Pièce jointe refusée à l’analyse\u00a0: {file.name}"
    return f"Pièce jointe à ouvrir dans Liaison\u00a0: {file.name} – {around.link}"


def footing(around: Around) -> Iterator[str]:
    others = [around.named(one) for one in around.members if one != around.reader]
    more = len(others) - NAMED_MOST
    listed = ", ".join(others[:NAMED_MOST]) + (f" et {more}\u00a0autres" if more > 0 else "")
    yield RULE
    yield f"{HOW_TO_ANSWER} {listed}."
    yield f"Ouvrir la conversation\u00a0: {around.link}"
    yield WHY_CHOSEN if around.chosen else WHY_NEVER_CAME


HOW_TO_ANSWER = (
    "Pour répondre, répondez à ce courrier depuis cette boîte\u00a0: votre réponse entrera dans la"
    " conversation, à votre nom. La liront\u00a0:"
)
WHY_CHOSEN = (
    "Vous avez demandé à recevoir aussi vos conversations par courrier"
    "\u00a0: cela se change dans Liaison, à la page Notifications."
)
WHY_NEVER_CAME = (
    "Vous recevez ces messages ici car vous n’êtes pas encore venu dans Liaison."
    " Dès votre première connexion, ils vous y attendront."
)


def folded(news: News, around: Around) -> Iterator[str]:
    """Quoted, so that mail programs fold it. The last of it, if it is long."""
    number = counted(around.before, "message")
    yield f"Ce qui précède, que l’on vous a donné à voir ({number})\u00a0:"
    kept: list[str] = []
    room = BEFORE_LONGEST
    for entry in reversed(news.before):
        said = block(entry, around)
        room -= len(said)
        if room < 0:
            break
        kept.append("\n".join(f"> {row}".rstrip() for row in said.split("\n")))
    if len(kept) < around.before:
        yield f"> (Le début se lit dans Liaison\u00a0: {around.link})\n>"
    yield "\n>\n".join(reversed(kept))


def is_about_another(entry: Entry) -> bool:
    return isinstance(
        entry.what, shapes.MessageCorrected | shapes.MessageCancelled | shapes.MessageMasked
    )


def asks_urgently(entry: Entry) -> bool:
    what = entry.what
    if not isinstance(what, shapes.MessagePosted | shapes.MessageCorrected):
        return False
    return what.request is not None and what.request.urgent and what.standing.state == "current"
