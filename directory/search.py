"""Find a colleague."""

from directory.models import Professional
from directory.shapes import Person


def people(me: Professional, letters: str, *, limit: int) -> list[Person]:
    raise NotImplementedError
