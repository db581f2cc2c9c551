"""A correction made in place that came too late for a reader is told at the end, to all."""

from uuid import UUID

from django.db import transaction

from conversations import clock, taking, timeline
from conversations.models import Event
from conversations.returning import bring_back_even_kept
from conversations.versions import Story, story_of


def promote(conversation: UUID, seq: int) -> None:
    """Tell the correction made in place by this entry at the end, unless its message has been told
    there since, cancelled or masked. For the worker: twice is once."""
    root = Event.objects.values_list("about_seq", flat=True).get(conversation=conversation, seq=seq)
    assert root is not None
    with transaction.atomic():
        room = timeline.lock([conversation])[conversation]
        story = story_of(conversation, root)
        if stands_in_place(story, seq):
            room.append(promoted(story))
            timeline.save([room])
            bring_back_even_kept(story)
            taking.recount_urgent(conversation, story.asked)


def stands_in_place(story: Story, seq: int) -> bool:
    """No version was told at the end after this one."""
    is_last = story.last.in_place and len(story.last.spells) == 1 and story.stands_at < seq
    return is_last and story.cancelled is None and story.masked is None


def promoted(story: Story) -> Event:
    """The same words, the same version, in a place of their own."""
    before = story.last.event
    return Event(
        kind=Event.Kind.CORRECTION,
        party_id=before.party_id,
        author_id=before.author_id,
        at=clock.now(),
        counts=True,
        message=before.message,
        about_seq=story.root.seq,
        details={
            "version": story.last.number,
            "replaces": story.stands_at,
            "replaced_at": story.standing.at.isoformat(),
            "reason": (before.details or {})["reason"],
        },
    )
