"""The second factor: what there is of it, and whether what was given is one."""

import logging
from typing import assert_never

from chat.errors import Refusal
from directory import attempts, code_app, passkeys, recovery
from directory.door_shapes import CodeProof, Factor, PasskeyProof, Proof, RecoveryProof
from directory.models import Account, CodeApp, Passkey, Ticket

log = logging.getLogger(__name__)


class WrongFactor(Refusal):
    """One sentence for all of it: a wrong code, a code used before, somebody else's passkey."""

    code = "wrong_factor"
    message = (
        "Cela n’a pas été reconnu. Si c’est un code, attendez le suivant\u00a0: "
        "chacun ne sert qu’une fois."
    )
    status = 403


def of(account: Account) -> list[Factor]:
    """What this person may answer with. Recovery codes alone are none: they replace one."""
    found: list[Factor] = []
    if Passkey.objects.filter(account=account).exists():
        found.append("passkey")
    if CodeApp.objects.filter(account=account).exists():
        found.append("code")
    if found and recovery.left(account):
        found.append("recovery")
    return found


def begin(account: Account, *, address: str) -> None:
    """Before anything is looked at, as for passwords: refuse, or count this as a failure."""
    attempts.begin(username=str(account.id), address=address, kind="second factor")


def succeeded(account: Account) -> None:
    attempts.succeeded(username=str(account.id), kind="second factor")


def proved(ticket: Ticket, proof: Proof) -> Account | None:
    """In the transaction that locked the ticket. Whose proof it is, if it is one."""
    match proof:
        case PasskeyProof():
            return passkeys.owner(ticket, proof)
        case CodeProof(code=code):
            mine = ticket.account
            return mine if mine and code_app.takes(mine, code.get_secret_value()) else None
        case RecoveryProof(code=code):
            return with_recovery_code(ticket.account, code.get_secret_value())
        case _:
            assert_never(proof)


def with_recovery_code(account: Account | None, code: str) -> Account | None:
    if account is None or not recovery.takes(account, code):
        return None
    log.warning("account %s: a recovery code was used", account.id)
    return account
