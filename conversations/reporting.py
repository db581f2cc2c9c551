"""« Signaler » : say to its author that a message is wrong. After a day without an answer, all see
that somebody says so."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from chat.errors import Refusal
from conversations import clock, sockets, timeline
from conversations.amending import Amended, amended
from conversations.correction_shapes import NewReport
from conversations.models import Due, ErrorReport, Event
from conversations.protocol import Accepted, ErrorReported
from conversations.shapes import ReportedError, Wrong
from conversations.sockets import News
from conversations.timeline import LockedConversation
from conversations.versions import Story, story_of
from directory import people
from directory.accounts import who_can_take_part
from directory.models import Professional

PATIENCE = timedelta(hours=24)
SUBSCRIBER = "conversations.reporting.tell_if_unanswered"
Kind = Event.Kind
ANSWERS = {Kind.CORRECTION, Kind.CANCELLED, Kind.MASKED}


class YourOwn(Refusal):
    code = "your_own"
    message = "Ce message est de vous\u00a0: corrigez-le, annulez-le ou masquez-le."
    status = 409


def report(person: Professional, conversation: UUID, seq: int, given: NewReport) -> Accepted:
    """Tell its author, and nobody else. Told twice, it is one report."""
    with transaction.atomic():
        message = amended(person, conversation, seq)
        if message.story.root.party_id == person.id:
            raise YourOwn
        message.must_stand()
        if not has_reported(message):
            note(message, given)
    return Accepted(ref=given.ref, conversation=conversation)


def note(message: Amended, given: NewReport) -> None:
    room, story = message.room, message.story
    reported = ErrorReport.objects.create(
        conversation_id=room.id,
        about_seq=story.root.seq,
        party_id=message.by,
        author_id=message.hand,
        reason=given.reason,
        known_seq=room.last_seq,
        at=clock.now(),
    )
    if not can_answer(room, story):
        tell_all(room, story)
        return
    # To the author, who may not be looking; and to all, if that leads to nothing.
    soon = dict.fromkeys(settings.NOTICE_SUBSCRIBERS, settings.NOTICE_AFTER)
    Due.objects.bulk_create(
        Due(
            subscriber=subscriber,
            conversation_id=room.id,
            seq=story.root.seq,
            next_at=reported.at + wait,
        )
        for subscriber, wait in ({SUBSCRIBER: PATIENCE} | soon).items()
    )
    told = ErrorReported(conversation=room.id, report=shown(reported)).model_dump_json()
    news = [News(to=[str(story.root.party_id)], frame=told)]
    transaction.on_commit(lambda: sockets.tell(news))


def can_answer(room: LockedConversation, story: Story) -> bool:
    """Its author is still there, and can answer."""
    author = story.root.party_id
    if author is None or str(author) not in room.members:
        return False
    return author in who_can_take_part([author])


def tell_if_unanswered(conversation: UUID, root: int) -> None:
    """A day later, for the worker: all see that it was reported. Called twice, it is told once."""
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        story = story_of(conversation, root)
        if open_reports(story).filter(at__lte=clock.now() - PATIENCE).exists():
            tell_all(room, story)


def tell_all(room: LockedConversation, story: Story) -> None:
    """Who reported it is told to nobody but its author."""
    if any(e.kind == Kind.REPORTED and e.seq > answered_at(story) for e in story.later):
        return
    room.append(Event(kind=Kind.REPORTED, at=clock.now(), counts=False, about_seq=story.root.seq))
    timeline.save([room])


def has_reported(message: Amended) -> bool:
    return open_reports(message.story).filter(party=message.by).exists()


def open_reports(story: Story) -> QuerySet[ErrorReport]:
    """Those to which its author has done nothing since."""
    return ErrorReport.objects.filter(
        conversation=story.root.conversation_id,
        about_seq=story.root.seq,
        known_seq__gte=answered_at(story),
    )


def answered_at(story: Story) -> int:
    return max((event.seq for event in story.later if event.kind in ANSWERS), default=0)


def unanswered(author: UUID, conversation: UUID) -> list[ReportedError]:
    """What was reported of this author's messages, and not answered: for them alone."""
    with connection.cursor() as cursor:
        cursor.execute(UNANSWERED, [conversation, author, [kind.value for kind in ANSWERS]])
        found = cursor.fetchall()
    hands = people.by_id(hand for _, _, hand, *_ in found if hand)
    return [
        ReportedError.model_construct(
            about=about, party=party, hand=hands.get(hand), reason=reason, at=at
        )
        for about, party, hand, reason, at in found
    ]


UNANSWERED = """
    select r.about_seq, r.party_id, nullif(r.author_id, r.party_id), r.reason, r.at
    from conversations_errorreport r
    join conversations_event root on root.conversation_id = r.conversation_id
                                 and root.seq = r.about_seq
    where r.conversation_id = %s and root.party_id = %s
      and not exists (select from conversations_event e
                      where e.conversation_id = r.conversation_id and e.about_seq = r.about_seq
                        and e.kind = any(%s) and e.seq > r.known_seq)
    order by r.id
"""


def shown(reported: ErrorReport) -> ReportedError:
    by = reported.author
    return ReportedError(
        about=reported.about_seq,
        party=reported.party_id,
        hand=people.shown(by) if by and by.id != reported.party_id else None,
        reason=Wrong(reported.reason),
        at=reported.at,
    )
