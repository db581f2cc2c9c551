"""What is said to be wrong, and what was masked and is opened again."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from conversations.models.conversation import Conversation, Party
from directory.models import Professional


class ErrorReport(models.Model):
    """Somebody says to its author alone that a message is wrong. Insert-only."""

    class Reason(models.TextChoices):
        TYPO = "typo"
        CLINICAL = "clinical"
        WRONG_PATIENT = "wrong_patient"
        WRONG_CONVERSATION = "wrong_conversation"

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    about_seq = models.PositiveIntegerField()  # the first version
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    # The person behind it; reports of before roles have none.
    author = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    reason = models.CharField(max_length=20, choices=Reason)
    # The last entry then: what the author did about the message after it answers the report.
    known_seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index("conversation", "about_seq", name="error_report_about")]


class Unsealing(models.Model):
    """The data-protection officer asks to read what was masked, and says why. Insert-only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    about_seq = models.PositiveIntegerField()
    officer = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.TextField()
    at = models.DateTimeField()


class UnsealingAgreement(models.Model):
    """The second person agrees. From then on it can be read, for an hour. Insert-only."""

    unsealing = models.OneToOneField(
        Unsealing, on_delete=models.PROTECT, related_name="agreement", primary_key=True
    )
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
