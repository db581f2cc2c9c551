"""What a notice was about: to its person alone, and by the one rule of what they see."""

from uuid import UUID

from django.utils import timezone

from chat.errors import NotFound
from conversations import reading, unread
from conversations.membership import conversation_of
from conversations.models import Awaited, Event, Seen
from conversations.opening import visible_entry
from conversations.reading import Report
from directory import duties
from directory.models import Professional
from push import devices, preferences
from push.models import Delivery, Device, Notice
from push.shapes import NoticeView


def opened(person: Professional, notice: UUID) -> NoticeView:
    """`person`: who signed in, whatever role they act for."""
    one = Notice.objects.select_related("party").filter(id=notice, person=person).first()
    if one is None:
        raise NotFound
    if one.conversation_id is None or one.seq is None:
        return NoticeView(
            kind="test",
            conversation_id=None,
            seq=None,
            party=None,
            role=None,
            sender=None,
            urgent=False,
            asked=False,
            seen=False,
            unread=unread_of(person),
        )
    role = None if one.party_id == person.id else duties.in_the_hand_of(person, one.party_id)
    if role is None and one.party_id != person.id:
        raise NotFound
    party = role or person
    visible_entry(conversation_of(party, one.conversation_id), one.seq)
    theirs = {"conversation": one.conversation_id, "party": party.id}
    seen = Seen.objects.filter(**theirs, from_seq__lte=one.seq, to_seq__gte=one.seq)
    return NoticeView(
        kind="entry",
        conversation_id=one.conversation_id,
        seq=one.seq,
        party=party.id,
        role=role.id if role else None,
        sender=sender_of(person, one),
        urgent=one.urgent,
        asked=Awaited.objects.filter(**theirs, seq=one.seq).exists(),
        seen=seen.exists(),
        unread=unread_of(party),
    )


def unread_of(party: Professional) -> int:
    return unread.counts_of([party.id])[party.id].unread


def sender_of(person: Professional, one: Notice) -> str | None:
    """Only for who chose to read it where others may look on."""
    if not preferences.shows_sender(person.id):
        return None
    said = Event.objects.select_related("party__professional")
    party = said.get(pk=(one.conversation_id, one.seq)).party
    return str(party.professional) if party and party.professional else None


def shown(device: Device, notice: UUID) -> None:
    """Its service worker has shown it: « Distribué ». A second time changes nothing."""
    devices.slow_down(device)
    mine = Delivery.objects.filter(notice=notice, device=device)
    delivery = mine.select_related("notice").first()
    if delivery is None:
        raise NotFound
    mine.filter(shown_at=None).update(shown_at=timezone.now())
    told = delivery.notice
    if told.conversation_id is not None and told.seq is not None:
        reading.record([Report(told.party_id, told.conversation_id, delivered=told.seq)])
