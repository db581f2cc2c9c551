"""A patient as somebody entered them: never changed, entered anew."""

from functools import reduce
from operator import or_
from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

from conversations.patient_shapes import Ins, PatientView
from directory.identifiers import NATURES, OIDS, key_of, says_otherwise
from directory.models import Professional

TRAITS = ("birth_name", "birth_first_names", "birth_date", "sex", "birth_place")
FIELDS = (*TRAITS, "used_name", "used_first_name", "matricule", "oid", "status")


class Patients(models.QuerySet["Patient"]):
    def of_the_same_person(self, *entered: "Patient") -> Self:
        """Whoever entered them: the strict traits are the same, no matricule says otherwise."""
        return self.filter(reduce(or_, map(same_person, entered), Q(pk__in=[])))


class Patient(models.Model):
    """An identity: strict traits, names in use, matricule with its OID, and how sure it is."""

    class Sex(models.TextChoices):
        FEMALE = "F"
        MALE = "M"
        UNDETERMINED = "I"

    class Status(models.TextChoices):
        """In the words of the national reference (RNIV)."""

        PROVISIONAL = "PROV"
        VALIDATED = "VALI"  # an identity paper was seen
        RETRIEVED = "RECUP"  # the INS was retrieved
        QUALIFIED = "QUAL"  # both

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # The strict traits: A to Z, space, apostrophe, hyphen.
    birth_name = models.CharField(max_length=100)
    birth_first_names = models.CharField(max_length=100)
    birth_date = models.DateField()
    sex = models.CharField(max_length=1, choices=Sex)
    birth_place = models.CharField(max_length=5, blank=True)  # INSEE's code
    # Those people say, as typed.
    used_name = models.CharField(max_length=100, blank=True)
    used_first_name = models.CharField(max_length=100)
    matricule = models.CharField(max_length=13, blank=True)
    oid = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=5, choices=Status)
    # Its names as they are compared (directory/names.py).
    folded_names = models.TextField()
    entered_by = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    entered_at = models.DateTimeField()

    objects = Patients.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="matricule_with_its_oid",
                condition=Q(matricule="", oid="")
                | Q(oid__in=list(OIDS.values())) & ~Q(matricule=""),
            ),
            models.CheckConstraint(
                name="qualified_with_matricule",
                condition=~Q(status__in=["RECUP", "QUAL"]) | ~Q(matricule=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index("birth_date", "birth_name", name="patient_same_person"),
        ]

    def says_the_same_as(self, other: "Patient") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in FIELDS)

    def is_the_person_of(self, other: "Patient") -> bool:
        same = all(getattr(self, name) == getattr(other, name) for name in TRAITS)
        numbers = {(self.oid, self.matricule), (other.oid, other.matricule)} - {("", "")}
        return same and len(numbers) < 2


def same_person(entered: Patient) -> Q:
    """The condition that says what `is_the_person_of` says."""
    same = Q(**{name: getattr(entered, name) for name in TRAITS})
    if not entered.matricule:
        return same
    return same & (Q(matricule="") | Q(oid=entered.oid, matricule=entered.matricule))


def shown(patient: Patient) -> PatientView:
    number = patient.matricule
    return PatientView.model_construct(
        id=patient.id,
        birth_name=patient.birth_name,
        birth_first_names=patient.birth_first_names,
        used_name=patient.used_name,
        first_name=patient.used_first_name,
        birth_date=patient.birth_date,
        sex=patient.sex,
        birth_place=patient.birth_place,
        status=patient.status,
        says_otherwise=bool(number)
        and says_otherwise(number, sex=patient.sex, born=patient.birth_date),
    )


def ins_of(patient: Patient) -> Ins | None:
    """Beside health data it goes only when qualified, and never without its OID."""
    if patient.status != Patient.Status.QUALIFIED:
        return None
    number, oid = patient.matricule, patient.oid
    return Ins(matricule=number, key=key_of(number), oid=oid, nature=NATURES[oid])
