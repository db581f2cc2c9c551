"""The relay: the mailbox from which conversations leave for those who read them by mail, and what
of its address was issued to each of them."""

from base64 import b32encode
from secrets import token_bytes
from uuid import UUID

from django.conf import settings

from bridge.colleague_models import IssuedAddress, Mailed
from bridge.models import Box
from bridge.received import ReceivedMail

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


def answered(relay: Box, mail: ReceivedMail) -> IssuedAddress | None:
    """By the one address of ours that it was written to: of two, nobody knows which was meant. Or,
    without any, by what it says that it answers, if that went to where it comes from."""
    if tokens := tokens_in(relay, mail):
        return (
            IssuedAddress.objects.filter(token=tokens.pop()).first() if len(tokens) == 1 else None
        )
    sender = mail.sender.address.lower() if mail.sender else ""
    named = {one.message_id: one for one in mailed_named(mail) if one.address == sender}
    for message_id in named_by(mail):
        if message_id in named:
            return issued_with(named[message_id])
    return None


def issued_for(relay: Box, mail: ReceivedMail) -> list[IssuedAddress]:
    """All that it may have been meant for."""
    written_to = IssuedAddress.objects.filter(token__in=tokens_in(relay, mail))
    answers = [issued for one in mailed_named(mail) if (issued := issued_with(one))]
    return list({one.token: one for one in (*written_to, *answers)}.values())


def named_by(mail: ReceivedMail) -> list[str]:
    """The last first."""
    return [one for one in (mail.in_reply_to, *reversed(mail.references)) if one]


def mailed_named(mail: ReceivedMail) -> list[Mailed]:
    return list(Mailed.objects.filter(message_id__in=named_by(mail)))


def issued_with(mailed: Mailed) -> IssuedAddress | None:
    """What was given with it to answer to."""
    given = IssuedAddress.objects.filter(conversation=mailed.conversation_id)
    return given.filter(professional=mailed.professional_id).first()


def tokens_in(relay: Box, mail: ReceivedMail) -> set[str]:
    addresses = (*mail.to, *mail.cc)
    return {token for one in addresses if (token := token_in(relay, one.address))}


def token_in(relay: Box, address: str) -> str:
    local, _, domain = address.lower().rpartition("@")
    name, _, token = local.partition("+")
    return token if f"{name}@{domain}" == relay.address.lower() else ""


def new_token() -> str:
    """In letters and digits of one case: on its way an address may lose the other."""
    return b32encode(token_bytes(TOKEN_LENGTH * 5 // 8)).decode().lower()
