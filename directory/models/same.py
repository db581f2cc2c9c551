"""That two rows of the directory were one person, and are one row now."""

from django.db import models

from directory.models.accounts import Account
from directory.models.people import Professional


class SamePerson(models.Model):
    """What an operator decided. Only ever added: PostgreSQL moves a number for no other reason."""

    kept = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    twin = models.OneToOneField(Professional, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)  # the national identifier that moved
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = "réunion", "fiches réunies"

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"
