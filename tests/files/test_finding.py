"""Files are found by their names, and messages by having some."""

from uuid import UUID

from directory.models import Professional
from tests.conversations.acts import leave, say
from tests.conversations.searches import ask, correct, draw, mask, seqs
from tests.files.sending import say_with, sent


def names(who: Professional, words: str, **more: object) -> list[str]:
    draw()
    found = ask(who, words, **more).files
    return sorted("".join(piece.text for piece in one.snippet) for one in found)


def test_a_file_is_found_by_its_name_whatever_its_accents_and_signs(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    files = [sent(camille, name=name) for name in ("Échographie-rénale_2026.txt", "bilan.txt")]
    seq = say_with(camille, conversation, *files, text="Voici les résultats")
    for words in ("echographie", "renale 2026", "écho", "échographies.txt"):
        assert names(nadia, words) == ["Échographie-rénale_2026.txt"]
        assert names(bruno, words) == []
    [found] = ask(nadia, "echographie").files
    assert (found.conversation, found.seq, found.author and found.author.id) == (
        conversation,
        seq,
        camille.id,
    )
    assert names(nadia, "txt") == ["bilan.txt", "Échographie-rénale_2026.txt"]


def test_messages_that_came_with_files_are_found_alone(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    with_one = say_with(camille, conversation, sent(camille), text="Bilan ci-joint")
    say(camille, conversation, "Bilan demain")
    assert seqs(nadia, "bilan", with_files=True) == [with_one]
    assert seqs(nadia, person=camille.id, with_files=True) == [with_one]


def test_the_files_of_what_was_corrected_or_masked_are_found_as_it_is(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    kept = say_with(camille, conversation, sent(camille, name="garde.txt"), text="Dose : 5 mg")
    gone = say_with(camille, conversation, sent(camille, name="perdu.txt"), text="Dose : 6 mg")
    hidden = say_with(camille, conversation, sent(camille, name="masque.txt"), text="Dose : 7 mg")
    draw()
    leave(hugo, conversation)
    correct(camille, conversation, kept, "Dose : 50 mg", in_place=True)
    correct(camille, conversation, gone, "Dose : 60 mg")
    mask(camille, conversation, hidden)
    for _ in ("not drawn yet", "drawn"):
        assert [one.seq for one in ask(nadia, "txt").files] == [kept]
        assert [one.seq for one in ask(nadia, "txt", superseded=True).files] == [gone, kept]
        assert [one.seq for one in ask(hugo, "txt").files] == [gone, kept]
        draw()
    assert seqs(nadia, "dose", with_files=True) == [kept]
