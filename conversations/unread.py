"""Unread: one count from the server, absolute, with a version; nobody adds or subtracts."""

from collections.abc import Collection, Mapping
from datetime import UTC
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Count, F, IntegerField, Q
from django.db.models.expressions import RawSQL

from conversations import clock
from conversations.models import Place
from conversations.protocol import Unread
from conversations.rows import as_ids
from conversations.shapes import Counts, Invitation, Level, Notify, PlaceView
from directory import people

AT_MOST = 100  # shown « 99+ »

# The entries of a place that count for it: after its marker, visible to it, said by somebody else.
_WAITING = """
    from conversations_event e
    where e.conversation_id = conversations_place.conversation_id
      and e.seq > conversations_place.read_upto and e.counts
      and e.party_id is distinct from conversations_place.party_id
      and (e.counts_for_id is null or e.counts_for_id = conversations_place.party_id)
      and e.seq <@ conversations_place.visible and upper_inf(conversations_place.visible)
      -- Masked, it no longer counts. Read once a place, not once an entry.
      and coalesce(e.about_seq, e.seq) <> all(array(
          select m.about_seq from conversations_event m
          where m.conversation_id = conversations_place.conversation_id and m.kind = 'masked'))
"""
# No parameter, no outside text: S608 and S611 have nothing to say.
UNREAD = RawSQL(  # noqa: S611
    f"(select count(*) from (select {_WAITING} limit {AT_MOST}) waiting)",  # noqa: S608
    [],
    output_field=IntegerField(),
)
# A statement of its own: Django takes a hundred times as long to say « any of these thousand ».
_UNREAD_IN = f"""
    select conversations_place.conversation_id, conversations_place.party_id, read_upto,
           (select count(*) from (select {_WAITING} limit {AT_MOST}) waiting), last_seq + version
    from unnest(%s::uuid[], %s::uuid[]) pair(conversation, party)
    join conversations_place on conversation_id = pair.conversation and party_id = pair.party
    join conversations_conversation c on c.id = conversation_id
    where frozen_at is null
"""  # noqa: S608
# Not « exists »: PostgreSQL would join, and read a conversation from its first entry on.
IS_UNREAD = RawSQL(  # noqa: S611
    f"coalesce((select true {_WAITING} limit 1), false)", [], output_field=BooleanField()
)

# Of what is unread, that a courrier did not arrive, or that nobody knows whether it did.
IS_UNDELIVERED = RawSQL(  # noqa: S611
    f"coalesce((select true {_WAITING} and e.kind = 'letter_state' limit 1), false)",
    [],
    output_field=BooleanField(),
)

ACTIVE = Q(archived_at__isnull=True, frozen_at__isnull=True)
INVITED = Q(invited_at__isnull=False)
# In the words of the index place_inbox: who left and is asked to come back finds it there too.
HERE = Q(archived_at__isnull=True) & (Q(frozen_at__isnull=True) | INVITED)
# I received something from somebody else: I am not the only one who spoke.
SPOKE_FIRST = Q(conversation__first_speaker=F("party"))
RECEIVED = Q(conversation__content_seq__gt=0) & (~SPOKE_FIRST | Q(conversation__answered=True))
# Or somebody added me, or asks me to come back.
CAME_TO_ME = RECEIVED | Q(added_at__isnull=False) | INVITED
IN_INBOX = HERE & CAME_TO_ME
# Those, and what I started: by opening it, or by being the first to speak.
IN_CONVERSATIONS = (
    HERE & Q(conversation__kind="chat") & (CAME_TO_ME | SPOKE_FIRST | Q(is_founder=True))
)
IN_MAIL = ACTIVE & Q(conversation__kind="mail")
IN_TODO = Q(frozen_at__isnull=True) & (Q(todo=True) | ~Q(todo_seqs=[]))
NOTHING = {"unread": 0, "inbox": 0, "conversations": 0, "mail": 0, "undelivered": 0}

Statement = tuple[str, tuple[Any, ...]]
_PARTIES = object()  # in a statement's parameters, where those it is asked for will stand


def counts_of(parties: Collection[UUID]) -> dict[UUID, Counts]:
    """The figure beside each filter, for each of these parties: the filters' own conditions."""
    waiting, todo = (rows_about(parties, statement) for statement in _statements())
    figures = {party: dict(zip(NOTHING, row, strict=True)) for party, *row in waiting}
    marked = dict(todo)
    return {
        party: Counts(
            **capped(figures.get(party, NOTHING)), todo=min(marked.get(party, 0), AT_MOST)
        )
        for party in parties
    }


def rows_about(parties: Collection[UUID], statement: Statement) -> list[Any]:
    sql, given = statement
    with connection.cursor() as cursor:
        cursor.execute(sql, [as_ids(parties) if one is _PARTIES else one for one in given])
        rows: list[Any] = cursor.fetchall()
        return rows


@cache
def _statements() -> tuple[Statement, Statement]:
    """What counts, and what is to be done, by party. Django writes them once: it takes 2 ms, and at
    each telling that was about a fifth of what the web process used at 5 messages a second."""
    these = RawSQL(
        "conversations_place.party_id = any(%s::uuid[])",
        [_PARTIES],
        output_field=BooleanField(),
    )
    unread = (
        Place.objects.filter(these, ACTIVE, unsettled=True)
        .filter(IS_UNREAD)
        .values("party")
        .annotate(
            unread=Count("pk"),
            inbox=Count("pk", filter=IN_INBOX),
            conversations=Count("pk", filter=IN_CONVERSATIONS),
            mail=Count("pk", filter=IN_MAIL),
            undelivered=Count("pk", filter=IN_MAIL & Q(IS_UNDELIVERED)),
        )
    )
    todo = Place.objects.filter(these, IN_TODO).values_list("party").annotate(todo=Count("pk"))
    return unread.query.sql_with_params(), todo.query.sql_with_params()


def capped(figures: Mapping[str, int]) -> dict[str, int]:
    return {name: min(figures[name], AT_MOST) for name in NOTHING}


def view_of(place: Place, *, unread: int, last_seq: int) -> PlaceView:
    """A place as its owner's pages show it. The version rises with every change of what it says."""
    return PlaceView(
        read_upto=place.read_upto,
        unread=unread,
        favourite=place.favourite,
        todo=place.todo,
        todo_seqs=place.todo_seqs,
        archived=place.archived_at is not None,
        keep_archived=place.keep_archived,
        urgent=place.urgent,
        notify=notify_of(place),
        invitation=invitation_of(place),
        version=last_seq + place.version,
    )


def invitation_of(place: Place) -> Invitation | None:
    if place.invited_at is None or place.invited_by_id is None:
        return None
    [by] = people.by_id([place.invited_by_id]).values()
    return Invitation(by=by, at=place.invited_at.astimezone(UTC))


def notify_of(place: Place) -> Notify | None:
    until = place.notify_until
    if not place.notify or (until and until <= clock.now()):
        return None
    return Notify(level=Level(place.notify), until=until and until.astimezone(UTC))


def counting_for(party: UUID) -> Q:
    """The entries that count for this party, whoever speaks."""
    return Q(counts=True) & (Q(counts_for__isnull=True) | Q(counts_for=party))


def unread_in(pairs: Collection[tuple[UUID, UUID]]) -> dict[UUID, list[Unread]]:
    """For (conversation, party) pairs: what each party has not read, by party.

    One who left is told nothing: the version would say how much was said since.
    """
    found: dict[UUID, list[Unread]] = {party: [] for _, party in pairs}
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD_IN, [as_ids(c for c, _ in pairs), as_ids(p for _, p in pairs)])
        for conversation, party, read_upto, waiting, version in cursor.fetchall():
            found[party].append(
                Unread.model_construct(
                    conversation=conversation, read_upto=read_upto, unread=waiting, version=version
                )
            )
    return found


def all_unread(party: UUID) -> list[Unread]:
    """Every conversation with something unread, the last active first: what a page is told when it
    connects. Those not named are at zero."""
    places = (
        Place.objects.filter(party=party, unsettled=True)
        .filter(IS_UNREAD)
        .annotate(waiting=UNREAD)
        .order_by("-active_on")
        .values_list("conversation", "read_upto", "waiting", "version", "conversation__last_seq")
    )
    return [
        Unread(
            conversation=conversation,
            read_upto=read_upto,
            unread=waiting,
            version=last_seq + version,
        )
        for conversation, read_upto, waiting, version, last_seq in places
    ]
