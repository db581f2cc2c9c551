"""A conversation, who takes part in it, and each one's own view of it."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from conversations.identity import Patient
from conversations.ranges import RangesField
from directory.models import Professional


class Party(models.Model):
    """What takes part in conversations. Today a professional, who lends it their id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    professional = models.OneToOneField(Professional, on_delete=models.PROTECT, null=True)


class Conversation(models.Model):
    """One timeline. The head moves under the row's lock, and only forward."""

    class Kind(models.TextChoices):
        CHAT = "chat"
        MAIL = "mail"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.CHAT)
    subject = models.CharField(max_length=200, blank=True)
    founder = models.ForeignKey(Party, on_delete=models.PROTECT)
    client_id = models.UUIDField()
    created_at = models.DateTimeField()
    # The head: number and hash of the last entry.
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.BinaryField(default=b"")
    # The last entry that counts for all: it orders the lists.
    content_seq = models.PositiveIntegerField(default=0)
    content_at = models.DateTimeField()
    # Who spoke first, and whether anybody else did: by this one knows who received something.
    first_speaker = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    answered = models.BooleanField(default=False)
    # Closed for all by this entry; a new message reopens it.
    closed_seq = models.PositiveIntegerField(null=True)
    # Whom it is about, and whether that patient objects to what is shared here. The entries say so
    # too: for one who left, they are asked (about.py).
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True)
    opposed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("founder", "client_id", name="one_start_per_client_id")
        ]


class Period(models.Model):
    """A fact of a party's presence. Insert-only: membership.visible_ranges reads nothing else."""

    class Fact(models.TextChoices):
        JOINED = "joined"
        LEFT = "left"
        HISTORY = "history"  # may see from this seq on, in the current period
        UNDONE = "undone"  # the last joining, before anything was opened
        INVITED = "invited"  # to come back: nothing is seen before they accept
        DECLINED = "declined"
        # Their access was taken away, and given back: they left nothing.
        SUSPENDED = "suspended"
        RESTORED = "restored"

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=10, choices=Fact)
    seq = models.PositiveIntegerField()
    by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Place(models.Model):
    """One party's own view of a conversation: mutable, private."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, db_index=False)
    # What visible_ranges says, kept here so that a query can join it. Open-ended: still a member.
    visible = RangesField()
    is_founder = models.BooleanField(default=False)
    read_upto = models.PositiveIntegerField(default=0)
    delivered_upto = models.PositiveIntegerField(default=0)
    favourite = models.BooleanField(default=False)
    todo = models.BooleanField(default=False)
    todo_seqs = ArrayField(models.PositiveIntegerField(), default=list)
    archived_at = models.DateTimeField(null=True)
    keep_archived = models.BooleanField(default=False)
    # Added by somebody, or come back, then: it lifts the conversation in their list.
    added_at = models.DateTimeField(null=True)
    # First opened then: until that moment an addition can be undone.
    opened_at = models.DateTimeField(null=True)
    # Asked for urgently here, and not taken yet: on top of every list that holds it.
    urgent = models.BooleanField(default=False)
    # Left, and asked to come back since.
    invited_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    # How much of it one wants to be told of, and until when; empty: as everywhere else.
    notify = models.CharField(max_length=8, blank=True, default="", db_default="")
    notify_until = models.DateTimeField(null=True)
    # For one who left, the list stands still: the last counting entry they may see.
    frozen_at = models.DateTimeField(null=True)
    # What changes without an entry to tell it as of then: what it was called, and who had what.
    frozen_subject = models.CharField(max_length=200, blank=True, db_default="")
    frozen_delivered = models.JSONField(null=True)
    # The day (UTC) of the last counting entry. Written once a day and member, it lets a list of any
    # length be read in order from an index, at no cost per message.
    active_on = models.DateField()
    # False: known to be read to the end, so that counting unread need not look here.
    unsettled = models.BooleanField(default=True)
    # « Marquer non lu » : only what is displayed after this moment reads again.
    marked_unread_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("conversation", "party", name="one_place_per_party")
        ]
        indexes: ClassVar = [
            models.Index("party", F("active_on").desc(), name="place_all"),
            models.Index(
                "party",
                F("active_on").desc(),
                name="place_inbox",
                condition=Q(archived_at__isnull=True)
                & (Q(frozen_at__isnull=True) | Q(invited_at__isnull=False)),
            ),
            models.Index(
                "party", F("active_on").desc(), name="place_unsettled", condition=Q(unsettled=True)
            ),
            models.Index(
                "party", F("active_on").desc(), name="place_favourite", condition=Q(favourite=True)
            ),
            models.Index(
                "party",
                F("active_on").desc(),
                name="place_todo",
                condition=Q(todo=True) | ~Q(todo_seqs=[]),
            ),
            models.Index(
                "party",
                F("active_on").desc(),
                name="place_archived",
                condition=Q(archived_at__isnull=False) | Q(frozen_at__isnull=False),
            ),
            models.Index("party", name="place_urgent", condition=Q(urgent=True)),
            # A new message looks for those who archived the conversation.
            models.Index(
                "conversation",
                name="place_to_bring_back",
                condition=Q(archived_at__isnull=False, keep_archived=False),
            ),
        ]
