"""What the lane of letters does at a moment, and what is told of a letter then."""

from datetime import datetime

from bridge.sending.mailer import Mailer
from bridge.shapes import LetterAccepted
from conversations import clock
from conversations.models import LetterState
from conversations.shapes import LetterExchanged, Recipient
from directory.models import Professional
from tests.conversations.acts import said


def work(at: datetime) -> None:
    """The lane, at that moment, until nothing is left for it to do."""
    with clock.at(at):
        Mailer().finish()


def recipients(person: Professional, done: LetterAccepted) -> list[Recipient]:
    [entry] = [one for one in said(person, done.conversation) if one.seq == done.seq]
    assert isinstance(entry.what, LetterExchanged)
    return entry.what.recipients


def states(person: Professional, done: LetterAccepted) -> list[str | None]:
    return [one.state for one in recipients(person, done)]


def told(done: LetterAccepted) -> list[str]:
    """All that was said of it, in order."""
    rows = LetterState.objects.filter(conversation=done.conversation, about_seq=done.seq)
    return list(rows.order_by("seq").values_list("state", flat=True))
