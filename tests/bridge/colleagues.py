"""Antoine Delmas, who has never come here and has a mailbox; and what is mailed to him."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from bridge.addresses import Address
from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues import gathering, relay
from bridge.models import Box, Outgoing
from bridge.received import Kind, ReceivedMail
from conversations import clock
from conversations.models import Due, Event, Party
from directory import people
from directory.models import Mailbox, Professional
from tests.bridge.servers import HOST

RELAY = "liaison@medimail.exemple.mssante.fr"
DELMAS = "antoine.delmas@ch-fictif.exemple.mssante.fr"


def delmas_of_the_directory(address: str = DELMAS) -> Professional:
    person = people.add(
        title="Dr", given_name="Antoine", family_name="Delmas", profession="Cardiologue"
    )
    give_mailbox(person, address)
    return person


def give_mailbox(person: Professional, address: str) -> None:
    Mailbox.objects.create(address=address, kind=Mailbox.Kind.PERSON, professional=person)


def relay_box(**others: Any) -> Box:
    given = {
        "party": Party.objects.create(id=uuid4()),
        "address": RELAY,
        "relay": True,
        "imap_host": HOST,
        "smtp_host": HOST,
        "user": RELAY,
        "added_at": clock.now(),
        "next_at": clock.now(),
    }
    return Box.objects.create(**given | others)


@contextmanager
def minutes_later(number: float) -> Iterator[None]:
    with clock.at(clock.now() + timedelta(minutes=number)):
        yield


def mails_after(conversation: UUID, minutes: float = 2) -> list[Mailed]:
    """Those that the worker writes once so many minutes have gone by."""
    known = set(Mailed.objects.values_list("id", flat=True))
    with minutes_later(minutes):
        gathering.tell(conversation, 1)
    return list(Mailed.objects.exclude(id__in=known).order_by("id"))


def leave(mailed: Mailed) -> None:
    """It has left."""
    Outgoing.objects.filter(mailed=mailed).update(state=Outgoing.State.DONE)
    MailedState.objects.create(mailed=mailed, state=MailedState.State.SENT, at=clock.now())


def answered(
    person: Professional, conversation: UUID, text: str = "Je la revois lundi.", **others: Any
) -> ReceivedMail:
    """From their own program, to the address they were given."""
    box = relay.the_relay()
    assert box
    back = relay.address_for(box, person.id, conversation)
    given: dict[str, Any] = {
        "kind": Kind.LETTER,
        "content_hash": uuid4().hex,
        "message_id": f"<{uuid4().hex}@ch-fictif.exemple.mssante.fr>",
        "sender": Address(DELMAS, "Antoine Delmas"),
        "to": (Address(back),),
        "date": clock.now(),
        "text": text,
    }
    return ReceivedMail(**given | others)


def waits(conversation: UUID) -> list[timedelta]:
    """How long after each entry the worker is asked to write."""
    at = dict(Event.objects.filter(conversation=conversation).values_list("seq", "at"))
    asked = Due.objects.filter(subscriber="bridge.colleagues.gathering.tell")
    rows = asked.filter(conversation=conversation).order_by("seq")
    return [timedelta(seconds=round((one.next_at - at[one.seq]).total_seconds())) for one in rows]
