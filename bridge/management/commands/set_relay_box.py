"""Links the mailbox that conversations are mailed from, RELAY_ADDRESS, or changes how it is
reached: set_relay_box --imap HOST:PORT --smtp HOST:PORT [--user NAME]. Its password is asked for,
or read from RELAY_PASSWORD. --off: nobody reads by mail any more."""

import os
from contextlib import closing
from getpass import getpass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet

from bridge.addresses import is_address
from bridge.boxes.account import provider_of
from bridge.boxes.health import WELL
from bridge.boxes.hosts import must_be_allowed
from bridge.boxes.secrets import sealed
from bridge.colleagues.relay import LOCAL_MOST
from bridge.models import Box
from bridge.shapes import MailServer
from chat.errors import Refusal
from conversations import clock
from conversations.models import Party

TLS_PORTS = (993, 465)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--imap", metavar="HOST:PORT")
        parser.add_argument("--smtp", metavar="HOST:PORT")
        parser.add_argument("--user")
        parser.add_argument("--off", action="store_true")

    def handle(self, *_: Any, **given: Any) -> None:
        if given["off"]:
            give_up(Box.objects.filter(relay=True, ended_at=None))
            return
        address = must_fit(settings.RELAY_ADDRESS)
        imap, smtp = server(given["imap"]), server(given["smtp"])
        try:
            must_be_allowed(imap, smtp)
        except Refusal as no:
            raise CommandError(no.message) from no
        secret = os.environ.get("RELAY_PASSWORD") or getpass("Password: ")
        box = kept(address, imap, smtp, given["user"] or address, secret)
        with closing(provider_of(box)) as provider:
            failed = provider.check()
        if failed:
            raise CommandError(f"Kept, but it does not work yet: {failed}")
        self.stdout.write("It works.")


def must_fit(address: str) -> str:
    local = address.rpartition("@")[0]
    if not is_address(address) or "+" in local or len(local) > LOCAL_MOST:
        raise CommandError(
            f"RELAY_ADDRESS is to be an address of at most {LOCAL_MOST} characters before its @,"
            " without a +."
        )
    return address


def server(given: str | None) -> MailServer:
    host, _, port = (given or "").rpartition(":")
    if not host or not port.isdigit():
        raise CommandError("--imap and --smtp are to be given as HOST:PORT.")
    security = "tls" if int(port) in TLS_PORTS else "starttls"
    return MailServer.model_validate({"host": host, "port": int(port), "security": security})


def give_up(boxes: QuerySet[Box]) -> None:
    """Its secret is forgotten at once."""
    boxes.update(ended_at=clock.now(), secret="")


def kept(address: str, imap: MailServer, smtp: MailServer, user: str, secret: str) -> Box:
    """One living relay: another address is another box, and the one before is given up."""
    now = clock.now()
    reached = {
        "imap_host": imap.host,
        "imap_port": imap.port,
        "imap_security": imap.security,
        "smtp_host": smtp.host,
        "smtp_port": smtp.port,
        "smtp_security": smtp.security,
        "user": user,
        "secret": sealed(secret),
        "next_at": now,
        "lease_until": None,  # whoever looks into it as it was has it no longer
        **WELL,
    }
    with transaction.atomic():
        living = Box.objects.select_for_update().filter(relay=True, ended_at=None)
        give_up(living.exclude(address=address))
        box = living.filter(address=address).first()
        if box is None:
            party = Party.objects.create(id=uuid4())  # nobody's: no one acts as it
            return Box.objects.create(
                party=party, address=address, relay=True, added_at=now, **reached
            )
        Box.objects.filter(id=box.id).update(**reached)
    return Box.objects.get(id=box.id)
