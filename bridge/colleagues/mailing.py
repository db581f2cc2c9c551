"""One mail of what is new to a reader: written down with its words, to be sent as it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings

from bridge.addresses import Address, domain_of, same
from bridge.colleague_models import Mailed
from bridge.colleagues import wording
from bridge.colleagues.news import SAID, News, telling
from bridge.colleagues.readers import Reader
from bridge.colleagues.relay import address_for
from bridge.colleagues.wording import Around
from bridge.models import Box, Outgoing
from bridge.received import Attachment
from bridge.writing.letter import Automatic, Letter
from bridge.writing.message import excess
from conversations import clock, identity, opening, shapes
from conversations.about import about_of
from conversations.exports.sentences import patient_in_words
from conversations.membership import Seat, members_of
from conversations.models import Event
from conversations.shapes import File
from directory import people
from directory.models import Professional
from files import store

# The words change a little once it is known which files go with them.
SLACK = 20_000  # bytes


class Enclosed:
    """A file of the conversation, as far as its length counts."""

    def __init__(self, file: File) -> None:
        self.name, self.kind, self.size = file.name, file.type, file.size


def mail(relay: Box, reader: Reader, seat: Seat, news: News) -> Mailed:
    """In a transaction: what it says is kept before it can leave."""
    around = around_of(reader, seat, news)
    bare = mailed_as(relay, reader, seat, news, around)
    enclosed = fitting(meant(bare, relay), ready_in(news))
    around = replace(around, enclosed=frozenset(file.id for file in enclosed))
    bare.text, bare.files = wording.text_of(news, around), [file.id for file in enclosed]
    bare.save(force_insert=True)
    Outgoing.objects.create(box=relay, mailed=bare, recipient=1, since=bare.at, next_at=bare.at)
    return bare


def mailed_as(relay: Box, reader: Reader, seat: Seat, news: News, around: Around) -> Mailed:
    return Mailed(
        conversation=seat.conversation,
        professional_id=reader.person,
        address=reader.address,
        message_id=f"<{token_urlsafe(24)}@{domain_of(relay.address)}>",
        upto_seq=news.upto,
        from_seq=news.since,
        sender_name=wording.sender_of(news, around),
        subject=wording.subject_of(news, around),
        text=wording.text_of(news, around),
        at=clock.now(),
    )


def around_of(reader: Reader, seat: Seat, news: News) -> Around:
    room = seat.conversation
    members = [UUID(one) for one in members_of([room.id])[room.id]]
    patient = about_of([seat.place])[room.id].patient
    entries = [*news.entries, *news.before]
    parties = {entry.party for entry in entries if entry.party}
    said = said_at(room.id, [seq for entry in entries for seq in abouts(entry.what)])
    return Around(
        reader=reader.person,
        link=f"{settings.PUBLIC_URL}/tous/{room.id}",
        subject=room.subject,
        patient=patient_in_words(identity.shown(patient)) if patient else "",
        people=people.by_id(
            parties | set(members) | {party for party, _ in said.values() if party}
        ),
        members=members,
        chosen=reader.chosen_at is not None,
        said=said,
        before=earlier_than(seat, news),
    )


def said_at(conversation: UUID, seqs: Sequence[int]) -> dict[int, tuple[UUID | None, datetime]]:
    rows = Event.objects.filter(conversation=conversation, seq__in=set(seqs))
    return {seq: (party, at) for seq, party, at in rows.values_list("seq", "party", "at")}


def abouts(what: shapes.Happening) -> Iterator[int]:
    match what:
        case shapes.MessageCorrected() | shapes.MessageCancelled() | shapes.MessageMasked():
            yield what.about
        case _:
            pass


def earlier_than(seat: Seat, news: News) -> int:
    """How many there are of before, of which the mail has the last."""
    if not news.before:
        return 0
    last = news.before[-1].seq
    return telling(seat).filter(kind__in=SAID, seq__lte=last).count()


def ready_in(news: News) -> list[File]:
    """Those that were said anew and may be opened."""
    found: dict[UUID, File] = {}
    for entry in news.entries:
        if isinstance(entry.what, shapes.MessagePosted | shapes.MessageCorrected):
            found |= {file.id: file for file in entry.what.files if file.state == "ready"}
    return list(found.values())


def fitting(letter: Letter, files: Sequence[File]) -> list[File]:
    """As many as one mail holds, in their order; the others are a link away."""
    chosen: list[File] = []
    for file in files:
        tried = [Enclosed(one) for one in (*chosen, file)]
        if not excess(letter, tried, settings.MAIL_MOST - SLACK):
            chosen.append(file)
    return chosen


def meant(mailed: Mailed, relay: Box, attachments: Sequence[Attachment] = ()) -> Letter:
    """As mail means it. At each attempt the same, to the byte."""
    first = thread_of(mailed)
    back = address_for(relay, mailed.professional_id, mailed.conversation_id)
    return Letter(
        message_id=mailed.message_id,
        sender=Address(relay.address, mailed.sender_name),
        to=(Address(mailed.address),),
        reply_to=Address(back, mailed.sender_name),
        subject=mailed.subject,
        text=mailed.text,
        date=mailed.at,
        attachments=tuple(attachments),
        in_reply_to=first,
        references=(first,) if first else (),
        product=settings.MAIL_PRODUCT,
        automatic=Automatic.GENERATED,
        comes_back=True,
    )


def mailed_as_it_came(message_id: str, sender: Address | None, *, to: str) -> Mailed | None:
    """The mail of ours that this is: by its id, from where it left, to whom it went."""
    sent = Outgoing.objects.filter(mailed__message_id=message_id, mailed__address=to.lower())
    row = sent.select_related("mailed", "box").first()
    ours = row is not None and sender is not None and same(sender.address, row.box.address)
    return row.mailed if row and ours else None


def thread_of(mailed: Mailed) -> str:
    """What they got first of this conversation: their program shows the rest below it."""
    earlier = Mailed.objects.filter(
        conversation=mailed.conversation_id, professional=mailed.professional_id
    )
    earlier = earlier.filter(id__lt=mailed.id) if mailed.id else earlier
    return earlier.order_by("id").values_list("message_id", flat=True).first() or ""


def whole(mailed: Mailed, relay: Box) -> Letter:
    """With the bytes of its files: NotFound, or why not, if one may no longer be given."""
    return meant(mailed, relay, [given(mailed, one) for one in mailed.files])


def given(mailed: Mailed, attachment: UUID) -> Attachment:
    """Through the one rule of who opens what, at each attempt."""
    reader = Professional.objects.get(id=mailed.professional_id)
    _, file, sha256 = opening.shown(reader, attachment)
    with store.at_hand(sha256) as path:
        return Attachment(file.name, file.type, path.read_bytes())
