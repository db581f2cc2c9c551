"""Mailboxes, what was fetched from them, and what is to leave."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bridge.colleague_models import IssuedAddress, Mailed, MailedState, ReadsByMail
from conversations.models import Conversation, Correspondent, Letter, Party
from directory.models import Professional
from files.models import StoredFile

__all__ = [
    "Box",
    "FetchedMail",
    "IssuedAddress",
    "MailOpposition",
    "Mailed",
    "MailedState",
    "Moved",
    "Outgoing",
    "ReadsByMail",
    "Thread",
]


def inbox() -> list[str]:
    return ["INBOX"]


class Box(models.Model):
    """A mailbox: somebody's own, or a role's, behind which a named person always stands."""

    class SignIn(models.TextChoices):
        PASSWORD = "password"  # noqa: S105 — no password
        TOKEN = "token"  # noqa: S105 — XOAUTH2, with what Pro Santé Connect gave its person

    class Security(models.TextChoices):
        STARTTLS = "starttls"
        TLS = "tls"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    address = models.CharField(max_length=254)  # in lower case
    name = models.CharField(max_length=200, blank=True)  # what stands beside it in what is sent
    imap_host = models.CharField(max_length=253)
    imap_port = models.PositiveIntegerField(default=143)
    imap_security = models.CharField(max_length=8, choices=Security, default=Security.STARTTLS)
    smtp_host = models.CharField(max_length=253)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, choices=Security, default=Security.STARTTLS)
    sign_in = models.CharField(max_length=8, choices=SignIn, default=SignIn.PASSWORD)
    user = models.CharField(max_length=254)
    secret = models.TextField(blank=True)  # sealed; never shown again
    folders = ArrayField(models.CharField(max_length=200), default=inbox)
    # Null: by the operator's command.
    added_by = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True
    )
    added_at = models.DateTimeField()
    # Given up: nothing is fetched or sent any more; its courriers stay.
    ended_at = models.DateTimeField(null=True)
    # How it is.
    polled_at = models.DateTimeField(null=True)  # the last time all of it was looked at
    failing_since = models.DateTimeField(null=True)
    failed_step = models.CharField(max_length=20, blank=True)  # bridge.providers.contract.Step
    failed_reason = models.TextField(blank=True)
    needs_hand = models.BooleanField(default=False)  # trying again changes nothing
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    # Nobody's: what is said in conversations leaves from here for those who read by mail, and their
    # answers come back to it (colleagues/).
    relay = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name, verbose_name_plural = "boîte", "boîtes partagées"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "address", name="one_living_box_per_address", condition=Q(ended_at__isnull=True)
            ),
            models.UniqueConstraint(
                "relay", name="one_living_relay", condition=Q(relay=True, ended_at__isnull=True)
            ),
        ]
        indexes: ClassVar = [
            models.Index("next_at", name="box_next", condition=Q(ended_at__isnull=True))
        ]


class Thread(models.Model):
    """Which box a courrier lives in. Insert-only."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.PROTECT, primary_key=True, related_name="mail_thread"
    )
    box = models.ForeignKey(Box, on_delete=models.PROTECT)


class Moved(models.Model):
    """A thread that was joined to another: what would come to the one comes to the other.
    Insert-only."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    to = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")


class FetchedMail(models.Model):
    """A mail of a box, as it lay there: taken once. Insert-only, but for `flagged`."""

    class Became(models.TextChoices):
        LETTER = "letter"
        NEWS = "news"  # of a letter of ours: a report, a receipt
        DUPLICATE = "duplicate"  # the same Message-ID and the same content are here already
        ANSWER = "answer"  # of a colleague by mail, into their conversation
        STRAY = "stray"  # a report or an answer that nothing of ours calls for: kept, and not shown

    box = models.ForeignKey(Box, on_delete=models.PROTECT, db_index=False)
    folder = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    message_id = models.CharField(max_length=700, blank=True)
    content_hash = models.CharField(max_length=64)
    raw = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    became = models.CharField(max_length=9, choices=Became)
    # Where it is said: the letter's own entry, or the entry that says what became of one.
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    seq = models.PositiveIntegerField(null=True)
    # « seen » was said there, after our commit; or is not to be said, of a stray.
    flagged = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("box", "folder", "uidvalidity", "uid", name="one_mail_per_uid")
        ]
        indexes: ClassVar = [
            models.Index("box", "content_hash", name="mail_content"),
            models.Index("box", "id", name="mail_unflagged", condition=Q(flagged=False)),
        ]


class Outgoing(models.Model):
    """A letter that is to leave for one of those it goes to, committed with its entry; or what is
    mailed to one who reads a conversation by mail."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"  # found so after its lease, it may have left: « unknown », tried again
        DONE = "done"
        CANCELLED = "cancelled"

    box = models.ForeignKey(Box, on_delete=models.PROTECT, db_index=False)
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    mailed = models.OneToOneField(Mailed, on_delete=models.PROTECT, related_name="+", null=True)
    recipient = models.PositiveSmallIntegerField()  # its position among the addressees
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    since = models.DateTimeField()
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("letter", "recipient", name="one_outgoing_per_recipient"),
            models.CheckConstraint(
                name="of_a_letter_or_mailed",
                condition=Q(letter__isnull=True) ^ Q(mailed__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "next_at", name="outgoing_next", condition=Q(state__in=["waiting", "sending"])
            )
        ]


class MailOpposition(models.Model):
    """A patient objects to being written to by mail, or does not any more: the last that was said
    stands, wherever it was said. By the address, which is drawn from their matricule. Insert-only.
    """

    correspondent = models.ForeignKey(Correspondent, on_delete=models.PROTECT)
    recorded = models.BooleanField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    # The entry that tells of it.
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seq = models.PositiveIntegerField()
