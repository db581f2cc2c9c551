"""What crosses to the browser about people and signing in."""

from datetime import datetime
from re import fullmatch
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from directory.openid.providers import ProviderId


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Person(Shape):
    """A professional as shown beside what they say. The id is also their party's."""

    id: UUID
    title: str
    given_name: str
    family_name: str
    profession: str
    structure: str
    town: str


class ShownUntil(Shape):
    """What stood beside a person's name until a moment."""

    until: datetime
    profession: str
    structure: str
    town: str


class MyActivity(Shape):
    """One of mine, as it is shown beside my name while I act as it."""

    id: UUID
    profession: str
    structure: str
    town: str
    chosen: bool


class Me(Shape):
    """The session: who I am, and what this browser needs to keep my drafts."""

    person: Person  # or the role I act for
    hand: Person | None  # then: myself
    roles: bool  # there are some I may hold
    shared: bool  # « poste partagé »: several people use this computer
    lock_after: int  # seconds without a hand on it before the screen is locked
    protection: Literal["officer", "second"] | None  # of data: who may open what was masked
    draft_key: str  # base64 of 32 bytes: AES-256-GCM key for what this browser keeps; never stored


class SignIn(Shape):
    # PostgreSQL cannot hold NUL.
    username: Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]
    password: Annotated[SecretStr, Field(max_length=200)]  # shown as ***** wherever it is printed
    shared: bool = False


class DemoSignIn(Shape):
    person: UUID
    shared: bool = False


class Provider(Shape):
    """Who else may say who I am."""

    id: ProviderId
    name: str


class Departing(Shape):
    shared: bool = False


class Address(Shape):
    """Where the browser goes next."""

    address: str


def digits(secret: SecretStr) -> SecretStr:
    if not fullmatch("[0-9]+", secret.get_secret_value()):
        raise ValueError("not digits")
    return secret


class ChooseCode(Shape):
    code: Annotated[SecretStr, Field(min_length=4, max_length=12), AfterValidator(digits)]


class SessionView(Shape):
    """One of my signed-in browsers."""

    id: str
    browser: str  # « Firefox sur Windows »
    opened_at: datetime
    acted_at: datetime  # to the minute
    shared: bool
    locked: bool
    here: bool  # the one that asks


class Problem(Shape):
    """A refusal over HTTP: a stable code, and a sentence in French."""

    code: str
    message: str


class WaysIn(Shape):
    """How one may sign in here, besides with a password; and why one did not, just now."""

    providers: list[Provider]
    refused: Problem | None
