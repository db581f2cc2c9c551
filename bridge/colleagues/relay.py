"""The relay: the mailbox from which conversations leave for those who read them by mail, and what
of its address was issued to each of them."""

from base64 import b32encode
from collections.abc import Iterable
from secrets import token_bytes
from uuid import UUID

from django.conf import settings

from bridge.addresses import Address
from bridge.colleague_models import IssuedAddress
from bridge.models import Box

TOKEN_LENGTH = 24  # 120 bits
LOCAL_MOST = 64 - len("+") - TOKEN_LENGTH  # what stands before the @ has 64 characters at most


def the_relay() -> Box | None:
    """None: nobody reads by mail. Without its address nothing is asked of the database."""
    if not settings.RELAY_ADDRESS:
        return None
    living = Box.objects.filter(relay=True, ended_at__isnull=True)
    return living.filter(address=settings.RELAY_ADDRESS).first()


def address_for(relay: Box, person: UUID, conversation: UUID) -> str:
    """Where they answer to this conversation, and nobody else does."""
    issued, _ = IssuedAddress.objects.get_or_create(
        conversation_id=conversation, professional_id=person, defaults={"token": new_token()}
    )
    local, _, domain = relay.address.rpartition("@")
    return f"{local}+{issued.token}@{domain}"


def issued_among(relay: Box, addresses: Iterable[Address]) -> IssuedAddress | None:
    """The one of ours that a mail was written to. Of two, nobody knows which was meant."""
    tokens = {token for one in addresses if (token := token_in(relay, one.address))}
    return IssuedAddress.objects.filter(token=tokens.pop()).first() if len(tokens) == 1 else None


def token_in(relay: Box, address: str) -> str:
    local, _, domain = address.lower().rpartition("@")
    name, _, token = local.partition("+")
    return token if f"{name}@{domain}" == relay.address.lower() else ""


def new_token() -> str:
    """In letters and digits of one case: on its way an address may lose the other."""
    return b32encode(token_bytes(TOKEN_LENGTH * 5 // 8)).decode().lower()
