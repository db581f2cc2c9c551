"""What Camille writes to Noé by real servers, and what then lies in a box."""

from uuid import uuid4

from bridge.addresses import Address
from bridge.providers.contract import Fetched, Outcome, Provider, Result
from bridge.providers.imap_smtp import ImapSmtp
from bridge.reading.parse import parsed
from bridge.received import ReceivedMail
from bridge.writing.letter import Letter
from tests.bridge.letters import letter
from tests.bridge.servers import CAMILLE, NOE


def of_camilles(*to: str, **changes: object) -> Letter:
    message_id = f"<{uuid4().hex}@liaison.exemple.fr>"
    people = tuple(Address(one) for one in to or (NOE,))
    return letter(message_id=message_id, sender=Address(CAMILLE, "Camille"), to=people, **changes)


def everything(box: Provider) -> list[Fetched]:
    return list(box.fetch(lambda _folder, _uidvalidity, uids: uids))


def arrived(box: ImapSmtp, count: int = 1) -> list[ReceivedMail]:
    """Told by IDLE."""
    while len(found := everything(box)) < count:
        assert box.wait(20), "nothing came"
    return [parsed(one.raw) for one in found]


def outcomes(results: tuple[Result, ...]) -> list[tuple[str, Outcome, int]]:
    return [(result.address, result.outcome, result.status) for result in results]
