"""An export of 5,000 messages with their readers, as the worker makes it: read, printed, stored."""

from time import perf_counter
from uuid import UUID, uuid4

from django.utils import timezone

from bench.cast import Someone, open_room
from bench.figures import Figures
from conversations import posting, reading
from conversations.exports import asking, making
from conversations.exports.shapes import NewExport
from conversations.posting import Draft
from conversations.protocol import Span
from conversations.reading import Report

MESSAGES, AT_ONCE, READ_AT_ONCE = 5_000, 500, 5


def export(people: list[Someone], text: str) -> Figures:
    room = UUID(open_room(people))
    talk(room, people, text)
    asked = asking.ask(people[0].person, room, NewExport(client_id=uuid4()))
    began = perf_counter()
    making.make(room, asked.seq)
    seconds = perf_counter() - began
    made = asking.view_of(asking.export_of(people[0].person, asked.id))
    assert made.state == "ready", made.state
    return {"export of 5,000 s": seconds}


def talk(room: UUID, people: list[Someone], text: str) -> None:
    ids = [one.person.id for one in people]
    now = timezone.now()
    for first in range(0, MESSAGES, AT_ONCE):
        who = [ids[n % len(ids)] for n in range(first, first + AT_ONCE)]
        posting.post([Draft(author, uuid4(), room, text, now) for author in who])
    for party in ids:
        for seq in range(2, MESSAGES, READ_AT_ONCE):
            span = Span(from_seq=seq, to_seq=seq + READ_AT_ONCE - 1, displayed_at=timezone.now())
            reading.record([Report(party, room, [span])])
