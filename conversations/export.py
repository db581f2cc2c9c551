"""What somebody asked to have written out for the record."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from conversations.ranges import RangesField


class Export(models.Model):
    """Its asker's alone, for a day. The line that tells everybody of it stays: `seq`."""

    class State(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        READY = "ready"
        FAILED = "failed"
        GONE = "gone"  # its files are swept

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey("Conversation", on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    asker = models.ForeignKey(
        "directory.Professional", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    client_id = models.UUIDField()
    # As it was asked, so that a retry can be told from another demand; and what that selects, of
    # what the asker could see then: never wider than it was.
    asked = models.JSONField()
    selected = RangesField()
    messages = models.PositiveIntegerField()
    files = models.BooleanField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)  # hundredths
    # The conversation's last entry when it was read: what is masked later may be in the files.
    read_at_seq = models.PositiveIntegerField(default=0)
    folder = models.CharField(max_length=80, blank=True)  # where in the store, once it is ready
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("asker", "client_id", name="one_export_per_client_id"),
            models.UniqueConstraint("conversation", "seq", name="one_export_per_line"),
        ]
        indexes: ClassVar = [
            models.Index("asked_at", name="export_to_sweep", condition=~models.Q(state="gone"))
        ]
