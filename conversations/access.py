"""Who looked at what, and when: never what they saw."""

from uuid import UUID

from conversations import clock
from conversations.models import AccessLog
from directory.models import Professional

Act = AccessLog.Act


def note(
    person: Professional,
    act: Act,
    conversation: UUID | None = None,
    *,
    seq: int | None = None,
    thing: UUID | None = None,
) -> None:
    """Note that this person looked, never the role they look as. In the transaction of the look,
    where it has one."""
    AccessLog.objects.create(
        at=clock.now(),
        professional=person.hand,
        act=act,
        conversation_id=conversation,
        seq=seq,
        thing=thing,
    )
