"""History is widened, never narrowed."""

from uuid import UUID, uuid4

import pytest

from conversations import widening
from conversations.models import Event
from conversations.protocol import GiveAll, MarkRead, WidenHistory
from conversations.widening import NotWider
from directory.models import Professional
from tests.conversations.acts import add, mark, place_of, widen
from tests.conversations.newcomers import row_of, texts


def test_history_is_widened_by_anybody_without_making_anything_unread(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno)
    mark(bruno, talk, MarkRead(upto=6))
    widen(nadia, talk, bruno, 4)
    widen(nadia, talk, bruno, 1)
    assert len(texts(bruno, talk)) == 4
    assert row_of(bruno, talk).place.unread == 0
    assert list(place_of(bruno, talk).visible) == [(1, None)]
    widened = Event.objects.get(conversation=talk, seq=8)
    assert widened.details == {"history": {"from_seq": 1, "messages": 4, "files": 0}}


def test_history_is_never_narrowed(
    camille: Professional, nadia: Professional, bruno: Professional, talk: UUID
) -> None:
    add(camille, talk, bruno, history_from=3)
    with pytest.raises(NotWider):
        widen(nadia, talk, bruno, 4)
    widen(nadia, talk, bruno, 3)
    assert list(place_of(bruno, talk).visible) == [(3, None)]
    assert Event.objects.filter(conversation=talk).count() == 6
    give = WidenHistory(ref=uuid4(), person=uuid4(), history=GiveAll())
    with pytest.raises(widening.NotThere):
        widening.widen(camille, talk, give)
