"""What was displayed to whom."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from conversations.models.conversation import Conversation, Party
from directory.models import Professional


class Seen(models.Model):
    """A span of entries displayed to a party. Insert-only, never withdrawn."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The person behind it, where the party is a role.
    author = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    from_seq = models.PositiveIntegerField()
    to_seq = models.PositiveIntegerField()
    displayed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index("conversation", "party", "to_seq", name="seen_span")]
        constraints: ClassVar = [
            models.CheckConstraint(name="span_runs_forward", condition=Q(to_seq__gte=F("from_seq")))
        ]
