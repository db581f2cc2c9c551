"""In a courrier nothing of a chat is said, or changed: what was sent has left."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound, Refusal
from conversations import naming, posting
from conversations.models import Event, Message
from conversations.protocol import ChangeSubject
from conversations.timeline import IsMail
from directory.models import Professional
from tests.conversations.acts import (
    add,
    cancel,
    close,
    correct,
    draft,
    leave,
    mask,
    reopen,
    report,
    start,
    take,
    undo,
    widen,
)
from tests.conversations.acts.mail import DELMAS, write_letter

pytestmark = pytest.mark.django_db
Act = Callable[[Professional, UUID], object]
ACTS: dict[str, Act] = {
    "correct": lambda me, mail: correct(me, mail, 1, "Autre"),
    "cancel": lambda me, mail: cancel(me, mail, 1),
    "mask": lambda me, mail: mask(me, mail, 1),
    "report": lambda me, mail: report(me, mail, 1),
    "take": lambda me, mail: take(me, mail, 1),
    "add": lambda me, mail: add(me, mail, me),
    "widen": lambda me, mail: widen(me, mail, me),
    "undo": lambda me, mail: undo(me, mail, me),
    "leave": leave,
    "close": close,
    "reopen": reopen,
    "rename": lambda me, mail: naming.change_subject(
        me, mail, ChangeSubject(id=uuid4(), subject="Autre")
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_one_does_in_a_chat_is_refused_in_a_courrier(
    camille: Professional, bruno: Professional, act: str
) -> None:
    mail = write_letter(camille, DELMAS)
    with pytest.raises(IsMail):
        ACTS[act](camille, mail)
    # To others it is not even there.
    with pytest.raises(NotFound):
        ACTS[act](bruno, mail)
    assert Event.objects.filter(conversation=mail).count() == 1


def test_a_message_in_a_courrier_refuses_itself_and_not_the_batch(
    camille: Professional, nadia: Professional, bruno: Professional
) -> None:
    mail, chat = write_letter(camille, DELMAS), start(camille, nadia)
    asking = replace(draft(camille, mail), asked=(camille.id,), urgent=True)
    answers = posting.post([draft(camille, mail), draft(camille, chat), asking, draft(bruno, mail)])
    kinds = [type(one) for one in answers if isinstance(one, Refusal)]
    assert kinds == [IsMail, IsMail, NotFound]
    assert Message.objects.filter(conversation=chat).count() == 1
    assert Event.objects.filter(conversation=mail).count() == 1
