"""What was masked is sealed. The data-protection officer opens it, for a reason, when the second
person agrees, for an hour; those of the conversation are told. Officers may mask what was reported.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from chat.errors import NotFound, Refusal
from conversations import access, clock, timeline
from conversations.correction_shapes import MaskingByOfficer, NewUnsealing, Unsealed
from conversations.masking import hide
from conversations.models import ErrorReport, Event, Unsealing, UnsealingAgreement
from conversations.versions import Story, story_at, story_of
from directory import formerly
from directory.models import Account, Professional, Protection

HOUR = timedelta(hours=1)
Kind = Event.Kind
# What officers are told of: somebody who should not read it may be reading it.
GRAVE = (ErrorReport.Reason.WRONG_PATIENT, ErrorReport.Reason.WRONG_CONVERSATION)


class NotAgreed(Refusal):
    code = "not_agreed"
    message = "La seconde personne n’a pas encore donné son accord."
    status = 409


class HourIsOver(Refusal):
    code = "hour_is_over"
    message = "L’heure de consultation est passée. Faites une nouvelle demande."
    status = 409


def ask(account: Account, given: NewUnsealing) -> UUID:
    """The officer asks to open what was masked."""
    officer = must_be(account, Protection.OFFICER)
    story = story_at(given.conversation, given.seq)
    if story is None or story.masked is None:
        raise NotFound
    asked = Unsealing.objects.create(
        conversation_id=given.conversation,
        about_seq=story.root.seq,
        officer=officer,
        reason=given.reason,
        at=clock.now(),
    )
    return asked.id


def agree(account: Account, unsealing: UUID) -> None:
    """The second person agrees. Said twice, the first time counts."""
    second = must_be(account, Protection.SECOND)
    asked = named(unsealing)
    try:
        with transaction.atomic():
            UnsealingAgreement.objects.create(unsealing=asked, by=second, at=clock.now())
    except IntegrityError:
        return


def read(account: Account, unsealing: UUID) -> Unsealed:
    """The officer who asked reads it. Each time is noted; the first is told in the conversation."""
    officer = must_be(account, Protection.OFFICER)
    with transaction.atomic():
        asked = named(unsealing, officer=officer)
        must_be_open(asked)
        room = timeline.lock([asked.conversation_id])[asked.conversation_id]
        story = story_of(asked.conversation_id, asked.about_seq)
        if not was_told(story, asked):
            room.append(opened(asked, story))
            timeline.save([room])
        access.note(
            officer, access.Act.SEALED, asked.conversation_id, seq=asked.about_seq, thing=asked.id
        )
    return as_said(story)


def mask_reported(account: Account, given: MaskingByOfficer) -> None:
    """The officer hides what somebody reported as another patient's, or in the wrong place."""
    officer = must_be(account, Protection.OFFICER)
    with transaction.atomic():
        if not reported(given.conversation, given.seq):
            raise NotFound
        room = timeline.lock([given.conversation])[given.conversation]
        story = story_of(given.conversation, given.seq)
        hide(room, story, given.reason, by=officer, party=None)


def must_be(account: Account, role: Protection) -> Professional:
    """To everybody else nothing of this is there."""
    if account.protection != role:
        raise NotFound
    return account.professional


def named(unsealing: UUID, **more: Professional) -> Unsealing:
    found = Unsealing.objects.select_related("agreement").filter(id=unsealing, **more).first()
    if found is None:
        raise NotFound
    return found


def agreement_of(asked: Unsealing) -> UnsealingAgreement | None:
    return getattr(asked, "agreement", None)


def must_be_open(asked: Unsealing) -> None:
    agreement = agreement_of(asked)
    if agreement is None:
        raise NotAgreed
    if clock.now() > agreement.at + HOUR:
        raise HourIsOver


def was_told(story: Story, asked: Unsealing) -> bool:
    return any(
        event.kind == Kind.UNSEALED and (event.details or {})["unsealing"] == str(asked.id)
        for event in story.later
    )


def opened(asked: Unsealing, story: Story) -> Event:
    return Event(
        kind=Kind.UNSEALED,
        author_id=asked.officer_id,
        at=clock.now(),
        counts=False,
        about_seq=story.root.seq,
        details={"unsealing": str(asked.id)},
    )


def as_said(story: Story) -> Unsealed:
    assert story.root.party_id is not None
    return Unsealed(
        author=formerly.person_at(story.root.at, story.root.party_id),
        said_at=story.root.at,
        texts=[version.text for version in story.versions],
    )


def reported(conversation: UUID, root: int) -> Iterable[ErrorReport]:
    return ErrorReport.objects.filter(conversation=conversation, about_seq=root, reason__in=GRAVE)
