"""How one signs in, looked after by oneself."""

from ninja import Router

from directory import security, sign_in
from directory.door_shapes import (
    Confirmed,
    Enrolled,
    Enrolment,
    FactorRemoval,
    Halfway,
    PasswordChange,
    RecoveryCodes,
    SecondHalf,
    Security,
    WithTicket,
)
from directory.requests import SignedInRequest, signed_in
from directory.shapes import Me, Problem

router = Router(tags=["security"], auth=signed_in)
NO = {401: Problem, 403: Problem, 409: Problem, 410: Problem, 422: Problem}


@router.get("/security", response={200: Security, 401: Problem})
def my_security(request: SignedInRequest) -> Security:
    return security.of(request.auth)


@router.post("/security/begin", response={200: Halfway, 401: Problem, 404: Problem})
def begin(request: SignedInRequest) -> Halfway:
    """Before changing anything: prove that it is you. The ticket is for that proof."""
    return security.begin(request.auth)


@router.post("/security/confirm", response={200: Confirmed, 429: Problem, **NO})
def confirm(request: SignedInRequest, given: SecondHalf) -> Confirmed:
    """The ticket this gives is good for ten minutes of changes."""
    return security.confirm(request, request.auth, given)


@router.post("/security/factors", response={200: Enrolled, **NO})
def add(request: SignedInRequest, given: Enrolment) -> Enrolled:
    return security.add(request.auth, given)


@router.post("/security/factors/remove", response={200: Security, **NO})
def remove(request: SignedInRequest, given: FactorRemoval) -> Security:
    return security.remove(request.auth, given)


@router.post("/security/recovery", response={200: RecoveryCodes, **NO})
def renew_recovery_codes(request: SignedInRequest, given: WithTicket) -> RecoveryCodes:
    """Ten new ones, shown this once; those of before are good for nothing."""
    return security.renew_recovery_codes(request.auth, given.ticket.get_secret_value())


@router.post("/security/password", response={200: Me, **NO})
def change_password(request: SignedInRequest, given: PasswordChange) -> Me:
    """Every other screen is signed out; this one begins a new session."""
    return sign_in.with_new_password(request, request.auth, given)
