"""One's own lists: people with a star, and teams one writes to. Nobody else sees them."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from chat.errors import NotFound, Refusal
from directory import favourites, finding
from directory.entitlement import entitled
from directory.models import Professional, Team, TeamMember
from directory.people_shapes import Circles, SaveTeam, TeamShown
from directory.rate import as_one_types

TEAMS_MOST = 50
_limit = as_one_types()


class TooManyTeams(Refusal):
    code = "too_many_teams"
    message = (
        f"Vous avez déjà {TEAMS_MOST}\u00a0équipes. Supprimez-en une avant d’en créer une autre."
    )
    status = 409


def looked_at(person: Professional) -> Circles:
    """They say who is there: not to be asked every second."""
    _limit.slow_down(person.hand.id)
    return of(person)


def of(person: Professional) -> Circles:
    """Each list by name. Who may no longer be written to is there still, and says so."""
    starred = Professional.objects.filter(pk__in=favourites.of(person)).order_by("folded_name")
    teams = list(person.teams.order_by("name", "id").prefetch_related("members__person"))
    members = {t.id: sorted(members_of(t), key=lambda one: one.folded_name) for t in teams}
    everybody = [*starred, *(one for those in members.values() for one in those)]
    shown = {one.person.id: one for one in finding.shown(person, everybody)}
    return Circles(
        favourites=[shown[one.id] for one in starred],
        teams=[
            TeamShown(id=t.id, name=t.name, people=[shown[one.id] for one in members[t.id]])
            for t in teams
        ],
    )


def members_of(team: Team) -> list[Professional]:
    return [member.person for member in team.members.all()]


def save(person: Professional, team_id: UUID, given: SaveTeam) -> None:
    """As it is from now on, under the id that the page gave it: safe to do twice."""
    wanted = set(given.people) - {person.id}
    with transaction.atomic():
        team = mine_or_new(person, team_id)
        there = set(team.members.values_list("person", flat=True))
        must_be_listed(wanted - there)
        team.name = given.name.strip()
        team.save(update_fields=["name"])
        team.members.filter(person__in=there - wanted).delete()
        TeamMember.objects.bulk_create(
            [TeamMember(team=team, person_id=one) for one in wanted - there], ignore_conflicts=True
        )


def mine_or_new(person: Professional, team_id: UUID) -> Team:
    team = Team.objects.select_for_update().filter(pk=team_id).first()
    if team is None:
        if person.teams.count() >= TEAMS_MOST:
            raise TooManyTeams
        return Team.objects.create(id=team_id, owner=person, name="")
    if team.owner_id != person.id:
        raise NotFound
    return team


def must_be_listed(people: Iterable[UUID]) -> None:
    """Whoever is added may be written to; who is there already may stay."""
    new = set(people)
    if entitled().filter(pk__in=new).count() != len(new):
        raise NotFound


def remove(person: Professional, team_id: UUID) -> None:
    """Nobody else is concerned: it is a list of names. A second time: the same answer."""
    with transaction.atomic():
        TeamMember.objects.filter(team=team_id, team__owner=person).delete()
        Team.objects.filter(pk=team_id, owner=person).delete()
