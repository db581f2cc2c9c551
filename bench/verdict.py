"""What became of what was sent: what is stored, against what was acknowledged and what is held."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import psycopg

from bench.member import Held, Member


@dataclass
class Report:
    """When the promise is kept, the lists are empty, and all that was sent is acknowledged."""

    sent: int
    acknowledged: int
    faults: Mapping[str, int]
    missing: list[str]  # acknowledged, and not there as it was answered
    twice: list[str]
    holes: list[int]
    out_of_order: list[str]  # authors whose messages changed places
    refused: list[str]  # codes nobody expected
    disagreeing: int  # people whose thread is not what is stored
    agreed_after: float | None  # seconds after the last answer or repair; None: not in time
    due_left: int = field(default=0)  # what the worker had not done when all agreed

    @property
    def kept(self) -> bool:
        wrong = (self.missing, self.twice, self.holes, self.out_of_order, self.refused)
        return not any(wrong) and not self.disagreeing and self.acknowledged == self.sent


def report(
    members: Sequence[Member],
    truth: Sequence[Held],
    *,
    sent: Mapping[str, Sequence[str]],
    faults: Mapping[str, int],
    agreed_after: float | None,
    due_left: int,
) -> Report:
    """`truth`: the entries as stored. `sent`: the texts of each author, in order."""
    return Report(
        sent=sum(len(texts) for texts in sent.values()),
        acknowledged=sum(len(member.acknowledged) for member in members),
        faults=faults,
        missing=missing(members, truth),
        twice=twice(truth),
        holes=sorted(set(range(1, len(truth) + 1)) - {entry.seq for entry in truth}),
        out_of_order=[who for who, texts in sent.items() if said_by(who, truth) != list(texts)],
        refused=[code for member in members for code in member.refused],
        disagreeing=sum(not agrees(member, truth) for member in members),
        agreed_after=agreed_after,
        due_left=due_left,
    )


def agrees(member: Member, truth: Iterable[Held]) -> bool:
    return member.held == {entry.seq: entry for entry in truth}


def missing(members: Iterable[Member], truth: Iterable[Held]) -> list[str]:
    stored = {(entry.author, entry.client_id): entry.seq for entry in truth}
    return [
        name
        for member in members
        for name, seq in member.acknowledged.items()
        if stored.get((member.id, name)) != seq
    ]


def twice(truth: Iterable[Held]) -> list[str]:
    times = Counter((entry.author, entry.client_id) for entry in truth if entry.client_id)
    return [name for (_, name), number in times.items() if number > 1]


def said_by(who: str, truth: Iterable[Held]) -> list[str]:
    entries = sorted(truth, key=lambda entry: entry.seq)
    return [entry.text for entry in entries if entry.author == who and entry.client_id]


def stored(url: str, room: str) -> list[Held]:
    """As the superuser: past whatever the server would say."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            """select e.seq, coalesce(m.id::text, ''), e.party_id::text,
                      coalesce(m.client_id::text, ''), coalesce(m.text, '')
               from conversations_event e left join conversations_message m on m.id = e.message_id
               where e.conversation_id = %s order by e.seq""",
            [room],
        )
        return [Held(*row) for row in rows]


def due_left(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute("select count(*) from conversations_due").fetchone()
        assert found
        return int(found[0])
