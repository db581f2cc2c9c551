"""Sending what was written for those who read conversations by mail: the worker's lane
« colleagues ». One mail at a time, as one box sends them all.

A worker killed meanwhile: its lease runs out, and another says that the mail may have left, and
sends it again under the same Message-ID."""

import logging
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q

from bridge.boxes.account import provider_of
from bridge.colleague_models import Mailed, MailedState
from bridge.colleagues import gathering, mailing
from bridge.colleagues.withdrawing import note, stands, withdraw
from bridge.models import Outgoing
from bridge.providers.contract import Outcome, ProviderError, Result
from bridge.reasons import in_words
from bridge.sending import health
from bridge.sending.carrying import NOT_MADE, Ended, Never, never, results
from bridge.sending.leasing import ANYWAY, HELD
from bridge.sending.outcomes import again, done, is_over, next_try, not_left
from bridge.writing.letter import Unwritable
from bridge.writing.message import Written, written
from chat.errors import Refusal
from conversations import clock

log = logging.getLogger(__name__)
# Longer than a server may take: nobody renews it.
LEASE = timedelta(minutes=15)
State = MailedState.State


def go() -> bool:
    """For the worker. Was there something?"""
    row = lease()
    if row is None:
        return False
    if mail := mail_of(row):
        if not connection.in_atomic_block:
            connection.close()  # a slow server would keep it
        record(row, handed_over(row, mail))
    return True


def lease() -> Outgoing | None:
    """The one that has waited longest, as ours: that it is being sent is committed first."""
    now = clock.now()
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    held = HELD & Q(next_at__gt=now - ANYWAY)
    leaving = Q(state__in=[Outgoing.State.WAITING, Outgoing.State.SENDING], mailed__isnull=False)
    with transaction.atomic():
        waiting = Outgoing.objects.filter(leaving, free, next_at__lte=now).exclude(held)
        waiting = waiting.select_related("box", "mailed").order_by("next_at", "id")
        row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        if row.state == Outgoing.State.SENDING:
            note(mailed_of(row), State.UNKNOWN)
        row.state, row.lease_until = Outgoing.State.SENDING, now + LEASE
        row.attempts += 1
        row.save(update_fields=["state", "lease_until", "attempts"])
    return row


def mailed_of(row: Outgoing) -> Mailed:
    assert row.mailed
    return row.mailed


def mail_of(row: Outgoing) -> Written | None:
    """At each attempt the same bytes; unless it may no longer be read, and never leaves."""
    mailed = mailed_of(row)
    try:
        if row.box.ended_at is None and stands(mailed):
            return written(mailing.whole(mailed, row.box))
    except Refusal:
        pass  # a file of it was masked, or refused since
    except Unwritable as no:
        record(row, never(no))
        return None
    except OSError as no:
        log.warning("mail %s cannot be made: %s", mailed.pk, type(no).__name__)
        record(row, results((mailed.address,), Outcome.LATER, NOT_MADE))
        return None
    with transaction.atomic():
        withdraw(row)
    gathering.tell(mailed.conversation_id, mailed.upto_seq)
    return None


def handed_over(row: Outgoing, mail: Written) -> Ended:
    try:
        provider = provider_of(row.box)
    except ProviderError as no:
        return no
    try:
        return provider.send(mail)
    except ProviderError as no:
        return no
    except Exception as no:  # noqa: BLE001 — nobody knows how far it came
        log.error("mail %s may have left: %s", mailed_of(row).pk, type(no).__name__)
        return results(mail.recipients, Outcome.UNKNOWN)
    finally:
        provider.close()


def record(row: Outgoing, ended: Ended) -> None:
    with transaction.atomic():
        mine = Outgoing.objects.select_for_update(of=("self",)).select_related("mailed")
        held = mine.filter(id=row.id, state=Outgoing.State.SENDING).first()
        if held is None:
            return
        match ended:
            case Never(reason):
                fail(held, reason)
            case ProviderError():
                nothing_left(held, ended)
            case _:
                settle(held, ended[0])
    if isinstance(ended, ProviderError):
        health.failed(row.box, ended)
    elif not isinstance(ended, Never):
        health.works(row.box)


def nothing_left(row: Outgoing, error: ProviderError) -> None:
    """For good: it waits for whoever mends the box (leasing.HELD)."""
    if is_over(row):
        fail(row, not_left(error))
    elif error.permanent:
        again(row, clock.now(), attempts=row.attempts - 1)
    else:
        again(row, next_try(row))


def settle(row: Outgoing, result: Result) -> None:
    match result.outcome:
        case Outcome.SENT:
            note(mailed_of(row), State.SENT)
            done(row)
        case Outcome.REFUSED:
            fail(row, in_words(result.reason))
        case Outcome.UNKNOWN:
            note(mailed_of(row), State.UNKNOWN)
            done(row) if is_over(row) else again(row, next_try(row))
        case Outcome.LATER if is_over(row):
            fail(row, not_left(result))
        case Outcome.LATER:
            again(row, next_try(row))


def fail(row: Outgoing, reason: str) -> None:
    note(mailed_of(row), State.FAILED, reason)
    done(row)
