"""A correspondent may ask to be answered elsewhere: it is offered, and never done by itself."""

import pytest

from bridge.models import Box
from conversations.models import Letter
from directory.models import Professional
from tests.bridge.arriving import DELMAS, comes, letters_in, mail
from tests.bridge.postbox import Postbox
from tests.bridge.servers import CAMILLE
from tests.bridge.test_samples import ODETTE
from tests.bridge.writing import letter_at, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
SECRETARIAT = "secretariat@ch-fictif.exemple.mssante.fr"


@pytest.mark.parametrize(
    ("sender", "said", "offered"),
    [
        (DELMAS, f"Camille ROCHE <{SECRETARIAT.upper()}>", SECRETARIAT),
        (DELMAS, DELMAS.upper(), None),
        (DELMAS, CAMILLE, None),
        (DELMAS, "secretariat@exemple.fr", None),
        (DELMAS, f"{SECRETARIAT}, autre@ch-fictif.exemple.mssante.fr", None),
        (DELMAS, ODETTE, None),
        (ODETTE, SECRETARIAT, None),
    ],
    ids=["elsewhere", "the same", "her own", "not secure", "two", "a patient", "by a patient"],
)
def test_another_address_of_the_secure_mail_is_offered_and_nothing_else(
    camilles: Box, postbox: Postbox, camille: Professional, sender: str, said: str, offered: str
) -> None:
    comes(camilles, postbox, mail(f"Reply-To: {said}", sender=sender))
    [one] = letters_in(camille, Letter.objects.get().body.conversation_id)
    assert (one.sender.address.lower(), one.reply_to) == (sender.lower(), offered)


def test_who_is_answered_there_goes_on_in_the_same_courrier(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    comes(camilles, postbox, mail(f"Reply-To: {SECRETARIAT}"))
    thread = Letter.objects.get().body.conversation_id
    done = write(camille, camilles, SECRETARIAT, conversation=thread, answers=1)
    ours = letter_at(thread, done.seq).message_id
    comes(camilles, postbox, mail(f"In-Reply-To: {ours}", sender=SECRETARIAT, text="Noté."))
    assert [one.text for one in letters_in(camille, thread)][-1] == "Noté."
