"""Whoever wrote reads why it did not arrive, not a number."""

import pytest

from bridge.reasons import in_words


@pytest.mark.parametrize(
    ("reason", "status", "read"),
    [
        ("550 5.2.2 mailbox full", "", "Boîte pleine (550 5.2.2 mailbox full)"),
        ("mailbox full", "5.2.2", "Boîte pleine (mailbox full)"),
        ("", "5.1.1", "Adresse inconnue"),
        ("550 no, at 10.4.1.1", "", "550 no, at 10.4.1.1"),
        ("Pas de boîte Mon espace santé.", "", "Pas de boîte Mon espace santé."),
    ],
)
def test_a_code_is_said_in_words_and_the_servers_own_are_kept(
    reason: str, status: str, read: str
) -> None:
    assert in_words(reason, status) == read
