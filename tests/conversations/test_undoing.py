"""An addition is taken back, until the newcomer has looked."""

from uuid import UUID

import pytest

from conversations import history, inbox
from conversations.models import Event
from conversations.undoing import AlreadyOpened, NothingToUndo
from directory.models import Professional
from tests.conversations.acts import add, place_of, say, see, undo
from tests.conversations.newcomers import ALL, colleague, is_outside, row_of, texts


def test_an_addition_is_undone_as_long_as_nobody_has_looked(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno, history_from=1)
    undo(nadia, talk, bruno)
    undo(camille, talk, bruno)  # twice: nothing more
    assert row_of(camille, talk).member_count == 3
    last = Event.objects.filter(conversation=talk).latest("seq")
    assert (last.kind, last.about_party_id, last.seq) == ("addition_undone", bruno.id, 7)
    is_outside(bruno, talk)
    assert bruno.id not in [one.person.id for one in history.view(camille, talk).members]


def test_one_whose_addition_was_undone_can_be_added_again(
    camille: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno, history_from=1)
    undo(camille, talk, bruno)
    add(camille, talk, bruno)
    assert list(place_of(bruno, talk).visible) == [(8, None)]
    assert row_of(bruno, talk).place.unread == 1


@pytest.mark.parametrize("look", ["view", "entries", "speaks", "displays"])
def test_whoever_has_looked_stays(
    camille: Professional, bruno: Professional, talk: UUID, look: str
) -> None:
    add(camille, talk, bruno, history_from=1)
    inbox.page(bruno, ALL, after=None)
    match look:
        case "view":
            history.view(bruno, talk)
        case "entries":
            texts(bruno, talk)
        case "speaks":
            say(bruno, talk)
        case _:
            see(bruno, talk, 6)
    with pytest.raises(AlreadyOpened):
        undo(camille, talk, bruno)
    assert texts(bruno, talk)


def test_what_was_no_addition_cannot_be_undone(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    for whom in (nadia, bruno):
        with pytest.raises(NothingToUndo):
            undo(camille, talk, whom)
    add(camille, talk, bruno)
    paul = colleague("Paul")
    add(camille, talk, paul)
    for late in (paul, bruno):
        with pytest.raises(NothingToUndo):
            undo(late, talk, bruno)
