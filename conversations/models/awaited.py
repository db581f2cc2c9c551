"""« Pris en compte » that is still awaited."""

from typing import ClassVar

from django.db import models
from django.db.models import F

from conversations.models.conversation import Conversation, Party


class Awaited(models.Model):
    """« Pris en compte » is still awaited of this party for this entry. What the timeline says,
    kept so that what is open is found without reading what is settled."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    urgent = models.BooleanField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("conversation", "seq", "party", name="awaited_once")
        ]
        indexes: ClassVar = [
            models.Index("party", F("asked_at").desc(), name="awaited_of"),
            models.Index("by", F("asked_at").desc(), name="awaited_by"),
        ]
