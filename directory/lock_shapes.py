"""What crosses to the browser at a locked screen."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from directory.door_shapes import PasskeyProof, TicketKey
from directory.shapes import Person, Problem, Provider, Shape


class LockedScreen(Shape):
    """A locked screen: whose it is, and how they come back."""

    person: Person
    shared: bool
    code: bool  # a code was chosen for this session
    password: bool  # the account has a password
    passkey: bool
    provider: Provider | None  # the session was opened by them: they may say again who it is
    proved: bool  # they just did
    refused: Problem | None  # or why not; told once


class UnlockBySecret(Shape):
    by: Literal["code", "password"]
    secret: Annotated[SecretStr, Field(max_length=200)]


class UnlockByPasskey(PasskeyProof):
    ticket: TicketKey


class UnlockByProvider(Shape):
    """Their proof came back with the browser."""

    by: Literal["provider"]


Unlock = Annotated[UnlockBySecret | UnlockByPasskey | UnlockByProvider, Field(discriminator="by")]
