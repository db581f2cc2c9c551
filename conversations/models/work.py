"""What is still to be done, and whether somebody is there to do it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from conversations.models.conversation import Conversation


class Due(models.Model):
    """What is still to be done for an entry. Committed with it; leased while it is being done."""

    subscriber = models.CharField(max_length=100)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("next_at", name="due_next", condition=Q(parked_at__isnull=True))
        ]


class Heartbeat(models.Model):
    """The last sign of life of a process that has no port to ask at."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
