"""What somebody is told by e-mail of how they sign in."""

from typing import ClassVar

from django.db import models

from directory.models.accounts import Account


class SecurityMail(models.Model):
    """It was changed: to the address of before that. Kept, once sent, as when it was."""

    class What(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 — a name
        PASSKEY_ADDED = "passkey_added"
        PASSKEY_REMOVED = "passkey_removed"
        APP_ADDED = "app_added"
        APP_REMOVED = "app_removed"
        CODES = "codes"
        ALL = "all"  # by an invitation of the operator's
        EMAIL = "email"

    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    what = models.CharField(max_length=15, choices=What)
    email = models.EmailField()
    at = models.DateTimeField()
    # To be sent then; null: it was, or it is too late.
    due_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                "due_at", name="security_mail_due", condition=models.Q(due_at__isnull=False)
            )
        ]
