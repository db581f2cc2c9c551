"""The person of the directory, and the professions that may come in."""

from typing import ClassVar
from uuid import uuid4

from django.db import models


class Suspended(models.TextChoices):
    """Who closed the door: the register that no longer has them, the list of professions, or the
    operator."""

    GONE = "gone"
    UNLISTED = "unlisted"
    OPERATOR = "operator"


class PhoneShownTo(models.TextChoices):
    """Who is given somebody's phone: their own choice."""

    EVERYBODY = "everybody"
    COMPANIONS = "companions"
    NOBODY = "nobody"


class Professional(models.Model):
    """A person of the directory. Most never sign in. Never deleted.

    Made by people.add or by an import, which fold the names.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=20, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    # As shown beside the name: of the activity they act as, or else of their first one.
    profession = models.CharField(max_length=120)
    structure = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)
    acts_as = models.ForeignKey(
        "directory.Activity", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # « Identification nationale PP »: 8 and the RPPS, or 3, a FINESS, / and a number of its own…
    national_id = models.CharField(max_length=60, unique=True, null=True, blank=True)
    rpps = models.CharField(max_length=11, unique=True, null=True, blank=True)
    # As the register numbers professions (TRE_G15, R94, R95). Empty: entered by the operator.
    profession_code = models.CharField(max_length=8, blank=True, db_default="", db_index=True)
    # The national extracts have or had them: only these can be gone from there.
    registered = models.BooleanField(default=False, db_default=False)
    gone_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=8, choices=Suspended, blank=True, db_default="")
    # In the operator’s words.
    suspension_reason = models.CharField(max_length=300, blank=True, db_default="")
    phone_shown_to = models.CharField(
        max_length=10,
        choices=PhoneShownTo,
        default=PhoneShownTo.EVERYBODY,
        db_default=PhoneShownTo.EVERYBODY,
    )
    # What search compares (names.searchable): the family name first, which also sorts.
    folded_name = models.TextField(editable=False)
    folded_profession = models.TextField(editable=False)
    # Of a role (duties.py), in this process and never in the database: whoever acts as it.
    held_by: "Professional | None" = None

    class Meta:
        verbose_name, verbose_name_plural = "professionnel", "professionnels et suspensions"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="rpps_has_11_digits", condition=models.Q(rpps__regex=r"^\d{11}$")
            ),
            models.CheckConstraint(
                name="suspended_because_of_something",
                condition=models.Q(suspended_at__isnull=True, suspended_because="")
                | models.Q(suspended_at__isnull=False) & ~models.Q(suspended_because=""),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.title, self.given_name, self.family_name]))

    @property
    def hand(self) -> "Professional":
        """The person behind what is done: oneself, or whoever acts as this role."""
        return self.held_by or self


class Entitlement(models.Model):
    """A profession, and whether those who practise it may come in. The operator decides."""

    profession_code = models.CharField(max_length=8, primary_key=True)
    profession = models.CharField(max_length=120)
    admitted = models.BooleanField(default=True)
    # What search was last drawn for: what is decided while no worker runs is drawn by the next one.
    drawn = models.BooleanField(default=False, db_default=False)

    class Meta:
        verbose_name, verbose_name_plural = "profession", "professions habilitées"

    def __str__(self) -> str:
        return f"{self.profession_code} {self.profession}"
