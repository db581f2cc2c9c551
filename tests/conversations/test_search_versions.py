"""Search shows what stands; what was corrected, when it is asked for; never what is masked."""

from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conversations.models import Event, Findable, FindableTitle
from conversations.search.index import take
from directory.models import Professional
from tests.conversations.acts import join, leave, say, say_many, start
from tests.conversations.searches import ask, cancel, correct, draw, mask, seqs, shown

OLD = {"superseded": True}


def test_the_old_dose_is_not_found_and_the_new_one_is(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    wrong = say(camille, conversation, "Furosémide 5 mg")
    assert seqs(nadia, "furosemide 5mg") == [wrong]
    correct(camille, conversation, wrong, "Furosémide 50 mg")
    right = correct(camille, conversation, wrong, "Furosémide 40 mg")
    assert seqs(nadia, "furosemide 5 mg") == seqs(nadia, "furosemide 50 mg") == []
    assert seqs(nadia, "furosemide 40 mg") == seqs(nadia, "furosemide") == [right]


def test_the_old_dose_is_found_when_corrected_versions_are_asked_for(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    wrong = say(camille, conversation, "Furosémide 5 mg")
    right = correct(camille, conversation, wrong, "Furosémide 50 mg")
    assert seqs(nadia, "furosemide 5 mg", **OLD) == [wrong]
    assert seqs(nadia, "furosemide", **OLD) == [right, wrong]
    assert [one.superseded for one in ask(nadia, "furosemide", **OLD).messages] == [False, True]


def test_a_correction_in_place_is_found_where_the_message_stands(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Furosémide 5 mg")
    correct(camille, conversation, seq, "Furosémide 50 mg", in_place=True)
    assert seqs(nadia, "5 mg") == []
    assert seqs(nadia, "50 mg") == [seq]
    assert shown(nadia, "furosemide") == ["[Furosémide] 50 mg"]
    assert seqs(nadia, "furosemide", **OLD) == [seq, seq]


def test_what_was_cancelled_is_found_by_its_reason_only(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    wrong = say(camille, conversation, "Allergie aux pénicillines")
    cancelled = cancel(camille, conversation, wrong, "Confusion avec un homonyme")
    assert seqs(nadia, "allergie") == []
    assert seqs(nadia, "allergie", **OLD) == [wrong]
    assert seqs(nadia, "homonyme") == [cancelled]


def test_what_was_masked_is_never_found_by_anybody(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    other = say(camille, conversation, "Escarre de M. Autre")
    wrong = say(camille, conversation, "Escarre de M. Untel")
    correct(camille, conversation, wrong, "Escarre au talon de M. Untel")
    cancel(camille, conversation, wrong, "Escarre d’un autre")
    draw()
    leave(hugo, conversation)
    mask(camille, conversation, wrong)
    for person in (camille, nadia, hugo):
        assert [one.seq for one in ask(person, "escarre", **OLD).messages] == [other]
    for person in (camille, nadia, hugo):
        assert seqs(person, "escarre", **OLD) == [other]


def test_masking_takes_the_words_out_of_the_index_at_once(
    camille: Professional, conversation: UUID
) -> None:
    wrong = say(camille, conversation, "Escarre de M. Untel")
    draw()
    mask(camille, conversation, wrong)
    assert not Findable.objects.exists()
    draw()
    assert not Findable.objects.exists()


def test_an_index_that_is_late_shows_neither_what_was_corrected_nor_what_was_masked(
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corrected = say(camille, conversation, "Furosémide 5 mg, le matin")
    in_place = say(camille, conversation, "Furosémide 6 mg, le soir")
    masked = say(camille, conversation, "Furosémide 7 mg de M. Untel")
    draw()
    monkeypatch.setattr("conversations.search.index.forget", lambda *_: None)
    correct(camille, conversation, corrected, "Furosémide 50 mg")
    correct(camille, conversation, in_place, "Furosémide 60 mg", in_place=True)
    mask(camille, conversation, masked)
    assert ask(nadia, "furosemide").messages == []
    assert [one.seq for one in ask(nadia, "furosemide", **OLD).messages] == [in_place, corrected]


def test_one_who_left_finds_what_they_read_and_not_what_replaced_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Furosémide 5 mg")
    other = say(camille, conversation, "Furosémide 6 mg")
    leave(nadia, conversation)
    correct(camille, conversation, seq, "Furosémide 50 mg")
    correct(camille, conversation, other, "Furosémide 60 mg", in_place=True)
    assert seqs(nadia, "furosemide") == [other, seq]
    assert seqs(nadia, "60") == seqs(nadia, "50 mg", **OLD) == []
    assert shown(nadia, "furosemide 6 mg") == ["[Furosémide] [6] [mg]"]


def test_a_newcomer_without_history_does_not_find_what_was_corrected_in_place_since(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Furosémide 5 mg")
    join(bruno, conversation)
    correct(camille, conversation, seq, "Furosémide 50 mg", in_place=True)
    at_the_end = correct(camille, conversation, seq, "Furosémide 60 mg")
    assert seqs(bruno, "furosemide", **OLD) == [at_the_end]


def test_drawing_twice_finds_once(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Furosémide 5 mg")
    draw()
    for event in Event.objects.all():
        take(conversation, event.seq)
    assert seqs(nadia, "furosemide", **OLD) == [seq]
    assert Findable.objects.count() == 1


def test_drawing_all_again_gives_the_same(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation, "Furosémide 5 mg")
    correct(camille, conversation, seq, "Furosémide 50 mg", in_place=True)
    correct(camille, conversation, seq, "Furosémide 40 mg")
    cancel(camille, conversation, say(camille, conversation, "Escarre"), "Mauvais dossier")
    mask(camille, conversation, say(camille, conversation, "Escarre"))
    draw()
    before = drawn()
    call_command("rebuild_search", stdout=StringIO())
    assert drawn() == before


def drawn() -> list[object]:
    columns = ["seq", "said_seq", "root", "superseded_by", "party", "at", "parties", "words"]
    return [
        *Findable.objects.order_by("seq", "said_seq").values_list(*columns),
        *FindableTitle.objects.order_by("seq").values_list("seq", "words"),
    ]


def test_a_burst_is_drawn_in_as_few_statements_as_a_message(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    elsewhere = start(camille, nadia)
    draw()
    for room in (conversation, elsewhere):
        say_many(camille, room, 20)
    with CaptureQueriesContext(connection) as asked:
        draw()
    assert len(asked) < 40  # search and notifications, each for all of them at once
    assert len(seqs(nadia, "message 19")) == 2
