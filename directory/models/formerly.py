"""As what somebody was shown before: what stood beside their name when they said something."""

from typing import ClassVar

from django.db import models

from directory.models.people import Professional


class Formerly(models.Model):
    """Until this moment. PostgreSQL adds it (0018), whoever changes them; nothing changes it."""

    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateTimeField()
    profession = models.CharField(max_length=120)
    structure = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index("professional", "until", name="formerly_of")]
