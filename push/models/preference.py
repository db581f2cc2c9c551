"""How somebody wants to be told, and what waits for the end of their quiet hours."""

from datetime import time
from typing import ClassVar

from django.db import models

from conversations.models import Conversation
from directory.models import Professional


class Preference(models.Model):
    """What they chose. Without a row: all as it stands here."""

    class Offer(models.TextChoices):
        NOT_ASKED = "not_asked"
        ACCEPTED = "accepted"
        REFUSED = "refused"

    class Level(models.TextChoices):
        ALL = "all"
        MENTIONS = "mentions"
        NONE = "none"

    person = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    conversations = models.CharField(max_length=8, choices=Level, default=Level.ALL)
    # Those of more than twelve people.
    large_groups = models.CharField(max_length=8, choices=Level, default=Level.ALL)
    show_sender = models.BooleanField(default=False)
    quiet = models.CharField(max_length=9, choices=Offer, default=Offer.NOT_ASKED)
    quiet_from = models.TimeField(default=time(20))
    quiet_to = models.TimeField(default=time(7, 30))
    quiet_weekends = models.BooleanField(default=True)


class PutOff(models.Model):
    """The last entry of a conversation of which somebody is told once their quiet hours end."""

    person = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # On whose behalf: their own, or a role's whose duty they have.
    party = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("person", "party", "conversation", name="put_off_once")
        ]
        indexes: ClassVar = [models.Index("at", name="put_off_until")]


class Fallback(models.Model):
    """When to look whether what somebody was told of has reached a device of theirs, and when they
    were last written to because it had not."""

    person = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    look_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("look_at", name="fallback_next", condition=models.Q(look_at__isnull=False))
        ]
