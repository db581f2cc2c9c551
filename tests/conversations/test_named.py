"""Naming people, and answering: whom one may name, and what one may answer."""

from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from chat.errors import NotFound, Refusal
from conversations import history, posting
from conversations.posting import Draft, IdReused
from conversations.protocol import Accepted, Archive
from conversations.shapes import InboxFilter, MessagePosted
from directory import people
from directory.models import Professional
from tests.conversations.acts import join, leave, listed, mark, say, start


@pytest.fixture
def team(nadia: Professional, hugo: Professional, bruno: Professional) -> list[Professional]:
    more = (
        people.add(given_name=f"Alix {n}", family_name="Roy", profession="Médecin") for n in "abc"
    )
    return [nadia, hugo, bruno, *more]


def test_an_outsider_can_be_neither_named_nor_asked(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    assert code_of(draft(camille, conversation, mentions=(bruno.id,))) == "not_a_member"
    assert code_of(draft(camille, conversation, asked=(nadia.id, bruno.id))) == "not_a_member"
    leave(nadia, conversation)
    assert code_of(draft(camille, conversation, mentions=(nadia.id,))) == "not_a_member"


def test_nobody_asks_themselves(camille: Professional, conversation: UUID) -> None:
    assert code_of(draft(camille, conversation, asked=(camille.id,))) == "asks_oneself"


def test_an_urgent_one_is_asked_of_five_people_at_most(
    camille: Professional, team: list[Professional]
) -> None:
    room = start(camille, *team)
    everybody = tuple(person.id for person in team)
    assert len(everybody) == 6
    assert code_of(draft(camille, room, asked=everybody, urgent=True)) == "too_many_urgent"
    assert code_of(draft(camille, room, asked=everybody)) is None
    assert code_of(draft(camille, room, asked=everybody[:5], urgent=True)) is None


def test_the_same_id_with_anything_else_is_refused(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = say(nadia, conversation)
    sent = draft(
        camille, conversation, quote=seq, mentions=(hugo.id,), asked=(nadia.id,), urgent=True
    )
    first = posting.post([sent])
    assert posting.post([sent, sent]) == first * 2
    for other in (
        {"quote": None},
        {"mentions": (nadia.id,)},
        {"asked": (hugo.id,)},
        {"urgent": False},
        {"text": "Autre"},
    ):
        [answer] = posting.post([changed(sent, **other)])
        assert isinstance(answer, IdReused), other
    batch = draft(camille, conversation, asked=(nadia.id,))
    answers = posting.post([batch, batch, changed(batch, urgent=True)])
    assert [type(answer) for answer in answers] == [Accepted, Accepted, IdReused]


def test_one_answers_what_one_may_see_and_nothing_else(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Avant Bruno")
    elsewhere = start(nadia, camille)
    say(nadia, elsewhere)
    say(nadia, elsewhere)
    join(bruno, conversation)
    assert code_of(draft(nadia, conversation, quote=seq)) is None
    assert code_of(draft(bruno, conversation, quote=seq)) == "not_visible"
    assert code_of(draft(nadia, conversation, quote=1)) == "not_visible"
    assert code_of(draft(nadia, conversation, quote=99)) == "not_visible"
    assert code_of(draft(bruno, conversation, quote=seq + 2)) is None


def test_a_newcomer_without_history_sees_that_something_is_answered_and_not_what(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Avant Bruno")
    join(bruno, conversation)
    [answer] = posting.post([draft(nadia, conversation, quote=seq)])
    assert isinstance(answer, Accepted)
    assert answer.seq
    body = history.entry_of(bruno, conversation, answer.seq).what
    assert isinstance(body, MessagePosted)
    assert body.quote == seq
    with pytest.raises(NotFound):
        history.entry_of(bruno, conversation, seq)
    assert history.entry_of(nadia, conversation, seq).seq == seq


def test_an_urgent_one_and_a_mention_bring_back_what_is_kept_archived(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    for naming, back in (
        ({}, False),
        ({"mentions": (hugo.id,)}, False),
        ({"mentions": (nadia.id,)}, True),
        ({"asked": (nadia.id,)}, True),
        ({"asked": (hugo.id,)}, False),
        ({"asked": (hugo.id,), "urgent": True}, True),
    ):
        mark(nadia, conversation, Archive(known_seq=999, keep=True))
        posting.post([draft(camille, conversation, **naming)])
        assert (conversation in listed(nadia, InboxFilter.INBOX)) == back, naming


def draft(author: Professional, conversation: UUID, **more: object) -> Draft:
    given: dict[str, object] = {"text": "Bonjour", "composed_at": timezone.now()} | more
    return Draft(author=author.id, id=uuid4(), conversation=conversation, **given)  # type: ignore[arg-type]


def changed(sent: Draft, **more: object) -> Draft:
    given = {name: getattr(sent, name) for name in Draft.__slots__}
    return Draft(**given | more)


def code_of(sent: Draft) -> str | None:
    [answer] = posting.post([sent])
    return answer.code if isinstance(answer, Refusal) else None
