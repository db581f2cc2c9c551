"""The account that signs in, and its sessions."""

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from directory.models.people import Professional


class Protection(models.TextChoices):
    """A role in the protection of data, given from the command line only."""

    OFFICER = "officer"
    SECOND = "second"


class AccountManager(BaseUserManager["Account"]):
    """An account is never wanted without its person: one query, not two, for every request."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        return super().get_queryset().select_related("professional")


class Account(AbstractBaseUser):
    """What signs in. Deactivated, never deleted. Conversations know the professional only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(max_length=80, unique=True)
    professional = models.OneToOneField(Professional, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    # Where a reset is written to. Who somebody is never depends on it.
    email = models.EmailField(blank=True, db_default="")
    # Invented, and open to all who reach the demo: nobody real is ever entered without a password.
    is_demo = models.BooleanField(default=False)
    # Administers who may come in (operating/), of the region. Given from the command line only.
    is_operator = models.BooleanField(default=False, db_default=False)
    # Who may, only together, open what was masked.
    protection = models.CharField(max_length=7, choices=Protection, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name, verbose_name_plural = "compte", "comptes"

    def __str__(self) -> str:
        return self.username


def idle_of(shared: bool) -> timedelta:
    """How long a screen may be left before it is locked."""
    return settings.LOCK_SHARED_AFTER if shared else settings.LOCK_OWN_AFTER


def is_locked(shared: bool, acted_at: datetime, locked_at: datetime | None) -> bool:
    """By hand, or by nobody acting."""
    return locked_at is not None or acted_at + idle_of(shared) <= timezone.now()


class Session(AbstractBaseSession):
    """A signed-in browser. It ends at ends_at, whatever one does; left alone, it locks before."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    shared = models.BooleanField(default=False)
    # The role it acts for, as long as its person holds it (duties.py); none: for themselves.
    acts_for = models.ForeignKey(
        "directory.Role", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    browser = models.CharField(max_length=60, blank=True, db_default="")
    opened_at = models.DateTimeField(default=timezone.now, db_default=Now())
    acted_at = models.DateTimeField(default=timezone.now, db_default=Now())
    ends_at = models.DateTimeField()
    # Of the session at a provider that it was opened with (directory/openid); empty: with none.
    provider = models.CharField(max_length=8, blank=True, default="", db_default="")
    provider_session = models.CharField(max_length=255, blank=True, default="", db_default="")
    provider_subject = models.CharField(max_length=255, blank=True, default="", db_default="")
    locked_at = models.DateTimeField(null=True)
    # Of this session alone, hashed as a password is; none: it is not unlocked by a code.
    unlock_code = models.CharField(max_length=128, blank=True, db_default="")
    unlock_tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta(AbstractBaseSession.Meta):
        indexes: ClassVar = [
            models.Index(
                name="session_opened_elsewhere",
                fields=["provider_subject"],
                condition=~models.Q(provider=""),
            )
        ]

    @property
    def is_locked(self) -> bool:
        return is_locked(self.shared, self.acted_at, self.locked_at)


class SignInAttempts(models.Model):
    """Recent failures under one name or from one address; neither is kept in clear."""

    subject = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)
    wait_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.failures} since {self.since}"
