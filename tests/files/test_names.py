"""A name is shown, and nothing else: it hides nothing, moves nothing, names no place."""

import pytest
from hypothesis import given, strategies

from directory.models import Professional
from files.names import LONGEST, cleaned, fitting
from tests.files.sending import TEXT, send


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("bilan.pdf", "bilan.pdf"),
        ("Compte rendu – Mme Éloïse d’Arc.pdf", "Compte rendu – Mme Éloïse d’Arc.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\moi\bilan.pdf", "bilan.pdf"),
        ("a/../../b.pdf", "b.pdf"),
        ("..", "fichier"),
        (".htaccess", "htaccess"),
        ("", "fichier"),
        ("\u202efdp.exe", "fdp.exe"),
        ("bilan\u202e\u2066fdp.exe", "bilanfdp.exe"),
        ("a\r\nSet-Cookie: x=y.pdf", "a Set-Cookie_ x=y.pdf"),
        ("a\x00b\x1b[31m.pdf", "ab[31m.pdf"),
        ("zéro\u200blargeur\ufeff.pdf", "zérolargeur.pdf"),
        ('a"b<c>d|e?f*.pdf', "a_b_c_d_e_f_.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("\u2028\u2029", "fichier"),
    ],
)
def test_a_name_is_cleaned(given_name: str, shown: str) -> None:
    assert cleaned(given_name) == shown


def test_ten_thousand_letters_are_cut_and_keep_their_ending() -> None:
    assert cleaned("a" * 10_000 + ".pdf") == "a" * (LONGEST - 4) + ".pdf"


@given(strategies.text(max_size=300))
def test_cleaning_what_is_clean_changes_nothing(name: str) -> None:
    once = cleaned(name)
    assert cleaned(once) == once
    assert 0 < len(once) <= LONGEST
    assert not set(once) & set('/\\\r\n\0"')


def test_a_name_ends_as_what_the_file_is(camille: Professional) -> None:
    assert send(camille, TEXT, "facture.pdf.exe").name == "facture.pdf.exe.txt"
    assert send(camille, b"%PDF-1.7", "Bilan.PDF").name == "Bilan.PDF"
    assert fitting("a" * LONGEST, (".pdf",)) == "a" * (LONGEST - 4) + ".pdf"
