"""What crosses to the browser about a patient, and back."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from directory.identifiers import Nature
from directory.shapes import Shape

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[^\x00-\x1f]*$")
]
Status = Literal["PROV", "VALI", "RECUP", "QUAL"]
Sex = Literal["F", "M", "I"]


class PatientView(Shape):
    """Whom a conversation is about. The matricule is elsewhere: few screens need it."""

    id: UUID
    birth_name: str
    birth_first_names: str
    used_name: str
    first_name: str  # the one in use, with its accents
    birth_date: date
    sex: Sex
    birth_place: str  # INSEE's code; empty: not known
    status: Status
    says_otherwise: bool  # the matricule tells of another sex or month of birth


class Ins(Shape):
    """The matricule of a qualified identity, and what it is."""

    matricule: str
    key: str
    oid: str
    nature: Nature


class KnownPatient(Shape):
    """One of a conversation of mine."""

    by: Literal["id"] = "id"
    id: UUID


class NewPatient(Shape):
    """An identity as somebody typed it."""

    by: Literal["traits"] = "traits"
    birth_name: Name
    birth_first_names: Name
    birth_date: Annotated[date, Field(ge=date(1880, 1, 1))]
    sex: Sex
    birth_place: Annotated[str, Field(pattern=r"^((2[AB]|\d\d)\d{3})?$")] = ""
    used_name: Name = ""
    used_first_name: Name = ""
    matricule: Name = ""
    key: Name = ""
    nature: Nature = Nature.NIR
    status: Status = "PROV"


WhichPatient = Annotated[KnownPatient | NewPatient, Field(discriminator="by")]


class SetPatient(Shape):
    ref: UUID
    known: UUID | None  # whom this page shows now: another one by then is not replaced
    patient: WhichPatient


class RecordOpposition(Shape):
    ref: UUID
    patient: UUID  # whom this page shows now
    recorded: bool  # false: lifted


class SearchPatients(Shape):
    letters: Name


class FoundPatient(Shape):
    patient: PatientView
    conversations: int  # of mine, about this person
