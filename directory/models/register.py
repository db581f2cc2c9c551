"""What the national register says of where people work and how they are reached.

Rows are ended, never deleted. Ids are drawn from what names the thing in the register
(register_ids.py), so that two imports give the same.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.functions import Lower

from directory.models.people import Professional


class Structure(models.Model):
    """A place where people work: hospital, surgery, pharmacy, home for the elderly…"""

    id = models.UUIDField(primary_key=True, editable=False)
    # F and FINESS, C and SIRET, R and a number; N and a hash of name and place if it has none.
    technical_id = models.CharField(max_length=60, unique=True)
    finess = models.CharField(max_length=9, blank=True, db_index=True)
    finess_ej = models.CharField(max_length=9, blank=True)  # of the legal entity
    siret = models.CharField(max_length=14, blank=True)
    name = models.TextField()
    brand = models.TextField(blank=True)  # « enseigne commerciale »
    address = models.TextField(blank=True)  # its lines, without postcode and town
    postcode = models.CharField(max_length=10, blank=True)
    commune = models.CharField(max_length=5, blank=True)  # INSEE's number
    town = models.TextField(blank=True)
    department = models.CharField(max_length=3, blank=True, db_index=True)
    phone = models.CharField(max_length=20, blank=True)
    sector_code = models.CharField(max_length=8, blank=True)
    sector = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Activity(models.Model):
    """What somebody does, and where. One person often has several."""

    id = models.UUIDField(primary_key=True, editable=False)
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="activities"
    )
    structure = models.ForeignKey(
        Structure, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    rank = models.PositiveIntegerField()  # among theirs, in the order of the register, from 1
    profession_code = models.CharField(max_length=8)
    profession = models.TextField()
    category_code = models.CharField(max_length=8, blank=True)  # C civil, E student, M military
    speciality_code = models.CharField(max_length=20, blank=True)
    speciality = models.TextField(blank=True)
    mode_code = models.CharField(max_length=8, blank=True)  # L liberal, S salaried, B, I
    sector_code = models.CharField(max_length=8, blank=True)
    sector = models.TextField(blank=True)
    role_code = models.CharField(max_length=20, blank=True)
    role = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["speciality_code"], name="activity_by_speciality"),
        ]


class Skill(models.Model):
    """« Savoir-faire »: a speciality, a competence, a capacity… that somebody was granted."""

    id = models.UUIDField(primary_key=True, editable=False)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="skills")
    kind_code = models.CharField(max_length=20)
    kind = models.TextField()
    code = models.CharField(max_length=20)
    name = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)


# Of an address.
DOMAIN = models.Func(
    models.F("address"),
    models.Value("@"),
    models.Value(2),
    function="split_part",
    output_field=models.TextField(),
)


class Mailbox(models.Model):
    """An address of the national secure mail (MSSanté)."""

    class Kind(models.TextChoices):
        PERSON = "PER"
        STRUCTURE = "ORG"
        PROGRAM = "APP"
        SURGERY = "CAB"

    address = models.CharField(max_length=254, primary_key=True)  # in lower case
    kind = models.CharField(max_length=3, choices=Kind)
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, null=True, blank=True, related_name="mailboxes"
    )
    structure = models.ForeignKey(
        Structure, on_delete=models.PROTECT, null=True, blank=True, related_name="mailboxes"
    )
    service = models.TextField(blank=True)
    # The national list has or had it: only such a one can be gone from there.
    registered = models.BooleanField(default=False, db_default=False)
    gone_at = models.DateTimeField(null=True, blank=True)
    # What one that is nobody's own is found by, as search/lexemes.py has it. PostgreSQL draws it,
    # whoever changes it or its structure (migration 0025).
    words = SearchVectorField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="address_in_lower_case",
                condition=models.Q(address=Lower("address")),
            )
        ]
        indexes: ClassVar = [
            GinIndex(
                fields=["words"],
                name="mailbox_words",
                fastupdate=False,
                condition=models.Q(gone_at__isnull=True),
            ),
            models.Index(DOMAIN, name="mailbox_domain"),
        ]

    def __str__(self) -> str:
        return self.address
