"""A file that was said with a message."""

from hashlib import sha256
from typing import ClassVar

import orjson
from django.db import models

from files.models import StoredFile


class Attachment(models.Model):
    """Insert-only. Its id is that of the upload it was, so that none is said twice."""

    id = models.UUIDField(primary_key=True, editable=False)
    message = models.ForeignKey("conversations.Message", on_delete=models.PROTECT, db_index=False)
    position = models.PositiveSmallIntegerField()
    client_id = models.UUIDField()  # the browser's own name for the upload
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("message", "position", name="one_file_per_position")
        ]

    def digest(self) -> str:
        """What the message's body, and so the chain, holds of it: its bytes and its name."""
        record = [str(self.id), self.position, self.name, self.file_id, self.file.size]
        return sha256(orjson.dumps([*record, self.file.kind])).hexdigest()
