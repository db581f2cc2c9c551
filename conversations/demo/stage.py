"""Play the scenes of the demo through the real rules, each line and each look at its own time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid5
from zlib import crc32

from django.db import transaction
from django.utils import timezone

from chat.errors import Refusal
from conversations import (
    adding,
    clock,
    leaving,
    marking,
    patients,
    posting,
    reading,
    starting,
    timeline,
)
from conversations.demo.cast import Cast, engage
from conversations.demo.scenes import Line, Scene, all_scenes
from conversations.identity import Patient
from conversations.posting import Draft
from conversations.protocol import (
    AddPeople,
    Archive,
    GiveAll,
    Leave,
    Mark,
    SetFavourite,
    SetTodo,
    Span,
    StartConversation,
)
from conversations.reading import Report
from conversations.shapes import CareLink
from directory import absences, circles, favourites
from directory.absence_shapes import NewAbsence
from directory.models import Professional
from directory.people_shapes import SaveTeam

NAMES = UUID("3a5f0c0e-6a0b-4c39-9d5c-5d6f0e9b7a11")
A_LOOK_LATER = timedelta(hours=6)  # lines closer than this are read together
FAVOURITES = ("hlemaire", "kbenali")
TEAM = ("hlemaire", "nferreira", "lpujol")
A_HOLIDAY = timedelta(days=9)
DELAYS = [timedelta(minutes=minutes) for minutes in (4, 13, 31)]


def play() -> None:
    """All of it or nothing: what was begun and not finished is begun again."""
    now = timezone.now()
    with transaction.atomic():
        cast = engage()
        for scene in all_scenes():
            play_scene(scene, cast, now=now)
        live(cast, now=now)


def play_scene(scene: Scene, cast: Cast, *, now: datetime) -> None:
    lines = list(scene.lines(now))
    with clock.at(lines[0].at - timedelta(minutes=1)):
        conversation = start(scene, cast)
    for number, line in enumerate(lines, 1):
        with clock.at(line.at):
            say(scene, cast, conversation, number, line)
    read(scene, cast, conversation, lines, now=now)
    leave_marks(scene, cast, conversation, lines)
    with clock.at(lines[-1].at + timedelta(minutes=25)):
        come_and_go(scene, cast, conversation)


def start(scene: Scene, cast: Cast) -> UUID:
    founder, *others = (cast[username] for username in scene.people)
    given = StartConversation(
        client_id=uuid5(NAMES, scene.name),
        people=[person.id for person in others],
        subject=scene.subject,
    )
    conversation = starting.start(founder, given).id
    if scene.patient:
        bear(founder, conversation, cast.patients[scene.patient])
    return conversation


def bear(founder: Professional, conversation: UUID, patient: Patient) -> None:
    """As the rule does, but for an identity that no person may enter: retrieved, qualified."""
    rooms = timeline.lock([conversation])
    patients.bear(rooms[conversation], founder, patient, at=clock.now())
    timeline.save(rooms.values())


def say(scene: Scene, cast: Cast, conversation: UUID, number: int, line: Line) -> None:
    name = uuid5(NAMES, f"{scene.name} {number}")
    who = cast[line.author]
    draft = Draft(who.id, name, conversation, line.text, line.at, held_by=who.hand.id)
    checked(posting.post([draft]))


def read(scene: Scene, cast: Cast, conversation: UUID, lines: list[Line], *, now: datetime) -> None:
    """Everybody reads a few minutes after what was said, but for what they are said not to have."""
    readers = [username for username in scene.people if username not in cast.absent]
    reports: dict[datetime, list[Report]] = defaultdict(list)
    for username in readers:
        reader, first = cast[username], 1
        for last, displayed, told in looks(scene, username, lines, now=now):
            span = Span(from_seq=first, to_seq=scene.opening + last, displayed_at=displayed)
            report = Report(reader.id, conversation, [span], hand=reader.hand.id)
            reports[told].append(report)
            first = scene.opening + last + 1
    for told in sorted(reports):
        with clock.at(told):
            checked(reading.record(reports[told]))
    end = scene.opening + len(lines)
    checked(reading.record([Report(cast[who].id, conversation, delivered=end) for who in readers]))


def looks(
    scene: Scene, username: str, lines: list[Line], *, now: datetime
) -> Iterator[tuple[int, datetime, datetime]]:
    """Down to which line this person looked, when, and when it was told (many at once: quicker)."""
    heard = [number for number, line in enumerate(lines, 1) if line.author != username]
    heard = heard[: len(heard) - scene.unread.get(username, 0)]
    for number, following in pairwise([*heard, len(lines) + 1]):
        said = lines[number - 1].at
        end = lines[following - 1].at if following <= len(lines) else now
        if number == heard[-1] or end - said > A_LOOK_LATER:
            chance = crc32(f"{username} {number}".encode())
            told = min(
                said + DELAYS[chance % len(DELAYS)], next_words(username, number, lines) or now
            )
            yield number, max(said, told - timedelta(seconds=chance % 150)), told


def next_words(username: str, number: int, lines: list[Line]) -> datetime | None:
    return next((line.at for line in lines[number:] if line.author == username), None)


def leave_marks(scene: Scene, cast: Cast, conversation: UUID, lines: list[Line]) -> None:
    def mark(username: str, given: Mark) -> None:
        marking.mark(cast[username], conversation, given)

    for username in scene.favourite:
        mark(username, SetFavourite(on=True))
    for username in scene.todo:
        mark(username, SetTodo(on=True))
    for username, number in scene.todo_messages.items():
        mark(username, SetTodo(on=True, seq=scene.opening + number))
    for username in scene.archived:
        mark(username, Archive(known_seq=scene.opening + len(lines)))


def come_and_go(scene: Scene, cast: Cast, conversation: UUID) -> None:
    for username, by in scene.added.items():
        given = AddPeople(
            ref=uuid5(NAMES, f"{scene.name} {username}"),
            people=[cast[username].id],
            history=GiveAll(),
            care=CareLink.TEAM,
        )
        adding.add(cast[by], conversation, given)
    for username, reason in scene.left.items():
        ref = uuid5(NAMES, f"{scene.name} {username}")
        leaving.leave(cast[username], conversation, Leave(ref=ref, reason=reason))


def live(cast: Cast, *, now: datetime) -> None:
    """What the directory says of people beside what they wrote: whom the main character often
    writes to, and who is away."""
    doctor = cast["cvasseur"]
    for username in FAVOURITES:
        favourites.star(doctor, cast[username].id, on=True)
    team = SaveTeam(name="Soins à domicile", people=[cast[one].id for one in TEAM])
    circles.save(doctor, uuid5(NAMES, team.name), team)
    today = timezone.localdate(now)
    back_on = today + A_HOLIDAY
    stand_in = cast["pgarrigue"].id
    absences.say(cast["adelmas"], NewAbsence(from_on=today, until_on=back_on, stand_in=stand_in))


def checked(answers: Sequence[object]) -> None:
    for answer in answers:
        if isinstance(answer, Refusal):
            raise answer
