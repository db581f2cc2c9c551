"""The mail of the demo: mailboxes for whoever has an address, and what lies in them.

What a person here writes is written as at the page, and leaves by itself. What comes from elsewhere
lies in the post office, and is fetched as any mail."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from bridge.addresses import Address, domain_of
from bridge.boxes.account import provider_of
from bridge.boxes.setting_up import add
from bridge.demo.papers import papers_of
from bridge.models import Box
from bridge.providers.demo import deliver
from bridge.sending.accepting import GRACE, write
from bridge.shapes import BoxSettings, NewLetter, ToAddress
from bridge.writing.letter import Letter
from bridge.writing.message import written
from conversations import clock
from directory import duties
from directory.models import Account, Mailbox, Professional, Role

LETTERS = Path(__file__).with_name("letters.toml")
SHARED = "permanence@tilleuls.exemple.mssante.fr"


def is_played() -> bool:
    return Box.objects.exists()


def play() -> None:
    with transaction.atomic():
        mine = {address: (person, link(person, address)) for person, address in owners()}
        for letter in tomllib.loads(LETTERS.read_text())["letters"]:
            if letter["from"] in mine:
                write_here(*mine[letter["from"]], letter)
            else:
                arrive(letter)


def owners() -> Iterator[tuple[Professional, str]]:
    """Those who come here, each with their own address; and a role, in a hand that holds it."""
    demo = Account.objects.filter(is_demo=True).values("professional")
    theirs = Mailbox.objects.filter(professional__in=demo).select_related("professional")
    for mailbox in theirs.order_by("address"):
        assert mailbox.professional
        yield mailbox.professional, mailbox.address
    for role in Role.objects.all()[:1]:
        for person in Professional.objects.filter(pk__in=duties.on_duty(role.pk)):
            held = duties.in_the_hand_of(person, role.pk)
            assert held
            yield held, SHARED


def link(person: Professional, address: str) -> Box:
    [host] = settings.MAILBOX_HOSTS
    server = {"host": host, "port": 143, "security": "starttls"}
    given = {"address": address, "name": str(person), "user": address, "password": "aucun"}
    servers = {"imap": server, "smtp": {**server, "port": 587}}
    box = add(person, BoxSettings.model_validate(given | servers))
    provider_of(box).close()  # from then on it is there for who writes to it
    return box


def write_here(person: Professional, box: Box, letter: dict[str, Any]) -> None:
    """Long enough ago to leave as soon as somebody carries it: nobody has it to take back."""
    given = NewLetter(
        id=uuid4(),
        box=box.id,
        to=[ToAddress(address=one) for one in letter["to"]],
        cc=[ToAddress(address=one) for one in letter.get("cc", [])],
        subject=letter["subject"],
        text=letter["text"],
        composed_at=clock.now(),
    )
    with clock.at(clock.now() - GRACE):
        write(person, given)


def arrive(letter: dict[str, Any]) -> None:
    sender = Address(letter["from"], letter.get("name", ""))
    mail = Letter(
        message_id=f"<{token_urlsafe(24)}@{domain_of(sender.address)}>",
        sender=sender,
        to=tuple(map(Address, letter["to"])),
        subject=letter["subject"],
        text=letter["text"],
        date=clock.now(),
        attachments=papers_of(letter),
        receipt_wanted=letter.get("receipt_wanted", False),
    )
    for address in mail.recipients:
        deliver(address, written(mail).content)
