"""What somebody proves who they are with, besides a password; and what is under way at the door."""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class Passkey(models.Model):
    """A key that stays in a device. We hold its public half: nothing here lets anybody in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    credential = models.BinaryField(unique=True)
    public_key = models.BinaryField()  # the attested credential, in the authenticator's own words
    uses = models.BigIntegerField(default=0)  # as the device counts them; many always say 0
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)


class CodeApp(models.Model):
    """An application that shows six digits, other ones every thirty seconds (TOTP)."""

    account = models.OneToOneField(
        "directory.Account", on_delete=models.PROTECT, primary_key=True, related_name="code_app"
    )
    secret = models.TextField()  # sealed
    # The half minute of the last code that was taken: neither it nor an earlier one is again.
    last_counter = models.BigIntegerField()
    created_at = models.DateTimeField()


class RecoveryCode(models.Model):
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT)
    code = models.CharField(max_length=64)  # its HMAC
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "code"], name="recovery_code_once")
        ]


class Link(models.Model):
    """Sent to a person, good once and not for long: it invites them, or lets them choose another
    password. A reset of a name that nobody has is a row too, and goes nowhere."""

    class Kind(models.TextChoices):
        INVITATION = "invitation"
        RESET = "reset"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    professional = models.ForeignKey(
        "directory.Professional", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Of an invitation: the name to sign in under, and where to write to afterwards.
    username = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    made_at = models.DateTimeField()
    # Its hash; none: not sent yet.
    token = models.CharField(max_length=64, unique=True, null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                name="link_to_send",
                fields=["made_at"],
                condition=models.Q(token=None, closed_at=None),
            )
        ]


class Ticket(models.Model):
    """Half of a proof was given, the other half is awaited. It opens nothing: no cookie holds it,
    it is no session, and only the door knows what it is."""

    class Kind(models.TextChoices):
        SECOND_FACTOR = "second_factor"  # the password was right
        ENROLMENT = "enrolment"  # it was, and there is no second factor yet
        PASSKEY = "passkey"  # a passkey is asked for, whoever comes with it
        CONFIRMATION = "confirmation"  # somebody signed in wants to change how they sign in
        SECURITY = "security"  # they have proved that it is them
        UNLOCK = "unlock"  # a passkey is asked for at a locked screen

    key = models.CharField(max_length=64, primary_key=True)  # its hash
    kind = models.CharField(max_length=13, choices=Kind)
    account = models.ForeignKey("directory.Account", on_delete=models.PROTECT, null=True)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, null=True)
    password = models.CharField(max_length=128, blank=True)  # a new one, hashed: set at the end
    proof = models.CharField(max_length=128, blank=True)  # the account's password has not changed
    shared = models.BooleanField(default=False)
    challenge = models.CharField(max_length=64, blank=True)
    secret = models.TextField(blank=True)  # of an application that is being set up; sealed
    expires_at = models.DateTimeField(db_index=True)
