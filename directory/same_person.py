"""Somebody was entered by hand, and the register then brings them a second time: one row again.

The one entered by hand stays, under the id that conversations, sessions and lists know, and is from
then on who the register says they are. The other was nobody's yet, and is found no more.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from chat.errors import Refusal
from directory import changes, suspending
from directory.entitlement import entitled
from directory.models import (
    Absence,
    Account,
    Activity,
    FavouritePerson,
    FindablePerson,
    Mailbox,
    Professional,
    Role,
    SamePerson,
    Skill,
    Suspended,
    TeamMember,
)
from directory.names import fold

# What of the other one is handed over, or drawn again. Anything else says that they are known.
HANDED_OVER: set[type[models.Model]] = {
    *(Activity, Skill, Mailbox, FindablePerson, FavouritePerson, TeamMember, Absence),
}
SAID_BY_THE_REGISTER = [
    *("title", "given_name", "family_name", "profession", "structure", "town"),
    *("profession_code", "folded_name", "folded_profession"),
]


class NotByHand(Refusal):
    code = "not_by_hand"
    message = "Cette fiche a déjà un numéro, ou n’est pas proposée\u00a0: elle n’est pas à réunir."
    status = 409


class UnknownNumber(Refusal):
    code = "unknown_number"
    message = (
        "Aucune fiche du répertoire national n’a ce numéro, ou sa profession ne donne pas accès."
    )
    status = 404


class AnotherName(Refusal):
    code = "another_name"
    message = (
        "Ce numéro est celui de quelqu’un d’autre\u00a0: ni le nom ni le prénom ne concordent."
    )
    status = 409


class KnownAlready(Refusal):
    code = "known_already"
    message = (
        "La fiche du répertoire a déjà un compte, ou a déjà pris part à une conversation\u00a0:"
        " les réunir mêlerait deux passés."
    )
    status = 409


@dataclass(frozen=True, slots=True)
class Pair:
    kept: Professional
    twin: Professional


def unite(person: UUID, number: str, *, by: Account, reason: str) -> None:
    """It cannot be undone: what is said under one name from then on is one person's."""
    with transaction.atomic():
        pair = pair_of(person, number)
        # Whoever would write to the other one waits here, then finds nobody.
        ids = [pair.kept.id, pair.twin.id]
        list(Professional.objects.select_for_update().filter(id__in=ids).order_by("id"))
        pair = pair_of(person, number)
        SamePerson.objects.create(
            kept=pair.kept,
            twin=pair.twin,
            number=pair.twin.national_id or "",
            reason=reason,
            by=by,
            at=timezone.now(),
        )
        become_one(pair)
        # For whoever was writing to the other one at that very moment: their room is told.
        suspending.note([pair.twin.id], because=Suspended.GONE, by=by)
        changes.tell_of(ids)


def pair_of(person: UUID, number: str) -> Pair:
    """The two, if they may be united."""
    kept = Professional.objects.get(pk=person)
    is_role = Role.objects.filter(pk=person).exists()
    if kept.national_id or kept.rpps or kept.registered or kept.gone_at or is_role:
        raise NotByHand
    numbered = Q(rpps=number) | Q(national_id=number)
    twin = entitled().filter(numbered, registered=True).first() if number else None
    if twin is None:
        raise UnknownNumber
    if not names(kept) & names(twin):
        raise AnotherName
    if is_known(twin):
        raise KnownAlready
    return Pair(kept, twin)


def names(one: Professional) -> set[str]:
    return {*fold(one.family_name), *fold(one.given_name)}


def is_known(twin: Professional) -> bool:
    """Has an account, takes part in something, said something of themselves: whatever any room
    keeps of people. Where there is no index, one must have an account or take part before."""
    if Absence.objects.filter(professional=twin).exists():
        return True
    return any(
        one.related_model._default_manager.filter(**{one.field.name: twin}).exists()
        for one in Professional._meta.get_fields(include_hidden=True)
        if isinstance(one, models.ManyToOneRel)
        and is_indexed(one.field)
        and one.related_model not in HANDED_OVER
    )


def is_indexed(field: "models.Field[Any, Any]") -> bool:
    return bool(field.unique or field.db_index)  # type: ignore[attr-defined]  # the stubs lack it


def become_one(pair: Pair) -> None:
    kept, twin = pair.kept, pair.twin
    with connection.cursor() as cursor:
        cursor.execute("SELECT directory_give_number(%s, %s)", [kept.id, twin.id])
    now = timezone.now()
    kept.activities.filter(ended_at=None).update(ended_at=now)
    for table in (Activity, Skill, Mailbox):
        table._default_manager.filter(professional=twin).update(professional=kept)
    hand_over_lists(pair)
    said = {field: getattr(twin, field) for field in SAID_BY_THE_REGISTER}
    Professional.objects.filter(pk=kept.pk).update(**said, registered=True, acts_as=None)
    Professional.objects.filter(pk=twin.pk).update(
        gone_at=now, suspended_at=now, suspended_because=Suspended.GONE
    )


def hand_over_lists(pair: Pair) -> None:
    """Those who have starred the other one, put them in a team or chose them as a stand-in."""
    kept, twin = pair.kept, pair.twin
    stars = FavouritePerson.objects.filter(person=twin)
    FavouritePerson.objects.bulk_create(
        [FavouritePerson(owner_id=one.owner_id, person=kept) for one in stars.exclude(owner=kept)],
        ignore_conflicts=True,
    )
    stars.delete()
    members = TeamMember.objects.filter(person=twin)
    TeamMember.objects.bulk_create(
        [TeamMember(team_id=one.team_id, person=kept) for one in members.exclude(team__owner=kept)],
        ignore_conflicts=True,
    )
    members.delete()
    stood_in = Absence.objects.filter(stand_in=twin)
    stood_in.filter(professional=kept).update(stand_in=None)
    stood_in.update(stand_in=kept)
