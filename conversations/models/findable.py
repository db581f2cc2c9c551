"""What search looks in: drawn from the entries."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from conversations.models.conversation import Conversation, Party


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
