"""The conversations of the demo, as written in scenes/*.toml.

A line of a script is « J-3 16:08 adelmas text » (three days ago at 16:08) or « -40 hlemaire text »
(forty minutes ago). The first of the people starts the conversation.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from conversations.shapes import LeaveReason

FOLDER = Path(__file__).with_name("scenes")
LINE = re.compile(
    r"(?:J-(?P<days>\d+) (?P<hour>[\d:]+)|-(?P<minutes>\d+)) (?P<author>\w+) (?P<text>.+)"
)


@dataclass(frozen=True)
class Line:
    author: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Scene:
    name: str
    people: list[str]
    script: str
    subject: str = ""
    patient: str = ""  # of patients.toml
    unread: dict[str, int] = field(default_factory=dict)  # how many of the last ones, for whom
    favourite: list[str] = field(default_factory=list)
    todo: list[str] = field(default_factory=list)
    todo_messages: dict[str, int] = field(default_factory=dict)  # which line, from 1
    archived: list[str] = field(default_factory=list)
    # After the last line: who was added by whom, with all the history; who left, and why.
    added: dict[str, str] = field(default_factory=dict)
    left: dict[str, LeaveReason] = field(default_factory=dict)

    @property
    def opening(self) -> int:
        """How many entries stand before its first line."""
        return 2 if self.patient else 1

    def lines(self, now: datetime) -> Iterator[Line]:
        """What is said, in order, all of it before now whatever the hour."""
        at = datetime.min.replace(tzinfo=now.tzinfo)
        for line in self.script.strip().splitlines():
            said = LINE.fullmatch(line)
            assert said, f"{self.name}: {line}"
            at = max(moment(said, now), at + timedelta(seconds=40))
            yield Line(said["author"], said["text"], at)


def all_scenes() -> list[Scene]:
    return [
        Scene(name=file.stem, **tomllib.loads(file.read_text()))
        for file in sorted(FOLDER.glob("*.toml"))
    ]


def moment(said: re.Match[str], now: datetime) -> datetime:
    if said["minutes"]:
        return now - timedelta(minutes=int(said["minutes"]))
    day = timezone.localtime(now).date() - timedelta(days=int(said["days"]))
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(said["hour"])))
