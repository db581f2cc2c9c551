"""Who is added is mailed what they were given of what was said before, and no more."""

import pytest

from conversations.undoing import AlreadyOpened
from directory.models import Professional
from tests.bridge.colleagues import mails_after, minutes_later
from tests.conversations import acts
from tests.conversations.acts import add, say, start

pytestmark = pytest.mark.django_db


def test_who_is_added_gets_what_they_were_given_folded_below_and_nothing_else(
    camille: Professional, nadia: Professional, hugo: Professional, delmas: Professional
) -> None:
    talk = start(camille, nadia, hugo)
    say(camille, talk, "Avant tout cela.")
    with minutes_later(1):
        second = say(nadia, talk, "Poids 72 kg.")
    with minutes_later(2):
        add(camille, talk, delmas, history_from=second)
    with minutes_later(3):
        say(hugo, talk, "Furosémide délivré.")
        [mailed] = mails_after(talk)
    new, _, before = mailed.text.partition("Ce qui précède")
    assert "Vous a ajouté à cette conversation." in new
    assert "Furosémide délivré." in new
    assert "> Poids 72 kg." in before
    assert "Avant tout cela." not in mailed.text


def test_an_addition_that_was_mailed_is_not_undone_as_if_nothing_had_been_seen(
    camille: Professional, nadia: Professional, delmas: Professional
) -> None:
    talk = start(camille, nadia)
    say(camille, talk, "Poids 69 kg.")
    with minutes_later(1):
        add(camille, talk, delmas, history_from=1)
        acts.undo(camille, talk, delmas)
        assert not mails_after(talk)
        add(camille, talk, delmas, history_from=1)
        assert mails_after(talk)
        with pytest.raises(AlreadyOpened):
            acts.undo(camille, talk, delmas)


def test_more_of_the_history_given_later_comes_with_the_next_mail(
    camille: Professional, nadia: Professional, hugo: Professional, delmas: Professional
) -> None:
    talk = start(camille, nadia, hugo)
    say(camille, talk, "Poids 69,4 kg.")
    with minutes_later(1):
        add(camille, talk, delmas)
        [first] = mails_after(talk)
    assert "69,4" not in first.text
    with minutes_later(5):
        acts.widen(camille, talk, delmas)
        [second] = mails_after(talk)
    assert "> Poids 69,4 kg." in second.text
    with minutes_later(10):
        say(camille, talk, "Poids 70 kg.")
        [third] = mails_after(talk)
    assert "69,4" not in third.text
