"""What crosses to the browser about who is away."""

from datetime import date
from uuid import UUID

from directory.shapes import Person, Shape


class Absence(Shape):
    from_on: date
    until_on: date
    stand_in: Person | None


class NewAbsence(Shape):
    from_on: date
    until_on: date
    stand_in: UUID | None = None


class MyAbsence(Shape):
    absence: Absence | None
