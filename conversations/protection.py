"""What the data-protection officer and the second person have before them: never a text."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from chat.errors import NotFound
from conversations.correction_shapes import (
    MaskedMessage,
    Protection,
    ReportToProtection,
    UnsealingView,
)
from conversations.models import Unsealing
from conversations.shapes import MaskReason, Wrong
from conversations.unsealing import GRAVE, HOUR, agreement_of
from directory import people
from directory.models import Account
from directory.shapes import Person

MOST = 100  # of each, the last ones


def before(account: Account) -> Protection:
    if not account.protection:
        raise NotFound
    masked, reports = rows(MASKED, MOST), rows(REPORTS, [reason.value for reason in GRAVE], MOST)
    asked = list(
        Unsealing.objects.select_related("agreement", "agreement__by", "officer").order_by("-at")[
            :MOST
        ]
    )
    names = people.by_id({who for _, _, who, *_ in masked + reports} | {r[3] for r in reports})
    return Protection(
        masked=[as_masked(row, names) for row in masked],
        reports=[as_report(row, names) for row in reports],
        unsealings=[as_view(one) for one in asked],
    )


MASKED = """
    select e.conversation_id, e.about_seq, root.party_id, root.at, e.at, e.details->>'reason'
    from conversations_event e
    join conversations_event root on root.conversation_id = e.conversation_id
                                 and root.seq = e.about_seq
    where e.kind = 'masked' order by e.at desc limit %s
"""
REPORTS = """
    select r.conversation_id, r.about_seq, root.party_id,
           coalesce(r.author_id, r.party_id), r.reason, r.at,
           exists (select from conversations_event m
                   where m.conversation_id = r.conversation_id and m.about_seq = r.about_seq
                     and m.kind = 'masked')
    from conversations_errorreport r
    join conversations_event root on root.conversation_id = r.conversation_id
                                 and root.seq = r.about_seq
    where r.reason = any(%s) order by r.id desc limit %s
"""


def rows(statement: str, *given: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[Any] = cursor.fetchall()
        return found


Names = dict[UUID, Person]


def as_masked(row: tuple[UUID, int, UUID, datetime, datetime, str], names: Names) -> MaskedMessage:
    conversation, about, author, said_at, masked_at, reason = row
    return MaskedMessage(
        conversation=conversation,
        about=about,
        author=names[author],
        said_at=said_at,
        masked_at=masked_at,
        reason=MaskReason(reason),
    )


def as_report(row: Iterable[Any], names: Names) -> ReportToProtection:
    conversation, about, author, by, reason, at, masked = row
    return ReportToProtection(
        conversation=conversation,
        about=about,
        author=names[author],
        by=names[by],
        reason=Wrong(reason),
        at=at,
        masked=masked,
    )


def as_view(asked: Unsealing) -> UnsealingView:
    agreement = agreement_of(asked)
    return UnsealingView(
        id=asked.id,
        conversation=asked.conversation_id,
        about=asked.about_seq,
        officer=people.shown(asked.officer),
        reason=asked.reason,
        at=asked.at,
        agreed_by=people.shown(agreement.by) if agreement else None,
        agreed_at=agreement.at if agreement else None,
        readable_until=agreement.at + HOUR if agreement else None,
    )
