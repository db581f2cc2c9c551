"""Finding again what was said, within what one may see."""

from datetime import timedelta
from uuid import UUID

import pytest

from chat.errors import NotFound
from conversations import clock
from conversations.inbox import BadCursor
from conversations.protocol import Archive, SetFavourite
from conversations.search import paths
from conversations.search.finding import TooShort
from conversations.shapes import InboxFilter
from directory import people
from directory.models import Professional
from tests.conversations.acts import (
    JEANNE,
    about,
    call_it,
    join,
    leave,
    mark,
    say,
    start,
)
from tests.conversations.acts.mail import receive_letter
from tests.conversations.searches import ask, draw, seqs, shown

ORDER = "Ordonnance : furosémide 40 mg, œdèmes des infirmières ; 2,5mg d’apixaban le matin"
OTHER = JEANNE.model_copy(update={"birth_name": "Bourdel", "used_name": ""})


@pytest.fixture(params=["by word", "by place"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways find the same."""
    monkeypatch.setattr(paths, "is_rare", lambda _: request.param == "by word")
    monkeypatch.setattr(paths, "STEPS", (1, 2, 4, 1_000))
    monkeypatch.setattr(paths, "PATIENCE", 9)
    return str(request.param)


@pytest.mark.parametrize(
    "words",
    [
        "furosémide",
        "FUROSEMIDE",
        "furosémides",
        "oedeme",
        "Œdème",
        "infirmière",
        "infirmier",
        "40 mg",
        "40mg",
        "2,5",
        "2.5 mg",
        "apixaban 2,50",
        "d'apixaban",
        "le matin",
        "matin ordonnance",
        "fur",
        "furos",
        "furosemid",
        "infirmi",
        "ordonnanc",
    ],
)
def test_accents_case_plurals_and_the_end_of_the_last_word_are_forgiven(
    camille: Professional, nadia: Professional, conversation: UUID, words: str
) -> None:
    seq = say(camille, conversation, ORDER)
    assert seqs(nadia, words) == [seq]


@pytest.mark.parametrize(
    "words", ["furo", "4 mg", "400 mg", "2 mg", "5 mg", "furosémide soir", "osemide", "de", "avec"]
)
def test_what_was_not_said_is_not_found(
    camille: Professional, nadia: Professional, conversation: UUID, words: str
) -> None:
    say(camille, conversation, ORDER)
    assert seqs(nadia, f"{words} ") == []


@pytest.mark.parametrize("words", ["", " ", "é", "?!", "''"])
def test_less_than_two_letters_are_not_looked_for(camille: Professional, words: str) -> None:
    with pytest.raises(TooShort):
        ask(camille, words)


@pytest.mark.parametrize(
    "words",
    [
        "furo' | 'a",
        "!furosémide",
        "furosémide & !40",
        "'furosémide':*",
        "furosémide <-> 40",
        "(furosémide",
        "\\furosémide",
        "furosémide; drop table",
        "%s furosémide %(limit)s",
        "furosémide" * 15,
    ],
)
def test_signs_of_postgresql_are_signs_and_no_more(
    camille: Professional, conversation: UUID, words: str
) -> None:
    say(camille, conversation, "Furosémide 40 mg")
    assert seqs(camille, words) in ([], [2])


def test_what_was_looked_for_is_marked_in_the_words_around_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation, ORDER)
    say(camille, conversation, "<b>Œdème</b> 😀 des deux oedémes")
    say(camille, conversation, "mot " * 60 + "saturation " + "fin " * 60)
    assert shown(nadia, "œdèmes") == [
        "<b>[Œdème]</b> 😀 des deux [oedémes]",
        ORDER.replace("œdèmes", "[œdèmes]"),
    ]
    assert shown(nadia, "40mg") == [ORDER.replace("40 mg", "[40] [mg]").replace("2,5mg", "2,5[mg]")]
    [around] = shown(nadia, "satur")
    assert around.startswith("…mot mot")
    assert "[saturation] fin" in around
    assert around.endswith("…")
    assert len(around) < 180


def test_bruno_finds_nothing_of_theirs(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    say(camille, conversation, "Pansement")
    own = start(bruno, camille, subject="Kinésithérapie")
    draw()
    found = ask(bruno, "pansement")
    assert (found.messages, found.conversations, found.rows) == ([], [], [])
    assert ask(bruno, "kine").conversations == [own]
    assert ask(bruno, person=camille.id).messages == []


def test_one_who_left_finds_what_they_could_see_and_no_more(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    before = say(camille, conversation, "Escarre au talon")
    leave(nadia, conversation)
    after = say(camille, conversation, "Escarre au sacrum")
    assert seqs(nadia, "escarre") == [before]
    assert seqs(camille, "escarre") == [after, before]


def test_a_newcomer_finds_what_was_said_since_or_from_where_they_were_given_to_see(
    camille: Professional, bruno: Professional, hugo: Professional, nadia: Professional
) -> None:
    conversation = start(camille, nadia)
    say(camille, conversation, "Escarre au talon")
    given = say(camille, conversation, "Escarre au sacrum")
    join(bruno, conversation)
    join(hugo, conversation, history_from=given)
    since = say(camille, conversation, "Escarre au coude")
    assert seqs(bruno, "escarre") == [since]
    assert seqs(hugo, "escarre") == [since, given]


def test_every_filter_of_the_list_is_one_of_search(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    chat, mail, starred, away = (
        start(camille, nadia),
        receive_letter(nadia, "Bilan sanguin"),
        start(camille, nadia),
        start(camille, nadia),
    )
    for room in (chat, starred, away):
        say(camille, room, "Bilan sanguin")
    mark(nadia, starred, SetFavourite(do="favourite", on=True))
    mark(nadia, away, Archive(do="archive", known_seq=99))
    draw()

    def found(show: InboxFilter) -> set[UUID]:
        return {message.conversation for message in ask(nadia, "bilan", show=show).messages}

    assert found(InboxFilter.ALL) == {chat, mail, starred, away}
    assert found(InboxFilter.INBOX) == found(InboxFilter.UNREAD) == {chat, mail, starred}
    assert found(InboxFilter.CONVERSATIONS) == {chat, starred}
    assert found(InboxFilter.MAIL) == {mail}
    assert found(InboxFilter.FAVOURITES) == {starred}
    assert found(InboxFilter.ARCHIVED) == {away}
    assert found(InboxFilter.TODO) == set()


def test_those_of_one_person_are_found_with_words_and_without(
    camille: Professional, nadia: Professional, conversation: UUID, bruno: Professional
) -> None:
    hers = say(nadia, conversation, "Pansement refait")
    other = say(nadia, conversation, "Rendez-vous pris")
    say(camille, conversation, "Pansement prescrit")
    assert seqs(camille, "pansement", person=nadia.id) == [hers]
    assert seqs(camille, person=nadia.id) == [other, hers]
    assert seqs(camille, "pansement", person=bruno.id) == []


def test_those_of_a_time_are_found(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clock.now()
    days = {}
    for day in (1, 2, 3):
        monkeypatch.setattr(clock, "now", lambda day=day: real + timedelta(days=day))
        days[day] = say(camille, conversation, "Glycémie")
    second, third = real + timedelta(days=1.5), real + timedelta(days=2.5)
    assert seqs(camille, "glycemie", since=second) == [days[3], days[2]]
    assert seqs(camille, "glycemie", until=third) == [days[2], days[1]]
    assert seqs(camille, "glycemie", since=second, until=third) == [days[2]]


def test_pages_follow_each_other_without_a_gap_and_without_a_double(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    rooms = [start(camille, nadia), start(camille, hugo), start(camille, nadia, hugo)]
    said = [
        (room, say(camille, room, f"Tension {n}")) for n in range(50) for room in [rooms[n % 3]]
    ]
    draw()
    found, after = [], None
    for _ in range(3):
        page = ask(camille, "tension", after=after)
        found += [(message.conversation, message.seq) for message in page.messages]
        after = page.next
    assert after is None
    assert found == said[::-1]
    assert ask(camille, "tension", after=ask(camille, "tension").next).conversations == []


@pytest.mark.parametrize("after", ["", "zzz", "MjAyNg==", "é"])
def test_a_page_that_does_not_exist_is_refused(camille: Professional, after: str) -> None:
    if after == "":
        assert ask(camille, "tension", after=None).next is None
    else:
        with pytest.raises(BadCursor):
            ask(camille, "tension", after=after)


def test_conversations_are_found_by_subject_and_by_who_takes_part(
    camille: Professional, nadia: Professional, hugo: Professional
) -> None:
    dressing = start(camille, nadia, subject="Pansement de M. Vidal")
    pills = start(camille, hugo, subject="Pilulier de Mme Benali-Roux")
    draw()
    assert ask(camille, "pansement vidal").conversations == [dressing]
    assert ask(camille, "vidal nadia").conversations == [dressing]
    assert ask(camille, "benali").conversations == [pills, dressing]
    assert ask(camille, "hugo pilul").conversations == [pills]
    assert ask(camille, "pilulier nadia").conversations == []


def test_ones_own_name_does_not_find_all_of_ones_conversations(
    camille: Professional, nadia: Professional
) -> None:
    start(camille, nadia)
    named = start(camille, nadia, subject="Mme Roche, chute")
    draw()
    assert ask(camille, "roche").conversations == [named]
    assert len(ask(nadia, "roche").conversations) == 2


def test_conversations_are_found_by_their_patient(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional
) -> None:
    concerned, other = start(camille, nadia, subject="Pansement"), start(camille, nadia)
    start(bruno, hugo)
    patient = about(camille, concerned)
    seq = say(nadia, concerned, "Plaie propre")
    say(nadia, other, "Plaie propre")
    draw()
    for words in ("cadillac", "CADILLAC Jeanne", "cad", "jeanne pansement"):
        assert ask(nadia, words).conversations == [concerned]
        assert ask(bruno, words).conversations == []
    assert seqs(nadia, "plaie", patient=patient) == [seq]
    assert [one.patient.id for one in ask(nadia, "roussel").patients] == [patient]
    assert ask(bruno, "roussel").patients == []
    of_the_patient = ask(nadia, patient=patient)
    assert of_the_patient.conversations == [concerned]
    assert [message.seq for message in of_the_patient.messages] == [seq]
    with pytest.raises(NotFound):
        ask(bruno, patient=patient)


def test_one_who_left_finds_a_conversation_by_what_it_was_then(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional
) -> None:
    room = start(camille, nadia, hugo, subject="Pansement")
    jeanne = about(camille, room)
    leave(nadia, room)
    about(camille, room, OTHER, known=jeanne)
    call_it(camille, room, "Pilulier")
    draw()
    assert ask(nadia, "cadillac camille pansement").conversations == [room]
    assert ask(nadia, "pilulier").conversations == ask(nadia, "bourdel").conversations == []
    assert ask(camille, "hugo bourdel pilulier").conversations == [room]
    for words in ("cadillac", "nadia", "pansement"):
        assert ask(camille, words).conversations == []


def test_one_who_left_does_not_find_a_conversation_by_who_came_since(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional
) -> None:
    room = start(camille, nadia, hugo)
    leave(nadia, room)
    join(bruno, room)
    draw()
    assert ask(nadia, "hugo").conversations == [room]
    assert ask(nadia, "bruno").conversations == []
    assert ask(hugo, "bruno").conversations == [room]
    assert ask(bruno, "hugo").conversations == [room]


def test_people_one_writes_with_come_first(
    camille: Professional,
) -> None:
    for name in ("Anne", "Zoé"):
        known = people.add(given_name=name, family_name="Marchand", profession="Pharmacien")
    start(camille, known)
    assert [one.given_name for one in ask(camille, "marchand").people] == ["Zoé", "Anne"]


def test_whom_one_writes_with_is_found_among_any_number_of_homonyms(camille: Professional) -> None:
    named = {"given_name": "Zoé", "family_name": "Marchand"}
    everybody = [people.add(**named, profession=f"Pharmacien {n:02}") for n in range(60)]
    start(camille, everybody[-1])
    first, *others = ask(camille, "marchand").people
    assert first.id == everybody[-1].id
    assert [one.id for one in others] == [one.id for one in everybody[:4]]
