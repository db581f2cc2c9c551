"""Courriers are conversations: what one does with any of these, one does with them."""

import pytest

from chat.errors import NotFound
from conversations.letters import News, State
from conversations.protocol import Archive, SetFavourite, SetTodo
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.bridge.patients import ODETTE
from tests.conversations.acts import filters_with, mark
from tests.conversations.acts.mail import (
    DELMAS,
    PHARMACY,
    become,
    come_in,
    receive_letter,
    write_letter,
)
from tests.conversations.exporting import ask, document, made, printed

INBOX, UNREAD, ALL, CONVERSATIONS, MAIL, FAVOURITES, TODO, ARCHIVED = InboxFilter


@pytest.mark.django_db
def test_one_is_starred_to_do_and_archived_as_any_and_comes_back_with_its_answer(
    nadia: Professional,
) -> None:
    letter = receive_letter(nadia)
    mark(nadia, letter, SetFavourite(on=True))
    mark(nadia, letter, SetTodo(on=True))
    mark(nadia, letter, Archive(known_seq=1))
    assert filters_with(nadia, letter) == {ALL, FAVOURITES, TODO, ARCHIVED}
    come_in(nadia, letter, DELMAS, "Je la revois lundi.")
    assert filters_with(nadia, letter) == {INBOX, UNREAD, ALL, MAIL, FAVOURITES, TODO}


@pytest.mark.usefixtures("database", "own_store")
def test_its_trail_is_exported_with_whom_it_reached_and_who_answered(camille: Professional) -> None:
    letter = write_letter(camille, DELMAS, PHARMACY, subject="Compte rendu", text="Œdèmes.")
    become(letter, News(1, State.UNKNOWN, reason="Personne ne sait"))
    become(letter, News(1, State.OPENED))
    become(letter, News(2, State.FAILED, reason="Boîte pleine"))
    come_in(camille, letter, DELMAS, "Je la revois lundi.", quote="> Votre avis ?")
    export = made(camille, letter)
    said = printed(camille, export)
    for words in (
        "Courriers à verser au dossier",
        "1 Camille Roche Médecin généraliste",
        "Objet : Compte rendu. De : camille.roche@medecin.mssante.example.",
        f"À : {DELMAS} (ouvert ",
        f", {PHARMACY} (non distribué ",
        f"Courrier n° 1 pour {PHARMACY} : non distribué (Boîte pleine)",
        f"Courrier n° 1 pour {DELMAS} : envoi incertain (Personne ne sait)",
        f"5 {DELMAS}",
        "Je la revois lundi. Message cité > Votre avis ?",
    ):
        assert words in said, words
    told = document(camille, export)
    assert (told["kind"], told["messages"], len(told["entries"])) == ("mail", 2, 5)


@pytest.mark.usefixtures("database", "own_store")
def test_the_number_of_a_patient_is_not_printed_whoever_says_it(camille: Professional) -> None:
    """They themselves, programs that wrote to them or quote them, who does not know them."""
    number, _ = ODETTE.split("@")
    letter = write_letter(camille, ODETTE, name=ODETTE)
    become(letter, News(1, State.FAILED, reason=f"Inconnu (550 <{ODETTE}>: no user {number[:13]})"))
    come_in(camille, letter, ODETTE, "Merci Docteur.")
    come_in(camille, letter, DELMAS, "Vu.", quote=f"Odette <{ODETTE}> a écrit :\n> Merci Docteur.")
    said = printed(camille, made(camille, letter))
    assert said.count("Patient (Mon espace santé)") == 3
    assert said.count("Inconnu (550 <…>: no user …)") == 2
    assert "Odette <…> a écrit : > Merci Docteur." in said
    assert number[:13] not in said


def test_bruno_exports_nothing_of_it(camille: Professional, bruno: Professional, db: None) -> None:
    letter = write_letter(camille, DELMAS)
    with pytest.raises(NotFound):
        ask(bruno, letter)
