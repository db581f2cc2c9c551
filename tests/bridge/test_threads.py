"""An answer comes into the courrier it answers, and nobody gets into one by pretending."""

import pytest
from django.db import connection, transaction

from bridge import threads
from bridge.models import Box
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.bridge.arriving import DELMAS, OURS, PHARMACY, comes, letters_in, mail, rows, wrote
from tests.bridge.boxes import box_of
from tests.bridge.postbox import Postbox
from tests.bridge.writing import letter_at, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]


def test_an_answer_comes_into_the_courrier_it_answers(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS)
    comes(camilles, postbox, mail(f"In-Reply-To: {OURS}"))
    assert [one.text for one in letters_in(camille, conversation)] == ["Œdèmes.", "Je la revois."]
    [row] = rows(camille, InboxFilter.INBOX)
    assert (row.id, row.place.unread) == (conversation, 1)


def test_an_answer_to_an_answer_is_found_by_what_it_goes_back_to(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS, PHARMACY)
    theirs = "<autre@ch.fr>"
    comes(
        camilles,
        postbox,
        mail(f"In-Reply-To: {theirs}", f"References: {OURS} {theirs}", sender=PHARMACY.upper()),
    )
    assert len(letters_in(camille, conversation)) == 2


@pytest.mark.parametrize(
    ("sender", "names"),
    [
        ("pirate@ailleurs.exemple.fr", OURS),
        (f'"{DELMAS}" <pirate@ailleurs.exemple.fr>', OURS),
        (DELMAS, "<devine@medimail.exemple.mssante.fr>"),
        (DELMAS.replace("delmas", "deImas"), OURS),
    ],
    ids=["a stranger", "a stranger named as he is", "an id that is not ours", "a look-alike"],
)
def test_nobody_gets_into_a_courrier_by_pretending(
    camilles: Box, postbox: Postbox, camille: Professional, sender: str, names: str
) -> None:
    conversation = wrote(camilles, DELMAS)
    comes(camilles, postbox, mail(f"In-Reply-To: {names}", sender=sender))
    assert len(letters_in(camille, conversation)) == 1
    assert len(rows(camille)) == 2


def test_what_another_box_wrote_is_answered_to_that_box_alone(
    camilles: Box, postbox: Postbox, camille: Professional, hugo: Professional
) -> None:
    conversation = wrote(box_of(hugo, address=PHARMACY), DELMAS)
    comes(camilles, postbox, mail(f"In-Reply-To: {OURS}"))
    assert len(letters_in(hugo, conversation)) == 1
    assert len(rows(camille)) == 1


def test_whatever_a_mail_is_called_it_can_be_answered(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(
        camilles,
        postbox,
        mail("Message-ID: <\u00e9t\u00e9@ch.fr>", "References: <\u00e0@ch.fr> <b@ch.fr>"),
    )
    [row] = rows(camille)
    answer = write(camille, camilles, conversation=row.id, answers=1)
    letter = letter_at(row.id, answer.seq)
    assert (letter.in_reply_to, letter.references) == ("", ["<b@ch.fr>"])


def test_a_mail_that_names_many_is_looked_for_among_all_letters_by_their_index(
    camilles: Box,
) -> None:
    """As far as they may be: of tables as small as these, PostgreSQL reads any in any order."""
    many = [f"<{number}@ch.fr>" for number in range(300)]
    with transaction.atomic(), connection.cursor() as cursor:
        for other in ("seqscan", "nestloop", "mergejoin"):
            cursor.execute(f"set local enable_{other} = off")
        assert "letter_named" in threads.named(camilles, many).explain()


def test_the_same_subject_joins_nothing(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    wrote(camilles, DELMAS)
    comes(camilles, postbox, mail(subject="Re: Bilan"))
    assert len(rows(camille)) == 2
