"""Will they see it? Said before one writes, in words no finer than a day.

What the rooms above know of it belongs in of(), and nowhere else.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from directory import absences, duties
from directory.entitlement import names_of
from directory.models import Account, Presence, Role
from directory.people import by_id
from directory.people_shapes import Reachability, ReachabilityState
from directory.presence import HERE_FOR, LATELY

TakesNotifications = Callable[[Collection[UUID]], set[UUID]]
ReadsByMail = Callable[[Collection[UUID]], set[UUID]]
NEVER_CAME = {ReachabilityState.NO_ACCOUNT, ReachabilityState.NEVER}
# That they are away says nothing more: nothing would reach them anyway.
UNTOLD = {ReachabilityState.CLOSED, *NEVER_CAME}

# Of several who hold a role, how the one is reached who will see it first.
SOONEST = [
    ReachabilityState.CONNECTED,
    ReachabilityState.THIS_WEEK,
    ReachabilityState.EARLIER,
    ReachabilityState.NEVER,
    ReachabilityState.NO_ACCOUNT,
    ReachabilityState.CLOSED,
]


def of(people: Iterable[UUID]) -> dict[UUID, Reachability]:
    ids = set(people)
    roles = duties.roles_among(ids)
    reach = of_people(ids - roles) | (of_roles(roles) if roles else {})
    for one in who_takes(ids):
        reach[one] = reach[one].model_copy(update={"notified": True})
    for one in who_reads_by_mail(reach):
        reach[one] = reach[one].model_copy(update={"by_mail": True})
    return reach


def of_roles(ids: set[UUID]) -> dict[UUID, Reachability]:
    """As those who hold it are, who are on duty even while they say that they are away for
    themselves; « en ligne » also while one of them acts for it."""
    on_duty = duties.those_on_duty(ids)
    named = by_id(hand for hands in on_duty.values() for hand in hands)
    reach = apart_from_absence({*named, *ids})
    return {
        role.pk: Reachability(
            state=state_of(role.pk, on_duty.get(role.pk, set()), reach),
            on_duty=[named[hand] for hand in sorted(on_duty.get(role.pk, ()))],
            phone=role.phone,
        )
        for role in Role.objects.filter(pk__in=ids)
    }


def state_of(role: UUID, hands: set[UUID], reach: Mapping[UUID, Reachability]) -> ReachabilityState:
    if reach[role].state == ReachabilityState.CLOSED:
        return ReachabilityState.CLOSED
    if not hands:
        return ReachabilityState.NOBODY_ON_DUTY
    return min((reach[one].state for one in (role, *hands)), key=SOONEST.index)


def of_people(ids: set[UUID]) -> dict[UUID, Reachability]:
    reach = apart_from_absence(ids)
    away = absences.of(one for one in ids if reach[one].state not in UNTOLD)
    return reach | {
        one: Reachability(state=ReachabilityState.ABSENT, absence=absence)
        for one, absence in away.items()
    }


def who_takes(ids: set[UUID]) -> set[UUID]:
    """Notifications, themselves or one of those who hold the role: told by the room above that
    sends them, which settings name."""
    asked: TakesNotifications = import_string(settings.TAKE_NOTIFICATIONS)
    on_duty = duties.those_on_duty(duties.roles_among(ids))
    take = asked(ids.union(*on_duty.values()))
    return take & ids | {role for role, holders in on_duty.items() if holders & take}


def who_reads_by_mail(reach: Mapping[UUID, Reachability]) -> set[UUID]:
    """Of those who have never come here: told by the room above that writes to them."""
    asked: ReadsByMail = import_string(settings.READ_BY_MAIL)
    return asked([one for one, theirs in reach.items() if theirs.state in NEVER_CAME])


def apart_from_absence(ids: set[UUID]) -> dict[UUID, Reachability]:
    admitted = {one.id for one in names_of(ids)}
    accounts = {one.professional_id: one for one in Account.objects.filter(professional__in=ids)}
    seen = dict(Presence.objects.filter(pk__in=ids).values_list("pk", "seen_at"))
    now = timezone.now()
    return {one: said(one in admitted, accounts.get(one), seen.get(one), now=now) for one in ids}


def said(
    admitted: bool, account: Account | None, seen_at: datetime | None, *, now: datetime
) -> Reachability:
    if not admitted or (account and not account.is_active):
        return Reachability(state=ReachabilityState.CLOSED)
    if seen_at and seen_at > now - HERE_FOR:
        return Reachability(state=ReachabilityState.CONNECTED)
    if account is None:
        return Reachability(state=ReachabilityState.NO_ACCOUNT)
    last = max(filter(None, [seen_at, account.last_login]), default=None)
    if last is None:
        return Reachability(state=ReachabilityState.NEVER)
    if last > now - LATELY:
        return Reachability(state=ReachabilityState.THIS_WEEK)
    return Reachability(state=ReachabilityState.EARLIER, last_on=timezone.localdate(last))
