"""Draw what search looks in, for people who were entered, changed, suspended or restored.

Whoever changes somebody's name, activities, account or right to come in calls draw(), in the same
transaction or after it: safe to do twice, and it writes what changed alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from uuid import UUID

from django.db import connection

from directory.entitlement import entitled
from directory.ids import among, as_array
from directory.models import Account, Activity, Professional, Role, Skill
from directory.search import lexemes
from directory.search.criteria import Fact, Kind, Who, Work, facts_of
from directory.search.spelling import forms

AT_ONCE = 2_000
SEPARATOR = "\x1f"

_PEOPLE = """
    insert into directory_findableperson (professional_id, words)
    select id, array_to_tsvector(string_to_array(words, %(separator)s))
    from unnest(%(ids)s::uuid[], %(words)s::text[]) as drawn (id, words)
    on conflict (professional_id) do update set words = excluded.words
    where directory_findableperson.words is distinct from excluded.words
"""
_GONE = "delete from directory_findableperson where professional_id = any(%(ids)s::uuid[])"
_CRITERIA = """
    insert into directory_criterion (key, kind, name, detail, words)
    select key, kind, name, detail, array_to_tsvector(string_to_array(words, %(separator)s))
    from unnest(%(keys)s::text[], %(kinds)s::text[], %(names)s::text[], %(details)s::text[],
                %(words)s::text[]) as drawn (key, kind, name, detail, words)
    on conflict (key) do update set name = excluded.name, detail = excluded.detail,
        words = excluded.words
    where (directory_criterion.name, directory_criterion.detail)
        is distinct from (excluded.name, excluded.detail)
"""
_NAMES = """
    insert into directory_nameword (word, forms)
    select word, string_to_array(forms, %(separator)s)
    from unnest(%(words)s::text[], %(forms)s::text[]) as drawn (word, forms)
    on conflict do nothing
"""


def draw(people: Iterable[UUID]) -> None:
    """Some at a time: no statement is long, and no search waits."""
    rest = iter(people)
    while some := list(islice(rest, AT_ONCE)):
        draw_some(some)


def draw_those_who_practise(profession_code: str) -> None:
    """After the operator admitted a profession, or no longer does."""
    theirs = Activity.objects.filter(profession_code=profession_code, ended_at__isnull=True)
    people = Professional.objects.filter(profession_code=profession_code)
    draw({*theirs.values_list("professional", flat=True), *people.values_list("pk", flat=True)})


def draw_some(ids: Collection[UUID]) -> None:
    rows = (
        entitled()
        .filter(among("id", ids))
        .values_list("pk", "family_name", "given_name", "profession", "town", "profession_code")
    )
    listed = [Who(*row) for row in rows]
    run(_GONE, ids=as_array(set(ids) - {one.id for one in listed}))
    works, skills = works_of(ids), skills_of(ids)
    facts = {one.id: set(facts_of(one, works[one.id], skills[one.id])) for one in listed}
    draw_people(listed, facts)
    draw_names({word for one in listed for word in names_of(one)})
    draw_criteria({fact.key: fact for those in facts.values() for fact in those})


def works_of(ids: Collection[UUID]) -> Mapping[UUID, list[Work]]:
    theirs = Activity.objects.filter(among("professional", ids), ended_at__isnull=True)
    found: dict[UUID, list[Work]] = defaultdict(list)
    for row in theirs.values_list(
        "professional",
        "profession_code",
        "profession",
        "speciality_code",
        "speciality",
        "structure",
        "structure__name",
        "structure__brand",
        "structure__town",
        "structure__department",
    ):
        found[row[0]].append(Work(*row))
    return found


def skills_of(ids: Collection[UUID]) -> Mapping[UUID, list[tuple[str, str]]]:
    theirs = Skill.objects.filter(among("professional", ids), ended_at__isnull=True)
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for person, code, name in theirs.values_list("professional", "code", "name"):
        found[person].append((code, name))
    return found


def draw_people(listed: Collection[Who], facts: Mapping[UUID, set[Fact]]) -> None:
    ids = [one.id for one in listed]
    accounts = Account.objects.filter(among("professional", ids), is_active=True)
    # Those who can be written to: a role has none, and is held by somebody who has.
    have_one = set(accounts.values_list("professional", flat=True))
    have_one |= set(Role.objects.filter(among("professional", ids)).values_list("pk", flat=True))
    drawn = []
    for one in listed:
        words = lexemes.of_name(names_of(one)) | beside(one, facts[one.id])
        words |= {fact.key for fact in facts[one.id]}
        drawn.append(words | {lexemes.ACCOUNT} if one.id in have_one else words)
    run(_PEOPLE, ids=as_array(ids), words=[packed(words) for words in drawn])


def names_of(one: Who) -> frozenset[str]:
    return lexemes.name_words(one.family_name) | lexemes.name_words(one.given_name)


def beside(one: Who, facts: Iterable[Fact]) -> set[str]:
    """What is said beside a name, and may be typed with it."""
    said = [fact.name for fact in facts if fact.kind not in (Kind.STRUCTURE, Kind.DEPARTMENT)]
    return lexemes.of_context(one.profession, one.town, *said)


def draw_names(words: Collection[str]) -> None:
    """Those that are not known yet: most are, before long."""
    with connection.cursor() as cursor:
        cursor.execute("select word from directory_nameword where word = any(%s)", [list(words)])
        new = sorted(set(words) - {word for (word,) in cursor.fetchall()})
    run(_NAMES, words=new, forms=[packed(forms(word)) for word in new])


def draw_criteria(facts: Mapping[str, Fact]) -> None:
    """Those that several draw at once are taken in one order: no two wait for each other."""
    rows = [facts[key] for key in sorted(facts)]
    words = [packed(lexemes.of_context(fact.name, fact.detail)) for fact in rows]
    keys, kinds, names, details = ([fact[at] for fact in rows] for at in range(4))
    run(_CRITERIA, keys=keys, kinds=kinds, names=names, details=details, words=words)


def packed(words: Iterable[str]) -> str:
    return SEPARATOR.join(sorted(words))


def run(statement: str, **given: list[str] | str) -> None:
    if next(iter(given.values())) in ([], "{}"):
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, {**given, "separator": SEPARATOR})
