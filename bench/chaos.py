"""Four people write while everything is killed around them: nothing acknowledged may be lost.

`python -m bench.chaos` is the long run; the tests call `run` for a short one. At random moments the
web server, the worker and Redis are killed (-9) and PostgreSQL crashes; each is started again at
once or within a second.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any

import orjson

from bench import verdict
from bench.member import Member
from bench.stand import Stand
from bench.verdict import Report
from chat.supervisor import running

WRITERS = 4
FAULT_EVERY = 6.0  # seconds, about
PATIENCE = 60.0  # seconds, for the last answers, then for agreement
LONG = {"sends": 10_000, "seconds": 300.0}
Fault = tuple[str, Callable[[], object], Callable[[], object]]


def run(*, sends: int, seconds: float, seed: int | None = None) -> Report:
    """So many messages over so many seconds."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-chaos-"))
    stand = Stand(folder)
    try:
        with running(stand.postgres, stand.redis):
            given = prepared(stand)
            with running(stand.web, stand.worker):
                stand.wait()
                return asyncio.run(Chaos(stand, given, seed=seed).run(sends, seconds))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared(stand: Stand) -> dict[str, Any]:
    """In a process of its own: this one may have other settings, or none."""
    command = [sys.executable, "-m", "bench.prepare", str(WRITERS)]
    env = os.environ | stand.environment
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE)
    return dict(orjson.loads(done.stdout))


class Chaos:
    def __init__(self, stand: Stand, given: dict[str, Any], *, seed: int | None) -> None:
        self.stand = stand
        self.url = stand.postgres.url("postgres")
        self.dice = Random(seed)
        self.room = str(given["room"])
        self.members = [Member(stand.origin, self.room, **one) for one in given["people"]]
        self.sent: dict[str, list[str]] = {member.id: [] for member in self.members}
        self.faults: Counter[str] = Counter()
        self.repaired_at = monotonic()

    async def run(self, sends: int, seconds: float) -> Report:
        lives = [asyncio.create_task(act()) for m in self.members for act in (m.live, m.insist)]
        try:
            await asyncio.gather(
                self.break_things(seconds),
                *(self.write(member, sends // WRITERS, seconds) for member in self.members),
            )
            return await self.judged()
        finally:
            for life in lives:
                life.cancel()
            await asyncio.gather(*lives, return_exceptions=True)
            await asyncio.gather(*(member.http.aclose() for member in self.members))

    async def write(self, member: Member, number: int, seconds: float) -> None:
        for n in range(number):
            text = f"Transmission {n} : tension 13/8, pansement propre."
            self.sent[member.id].append(text)
            await member.write(text)
            await asyncio.sleep(self.dice.uniform(0.5, 1.5) * seconds / number)

    async def break_things(self, seconds: float) -> None:
        """Each of the four as often as the others, in any order, at any moment."""
        faults = self.all_faults() * max(2, round(seconds / FAULT_EVERY / 4))
        self.dice.shuffle(faults)
        for name, end, start in faults:
            await asyncio.sleep(self.dice.uniform(0.3, 1.7) * seconds / (len(faults) + 1))
            await asyncio.to_thread(end)
            await asyncio.sleep(self.dice.choice((0.0, self.dice.uniform(0.0, 1.0))))
            await asyncio.to_thread(start)
            self.faults[name] += 1
            self.repaired_at = monotonic()

    def all_faults(self) -> list[Fault]:
        stand = self.stand
        return [
            ("web server killed", stand.web.kill, stand.web.start),
            ("worker killed", stand.worker.kill, stand.worker.start),
            ("Redis killed", stand.redis.kill, stand.redis.start),
            ("PostgreSQL crashed", stand.postgres.crash, stand.postgres.start),
        ]

    async def judged(self) -> Report:
        await until(lambda: not any(member.outbox for member in self.members))
        since = max(self.repaired_at, *(member.answered_at for member in self.members))
        truth = await asyncio.to_thread(verdict.stored, self.url, self.room)
        agreed = await until(lambda: all(verdict.agrees(m, truth) for m in self.members))
        return verdict.report(
            self.members,
            truth,
            sent=self.sent,
            faults=dict(self.faults),
            agreed_after=monotonic() - since if agreed else None,
            due_left=await asyncio.to_thread(verdict.due_left, self.url),
        )


async def until(is_so: Callable[[], bool]) -> bool:
    give_up = monotonic() + PATIENCE
    while not is_so():
        if monotonic() > give_up:
            return False
        await asyncio.sleep(0.05)
    return True


def main() -> int:
    sends, seconds = (float(given) for given in sys.argv[1:3] or LONG.values())
    began = time.monotonic()
    report = run(sends=int(sends), seconds=seconds)
    for name, value in asdict(report).items():
        sys.stdout.write(f"{name:14} {value}\n")
    sys.stdout.write(f"kept: {report.kept} ({time.monotonic() - began:.0f} s)\n")
    return 0 if report.kept else 1


if __name__ == "__main__":
    sys.exit(main())
