"""What somebody chose to be told of, and when they are not to be disturbed."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from chat.errors import Refusal
from conversations import clock
from conversations.shapes import Level
from directory.models import Professional
from push import preference_shapes as shapes
from push.models import Preference, PutOff
from push.quiet import Quiet
from push.situations import LARGE, Situation


class NoQuietHours(Refusal):
    code = "no_quiet_hours"
    message = "Les heures de calme commencent et finissent à la même heure. Choisissez-en deux."
    status = 422


def of(people: Iterable[UUID]) -> dict[UUID, Preference]:
    """Of each of them, chosen or as it stands for all."""
    ids = set(people)
    chosen = Preference.objects.in_bulk(ids)
    return {one: chosen.get(one) or Preference(person_id=one) for one in ids}


def quiet_until(chosen: Preference, moment: datetime) -> datetime | None:
    """When their quiet hours end, if this is in them. They are offered, never imposed."""
    if chosen.quiet != Preference.Offer.ACCEPTED:
        return None
    return Quiet(chosen.quiet_from, chosen.quiet_to, chosen.quiet_weekends).until(moment)


def level_of(chosen: Preference, situation: Situation) -> Level:
    """What is wanted of this conversation. One that is kept archived is silent, but for what names
    them, or corrects what they saw."""
    general = chosen.large_groups if situation.members > LARGE else chosen.conversations
    level = situation.chosen or Level(general)
    return Level.MENTIONS if level == Level.ALL and situation.kept_archived else level


def shows_sender(person: UUID) -> bool:
    return Preference.objects.filter(person=person, show_sender=True).exists()


def mine(person: Professional) -> shapes.Preferences:
    return shown(of([person.id])[person.id])


def choose(person: Professional, given: shapes.Preferences) -> shapes.Preferences:
    """In the place of what was chosen before. What waits for the end of the quiet hours waits for
    the new one."""
    if given.quiet.starts == given.quiet.ends:
        raise NoQuietHours
    with transaction.atomic():
        chosen, _ = Preference.objects.update_or_create(person=person, defaults=columns_of(given))
        now = clock.now()
        waiting = PutOff.objects.filter(person=person)
        waiting.update(at=quiet_until(chosen, now) or now)
    return shown(chosen)


def columns_of(given: shapes.Preferences) -> dict[str, object]:
    return {
        "conversations": given.conversations,
        "large_groups": given.large_groups,
        "show_sender": given.show_sender,
        "quiet": given.quiet.state,
        "quiet_from": time.fromisoformat(given.quiet.starts),
        "quiet_to": time.fromisoformat(given.quiet.ends),
        "quiet_weekends": given.quiet.weekends,
    }


def shown(chosen: Preference) -> shapes.Preferences:
    return shapes.Preferences(
        conversations=Level(chosen.conversations),
        large_groups=Level(chosen.large_groups),
        show_sender=chosen.show_sender,
        quiet=shapes.QuietHours(
            state=shapes.Offer(chosen.quiet),
            starts=f"{chosen.quiet_from:%H:%M}",
            ends=f"{chosen.quiet_to:%H:%M}",
            weekends=chosen.quiet_weekends,
        ),
    )
