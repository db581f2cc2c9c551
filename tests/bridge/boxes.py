"""Mailboxes of the cast, on the real servers or on none."""

from typing import Any

from bridge.boxes.secrets import sealed
from bridge.models import Box
from bridge.shapes import BoxSettings
from conversations import clock, membership
from directory.models import Professional
from tests.bridge.servers import CAMILLE, HOST, PASSWORD, MailServers

SERVER = {"host": "127.0.0.1", "port": 1143, "security": "starttls"}


def given(**changes: Any) -> BoxSettings:
    """As Camille sets hers up, on no server."""
    told = {"address": CAMILLE, "imap": SERVER, "smtp": SERVER, "user": CAMILLE}
    return BoxSettings.model_validate({**told, "password": PASSWORD, **changes})


def box_of(
    person: Professional,
    servers: MailServers | None = None,
    *,
    address: str = CAMILLE,
    **others: Any,
) -> Box:
    """Somebody's own. Without servers it is nowhere."""
    ports = servers.ports if servers else {"imap": 1, "submission": 1}
    membership.parties_of([person.id])
    given = {
        "party_id": person.id,
        "address": address,
        "imap_host": HOST,
        "imap_port": ports["imap"],
        "smtp_host": HOST,
        "smtp_port": ports["submission"],
        "user": address,
        "secret": sealed(PASSWORD),
        "added_by": person,
        "added_at": clock.now(),
        "next_at": clock.now(),
    }
    return Box.objects.create(**given | others)
