"""Find again what was said, within what one may see."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID

from chat.errors import Refusal
from conversations.inbox import BadCursor
from conversations.models import Place
from conversations.row import rows_of
from conversations.search import paths, patients, people, scope
from conversations.search.paths import MESSAGES, NAMES, TITLES, Key, Looking, Source
from conversations.search.reading import read
from conversations.search.scope import Conditions
from conversations.search.shapes import Found, SearchAsked
from conversations.search.words import Question, question
from directory.models import Professional

PAGE = 20
CONVERSATIONS, FILES, PATIENTS = 8, 6, 4
Hits = dict[Key, int]


class TooShort(Refusal):
    code = "too_short"
    message = "Tapez au moins deux lettres, ou choisissez une personne ou un patient."
    status = 422


def search(person: Professional, asked: SearchAsked) -> Found:
    """The first page brings all kinds of things; the following ones more messages."""
    wanted = question(asked.words)
    if wanted is None and asked.person is None and asked.patient is None:
        raise TooShort
    first = asked.after is None
    titles = conversations(person, asked, wanted) if first else {}
    files = named_files(person, asked, wanted) if first else {}
    hits = messages(person, asked, wanted)
    said = dict(list(hits.items())[:PAGE])
    named = {*titles.values(), *files.values(), *said.values()}
    places = Place.objects.select_related("conversation").in_bulk(named)
    read_again = read([*said, *files], places.values(), asked, wanted)
    return Found(
        people=people.named(person, asked) if first and wanted else [],
        patients=patients.search(person, asked.words)[:PATIENTS] if first else [],
        conversations=[key.conversation for key in titles],
        messages=[one for one in read_again if one.file is None],
        files=[one for one in read_again if one.file],
        rows=rows_of(person, list(places.values())),
        next=cursor_after(list(said)[-1]) if len(hits) > PAGE else None,
    )


def conversations(person: Professional, asked: SearchAsked, wanted: Question | None) -> Hits:
    """By their subject, patient and who takes part: the last active first.

    One's own name is not looked for: it would find them all."""
    mine = person.folded_name.split()

    def may_name(word: str) -> bool:
        return not any(name.startswith(word) for name in mine)

    words = wanted.asked_in(named=may_name) if wanted else None
    return look(TITLES, person, asked, words, scope.of_titles(asked), CONVERSATIONS)


def messages(person: Professional, asked: SearchAsked, wanted: Question | None) -> Hits:
    """One more than is shown, to know whether there are more."""
    words = wanted.asked_in() if wanted else None
    return look(MESSAGES, person, asked, words, scope.of_messages(asked), PAGE + 1)


def named_files(person: Professional, asked: SearchAsked, wanted: Question | None) -> Hits:
    words = wanted.asked_in() if wanted else None
    return look(NAMES, person, asked, words, scope.of_files(asked), FILES)


def look(
    source: Source,
    person: Professional,
    asked: SearchAsked,
    words: str | None,
    conditions: Conditions,
    limit: int,
) -> Hits:
    if words == "":
        return {}  # asked for words that say nothing, such as « avec »
    places = scope.places_of(person, asked)
    after = cursor_from(asked.after) if asked.after else None
    looking = Looking(source, person.id, places, words or "", *conditions, limit, after)
    return paths.found(looking)


def cursor_after(key: Key) -> str:
    at = key.at.astimezone(UTC).isoformat()
    text = f"{at} {key.conversation} {key.seq} {key.said_seq}"
    return urlsafe_b64encode(text.encode()).decode()


def cursor_from(text: str) -> Key:
    try:
        at, conversation, seq, said = urlsafe_b64decode(text).decode().split(" ")
        moment = datetime.fromisoformat(at).astimezone(UTC)
        return Key(moment, UUID(conversation), int(seq), int(said), file="")
    except (ValueError, OverflowError):
        raise BadCursor from None
