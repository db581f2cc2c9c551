"""Which courriers may leave now, and whose they are to send. A lease runs out by itself.

That a courrier is being sent is committed before a word of it leaves: found so after its lease, it
may have left."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from bridge.models import Box, Outgoing
from bridge.providers.contract import Step
from bridge.sending.health import SENDING
from conversations import clock
from conversations.attachment import Attachment
from conversations.forwarding import masked_since
from conversations.models import Event, Letter
from files.state import state_from, verdicts_of

AT_ONCE = 8  # each may hold a mail of 10 MB several times over
EACH_HOST = 6
LEASE = timedelta(minutes=2)  # renewed while it is being sent
# What nobody has mended is tried again by itself: some servers call wrong a password that is right.
ANYWAY = timedelta(minutes=30)
LOOKED_AT = timedelta(seconds=3)  # its files are still being looked at
GIVEN_UP = timedelta(hours=48)
State = Outgoing.State
TO_LEAVE = Q(letter__isnull=False, state__in=[State.WAITING, State.SENDING])
# Somebody must act, and nothing leaves until then. That it cannot be read keeps nothing from
# leaving; but one token opens both.
HELD = Q(box__needs_hand=True) & (
    Q(box__failed_step__startswith=SENDING)
    | Q(box__failed_step=Step.SIGN_IN, box__sign_in=Box.SignIn.TOKEN)
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One letter, for those of its recipients whom it is to leave for now."""

    box: Box
    letter: Letter
    rows: Sequence[Outgoing]
    files: Sequence[Attachment]
    at: datetime  # when it was said
    may_have_left: Sequence[int]  # for these, whoever was sending it died
    hopeless: str = ""  # why it will never leave

    @property
    def host(self) -> str:
        return self.box.smtp_host


def take(under_way: Collection[Errand] = ()) -> Iterator[Errand]:
    """One of each box, those that have waited longest first; of one server's, not all there may
    be. One by one: what fails meanwhile leaves none that was taken, and is sent by nobody."""
    hosts = Counter(errand.host for errand in under_way)
    busy, room = {errand.box.id for errand in under_way}, AT_ONCE - len(under_way)
    while room and (found := firsts(room, busy, hosts)):
        for box, letter, host in found:
            if box in busy or hosts[host] == EACH_HOST:
                continue  # since a moment ago
            busy.add(box)
            if errand := lease(letter):
                hosts[host], room = hosts[host] + 1, room - 1
                yield errand


def firsts(
    most: int, busy: Collection[UUID], hosts: Mapping[str, int]
) -> list[tuple[UUID, UUID, str]]:
    """No more than may leave now, however many wait: box, letter, and the server it goes by."""
    full = [host for host, number in hosts.items() if number >= EACH_HOST]
    waiting = due(clock.now()).exclude(box__in=busy).exclude(box__smtp_host__in=full)
    each = waiting.order_by("next_at", "id").values_list("box", "letter", "box__smtp_host")
    return list(each[:most])


def due(now: datetime) -> QuerySet[Outgoing]:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    held = HELD & Q(next_at__gt=now - ANYWAY)
    return Outgoing.objects.filter(TO_LEAVE, free, next_at__lte=now).exclude(held)


def lease(letter: UUID) -> Errand | None:
    """None: another process was first, or its files are still being looked at."""
    now = clock.now()
    with transaction.atomic():
        waiting = due(now).filter(letter=letter).select_related("box").order_by("recipient")
        rows = list(waiting.select_for_update(skip_locked=True, of=("self",)))
        if not rows:
            return None
        errand = errand_of(Letter.objects.select_related("body").get(pk=letter), rows)
        mine = Outgoing.objects.filter(id__in=[row.id for row in rows])
        if not errand.hopeless and is_being_looked_at(errand.files):
            mine.update(next_at=now + LOOKED_AT)
            return None
        mine.update(state=State.SENDING, lease_until=now + LEASE, attempts=F("attempts") + 1)
    return errand


def errand_of(letter: Letter, rows: Sequence[Outgoing]) -> Errand:
    box, body = rows[0].box, letter.body
    files = Attachment.objects.select_related("file").filter(message=body.pk).order_by("position")
    return Errand(
        box=box,
        letter=letter,
        rows=rows,
        files=list(files),
        at=Event.objects.get(conversation=body.conversation_id, seq=body.seq).at,
        may_have_left=[row.recipient for row in rows if row.state == State.SENDING],
        hopeless=hopeless(box, letter, list(files), since=rows[0].since),
    )


def hopeless(box: Box, letter: Letter, files: Sequence[Attachment], *, since: datetime) -> str:
    if box.ended_at:
        return "La boîte a été retirée avant que ce courrier parte."
    if letter.origin and masked_since(letter.origin["conversation"], letter.origin["seqs"]):
        return "Un message qu’il transmet a été masqué avant que ce courrier parte."
    found = states_of(files)
    if "refused" in found:
        return "Une pièce jointe a été refusée à l’analyse."
    if "checking" in found and clock.now() >= since + GIVEN_UP:
        return "Une pièce jointe n’a pas pu être analysée en 48 heures."
    return ""


def is_being_looked_at(files: Sequence[Attachment]) -> bool:
    return "checking" in states_of(files)


def states_of(files: Sequence[Attachment]) -> set[str]:
    wanted = {file.file_id for file in files}
    found = verdicts_of(wanted) if wanted else {}
    return {state_from(found.get(one, set())) for one in wanted}


def renew(errands: Collection[Errand]) -> None:
    """They are still being sent: a server may take its time."""
    rows = [row.id for errand in errands for row in errand.rows]
    Outgoing.objects.filter(id__in=rows, state=State.SENDING).update(
        lease_until=clock.now() + LEASE
    )
