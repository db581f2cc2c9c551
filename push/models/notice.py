"""What somebody is to be told of, and each attempt at it. Ids and moments: never what was said."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from conversations.models import Conversation
from directory.models import Professional
from push.models.device import Device


class Notice(models.Model):
    """One person is to be told of one entry, on their own behalf or for a role they hold.

    Its id is all that a push service ever carries."""

    class Kind(models.TextChoices):
        ENTRY = "entry"
        TEST = "test"  # « Tester mes notifications »

    class State(models.TextChoices):
        WAITING = "waiting"
        HANDED = "handed"  # each device of theirs has its Delivery
        DROPPED = "dropped"  # no longer due when its time came
        NO_DEVICE = "no_device"
        PARKED = "parked"  # it failed again and again: somebody looks at it

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.ENTRY)
    person = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    # On whose behalf: who it is that sees the entry, or has seen it.
    party = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, db_index=False
    )
    seq = models.PositiveIntegerField(null=True)
    round = models.PositiveSmallIntegerField(default=0)  # of an urgent request, told again
    sound = models.BooleanField()
    urgent = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "person",
                "conversation",
                "seq",
                "party",
                "round",
                name="one_notice_per_entry_and_round",
            ),
            models.CheckConstraint(
                name="notice_of_an_entry_or_a_test",
                condition=Q(kind="test", conversation__isnull=True, seq__isnull=True)
                | Q(kind="entry", conversation__isnull=False, seq__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index("next_at", name="notice_next", condition=Q(state="waiting")),
            # Who was told of an entry; whether somebody was told of this conversation of late.
            models.Index("conversation", "seq", name="notice_entry"),
            models.Index("person", "conversation", F("due_at").desc(), name="notice_lately"),
            models.Index("due_at", name="notice_old", condition=~Q(state="waiting")),
        ]


class Delivery(models.Model):
    """One notice on its way to one device. Leased while it is being sent."""

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"  # by the push service
        GONE = "gone"  # the device was, or ended meanwhile
        DROPPED = "dropped"  # no longer due when it could be sent
        FAILED = "failed"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="deliveries")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, db_index=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=12, blank=True)  # how the last attempt ended
    tried_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)  # its service worker said so

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("notice", "device", name="one_delivery_per_device")
        ]
        indexes: ClassVar = [
            models.Index("next_at", name="delivery_next", condition=Q(state="waiting")),
            models.Index("device", name="delivery_waiting", condition=Q(state="waiting")),
        ]
