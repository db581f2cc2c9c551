"""Speaking: once, in order, each for oneself."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from chat.errors import NotFound
from conversations import clock, history, posting
from conversations.models import Conversation, Event, Message
from conversations.posting import Draft, IdReused
from conversations.protocol import Accepted, NewMessage
from conversations.shapes import Entry, MessagePosted, Standing
from directory.models import Professional
from tests.conversations.acts import draft, say, start

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
AS_SAID = Standing(
    state="current", version=1, by_seq=None, at=None, in_place_at=None, reported=False
)


def test_a_message_is_the_next_entry_of_its_conversation(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    written = NOON - timedelta(hours=2)
    sent = Draft(camille.id, uuid4(), conversation, "Le pansement est propre.", written)
    with clock.at(NOON):
        [answer] = posting.post([sent])
    message = Message.objects.get()
    assert answer == Accepted(
        ref=sent.id, conversation=conversation, seq=2, message=message.id, at=NOON
    )
    page = history.page(nadia, conversation, after=1, before=None, around=None, limit=50)
    assert page.entries == [
        Entry(
            seq=2,
            at=NOON,
            composed_at=written,
            party=camille.id,
            hand=None,
            counts=True,
            what=MessagePosted(
                message=message.id,
                client_id=sent.id,
                text=sent.text,
                files=[],
                quote=None,
                mentions=[],
                request=None,
                standing=AS_SAID,
            ),
        )
    ]


def test_posting_the_same_id_again_gives_the_first_answer_and_posts_once(
    camille: Professional, conversation: UUID
) -> None:
    sent = draft(camille, conversation)
    first = posting.post([sent])
    later = Draft(sent.author, sent.id, sent.conversation, sent.text, NOON)
    assert posting.post([later, later]) == first * 2
    assert Message.objects.count() == 1


def test_the_same_id_twice_in_one_batch_posts_once(
    camille: Professional, conversation: UUID
) -> None:
    sent = draft(camille, conversation)
    first, again = posting.post([sent, sent])
    assert isinstance(first, Accepted)
    assert again == first
    assert Message.objects.count() == 1


def test_the_same_id_with_another_text_is_refused(
    camille: Professional, conversation: UUID
) -> None:
    sent = draft(camille, conversation, "5 mg")
    posting.post([sent])
    [answer] = posting.post([draft(camille, conversation, "50 mg", named=sent.id)])
    assert isinstance(answer, IdReused)
    assert (answer.code, answer.status) == ("id_reused", 409)
    assert Message.objects.get().text == "5 mg"


def test_the_same_id_in_another_conversation_is_refused(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    other = start(camille, nadia)
    sent = draft(camille, conversation)
    posting.post([sent])
    [answer] = posting.post([draft(camille, other, named=sent.id)])
    assert isinstance(answer, IdReused)
    assert Message.objects.count() == 1


def test_another_person_s_same_id_is_another_message(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    sent = draft(camille, conversation)
    posting.post([sent])
    [answer] = posting.post([draft(nadia, conversation, named=sent.id)])
    assert isinstance(answer, Accepted)
    assert answer.seq == 3
    assert Message.objects.filter(client_id=sent.id).count() == 2


def test_one_bad_draft_refuses_itself_and_never_the_batch(
    camille: Professional, nadia: Professional, bruno: Professional, conversation: UUID
) -> None:
    reused = draft(camille, conversation, "5 mg")
    answers = posting.post(
        [
            reused,
            draft(bruno, conversation),
            draft(camille, uuid4()),
            draft(camille, conversation, "50 mg", named=reused.id),
            draft(nadia, conversation, "Bien reçu"),
        ]
    )
    assert [type(answer) for answer in answers] == [
        Accepted,
        NotFound,
        NotFound,
        IdReused,
        Accepted,
    ]
    assert list(Event.objects.order_by("seq").values_list("seq", "message__text")) == [
        (1, None),
        (2, "5 mg"),
        (3, "Bien reçu"),
    ]


def test_someone_outside_cannot_post_and_leaves_no_trace(
    bruno: Professional, conversation: UUID
) -> None:
    before = Conversation.objects.values().get()
    [theirs, absent] = posting.post([draft(bruno, conversation), draft(bruno, uuid4())])
    assert isinstance(theirs, NotFound)
    assert repr(theirs) == repr(absent)
    assert Conversation.objects.values().get() == before
    assert not Message.objects.exists()


def test_a_message_written_in_the_future_is_written_now(
    camille: Professional, conversation: UUID
) -> None:
    ahead = Draft(camille.id, uuid4(), conversation, "Bonjour", NOON + timedelta(minutes=3))
    with clock.at(NOON):
        posting.post([ahead])
    event = Event.objects.get(seq=2)
    assert (event.at, event.composed_at) == (NOON, NOON)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t\u00a0\u2003", id="blanks"),
        pytest.param("a" * 10_001, id="10,001 characters"),
        pytest.param("avant\x00après", id="NUL"),
        pytest.param("\x00", id="NUL alone"),
        pytest.param("demi \ud83d caractère", id="half a character"),
    ],
)
def test_a_text_that_says_nothing_or_too_much_or_cannot_be_kept_is_no_message(text: str) -> None:
    with pytest.raises(ValidationError):
        NewMessage(id=uuid4(), text=text, composed_at=NOON)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "🩺" * 10_000,
        "\n\n  Deux lignes\n  et des blancs gardés \n",
        "<script>alert(1)</script> & « cœur » \u202egauche \u0000".replace("\u0000", ""),
        "'; drop table conversations_message; --",
        "\\N \\x00 {} %s $1",
        "\x01\x7f\u0085\ufeff\ufffd",
    ],
)
def test_any_other_text_is_kept_to_the_letter(
    camille: Professional, conversation: UUID, text: str
) -> None:
    given = NewMessage(id=uuid4(), text=text, composed_at=NOON)
    say(camille, conversation, given.text)
    assert Message.objects.get().text == text


@pytest.mark.parametrize(
    "moment", ["2026-11-23T12:00:00", "0001-01-01T00:00:00+14:00", "demain", 10**18]
)
def test_a_moment_that_is_none_is_refused_at_the_door(moment: object) -> None:
    with pytest.raises(ValidationError):
        NewMessage.model_validate({"id": uuid4(), "text": "Bonjour", "composed_at": moment})
