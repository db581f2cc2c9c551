"""Lock and unlock this screen; where else I am signed in."""

from ninja import Router, Status

from directory import locking, my_sessions
from directory.door_shapes import PasskeyAsked
from directory.lock_shapes import LockedScreen, Unlock
from directory.openid import again
from directory.requests import SignedInRequest, signed_in, signed_in_or_locked
from directory.shapes import Address, ChooseCode, Me, Problem, SessionView

router = Router(tags=["session and people"])


@router.post("/session/lock", response={200: LockedScreen, 401: Problem}, auth=signed_in_or_locked)
def lock(request: SignedInRequest) -> LockedScreen:
    """Lock this screen, and say how it is unlocked. Until then all else answers 423."""
    return locking.lock(request)


@router.post(
    "/session/unlock",
    response={200: Me, 401: Problem, 403: Problem, 410: Problem, 429: Problem},
    auth=signed_in_or_locked,
)
def unlock(request: SignedInRequest, given: Unlock) -> Me:
    """By the session's code, the account's password or a passkey of theirs, the fifth wrong one
    ending the session; or by the provider that has just said again who they are."""
    return locking.unlock(request, given)


@router.post(
    "/session/unlock/passkey", response={200: PasskeyAsked, 401: Problem}, auth=signed_in_or_locked
)
def ask_passkey(request: SignedInRequest) -> PasskeyAsked:
    """What to ask the device for."""
    return locking.ask_passkey(request.auth)


@router.post(
    "/session/unlock/elsewhere",
    response={200: Address, 401: Problem, 404: Problem, 429: Problem},
    auth=signed_in_or_locked,
)
def depart_again(request: SignedInRequest) -> Address:
    """Where to go to say again who one is, to the provider that this session was opened with."""
    return Address(address=again.depart(request, request.browser))


@router.post("/session/code", response={204: None, 401: Problem, 422: Problem}, auth=signed_in)
def choose_code(request: SignedInRequest, given: ChooseCode) -> Status[None]:
    """The code that unlocks this session, in the place of the one before."""
    locking.choose_code(request.browser, given)
    return Status(204, None)


@router.get("/sessions", response={200: list[SessionView], 401: Problem}, auth=signed_in)
def list_sessions(request: SignedInRequest) -> list[SessionView]:
    return my_sessions.list_mine(request.auth, request.browser)


@router.delete("/sessions", response={204: None, 401: Problem}, auth=signed_in)
def close_others(request: SignedInRequest) -> Status[None]:
    """« Fermer partout ailleurs » : all my sessions but this one."""
    my_sessions.close_others(request.auth, request.browser)
    return Status(204, None)


@router.delete(
    "/sessions/{session}", response={204: None, 401: Problem, 404: Problem}, auth=signed_in
)
def close(request: SignedInRequest, session: str) -> Status[None]:
    my_sessions.close(request.auth, session)
    return Status(204, None)
