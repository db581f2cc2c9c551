"""Who reads conversations by mail, and what was mailed to them. Only ever added to."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from conversations.models import Conversation
from directory.models import Professional


class ReadsByMail(models.Model):
    """Somebody chose to get their conversations by mail too, or no more: the last one holds."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, db_index=False)
    address = models.CharField(max_length=254)  # one of theirs, in lower case
    on = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index("professional", "id", name="reads_by_mail_of")]


class IssuedAddress(models.Model):
    """Where one person answers from outside, in one conversation: a part of the relay's address
    that nobody can guess (RFC 5233)."""

    token = models.CharField(max_length=40, primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "conversation", "professional", name="one_address_per_reader_of_a_conversation"
            )
        ]


class Mailed(models.Model):
    """One mail of what was said, to one who reads by mail. It is here, with its words, before the
    first attempt: each attempt sends the same bytes, and nothing is told twice."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, db_index=False)
    address = models.CharField(max_length=254)  # in lower case
    message_id = models.CharField(max_length=250, unique=True)
    upto_seq = models.PositiveIntegerField()  # all that they may see up to here was told
    from_seq = models.PositiveIntegerField()  # and of before their coming, from here on
    sender_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    files = ArrayField(models.UUIDField(), default=list)  # attachments, in their order
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index("conversation", "professional", "id", name="mailed_to_reader")
        ]


class MailedState(models.Model):
    """What became of it. The last one holds."""

    class State(models.TextChoices):
        SENT = "sent"
        UNKNOWN = "unknown"  # it may have left; it is tried again
        DELIVERED = "delivered"
        FAILED = "failed"
        CANCELLED = "cancelled"  # what it says was masked, or they left, before it did
        NOT_TAKEN = "not_taken"  # it came, and what they answered could not enter: nothing of it

    mailed = models.ForeignKey(
        Mailed, on_delete=models.PROTECT, related_name="states", db_index=False
    )
    state = models.CharField(max_length=9, choices=State)
    reason = models.TextField(blank=True)  # as the other server put it
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index("mailed", "id", name="mailed_state_of")]
