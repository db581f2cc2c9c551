"""What a courrier says besides its words and files, and what became of it. Only ever added to."""

from hashlib import sha256
from typing import Any, ClassVar

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import models

from conversations.models.conversation import Conversation, Party
from conversations.models.entry import Message
from files.models import StoredFile


class Correspondent(models.Model):
    """An address that was written to or from. It lends its party to what was written from there."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True)
    address = models.CharField(max_length=254, unique=True)  # in lower case


class Correspondence(models.Model):
    """Who belongs to a courrier: every address it was written to or from. Shown by the list, and
    the half of what an answer needs to join it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    correspondent = models.ForeignKey(Correspondent, on_delete=models.PROTECT, db_index=False)
    # As it first came with the address here: what one box calls somebody is no other's to read.
    name = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "conversation", "correspondent", name="one_correspondent_per_conversation"
            )
        ]


class Letter(models.Model):
    """A letter, whose words and files are its body's."""

    body = models.OneToOneField(Message, on_delete=models.PROTECT, primary_key=True)
    outgoing = models.BooleanField()
    # Ours: unguessable, and here before the first attempt. Theirs: a hint, or empty.
    message_id = models.CharField(max_length=700, blank=True)
    in_reply_to = models.CharField(max_length=700, blank=True)
    references = ArrayField(models.TextField(), default=list)
    subject = models.TextField(blank=True)
    # [{"way": "from" | "to" | "cc", "address", "name"}]: a state is of one of these positions.
    addressees = models.JSONField()
    written_at = models.DateTimeField(null=True)  # as its writer's program says
    prefix = models.TextField(blank=True)  # Re:, XDM/1.0/DDM+: not shown
    quote = models.TextField(blank=True)  # what it answers, folded
    html = models.TextField(blank=True)  # cleaned
    receipt_wanted = models.BooleanField(default=False)
    receipt_to = models.CharField(max_length=254, blank=True)  # theirs: to whom
    automatic = models.CharField(max_length=40, blank=True)  # how one knows a machine wrote it
    closes = models.BooleanField(default=False)  # the patient may not answer
    unreadable = models.CharField(max_length=20, blank=True)  # bridge.received.Why
    shortened = models.BooleanField(default=False)
    xdm = models.JSONField(null=True)  # of an IHE_XDM.zip: its patient and documents
    # Of what was said elsewhere and is passed on: {"conversation", "seqs"}.
    origin = models.JSONField(null=True)
    raw = models.ForeignKey(  # as it came, to the byte
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        indexes: ClassVar = [
            models.Index("message_id", name="letter_named", condition=~models.Q(message_id=""))
        ]

    def digest(self) -> str:
        """What the entry, and so the chain, holds of it."""
        return digest_of({f.attname: getattr(self, f.attname) for f in self._meta.concrete_fields})


class InlineImage(models.Model):
    """An image that a letter's HTML shows where it stands."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, db_index=False)
    cid = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("letter", "cid", name="one_image_per_cid"),
        ]


class LetterState(models.Model):
    """What became of a letter for one of those it went to, as an entry says it."""

    class State(models.TextChoices):
        WAITING = "waiting"  # also without a row: what nothing is known of yet
        SENT = "sent"  # the next server has it
        # It may have left. It is tried again, under the same Message-ID, until a reason is told.
        UNKNOWN = "unknown"
        DELAYED = "delayed"  # they say that they go on trying
        DELIVERED = "delivered"
        OPENED = "opened"
        FAILED = "failed"
        CANCELLED = "cancelled"  # taken back before it left

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()  # the entry that says so
    about_seq = models.PositiveIntegerField()  # the letter's
    recipient = models.PositiveSmallIntegerField()  # its position among the addressees
    state = models.CharField(max_length=10, choices=State)
    status = models.CharField(max_length=20, blank=True)  # 5.1.1
    reason = models.TextField(blank=True)  # as the other server put it
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("conversation", "seq", name="one_letter_state_per_entry")
        ]
        indexes: ClassVar = [models.Index("conversation", "about_seq", name="letter_state_about")]

    def digest(self) -> str:
        return digest_of([self.recipient, self.state, self.status, self.reason, self.at])


def digest_of(said: Any) -> str:
    return sha256(orjson.dumps(said, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()
