"""Whether a courrier fits into a mail, and what to leave out if it does not."""

from collections.abc import Sequence

from django.conf import settings

from bridge.sending.enclosing import Enclosure
from bridge.sending.refusals import EmptyLetter, TextTooLong, TooLarge, megabytes
from bridge.shapes import LETTER_MOST
from bridge.writing import letter as mail
from bridge.writing.message import excess


def must_be_said(text: str, enclosed: Sequence[Enclosure]) -> None:
    if len(text) > LETTER_MOST:
        raise TextTooLong(len(text), LETTER_MOST)
    if not text.strip() and not enclosed:
        raise EmptyLetter


def must_fit(letter: mail.Letter, enclosed: Sequence[Enclosure]) -> None:
    most = settings.MAIL_MOST
    if over := excess(letter, enclosed, most):
        raise TooLarge(over, most, advice(letter, enclosed, most))


def advice(letter: mail.Letter, enclosed: Sequence[Enclosure], most: int) -> str:
    """The smallest file that is enough; where none is, the largest first."""
    for one in sorted(enclosed, key=lambda file: file.size):
        others = list(enclosed)
        others.remove(one)
        if not excess(letter, others, most):
            return f"Retirez «\u00a0{one.name}\u00a0» ({megabytes(one.size)})."
    largest = max(enclosed, key=lambda file: file.size)
    return (
        f"Retirez d’abord «\u00a0{largest.name}\u00a0» ({megabytes(largest.size)}), puis d’autres."
    )
