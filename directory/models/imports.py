"""What was imported into the directory, and what came of it."""

from typing import ClassVar

from django.db import models


class DirectoryImport(models.Model):
    """One reading of the register's files. Its report counts, and names odd rows by their line."""

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        REFUSED = "refused"  # what was given cannot be trusted: nothing changed
        FAILED = "failed"  # it broke: nothing changed

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    dry_run = models.BooleanField(default=False)
    files = models.JSONField()  # their names
    departments = models.JSONField(default=list)  # none: all
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name, verbose_name_plural = "import", "imports de l’annuaire"
        indexes: ClassVar = [models.Index(fields=["-started_at"], name="import_by_time")]

    def __str__(self) -> str:
        return f"{self.started_at:%d/%m/%Y}"
