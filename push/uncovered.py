"""Of a burst the last message is told, and stands for all. Where it was masked before anything told
of it, those before it, of which nobody was told, are told after all."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.db.models import Q

from conversations.models import Event
from push import situations
from push.situations import Entry, Situation

Kind = Event.Kind
FAR_BACK = 50  # entries; what was unread longer was told long ago

# Nothing reached them yet, on a device or by mail, and nothing later that stands is told instead.
STOOD_FOR = """
    (select n.person_id, n.party_id from push_notice n
     where n.conversation_id = %(room)s and n.seq = any(%(hidden)s)
       and not exists (select from push_delivery d
                       where d.notice_id = n.id and d.accepted_at is not null)
       and not exists (select from push_fallback f
                       where f.person_id = n.person_id and f.written_at > n.due_at)
     union
     select p.person_id, p.party_id from push_putoff p
     where p.conversation_id = %(room)s and p.seq = any(%(hidden)s))
    except
    (select n.person_id, n.party_id from push_notice n
     join conversations_event e on e.conversation_id = n.conversation_id and e.seq = n.seq
     where n.conversation_id = %(room)s and n.seq > %(last)s
       and not exists (select from conversations_event m
                       where m.conversation_id = e.conversation_id and m.kind = 'masked'
                         and m.about_seq = coalesce(e.about_seq, e.seq))
     union
     select p.person_id, p.party_id from push_putoff p
     where p.conversation_id = %(room)s and p.seq > %(last)s)
"""


def by(entries: Iterable[Entry]) -> list[Situation]:
    """What the maskings among these have left untold."""
    maskings = Event.objects.filter(pk__in=list(entries), kind=Kind.MASKED)
    return [one for masking in maskings for one in by_one(masking)]


def by_one(masking: Event) -> list[Situation]:
    room, hidden = masking.conversation_id, hidden_by(masking)
    waiting = stood_for(room, hidden)
    if not waiting:
        return []
    found = situations.of(before(room, hidden[-1]), parties={party for _, party in waiting})
    return [one for one in found if (one.person, one.party) in waiting]


def hidden_by(masking: Event) -> list[int]:
    """The message and its later versions."""
    versions = Q(seq=masking.about_seq) | Q(about_seq=masking.about_seq, kind=Kind.CORRECTION)
    said = Event.objects.filter(versions, conversation=masking.conversation_id)
    return list(said.order_by("seq").values_list("seq", flat=True))


def stood_for(room: UUID, hidden: list[int]) -> set[tuple[UUID, UUID]]:
    """For whom, and on whose behalf."""
    with connection.cursor() as cursor:
        cursor.execute(STOOD_FOR, {"room": room, "hidden": hidden, "last": hidden[-1]})
        return set(cursor.fetchall())


def before(room: UUID, seq: int) -> list[Entry]:
    said = Event.objects.filter(conversation=room, counts=True, seq__lt=seq).order_by("-seq")
    return list(said.values_list("conversation", "seq")[:FAR_BACK])
