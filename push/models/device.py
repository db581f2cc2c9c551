"""A browser that takes notifications for one account."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from directory.models import Account


class Ended(models.TextChoices):
    """Why a device is one no more."""

    REMOVED = "removed"  # by its owner
    SESSION = "session"  # the session that held it was ended: signed out, closed from elsewhere
    ACCOUNT = "account"  # suspended, deactivated, another password
    OTHER_ACCOUNT = "other_account"  # somebody else signed in there
    SHARED = "shared"  # several people use that computer
    REPLACED = "replaced"  # the same browser, another subscription
    GONE = "gone"  # the push service knows it no more
    TOO_MANY = "too_many"


class Device(models.Model):
    """Ended, never deleted: what was delivered to it is still told. Its address is then emptied."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    name = models.CharField(max_length=60)  # « Firefox sur Windows »
    # A hash of the cookie that this browser alone has.
    browser = models.CharField(max_length=64)
    # The subscription (webpush.Subscription), sealed; a hash of its address; whose service it is.
    subscription = models.TextField(blank=True)
    endpoint_hash = models.CharField(max_length=64)
    host = models.CharField(max_length=255)
    since = models.DateTimeField()
    # The session it was last seen in. One that ends before its time takes the device with it.
    session_key = models.CharField(max_length=40)
    session_ends_at = models.DateTimeField()
    proof = models.CharField(max_length=64)  # of the password that session was opened with
    # How it goes: what the push service last answered.
    last_success_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # our keys, or our right to use them
    failures = models.PositiveSmallIntegerField(default=0)  # since the last success
    not_before = models.DateTimeField(null=True)  # it is left alone until then
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=13, choices=Ended, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                "endpoint_hash", name="one_device_per_endpoint", condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                "browser", name="one_device_per_browser", condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes: ClassVar = [
            models.Index("refused_at", name="device_refused", condition=Q(refused_at__isnull=False))
        ]
