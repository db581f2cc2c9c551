"""Linking a mailbox, changing how it is reached, giving it up. Each act is noted, with its hand."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from bridge.addresses import is_address
from bridge.boxes import hosts, tokens
from bridge.boxes.health import WELL
from bridge.boxes.mine import box_of
from bridge.boxes.secrets import sealed
from bridge.models import Box
from bridge.shapes import BoxSettings
from chat.errors import Refusal
from conversations import access, clock, membership
from directory.models import Mailbox, Professional

# What a password is sent to: another one, and it must be given anew.
SENT_TO = ("imap_host", "imap_port", "smtp_host", "smtp_port", "user", "sign_in")


class NotAnAddress(Refusal):
    code = "not_an_address"
    message = "Cette adresse n’a pas la forme d’une adresse de messagerie."
    status = 422


class AddressTaken(Refusal):
    """Not whose: that somebody reads there is theirs to tell."""

    code = "address_taken"
    message = (
        "Cette adresse est déjà reliée ici. Si c’est la vôtre et que vous ne l’avez pas reliée,"
        " prévenez votre exploitant."
    )
    status = 409


class AddressOfAnother(Refusal):
    code = "address_of_another"
    message = (
        "Dans l’annuaire national, cette adresse est celle d’une autre personne\u00a0: elle seule"
        " peut la relier ici."
    )
    status = 422


class AddressStays(Refusal):
    code = "address_stays"
    message = (
        "L’adresse d’une boîte ne change pas : ses courriers la portent. Retirez cette boîte, puis"
        " reliez l’autre."
    )
    status = 422


class PasswordWanted(Refusal):
    code = "password_wanted"
    message = (
        "Donnez le mot de passe\u00a0: celui qui est gardé ne part que vers le serveur et"
        " l’identifiant pour lesquels il a été donné."
    )
    status = 422


def add(person: Professional, given: BoxSettings) -> Box:
    """One that this party gave up is taken up again, with all that was read of it."""
    columns = columns_of(person, given, before=None)
    now = clock.now()
    with transaction.atomic():
        membership.parties_of([person.id])
        address = columns.pop("address")
        must_not_be_anothers(person, address)
        fresh = {**columns, "added_by": person.hand, "added_at": now, "next_at": now}
        box = taken_up_again(person, address) or Box(party_id=person.id, address=address)
        save(box, **WELL, **fresh, ended_at=None, polled_at=None)
        access.note(person, access.Act.BOX_ADDED, thing=box.id)
    return box


def change(person: Professional, which: UUID, given: BoxSettings) -> Box:
    """From then on it is looked at anew, whatever failed before."""
    with transaction.atomic():
        box = box_of(person, which, lock=True)
        columns = columns_of(person, given, before=box)
        if columns["address"] != box.address:
            raise AddressStays
        save(box, **WELL, **columns, next_at=clock.now())
        access.note(person, access.Act.BOX_CHANGED, thing=box.id)
    return box


def give_up(person: Professional, which: UUID) -> None:
    """Its secret is forgotten at once."""
    with transaction.atomic():
        box = box_of(person, which, lock=True)
        save(box, ended_at=clock.now(), secret="")
        access.note(person, access.Act.BOX_ENDED, thing=box.id)


def columns_of(person: Professional, given: BoxSettings, *, before: Box | None) -> dict[str, Any]:
    """What the row says of it, if all of that may be; the password sealed, or the one kept."""
    if not is_address(given.address):
        raise NotAnAddress
    hosts.must_be_allowed(given.imap, given.smtp)
    columns = {
        "address": given.address.lower(),
        "name": given.name,
        "imap_host": given.imap.host.lower(),
        "imap_port": given.imap.port,
        "imap_security": given.imap.security,
        "smtp_host": given.smtp.host.lower(),
        "smtp_port": given.smtp.port,
        "smtp_security": given.smtp.security,
        "sign_in": given.sign_in,
        "user": given.user or given.address,
    }
    if given.sign_in == "token":
        tokens.must_open(person, before)
        return {**columns, "secret": ""}
    return {**columns, "secret": secret_of(given, columns, before)}


def must_not_be_anothers(person: Professional, address: str) -> None:
    """Whoever took it would write under that name, and keep its person from linking it."""
    others = Mailbox.objects.filter(
        address=address, kind=Mailbox.Kind.PERSON, gone_at=None, professional__isnull=False
    ).exclude(professional=person.id)
    if others.exists():
        raise AddressOfAnother
    if address == settings.RELAY_ADDRESS:
        raise AddressTaken


def secret_of(given: BoxSettings, columns: dict[str, Any], before: Box | None) -> str:
    if given.password is not None and given.password.get_secret_value():
        return sealed(given.password.get_secret_value())
    if before is None or any(columns[name] != getattr(before, name) for name in SENT_TO):
        raise PasswordWanted
    return before.secret


def taken_up_again(person: Professional, address: str) -> Box | None:
    """Its courriers are this party's; and what was fetched there is not fetched again."""
    ended = Box.objects.filter(party=person.id, address=address, ended_at__isnull=False)
    return ended.select_for_update().order_by("-ended_at").first()


def save(box: Box, **columns: Any) -> None:
    """Whoever looks into it as it was has it no longer."""
    for name, value in {**columns, "lease_until": None}.items():
        setattr(box, name, value)
    try:
        with transaction.atomic():
            box.save()
    except IntegrityError:
        raise AddressTaken from None
