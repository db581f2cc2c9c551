"""Access taken away, or given back: what was decided, by whom and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from directory.models.accounts import Account
from directory.models.people import Professional, Suspended


class Suspension(models.Model):
    """One decision. Only ever added; what they add up to stands on the professional."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, db_index=False)
    given_back = models.BooleanField(default=False)
    because = models.CharField(max_length=8, choices=Suspended, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # in the operator's words
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True)  # null: an import
    at = models.DateTimeField()
    # Their conversations are to be looked at then; null: they were told.
    look_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = "décision", "journal des décisions"
        indexes: ClassVar = [
            models.Index("professional", "at", name="suspension_of"),
            models.Index("look_at", name="suspension_untold", condition=Q(look_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"
