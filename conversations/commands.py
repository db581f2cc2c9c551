"""From what a browser asks over HTTP to the rule it asks for; and the two batches."""

from uuid import UUID

from conversations import posting, reading
from conversations.posting import Draft
from conversations.protocol import Accepted, NewMessage, NewSpans
from conversations.reading import Report
from conversations.writing import Batch
from directory.models import Professional

# What is posted and what is reported, by socket and by HTTP alike, passes here.
posts: Batch[Draft, Accepted] = Batch(posting.post)
reports: Batch[Report, bool] = Batch(reading.record)


def post(person: Professional, conversation: UUID, given: NewMessage) -> Accepted:
    return posts.perform(posting.drafted(person, conversation, given))


def report_seen(person: Professional, conversation: UUID, given: NewSpans) -> Accepted:
    spans = reading.by_our_clock(given.spans, given.said_at)
    reports.perform(Report(person.id, conversation, spans, hand=person.hand.id))
    return Accepted(ref=given.ref, conversation=conversation)
