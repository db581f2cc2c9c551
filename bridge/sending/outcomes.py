"""Recording what became of a letter: an entry for each news of it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridge import threads
from bridge.boxes.sentences import sentence_of
from bridge.models import Outgoing
from bridge.providers.contract import Outcome, ProviderError, Result
from bridge.reasons import in_words
from bridge.sending import health
from bridge.sending.carrying import Ended, Never
from bridge.sending.health import sending
from bridge.sending.leasing import GIVEN_UP, Errand
from bridge.states import may_become
from conversations import clock, letters, timeline
from conversations.letters import News, State
from conversations.letters_read import states_of
from conversations.models import Letter
from directory.models import Professional

BACKOFF = [timedelta(minutes=m) for m in (1, 2, 5, 15, 30, 60, 120, 240)]
NOT_LEFT = "Pas parti en 48 heures"
NOT_KNOWN = (
    "Personne ne sait s’il est arrivé, et il n’est plus réessayé\u00a0: appelez le destinataire,"
    " ou renvoyez-le\u00a0; il peut arriver en double."
)


class Telling:
    """A letter whose conversation this transaction holds: what is said of it, where it adds.
    `sources`: those it passes something on from, held too."""

    def __init__(self, letter: Letter, sources: Collection[UUID] = ()) -> None:
        self.letter = letter
        self.room, self.rooms = threads.hold(letter.body.conversation_id, sources)
        self.seq = threads.seq_in(self.room.id, letter)
        standing, _ = states_of(self.room.id, [self.seq], end=None)
        self.known = {
            place: News(place, State(one.state), one.reason) for (_, place), one in standing.items()
        }

    def state(self, recipient: int) -> State:
        return self.standing(recipient).state

    def standing(self, recipient: int) -> News:
        return self.known.get(recipient, News(recipient, State.WAITING))

    def say(self, news: News, *, by: Professional | None = None) -> None:
        """`by`: whose act it is. None: it is what became of it."""
        if self.adds(news):
            letters.note_state(self.room, self.seq, news, at=clock.now(), by=by)
            self.known[news.recipient] = news

    def adds(self, news: News) -> bool:
        """Of what is uncertain, also that nothing more is tried, or that it is tried once more."""
        known = self.standing(news.recipient)
        if news.state == known.state == State.UNKNOWN:
            return news.comes_back != known.comes_back
        return may_become(news.state, known.state)

    def save(self) -> None:
        timeline.save(self.rooms.values())


def may_have_left(errand: Errand) -> None:
    """Whoever was sending it died: said before it is sent again."""
    with transaction.atomic():
        telling = Telling(errand.letter)
        for recipient in errand.may_have_left:
            telling.say(News(recipient, State.UNKNOWN))
        telling.save()


def record(errand: Errand, ended: Ended) -> None:
    tell_box(errand, ended)
    with transaction.atomic():
        telling = Telling(errand.letter)
        for row in held(errand):
            record_one(telling, row, ended)
        telling.save()


def tell_box(errand: Errand, ended: Ended) -> None:
    if isinstance(ended, ProviderError):
        health.failed(errand.box, ended)
    elif not isinstance(ended, Never):
        health.works(errand.box)


def record_one(telling: Telling, row: Outgoing, ended: Ended) -> None:
    match ended:
        case Never():
            give_up(telling, row, ended.reason)
        case ProviderError():
            nothing_left(telling, row, ended)
        case _:
            address = telling.letter.addressees[row.recipient]["address"]
            [result] = [one for one in ended if one.address == address]
            settle(telling, row, result)


def held(errand: Errand) -> list[Outgoing]:
    rows = Outgoing.objects.select_for_update().filter(
        id__in=[row.id for row in errand.rows], state=Outgoing.State.SENDING
    )
    return list(rows.order_by("id"))


def never(telling: Telling, row: Outgoing, reason: str, status: str = "") -> None:
    telling.say(News(row.recipient, State.FAILED, reason, status))
    done(row)


def nothing_left(telling: Telling, row: Outgoing, error: ProviderError) -> None:
    """For good: it waits for whoever mends it, and then leaves at once (leasing.HELD)."""
    if is_over(row):
        return give_up(telling, row, not_left(error))
    if error.permanent:
        return again(row, clock.now(), attempts=row.attempts - 1)
    return again(row, next_try(row))


def settle(telling: Telling, row: Outgoing, result: Result) -> None:
    match result.outcome:
        case Outcome.SENT:
            telling.say(News(row.recipient, State.SENT))
            done(row)
        case Outcome.REFUSED:
            never(telling, row, in_words(result.reason), str(result.status or ""))
        case Outcome.LATER if is_over(row):
            give_up(telling, row, not_left(result))
        case Outcome.LATER:
            again(row, next_try(row))
        case Outcome.UNKNOWN if is_over(row):
            nobody_knows(telling, row)
        case Outcome.UNKNOWN:
            telling.say(News(row.recipient, State.UNKNOWN))
            again(row, next_try(row))


def give_up(telling: Telling, row: Outgoing, reason: str) -> None:
    """What may have left is not said to have failed."""
    if telling.state(row.recipient) == State.WAITING:
        never(telling, row, reason)
    else:
        nobody_knows(telling, row)


def nobody_knows(telling: Telling, row: Outgoing) -> None:
    """The last word of ours, where no machine has told more since: it comes back as unread."""
    telling.say(News(row.recipient, State.UNKNOWN, NOT_KNOWN))
    done(row)


def not_left(why: ProviderError | Result) -> str:
    """In French: what failed of ours has a sentence, what their server said is left as it is."""
    match why:
        case ProviderError():
            return f"{NOT_LEFT}. {sentence_of(sending(why.step), why.reason)}"
        case Result():
            return f"{NOT_LEFT}\u00a0: {in_words(why.reason)}"


def is_over(row: Outgoing) -> bool:
    return clock.now() >= row.since + GIVEN_UP


def next_try(row: Outgoing) -> datetime:
    """The last one at the end of its time."""
    wait = BACKOFF[min(row.attempts, len(BACKOFF)) - 1]
    return min(clock.now() + wait, row.since + GIVEN_UP)


def again(row: Outgoing, at: datetime, *, attempts: int | None = None) -> None:
    row.state, row.lease_until, row.next_at = Outgoing.State.WAITING, None, at
    row.attempts = row.attempts if attempts is None else attempts
    row.save(update_fields=["state", "lease_until", "next_at", "attempts"])


def done(row: Outgoing) -> None:
    row.state, row.lease_until = Outgoing.State.DONE, None
    row.save(update_fields=["state", "lease_until"])
