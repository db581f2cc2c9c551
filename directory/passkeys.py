"""Passkeys (WebAuthn): something one has, opened by something one is or knows.

User verification is always asked for, and checked: a passkey alone is two factors.
"""

import struct
from secrets import token_bytes
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from django.conf import settings
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticatorData,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)

from chat.errors import Refusal
from directory.door_shapes import NewPasskey, PasskeyAsked, PasskeyProof, PasskeyWanted
from directory.models import Account, Passkey, Professional, Ticket

NAME = "Liaison"
ALGORITHMS = [-8, -7, -257]  # Ed25519, P-256, RSA: what devices have
AT_MOST = 10
# What reading something that is no answer of a device may end in: it is the browser's to send.
MALFORMED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    UnsupportedAlgorithm,
)


class TooManyPasskeys(Refusal):
    code = "too_many_passkeys"
    message = f"Vous avez déjà {AT_MOST}\u00a0clés d’accès. Retirez-en une d’abord."
    status = 409


def asked(ticket: Ticket, key: str) -> PasskeyAsked:
    """Of whoever has said who they are, one of their own; else any that knows this site."""
    mine = Passkey.objects.filter(account=ticket.account) if ticket.account else []
    return PasskeyAsked(
        ticket=key,
        challenge=challenge_of(ticket),
        site=site(),
        among=[websafe_encode(bytes(passkey.credential)) for passkey in mine],
    )


def wanted(ticket: Ticket, professional: Professional, username: str) -> PasskeyWanted:
    mine = Passkey.objects.filter(account__professional=professional)
    return PasskeyWanted(
        challenge=challenge_of(ticket),
        site=site(),
        site_name=NAME,
        person_id=websafe_encode(professional.id.bytes),
        username=username,
        display_name=str(professional),
        algorithms=ALGORITHMS,
        not_among=[websafe_encode(bytes(passkey.credential)) for passkey in mine],
    )


def challenge_of(ticket: Ticket) -> str:
    """Another one each time: an answer to an earlier question is none."""
    ticket.challenge = websafe_encode(token_bytes(32))
    ticket.save(update_fields=["challenge"])
    return ticket.challenge


def keep(account: Account, ticket: Ticket, given: NewPasskey) -> bool:
    made = attested(ticket, given)
    if made is None or made.credential_data is None:
        return False
    data = made.credential_data
    if Passkey.objects.filter(credential=data.credential_id).exists():
        return False
    if Passkey.objects.filter(account=account).count() >= AT_MOST:
        raise TooManyPasskeys
    Passkey.objects.create(
        account=account,
        name=" ".join(given.name.split()) or "Clé d’accès",
        credential=data.credential_id,
        public_key=bytes(data),
        uses=made.counter,
        created_at=timezone.now(),
    )
    return True


def attested(ticket: Ticket, given: NewPasskey) -> AuthenticatorData | None:
    answer = {"clientDataJSON": given.client_data, "attestationObject": given.attestation}
    credential = {"id": given.id, "rawId": given.id, "type": "public-key", "response": answer}
    try:
        made = server().register_complete(question(ticket), credential)
        known = made.credential_data and made.credential_data.public_key.get(3) in ALGORITHMS
    except MALFORMED:
        return None
    return made if known else None


def owner(ticket: Ticket, given: PasskeyProof) -> Account | None:
    """Whose passkey answered the question of this ticket. A ticket of somebody's takes theirs."""
    try:
        credential = websafe_decode(given.id)
        counted = AuthenticatorData(websafe_decode(given.authenticator_data)).counter
    except MALFORMED:
        return None
    known = Passkey.objects.select_for_update(of=("self",)).select_related("account__professional")
    passkey = known.filter(credential=credential).first()
    if passkey is None or ticket.account not in {None, passkey.account}:
        return None
    # A device that counts, and does not count on, is a copy of it.
    if (counted or passkey.uses) and counted <= passkey.uses:
        return None
    if not is_signed(ticket, passkey, given):
        return None
    passkey.uses, passkey.last_used_at = counted, timezone.now()
    passkey.save(update_fields=["uses", "last_used_at"])
    return passkey.account


def is_signed(ticket: Ticket, passkey: Passkey, given: PasskeyProof) -> bool:
    answer = {
        "clientDataJSON": given.client_data,
        "authenticatorData": given.authenticator_data,
        "signature": given.signature,
    }
    credential = {"id": given.id, "rawId": given.id, "type": "public-key", "response": answer}
    known = [AttestedCredentialData(bytes(passkey.public_key))]
    try:
        server().authenticate_complete(question(ticket), known, credential)
    except MALFORMED:
        return False
    return True


def question(ticket: Ticket) -> dict[str, str]:
    """Without a challenge nothing was asked: no answer is right."""
    if not ticket.challenge:
        raise ValueError
    return {
        "challenge": ticket.challenge,
        "user_verification": UserVerificationRequirement.REQUIRED,
    }


def server() -> Fido2Server:
    """Answers are taken from our own page's origin only, exactly."""
    return Fido2Server(
        PublicKeyCredentialRpEntity(id=site(), name=NAME),
        verify_origin=lambda origin: origin == settings.PUBLIC_URL,
    )


def site() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or ""
