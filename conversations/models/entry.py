"""What was said, and the entries that say it. Only ever added to: PostgreSQL sees to it."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from conversations.identity import Patient
from conversations.models.conversation import Conversation, Party
from directory.models import Professional


class Message(models.Model):
    """A body: what somebody wrote, be it a message, its correction, a conclusion or a subject.

    Its client's name for it is unique per author, for ever."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # Null: it came by mail.
    author = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    client_id = models.UUIDField()
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    text = models.TextField()
    # The entry it answers, in the same conversation.
    quote_seq = models.PositiveIntegerField(null=True)
    # Parties: those named with @, and those who are asked to say that they take it into account.
    mentions = ArrayField(models.UUIDField(), default=list)
    asked = ArrayField(models.UUIDField(), default=list)
    urgent = models.BooleanField(default=False)
    # What was attached, in order: a hash of each (attachment.py), so that the chain holds it.
    files = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("author", "client_id", name="one_message_per_client_id")
        ]
        # How many urgent ones somebody has sent today.
        indexes: ClassVar = [
            models.Index(
                "author", "conversation", "seq", name="message_urgent", condition=Q(urgent=True)
            )
        ]


class Event(models.Model):
    """An entry of the timeline: pointers only, chained to the one before (see chain.py)."""

    class Kind(models.TextChoices):
        OPENED = "opened"
        MESSAGE = "message"
        # People
        ADDED = "added"
        HISTORY_WIDENED = "history_widened"
        ADDITION_UNDONE = "addition_undone"
        INVITED = "invited"
        DECLINED = "declined"
        LEFT = "left"
        SUSPENDED = "suspended"
        RESTORED = "restored"
        VACATED = "vacated"  # an urgent request: who was asked can no longer answer
        UNANSWERED = "unanswered"  # a request: these have not answered in time, or are away
        # The conversation itself
        SUBJECT = "subject"
        CLOSED = "closed"
        REOPENED = "reopened"
        EXPORTED = "exported"
        PATIENT = "patient"
        OPPOSITION = "opposition"
        # About an earlier message
        CORRECTION = "correction"  # counts: replaces it at the end; does not: in place
        CANCELLED = "cancelled"
        MASKED = "masked"
        REPORTED = "reported"  # an error, still unanswered after a day
        REMINDED = "reminded"
        UNSEALED = "unsealed"
        TAKEN = "taken"
        NOT_TAKEN = "not_taken"  # taken by mistake, undone
        # Courriers
        LETTER = "letter"
        LETTER_STATE = "letter_state"  # what became of it for one recipient
        RECEIPT_GIVEN = "receipt_given"  # who wrote it was told that it was opened
        LETTER_MOVED = "letter_moved"  # its thread was joined to another
        MAIL_OPPOSITION = "mail_opposition"  # the patient objects to being written to, or no more
        FORWARDED = "forwarded"  # what was said here was passed on by mail
        FORWARD_TAKEN_BACK = "forward_taken_back"  # before it left: nobody got it

    pk = models.CompositePrimaryKey("conversation", "seq")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    # On whose behalf, and the person behind it (null: the system).
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    author = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    at = models.DateTimeField()
    composed_at = models.DateTimeField(null=True)
    # Makes unread, lifts the conversation; for one party only when counts_for is set.
    counts = models.BooleanField()
    counts_for = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, db_index=False)
    # What it points back at: the first version of a message, and whom it concerns.
    about_seq = models.PositiveIntegerField(null=True)
    about_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    # Codes, numbers and ids; never what somebody wrote. Its shape belongs to the kind.
    details = models.JSONField(null=True)
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        # The positions of the last minutes are asked every half minute: a few pages, no upkeep.
        indexes: ClassVar = [
            BrinIndex("at", name="event_at", autosummarize=True),
            # What became of a message: few entries point back at another.
            models.Index(
                "conversation",
                "about_seq",
                name="event_about",
                condition=Q(about_seq__isnull=False),
            ),
            # Whom it was about at some moment.
            models.Index(
                "conversation",
                "seq",
                name="event_patient",
                condition=Q(patient__isnull=False),
            ),
            # A report of reading looks for those it came too late for.
            models.Index(
                "conversation",
                name="event_in_place",
                condition=Q(kind="correction", counts=False),
            ),
            models.Index("at", name="event_masked", condition=Q(kind="masked")),
            # Counting unread leaves out what is masked there.
            models.Index("conversation", name="event_masked_in", condition=Q(kind="masked")),
        ]
