"""Many who write at once: one order for all, no hole, nothing twice."""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event as Moment
from uuid import UUID

import pytest
from django.db import IntegrityError, connection

from chat.errors import Refusal
from conversations import history, posting
from conversations.models import Conversation, Event, Message
from conversations.posting import Draft, IdReused
from conversations.protocol import Accepted
from directory.models import Professional
from tests.conversations.acts import draft, start
from tests.conversations.test_chain import broken_at

pytestmark = pytest.mark.usefixtures("own_database")


def test_eight_who_write_three_hundred_each_are_read_without_a_hole_or_a_turn(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID
) -> None:
    team = [camille, nadia, hugo]
    over = Moment()

    def write(number: int) -> list[Accepted | Refusal]:
        chance, answers = Random(number), []
        drafts = [draft(team[number % 3], conversation, f"{number}/{n}") for n in range(300)]
        while drafts:
            several = chance.randint(1, 20)
            answers += posting.post(drafts[:several])
            del drafts[:several]
        connection.close()
        return answers

    def read() -> list[int]:
        got = [1]
        while True:
            last_look = over.is_set()
            page = history.page(
                hugo, conversation, after=got[-1], before=None, around=None, limit=200
            )
            got += [entry.seq for entry in page.entries]
            if last_look and not page.more_after:
                connection.close()
                return got
            over.wait(0.005)

    with ThreadPoolExecutor(9) as threads:
        reader = threads.submit(read)
        try:
            answers = [answer for written in threads.map(write, range(8)) for answer in written]
        finally:
            over.set()
        got = reader.result()

    assert got == list(range(1, 2402))
    told = {answer.ref: answer.seq for answer in answers if isinstance(answer, Accepted)}
    assert told == dict(Message.objects.values_list("client_id", "seq"))
    assert set(told.values()) == set(got[1:])
    assert broken_at(conversation) is None


def test_each_writer_s_messages_stay_in_the_order_they_were_written(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    def write(author: Professional) -> None:
        for n in range(60):
            posting.post([draft(author, conversation, str(n))])
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write, [camille, nadia]))
    for author in (camille, nadia):
        texts = Event.objects.filter(party=author.id, message__isnull=False).order_by("seq")
        assert list(texts.values_list("message__text", flat=True)) == [str(n) for n in range(60)]


def test_one_id_posted_fifty_times_at_once_by_as_many_connections_is_one_message(
    camille: Professional, conversation: UUID
) -> None:
    sent = draft(camille, conversation)
    answers = all_at_once([sent] * 50)
    assert isinstance(answers[0], Accepted)
    assert answers == [answers[0]] * 50
    assert Message.objects.count() == 1


def test_one_id_posted_at_once_to_two_conversations_is_one_message_and_refusals(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    other = start(camille, nadia)
    sent = draft(camille, conversation)
    answers = all_at_once([sent, draft(camille, other, named=sent.id)] * 10)
    accepted = [answer for answer in answers if isinstance(answer, Accepted)]
    refused = [answer for answer in answers if isinstance(answer, IdReused)]
    assert (len(accepted), len(refused)) == (10, 10)
    assert accepted == [accepted[0]] * 10
    assert Message.objects.count() == 1
    assert sum(Conversation.objects.values_list("last_seq", flat=True)) == 3


def all_at_once(drafts: list[Draft]) -> list[Accepted | Refusal]:
    """Each in a transaction of its own, as from as many processes."""

    def post(one: Draft) -> Accepted | Refusal:
        try:
            return posting.post([one])[0]
        except IntegrityError:  # the batch then does it again, and so do we
            return posting.post([one])[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        return list(threads.map(post, drafts))
