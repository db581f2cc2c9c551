"""The works, one after the other, on a server started for them."""

import time
from collections.abc import Callable
from functools import partial

from django.core.management import call_command

from bench import (
    cast,
    directory,
    exporting,
    fanout,
    finding_people,
    history,
    lists,
    mail,
    pushing,
    receipts,
    searching,
    storing,
    uploading,
    yardstick,
)
from bench.figures import QUIET, Figures, disturbance
from bench.pages import TEXT_200, message
from bench.stand import Stand

LIVE = 1_000
BOXES = 301
SENDERS = 10  # of 10 Mo each, at once
TRIES, PAUSE = 3, 5.0
MEMBERS = (20, 200)
IDLE_FIRST = 50  # opened and closed before memory is looked at: what is loaded once is not theirs


class Works:
    """What all of them need: people who are signed in, conversations, a past."""

    def __init__(self, stand: Stand, *, with_history: bool) -> None:
        self.stand = stand
        call_command("prepare_database", verbosity=0)
        people = self.cast = cast.sign_in(LIVE)
        self.readers: dict[int, cast.Someone] = {}
        if with_history:
            self.readers = dict(zip(sorted(history.EVERY), cast.sign_in(3), strict=True))
            history.load(stand.postgres.url("postgres"), self.readers, TEXT_200)
        self.rooms = {number: cast.open_room(people[:number]) for number in MEMBERS}
        self.small = {
            str(people[n].person.id): cast.open_room(people[n : n + 5]) for n in range(0, LIVE, 5)
        }
        self.wards = [cast.open_room(people[n : n + 20]) for n in range(0, 200, 20)]

    def run(self, works: list[str], *, seconds: float) -> Figures:
        figures: Figures = {}
        for work in works:
            figures |= self.undisturbed(getattr(self, work), seconds)
        return figures

    def undisturbed(self, work: Callable[[float], Figures], seconds: float) -> Figures:
        """On a server of its own; again, a few times, if something else kept the machine busy."""
        for _ in range(TRIES):
            with self.stand.serving():
                figures = work(seconds)
            if disturbance(figures) <= QUIET:
                break
            time.sleep(PAUSE)
        return figures

    def w4(self, seconds: float) -> Figures:
        cast.connect(self.cast[:IDLE_FIRST], self.stand.port).close()
        before = self.stand.memory()
        crowd = cast.connect(self.cast, self.stand.port)
        crowd.quiet(min(seconds, 2.0))
        held = self.stand.memory() - before
        crowd.close()
        return {"W4 KiB/page": held / len(crowd.pages) / 1024}

    def w2(self, seconds: float) -> Figures:
        crowd = cast.connect(self.cast, self.stand.port)
        figures = storing.w2(self.stand, crowd, self.small, members=5, seconds=seconds)
        crowd.close()
        return figures

    def w1(self, seconds: float) -> Figures:
        figures: Figures = {}
        for number, room in self.rooms.items():
            crowd = cast.connect(self.cast[:number], self.stand.port)
            figures |= fanout.w1(self.stand, crowd, partial(message, room), seconds=seconds)
            crowd.close()
        return figures

    def w3(self, seconds: float) -> Figures:
        figures: Figures = {}
        for gather in (0.0, receipts.GATHER):
            crowd = cast.connect(self.cast[:200], self.stand.port)
            rooms = [
                receipts.Room(room, crowd.pages[n * 20 : n * 20 + 20])
                for n, room in enumerate(self.wards)
            ]
            figures |= receipts.w3(self.stand, crowd, rooms, gather=gather, seconds=seconds)
            crowd.close()
        return figures

    def inbox(self, seconds: float) -> Figures:
        return lists.opening(self.stand, self.readers)

    def search(self, seconds: float) -> Figures:
        return searching.searching(self.stand, self.readers)

    def directory(self, seconds: float) -> Figures:
        return directory.importing(self.stand, self.cast[0])

    def people(self, seconds: float) -> Figures:
        return finding_people.searching(self.stand, self.cast[0])

    def export(self, seconds: float) -> Figures:
        return exporting.export(self.cast[:3], TEXT_200)

    def push(self, seconds: float) -> Figures:
        number = MEMBERS[-1]
        rest = range(number, LIVE, 5)
        few = [(self.small[str(self.cast[n].person.id)], self.cast[n : n + 5]) for n in rest]
        many = self.rooms[number], self.cast[:number]
        return pushing.pushing(self.stand, many, few, seconds=seconds)

    def upload(self, seconds: float) -> Figures:
        crowd = cast.connect(self.cast[:20], self.stand.port)
        write = partial(message, self.rooms[20])
        senders = self.cast[20 : 20 + SENDERS]
        figures = uploading.upload(self.stand, crowd, write, senders, seconds=seconds)
        crowd.close()
        return figures

    def mail(self, seconds: float) -> Figures:
        return mail.mail(self.stand, self.cast[:BOXES])

    def bare(self, seconds: float) -> Figures:
        figures: Figures = {}
        for number in MEMBERS:
            figures |= yardstick.bare(number, seconds=seconds)
        return figures
