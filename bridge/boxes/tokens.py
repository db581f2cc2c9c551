"""Mailboxes opened with Pro Santé Connect: their person's own, as long as they are there."""

from uuid import UUID

from bridge.boxes.health import go_on
from bridge.models import Box
from bridge.providers.contract import ProviderError, Step
from chat.errors import Refusal
from directory.models import Professional
from directory.openid import renewing
from directory.openid.refusals import ProviderAway


class TokenNotHere(Refusal):
    code = "token_not_here"
    message = (
        "Pro Santé Connect n’ouvre que la boîte d’une personne, connectée elle-même par lui."
        " Reconnectez-vous avec Pro Santé Connect, ou choisissez le mot de passe."
    )
    status = 422


def may_open(person: Professional) -> bool:
    """A role's mailbox is nobody's own: what one person's token opens, the next one's does not."""
    return person.hand == person and renewing.can(person.id)


def must_open(person: Professional, before: Box | None) -> None:
    already = before is not None and before.sign_in == Box.SignIn.TOKEN
    if not already and not may_open(person):
        raise TokenNotHere


def fresh(box: Box) -> str:
    """Asked for at each connection. Without a session there, the mailbox waits for its person."""
    try:
        return renewing.fresh(box.party_id)
    except renewing.NoSession:
        raise ProviderError(Step.SIGN_IN, "no session", permanent=True) from None
    except ProviderAway:
        raise ProviderError(Step.SIGN_IN, "temporarily unavailable", permanent=False) from None


def they_are_back(person: UUID) -> None:
    """What waited for them alone goes on."""
    go_on(Box.objects.filter(party=person, sign_in=Box.SignIn.TOKEN, needs_hand=True))
