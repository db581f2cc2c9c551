"""What a conversation is called: any participant says so, and each change is a line of it."""

from uuid import UUID

from django.db import transaction

from conversations import timeline
from conversations.models import Conversation, Event
from conversations.protocol import Accepted, ChangeSubject
from conversations.wording import said_before, words
from directory.models import Professional


def change_subject(person: Professional, conversation: UUID, given: ChangeSubject) -> Accepted:
    with transaction.atomic():
        room = timeline.lock_as_member(person, conversation)
        before = said_before(person, given.id, room, given.subject)
        named = Conversation.objects.filter(id=conversation)
        if before is None and named.values_list("subject", flat=True).get() != given.subject:
            room.append(words(Event.Kind.SUBJECT, room, person, given.id, given.subject))
            named.update(subject=given.subject)
        timeline.save([room])
    return before or Accepted(ref=given.id, conversation=conversation, seq=room.last_seq)
