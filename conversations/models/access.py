"""Who looked at what."""

from typing import ClassVar

from django.db import models

from conversations.models.conversation import Conversation
from directory.models import Professional


class AccessLog(models.Model):
    """Somebody looked at something, or did something with a mailbox. Insert-only; the worker
    chains it (access_chain.py)."""

    class Act(models.TextChoices):
        CONVERSATION = "conversation"
        READERS = "readers"
        VERSIONS = "versions"
        FILE = "file"
        SEARCH = "search"
        EXPORT = "export"
        SEALED = "sealed"
        DIRECTORY = "directory"  # looked for people
        CARD = "card"
        # What was done with a mailbox (`thing`): linked, reached otherwise, tried, given up. That
        # it was tried is noted before, and that it failed after.
        BOX_ADDED = "box_added"
        BOX_CHANGED = "box_changed"
        BOX_TESTED = "box_tested"
        BOX_FAILED = "box_failed"
        BOX_ENDED = "box_ended"

    at = models.DateTimeField()
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    act = models.CharField(max_length=12, choices=Act)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, db_index=False
    )
    seq = models.PositiveIntegerField(null=True)
    thing = models.UUIDField(null=True)  # the file, the export, the person, the mailbox


class AccessBatch(models.Model):
    """Rows of a record, chained together to the batch before. Insert-only."""

    class Record(models.TextChoices):
        ACCESS = "access"
        SEEN = "seen"

    record = models.CharField(max_length=6, choices=Record)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("record", "first_id", name="one_batch_per_row")
        ]
