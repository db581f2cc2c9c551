"""Files as they are kept: what is on its way up, what is stored, and what was found in it."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from directory.models import Professional


class Upload(models.Model):
    """A file on its way up, and until somebody says something with it. Forgotten after a day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Professional, on_delete=models.PROTECT, db_index=False)
    client_id = models.UUIDField()  # its browser's own name for it
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField(db_index=True)
    parts = ArrayField(models.PositiveSmallIntegerField(), default=list)
    # How it ended: stored, refused for good, given up, and then said in a message.
    sha256 = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=100, blank=True)
    refused = models.CharField(max_length=20, blank=True)
    cancelled = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("owner", "client_id", name="one_upload_per_client_id")
        ]
        indexes: ClassVar = [
            models.Index("sha256", name="upload_bytes", condition=~models.Q(sha256=""))
        ]


class StoredFile(models.Model):
    """Bytes that somebody said something with. Insert-only; the bytes are in the store."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=100)
    at = models.DateTimeField()


class Verdict(models.Model):
    """What was found in a file. Insert-only. None yet: it is still being looked at."""

    class Found(models.TextChoices):
        CLEAN = "clean"
        INFECTED = "infected"
        REFUSED = "refused"

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    found = models.CharField(max_length=8, choices=Found)
    by = models.CharField(max_length=10)  # content, clamd
    at = models.DateTimeField()


class Preview(models.Model):
    """The small picture that was made of a file, or that none could be made. Insert-only."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, primary_key=True)
    made = models.BooleanField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
