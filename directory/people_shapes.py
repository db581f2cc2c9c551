"""What crosses to the browser when one looks for people, and keeps lists of them."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from directory.absence_shapes import Absence
from directory.models import PhoneShownTo
from directory.shapes import Person, Shape

# PostgreSQL cannot hold NUL.
Letters = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
CriterionKey = Annotated[str, Field(max_length=200, pattern=r"^[pstxd]=[^\x00\x1f]+$")]


class ReachabilityState(StrEnum):
    CONNECTED = "connected"
    ABSENT = "absent"  # they said so, until a day
    THIS_WEEK = "this_week"
    EARLIER = "earlier"
    NEVER = "never"  # has an account, and never came
    NO_ACCOUNT = "no_account"
    NOBODY_ON_DUTY = "nobody_on_duty"  # a role that nobody holds now: one calls
    CLOSED = "closed"  # suspended, gone, not admitted, account closed: nothing would reach them


class Reachability(Shape):
    """Whether somebody will see what one writes to them."""

    state: ReachabilityState
    last_on: date | None = None
    absence: Absence | None = None
    notified: bool = False  # a device of theirs takes notifications, and they reach it
    by_mail: bool = False  # they have never come here, and read by mail what one writes to them
    # Of a role: who holds it now, and where one calls.
    on_duty: list[Person] = Field(default_factory=list)
    phone: str = ""


class FoundPerson(Shape):
    """Somebody as they are chosen: with what tells homonyms apart, and whether they are there."""

    person: Person
    number: str  # the last digits of their RPPS
    reach: Reachability
    favourite: bool


class FoundPeople(Shape):
    people: list[FoundPerson]
    more: bool


class PeopleWanted(Shape):
    """Whom one looks for: in the body of a request, not in an address."""

    letters: Letters = ""
    # Keys of criteria, all of which they must have.
    narrowed: list[CriterionKey] = Field(default_factory=list, max_length=6)
    with_account: bool = False  # those who can be written to
    page: Annotated[int, Field(ge=1, le=10)] = 1


class CriteriaWanted(Shape):
    letters: Letters


class ActivityShown(Shape):
    profession: str
    speciality: str
    role: str
    structure: str
    address: str
    town: str  # with its postcode
    phone: str


class MyPhone(Shape):
    """Who is given my numbers, which are those of the register."""

    shown_to: PhoneShownTo
    numbers: list[str]


class ShowPhone(Shape):
    shown_to: PhoneShownTo


class Card(Shape):
    """All that is said of somebody."""

    found: FoundPerson
    rpps: str
    activities: list[ActivityShown]
    phone_kept: bool  # there is a phone, which they do not give to who asks
    mailboxes: list[str]  # of the secure mail (MSSanté)
    namesakes: int  # others who bear the same name


class TeamShown(Shape):
    id: UUID
    name: str
    people: list[FoundPerson]


class Circles(Shape):
    """One's own lists of people."""

    favourites: list[FoundPerson]
    teams: list[TeamShown]


class Star(Shape):
    on: bool


class SaveTeam(Shape):
    name: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00]*$")]
    people: Annotated[list[UUID], Field(max_length=99)]


class FoundCriterion(Shape):
    """What one may narrow a search of people to."""

    key: str
    kind: Literal["profession", "speciality", "department", "town", "structure"]
    name: str
    detail: str  # a structure's town, a town's department
