"""What a machine says became of a letter of ours: told there, if it is believed.

A report is only as good as what it names: our own Message-ID, or the envelope's, which are
unguessable, and somebody the letter went to. Anything else is kept, and changes nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from bridge import threads
from bridge.addresses import PATIENTS, is_patient, same
from bridge.models import Box, Outgoing
from bridge.reasons import in_words
from bridge.received import Kind, ReceivedMail, Report
from bridge.received import State as Reported
from bridge.recognising.mon_espace_sante import folded
from bridge.states import may_become
from conversations import letters, timeline
from conversations.letters import News, State
from conversations.letters_read import Standing, states_of
from conversations.models import Letter

SAID = {
    Reported.FAILED: State.FAILED,
    Reported.DELAYED: State.DELAYED,
    Reported.DELIVERED: State.DELIVERED,
    Reported.RELAYED: State.SENT,
    Reported.OPENED: State.OPENED,
}
LEFT = {State.SENT, State.DELIVERED, State.OPENED}
LOOKED_AT = ("subject", "addressees", "written_at", "body__conversation", "body__seq")
BY_MON_ESPACE_SANTE = (Kind.MES_UNDELIVERED, Kind.MES_OPENING)
RECENT = timedelta(days=30)
ALIKE_MOST = 500  # letters to patients that bear one subject


@dataclass(frozen=True, slots=True)
class Believed:
    """A report, and the place among the addressees of whom it speaks of."""

    position: int
    report: Report


def told(box: Box, mail: ReceivedMail) -> tuple[UUID, int] | None:
    """Said where its letter is, as far as it adds something: the entry that says it, or else the
    letter's own. None: it is about nothing of ours."""
    letter, news = spoken_of(box, mail)
    if letter is None or not news:
        return None
    room, seq = threads.held(letter)
    standing, _ = states_of(room.id, [seq], end=None)
    added = list(adding(news, standing, seq))
    said = [letters.note_state(room, seq, new, at=at(mail, letter)) for new in added]
    timeline.save([room])
    send_no_more(letter, [new.recipient for new in added if new.state in LEFT])
    return room.id, said[0].seq if said else seq


def send_no_more(letter: Letter, recipients: Collection[int]) -> None:
    """What may have left had left: tried again, it would come twice."""
    waiting = Outgoing.objects.filter(letter=letter, state=Outgoing.State.WAITING)
    waiting.filter(recipient__in=recipients).update(state=Outgoing.State.DONE)


def spoken_of(box: Box, mail: ReceivedMail) -> tuple[Letter | None, list[Believed]]:
    original = mail.original
    ids = [original.message_id, f"<{original.envelope_id}>" if original.envelope_id else ""]
    for letter in threads.issued(box, ids):
        return letter, list(believed(letter, mail))
    if mail.kind in BY_MON_ESPACE_SANTE:
        return by_subject(box, mail)
    return None, []


def believed(letter: Letter, mail: ReceivedMail) -> Iterator[Believed]:
    """Those of the letter's own recipients. One recipient says nothing of another."""
    for report in mail.reports:
        address = report.address or only_patient(letter)
        for position, one in enumerate(letter.addressees):
            if position and same(one["address"], address) and not by_another(letter, mail, address):
                yield Believed(position, report)


def only_patient(letter: Letter) -> str:
    """Whom Mon espace santé means where it names nobody: it speaks of patients alone."""
    patients = [one["address"] for one in letter.addressees if is_patient(one["address"])]
    return patients[0] if len(patients) == 1 else ""


def by_another(letter: Letter, mail: ReceivedMail, address: str) -> bool:
    sender = mail.sender.address if mail.sender else ""
    return not same(sender, address) and any(
        same(one["address"], sender) for one in letter.addressees[1:]
    )


def by_subject(box: Box, mail: ReceivedMail) -> tuple[Letter | None, list[Believed]]:
    """Their older notices only quote it: a letter of the last month to that patient, if one alone
    can be meant. It did not arrive, of several: the first of which that was not said yet."""
    found = [
        (letter, news)
        for letter in recent(box, mail.original.subject)
        if (news := [one for one in believed(letter, mail) if adds(letter, one)])
    ]
    if not found or (len(found) > 1 and mail.kind == Kind.MES_OPENING):
        return None, []
    return found[0]


def recent(box: Box, subject: str) -> list[Letter]:
    """The oldest first. All of their subjects are compared, and what they say is not read."""
    since = timezone.now() - RECENT
    letters = threads.letters_of(box).filter(
        outgoing=True,
        body__conversation__content_at__gte=since,
        written_at__gte=since,
        addressees__icontains=f"@{PATIENTS}",
    )
    some = letters.order_by("-written_at").values_list("pk", "subject") if subject else []
    alike = [pk for pk, said in some if folded(said) == folded(subject)][:ALIKE_MOST]
    found = Letter.objects.filter(pk__in=alike).select_related("body").only(*LOOKED_AT)
    return list(found.order_by("written_at"))


def adds(letter: Letter, one: Believed) -> bool:
    conversation, seq = threads.stands_at(letter)
    standing, _ = states_of(conversation, [seq], end=None)
    return bool(list(adding([one], standing, seq)))


def adding(news: list[Believed], standing: Standing, seq: int) -> Iterator[News]:
    for one in news:
        known = standing.get((seq, one.position))
        new, report = SAID[one.report.state], one.report
        if may_become(new, State(known.state) if known else State.WAITING):
            yield News(
                one.position,
                new,
                reason=in_words(report.reason, report.status),
                status=report.status,
            )


def at(mail: ReceivedMail, letter: Letter) -> datetime:
    """When it says that it was, if it can have been then."""
    now = timezone.now()
    sent = letter.written_at
    return mail.date if mail.date and mail.date <= now and (not sent or mail.date >= sent) else now
