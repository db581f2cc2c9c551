"""From the entries to what search looks in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet

from conversations.aftermath import root_of
from conversations.attachment import Attachment
from conversations.membership import members_over_time
from conversations.models import Conversation, Event, Place
from conversations.rows import Row
from conversations.search.words import NAME, long_words, words_of
from directory.models import Professional

Kind = Event.Kind
Drawn = dict[str, object]
Files = dict[UUID, list[Attachment]]
NOW = 2_147_483_647  # after any entry
THERE = 0  # where the title stands for those who have not left
# What people write that the thread shows as theirs. A subject is in the title.
SAID = (Kind.MESSAGE, Kind.LETTER, Kind.CORRECTION, Kind.CANCELLED, Kind.CLOSED)


def said_in(events: QuerySet[Event]) -> Iterator[Row]:
    """Every version of what these entries say, but for what was masked."""
    told: dict[tuple[UUID, int], list[Event]] = defaultdict(list)
    for event in events.filter(kind__in=(*SAID, Kind.MASKED)).order_by("seq"):
        told[event.conversation_id, root_of(event)].append(event)
    files = files_of(event for about in told.values() for event in about)
    for (_, root), about in told.items():
        if not any(event.kind == Kind.MASKED for event in about):
            yield from versions_of(root, about, files)


def files_of(events: Iterable[Event]) -> Files:
    bearing = [event.message_id for event in events if event.message and event.message.files]
    found: Files = defaultdict(list)
    for one in Attachment.objects.filter(message__in=bearing) if bearing else ():
        found[one.message_id].append(one)
    return found


def versions_of(root: int, told: Iterable[Event], files: Files) -> list[Drawn]:
    """A message, its corrections and what cancelled it: each says until which entry it stood."""
    drawn: list[Drawn] = []
    words, names = list[Drawn](), list[Drawn]()  # those that stand
    shown: Event | None = None
    for event in told:
        in_place = shown is not None and event.kind == Kind.CORRECTION and not event.counts
        shown = shown if in_place else event
        assert shown
        assert event.message, "something said, without its words"
        its_files = files.get(event.message.id, [])
        end(words, event)
        # Words corrected in place leave the files, unless they came with others.
        if its_files or not in_place:
            end(names, event)
        version = drawing_of(event, root, shown, event.message.text)
        named = [drawing_of(event, root, shown, one.name, file=one.id) for one in its_files]
        if event.kind != Kind.CANCELLED:
            words, names = [version], names + named
        version["with_files"] = bool(names) and event.kind != Kind.CANCELLED
        drawn += [version, *named]
    return drawn


def end(standing: list[Drawn], by: Event) -> None:
    for one in standing:
        one["superseded_by"] = by.seq
    standing.clear()


def drawing_of(
    event: Event, root: int, shown: Event, text: str, *, file: UUID | None = None
) -> Drawn:
    return {
        "conversation_id": event.conversation_id,
        "seq": shown.seq,
        "said_seq": event.seq,
        "root": root,
        "party_id": shown.party_id,
        "at": shown.at,
        "file": file,
        "with_files": file is not None,
        **_compared(words_of(text)),
    }


def titles_of(conversation: UUID) -> Iterator[Row]:
    """The subject, the patient and who takes part: now, and as they were when somebody left."""
    subjects = {THERE: Conversation.objects.get(id=conversation).subject}
    for place in Place.objects.filter(conversation=conversation, frozen_at__isnull=False):
        subjects[place.visible[-1][1] or THERE] = place.frozen_subject
    for cut, subject in subjects.items():
        patient = patient_at(conversation, cut or NOW)
        yield {
            "conversation_id": conversation,
            "seq": cut,
            "names": " ".join(f"'{NAME}{name}'" for name in names_at(conversation, cut)),
            **_compared(words_of(f"{subject} {patient}")),
        }


def names_at(conversation: UUID, cut: int) -> set[str]:
    """Of those who took part then, whoever left with that entry among them. Who is suspended has
    not left: one still looks for them by their name."""
    last = {stay.party: stay for stay in members_over_time(conversation, upto=cut or NOW)}
    there = [p for p, stay in last.items() if stay.suspended or stay.to_seq in (None, cut)]
    folded = Professional.objects.filter(id__in=there).values_list("folded_name", flat=True)
    return {name for whole in folded for name in whole.split()}


def patient_at(conversation: UUID, seq: int) -> str:
    """The names of whom it was about then."""
    said = Event.objects.filter(conversation=conversation, patient__isnull=False, seq__lte=seq)
    last = said.select_related("patient").order_by("-seq").first()
    if last is None or last.patient is None:
        return ""
    one = last.patient
    return f"{one.birth_name} {one.birth_first_names} {one.used_name} {one.used_first_name}"


def _compared(words: list[str]) -> Drawn:
    return {"words": " ".join(words), "long": " ".join(long_words(words))}
