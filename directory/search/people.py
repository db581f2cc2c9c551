"""Find a colleague: as typed first, then as it may be spelled; one's own people before others."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from chat.errors import Refusal
from directory import presence
from directory.entitlement import names_of
from directory.models import Professional
from directory.names import fold
from directory.search import lexemes
from directory.search.looking import CANDIDATES, Looking, Mine
from directory.search.question import Question, question
from directory.search.ranking import Hit, Standing, in_order

LETTERS_AT_LEAST = 3
# Of so many shown first, whoever bears the same name is looked for everywhere.
TOLD_APART = 5


class SayMore(Refusal):
    code = "say_more"
    message = "Tapez au moins trois lettres, ou choisissez un filtre."
    status = 422


@dataclass(frozen=True, slots=True)
class Wanted:
    """Letters of a name, and what all those found must have (lexemes), in any number."""

    letters: str = ""
    narrowed: tuple[str, ...] = ()
    with_account: bool = False

    def is_enough(self) -> bool:
        return bool(self.narrowed) or len("".join(fold(self.letters))) >= LETTERS_AT_LEAST

    def within(self) -> str:
        must = [*self.narrowed, *([lexemes.ACCOUNT] if self.with_account else [])]
        return "".join(f" & {lexemes.quoted(one)}" for one in must)


def find(
    me: Professional, wanted: Wanted, mine: Mine, *, start: int, end: int
) -> Sequence[Professional]:
    """Those from `start` to `end`, and one more if there are more."""
    if not wanted.is_enough():
        raise SayMore
    asked, hits = question(wanted.letters), Hits()
    looking = Looking(me.id, mine)
    with transaction.atomic(), connection.cursor() as cursor:
        # Where half of the directory fits, PostgreSQL would read it from the first row on; but they
        # may all be at the end.
        cursor.execute("set local enable_seqscan = off")
        if asked.words and mine.people:
            hits.add(looking.among_known(asked.beginning() + wanted.within()), asked, step=1)
        for step, words in enumerate(steps(asked, wanted)):
            hits.add(looking.look(words), asked, step)
            if len(hits.all) > end:
                break
        if hits.many:
            hits.add(looking.look(namesakes(hits, asked) + wanted.within()), asked, step)
    if not asked.words:
        hits.note_who_came()
    ordered = hits.in_order(asked)[start : end + 1]
    people = Professional.objects.in_bulk([hit.id for hit in ordered])
    return [people[hit.id] for hit in ordered]


def steps(asked: Question, wanted: Wanted) -> Iterator[str]:
    """Each way of asking, from the surest. Without words, what is narrowed to is all there is."""
    within = wanted.within()
    if not asked.words:
        if wanted.narrowed:
            # Of thousands of nurses, those who can be written to are among those met.
            yield within.removeprefix(" & ") + f" & {lexemes.quoted(lexemes.ACCOUNT)}"
            yield within.removeprefix(" & ")
        return
    yield asked.exact() + within
    yield asked.beginning() + within
    yield asked.anywhere() + within
    if near := asked.near():
        yield near + within


class Hits:
    def __init__(self) -> None:
        self.all: dict[UUID, Hit] = {}
        self.many = False

    def add(self, found: Collection[tuple[UUID, int]], asked: Question, step: int) -> None:
        """The index may be a moment late: who may come in is asked of the directory itself."""
        self.many = self.many or len(found) >= CANDIDATES
        new = {one: Standing(standing) for one, standing in found if one not in self.all}
        for one in names_of(new) if new else ():
            if asked.initials_fit(one.folded_name):
                self.all[one.id] = Hit.called(one, max(step, 1), new[one.id])

    def note_who_came(self) -> None:
        came = presence.here_since(timezone.now() - presence.LATELY, self.all)
        self.all = {one: replace(hit, here=one in came) for one, hit in self.all.items()}

    def in_order(self, asked: Question) -> list[Hit]:
        return in_order(self.all.values(), [word[0] for word in asked.words])


def namesakes(hits: Hits, asked: Question) -> str:
    """They must be told apart, and of thousands they need not have been among those met."""
    names = [hit.name.split() for hit in hits.in_order(asked)[:TOLD_APART]]
    return "(" + " | ".join(lexemes.all_of(words) for words in names) + ")"
