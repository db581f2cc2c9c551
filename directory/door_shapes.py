"""What crosses to the browser at the door: the second factor, enrolment, links, security."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, SecretStr

from directory.shapes import Me, Person, Shape

Secret = Annotated[SecretStr, Field(max_length=200)]
Base64 = Annotated[str, Field(max_length=20_000, pattern=r"^[A-Za-z0-9_-]*$")]
Code = Annotated[SecretStr, Field(max_length=40)]
Factor = Literal["passkey", "code", "recovery"]
# The page that holds it has given half of what is wanted.
TicketKey = Annotated[SecretStr, Field(max_length=100)]


class Halfway(Shape):
    """The password was right, and nobody is signed in: the ticket is for the other half."""

    ticket: str
    next: Literal["second_factor", "enrolment"]
    factors: list[Factor]


class WithTicket(Shape):
    ticket: TicketKey


class PasskeyRequest(Shape):
    ticket: TicketKey | None = None  # none: nobody has said who they are, the passkey will
    shared: bool = False


class PasskeyAsked(Shape):
    """What navigator.credentials.get is to be asked for. Of a passkey alone, any may answer."""

    ticket: str
    challenge: str
    site: str
    among: list[str]


class PasskeyWanted(Shape):
    """What navigator.credentials.create is to be asked for."""

    challenge: str
    site: str
    site_name: str
    person_id: str
    username: str
    display_name: str
    algorithms: list[int]
    not_among: list[str]


class CodeAppSetUp(Shape):
    secret: str  # in groups of four letters, to be typed where the picture cannot be read
    address: str  # otpauth://
    picture: list[str]  # of a QR code: "1" is dark


class CodeProof(Shape):
    by: Literal["code"]
    code: Code


class RecoveryProof(Shape):
    by: Literal["recovery"]
    code: Code


class PasskeyProof(Shape):
    by: Literal["passkey"]
    id: Base64
    client_data: Base64
    authenticator_data: Base64
    signature: Base64


Proof = Annotated[CodeProof | RecoveryProof | PasskeyProof, Field(discriminator="by")]


class SecondHalf(Shape):
    ticket: TicketKey
    proof: Proof


class NewPasskey(Shape):
    by: Literal["passkey"]
    name: Annotated[str, Field(max_length=60, pattern=r"^[^\x00]*$")]
    id: Base64
    client_data: Base64
    attestation: Base64


class Enrolment(Shape):
    ticket: TicketKey
    factor: Annotated[CodeProof | NewPasskey, Field(discriminator="by")]


class Enrolled(Shape):
    """me: who is signed in by it; none when they were already. Codes are shown this once."""

    me: Me | None
    recovery_codes: list[str]


class LinkToken(Shape):
    token: TicketKey


class LinkOpened(Shape):
    kind: Literal["invitation", "reset"]
    person: Person
    username: str


class PasswordChosen(Shape):
    token: TicketKey
    password: Secret
    shared: bool = False


class Forgotten(Shape):
    username: Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]


class PasskeyKept(Shape):
    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


class Security(Shape):
    """local: signs in here, with a password. Who comes by a national service proves it there."""

    local: bool
    username: str
    passkeys: list[PasskeyKept]
    code_app_since: datetime | None
    recovery_left: int


class Confirmed(Shape):
    ticket: str


class FactorRemoval(Shape):
    ticket: TicketKey
    passkey: UUID | None  # none: the application


class PasswordChange(Shape):
    ticket: TicketKey
    password: Secret


class RecoveryCodes(Shape):
    recovery_codes: list[str]
