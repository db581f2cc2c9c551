"""What a conversation is made of. What was said is only ever added to: PostgreSQL sees to it."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from conversations.attachment import Attachment  # noqa: F401 — Django finds it here
from conversations.export import Export  # noqa: F401 — Django finds it here
from conversations.identity import Patient
from conversations.ranges import RangesField
from directory.models import Professional


class Party(models.Model):
    """What takes part in conversations. Today a professional, who lends it their id."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    professional = models.OneToOneField(Professional, on_delete=models.PROTECT, null=True)


class Conversation(models.Model):
    """One timeline. The head moves under the row's lock, and only forward."""

    class Kind(models.TextChoices):
        CHAT = "chat"
        MAIL = "mail"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.CHAT)
    subject = models.CharField(max_length=200, blank=True)
    founder = models.ForeignKey(Party, on_delete=models.PROTECT)
    client_id = models.UUIDField()
    created_at = models.DateTimeField()
    # The head: number and hash of the last entry.
    last_seq = models.PositiveIntegerField(default=0)
    last_hash = models.BinaryField(default=b"")
    # The last entry that counts for all: it orders the lists.
    content_seq = models.PositiveIntegerField(default=0)
    content_at = models.DateTimeField()
    # Who spoke first, and whether anybody else did: by this one knows who received something.
    first_speaker = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    answered = models.BooleanField(default=False)
    # Closed for all by this entry; a new message reopens it.
    closed_seq = models.PositiveIntegerField(null=True)
    # Whom it is about, and whether that patient objects to what is shared here. The entries say so
    # too: for one who left, they are asked (about.py).
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, null=True)
    opposed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("founder", "client_id", name="one_start_per_client_id")
        ]


class Period(models.Model):
    """A fact of a party's presence. Insert-only: membership.visible_ranges reads nothing else."""

    class Fact(models.TextChoices):
        JOINED = "joined"
        LEFT = "left"
        HISTORY = "history"  # may see from this seq on, in the current period
        UNDONE = "undone"  # the last joining, before anything was opened
        INVITED = "invited"  # to come back: nothing is seen before they accept
        DECLINED = "declined"

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    fact = models.CharField(max_length=8, choices=Fact)
    seq = models.PositiveIntegerField()
    by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Place(models.Model):
    """One party's own view of a conversation: mutable, private."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, db_index=False)
    # What visible_ranges says, kept here so that a query can join it. Open-ended: still a member.
    visible = RangesField()
    is_founder = models.BooleanField(default=False)
    read_upto = models.PositiveIntegerField(default=0)
    delivered_upto = models.PositiveIntegerField(default=0)
    favourite = models.BooleanField(default=False)
    todo = models.BooleanField(default=False)
    todo_seqs = ArrayField(models.PositiveIntegerField(), default=list)
    archived_at = models.DateTimeField(null=True)
    keep_archived = models.BooleanField(default=False)
    # Added by somebody, or come back, then: it lifts the conversation in their list.
    added_at = models.DateTimeField(null=True)
    # First opened then: until that moment an addition can be undone.
    opened_at = models.DateTimeField(null=True)
    # Asked for urgently here, and not taken yet: on top of every list that holds it.
    urgent = models.BooleanField(default=False)
    # Left, and asked to come back since.
    invited_at = models.DateTimeField(null=True)
    invited_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    # For one who left, the list stands still: the last counting entry they may see.
    frozen_at = models.DateTimeField(null=True)
    # What changes without an entry to tell it as of then: what it was called, and who had what.
    frozen_subject = models.CharField(max_length=200, blank=True, db_default="")
    frozen_delivered = models.JSONField(null=True)
    # The day (UTC) of the last counting entry. Written once a day and member, it lets a list of any
    # length be read in order from an index, at no cost per message.
    active_on = models.DateField()
    # False: known to be read to the end, so that counting unread need not look here.
    unsettled = models.BooleanField(default=True)
    # « Marquer non lu » : only what is displayed after this moment reads again.
    marked_unread_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("conversation", "party", name="one_place_per_party")
        ]
        indexes: ClassVar = [
            models.Index("party", F("active_on").desc(), name="place_all"),
            models.Index(
                "party",
                F("active_on").desc(),
                name="place_inbox",
                condition=Q(archived_at__isnull=True)
                & (Q(frozen_at__isnull=True) | Q(invited_at__isnull=False)),
            ),
            models.Index(
                "party", F("active_on").desc(), name="place_unsettled", condition=Q(unsettled=True)
            ),
            models.Index(
                "party", F("active_on").desc(), name="place_favourite", condition=Q(favourite=True)
            ),
            models.Index(
                "party",
                F("active_on").desc(),
                name="place_todo",
                condition=Q(todo=True) | ~Q(todo_seqs=[]),
            ),
            models.Index(
                "party",
                F("active_on").desc(),
                name="place_archived",
                condition=Q(archived_at__isnull=False) | Q(frozen_at__isnull=False),
            ),
            models.Index("party", name="place_urgent", condition=Q(urgent=True)),
            # A new message looks for those who archived the conversation.
            models.Index(
                "conversation",
                name="place_to_bring_back",
                condition=Q(archived_at__isnull=False, keep_archived=False),
            ),
        ]


class Message(models.Model):
    """A body: what somebody wrote, be it a message, its correction, a conclusion or a subject.

    Its client's name for it is unique per author, for ever."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    author = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    client_id = models.UUIDField()
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    text = models.TextField()
    # The entry it answers, in the same conversation.
    quote_seq = models.PositiveIntegerField(null=True)
    # Parties: those named with @, and those who are asked to say that they take it into account.
    mentions = ArrayField(models.UUIDField(), default=list)
    asked = ArrayField(models.UUIDField(), default=list)
    urgent = models.BooleanField(default=False)
    # What was attached, in order: a hash of each (attachment.py), so that the chain holds it.
    files = ArrayField(models.CharField(max_length=64), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("author", "client_id", name="one_message_per_client_id")
        ]
        # How many urgent ones somebody has sent today.
        indexes: ClassVar = [
            models.Index(
                "author", "conversation", "seq", name="message_urgent", condition=Q(urgent=True)
            )
        ]


class Event(models.Model):
    """An entry of the timeline: pointers only, chained to the one before (see chain.py)."""

    class Kind(models.TextChoices):
        OPENED = "opened"
        MESSAGE = "message"
        # People
        ADDED = "added"
        HISTORY_WIDENED = "history_widened"
        ADDITION_UNDONE = "addition_undone"
        INVITED = "invited"
        DECLINED = "declined"
        LEFT = "left"
        # The conversation itself
        SUBJECT = "subject"
        CLOSED = "closed"
        REOPENED = "reopened"
        EXPORTED = "exported"
        PATIENT = "patient"
        OPPOSITION = "opposition"
        # About an earlier message
        CORRECTION = "correction"  # counts: replaces it at the end; does not: in place
        CANCELLED = "cancelled"
        MASKED = "masked"
        REPORTED = "reported"  # an error, still unanswered after a day
        REMINDED = "reminded"
        UNSEALED = "unsealed"
        TAKEN = "taken"
        NOT_TAKEN = "not_taken"  # taken by mistake, undone

    pk = models.CompositePrimaryKey("conversation", "seq")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    # On whose behalf, and the person behind it (null: the system).
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    author = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    at = models.DateTimeField()
    composed_at = models.DateTimeField(null=True)
    # Makes unread, lifts the conversation; for one party only when counts_for is set.
    counts = models.BooleanField()
    counts_for = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, db_index=False)
    # What it points back at: the first version of a message, and whom it concerns.
    about_seq = models.PositiveIntegerField(null=True)
    about_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    # Codes, numbers and ids; never what somebody wrote. Its shape belongs to the kind.
    details = models.JSONField(null=True)
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        # The positions of the last minutes are asked every half minute: a few pages, no upkeep.
        indexes: ClassVar = [
            BrinIndex("at", name="event_at", autosummarize=True),
            # What became of a message: few entries point back at another.
            models.Index(
                "conversation",
                "about_seq",
                name="event_about",
                condition=Q(about_seq__isnull=False),
            ),
            # Whom it was about at some moment.
            models.Index(
                "conversation",
                "seq",
                name="event_patient",
                condition=Q(patient__isnull=False),
            ),
            # A report of reading looks for those it came too late for.
            models.Index(
                "conversation",
                name="event_in_place",
                condition=Q(kind="correction", counts=False),
            ),
            models.Index("at", name="event_masked", condition=Q(kind="masked")),
        ]


class Awaited(models.Model):
    """« Pris en compte » is still awaited of this party for this entry. What the timeline says,
    kept so that what is open is found without reading what is settled."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    urgent = models.BooleanField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("conversation", "seq", "party", name="awaited_once")
        ]
        indexes: ClassVar = [
            models.Index("party", F("asked_at").desc(), name="awaited_of"),
            models.Index("by", F("asked_at").desc(), name="awaited_by"),
        ]


class Seen(models.Model):
    """A span of entries displayed to a party. Insert-only, never withdrawn."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_seq = models.PositiveIntegerField()
    to_seq = models.PositiveIntegerField()
    displayed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index("conversation", "party", "to_seq", name="seen_span")]
        constraints: ClassVar = [
            models.CheckConstraint(name="span_runs_forward", condition=Q(to_seq__gte=F("from_seq")))
        ]


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


class AccessLog(models.Model):
    """Somebody looked at something. Insert-only; the worker chains it (access_chain.py)."""

    class Act(models.TextChoices):
        CONVERSATION = "conversation"
        READERS = "readers"
        VERSIONS = "versions"
        FILE = "file"
        SEARCH = "search"
        EXPORT = "export"
        SEALED = "sealed"

    at = models.DateTimeField()
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    act = models.CharField(max_length=12, choices=Act)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, db_index=False
    )
    seq = models.PositiveIntegerField(null=True)
    thing = models.UUIDField(null=True)  # the file, or the export


class AccessBatch(models.Model):
    """Rows of a record, chained together to the batch before. Insert-only."""

    class Record(models.TextChoices):
        ACCESS = "access"
        SEEN = "seen"

    record = models.CharField(max_length=6, choices=Record)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("record", "first_id", name="one_batch_per_row")
        ]


class Due(models.Model):
    """What is still to be done for an entry. Committed with it; leased while it is being done."""

    subscriber = models.CharField(max_length=100)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index("next_at", name="due_next", condition=Q(parked_at__isnull=True))
        ]


class FindableVersion(models.Model):
    """A version of what was said, as search looks in it: drawn from the entries, and drawn again at
    will. It only proposes: what may be shown is asked of the place and of the entries."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    # Where it is shown, the entry whose words these are, and the first version of what it says.
    seq = models.PositiveIntegerField()
    said_seq = models.PositiveIntegerField()
    root = models.PositiveIntegerField()
    # The entry that put others in their place, or declared them wrong.
    superseded_by = models.PositiveIntegerField(null=True)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    at = models.DateTimeField()
    # All those who have a place there: whoever looks for what is common elsewhere reads no more
    # than what may be theirs.
    parties = ArrayField(models.UUIDField())
    words = SearchVectorField()

    class Meta:
        abstract = True
        # Each kind in a table of its own: its words are of another frequency, and by that a search
        # chooses its way. fastupdate would keep a list of what waits to be sorted in, which each
        # search reads.
        indexes: ClassVar = [
            models.Index("conversation", "seq", name="%(class)s_there"),
            GinIndex("words", "parties", name="%(class)s_words", fastupdate=False),
        ]


class Findable(FindableVersion):
    """What somebody wrote."""

    with_files = models.BooleanField()


class FindableFile(FindableVersion):
    """The name of a file that came with it."""

    file = models.UUIDField()


class FindableTitle(models.Model):
    """The subject, the patient and who takes part, as search looks in them."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, db_index=False)
    # The entry with which somebody left, for whom it stays so; 0 for those who are there.
    seq = models.PositiveIntegerField()
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            models.Index("conversation", "seq", name="title_there"),
            GinIndex("words", name="title_words", fastupdate=False),
        ]


class Heartbeat(models.Model):
    """The last sign of life of a process that has no port to ask at."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
