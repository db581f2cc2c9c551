"""From a frame of an open page to the rule it asks for."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, assert_never
from uuid import UUID

from chat.errors import NotFound, Refusal
from conversations import commands, marking, posting, reading, sockets
from conversations.membership import conversation_of, members_of
from conversations.outlet import Frame
from conversations.protocol import (
    Accepted,
    Acknowledge,
    Command,
    MarkPlace,
    OpenConversation,
    Ping,
    Pong,
    Refused,
    ReportSeen,
    SendMessage,
    SomeoneTyping,
    Typing,
)
from conversations.reading import Report
from conversations.sockets import News, Socket
from conversations.threads import in_thread
from directory.models import Professional
from directory.shapes import Shape


async def obey(socket: Socket, command: Command) -> None:
    """Do what the page asks. What is posted or reported is queued: its answer follows."""
    match command:
        case SendMessage():
            draft = posting.drafted(socket.session.person, command.conversation, command)
            answer_later(socket, command.id, commands.posts.submit(draft), lambda said: said)
        case ReportSeen():
            done = Accepted(ref=command.ref, conversation=command.conversation)
            spans = reading.by_our_clock(command.spans, command.said_at)
            who = socket.session.person
            report = Report(who.id, command.conversation, spans, hand=who.hand.id)
            answer_later(socket, command.ref, commands.reports.submit(report), lambda _: done)
        case Acknowledge():
            acknowledge(socket, command)
        case Typing():
            await in_thread(tell_typing, socket.session.person, command.conversation)
        case OpenConversation():
            await open_conversation(socket, command.conversation)
        case MarkPlace():
            await mark(socket, command)
        case Ping():
            write(socket, Pong())
        case _:
            assert_never(command)


def write(socket: Socket, answer: Shape) -> None:
    sockets.hub.write(socket, Frame(answer.model_dump_json()))


def refusal(ref: UUID | None, no: Refusal) -> Refused:
    return Refused(ref=ref, code=no.code, message=no.message)


def answer_later(
    socket: Socket,
    ref: UUID,
    future: "Future[Any]",
    accepted: Callable[[Any], Accepted],
) -> None:
    """Write the answer when it comes, in the event loop; the page's next frame need not wait."""

    def answered(done: "Future[Any]") -> None:
        result = done.result()
        answer = refusal(ref, result) if isinstance(result, Refusal) else accepted(result)
        frame = Frame(answer.model_dump_json())
        sockets.hub.soon(lambda: finish(frame))

    def finish(frame: Frame) -> None:
        socket.finished_one()
        sockets.hub.write(socket, frame)

    socket.began_one()
    future.add_done_callback(answered)


def acknowledge(socket: Socket, command: Acknowledge) -> None:
    """Note how far the page holds each; no answer, but the page's next order may have to wait."""
    for position in command.positions:
        held = Report(socket.session.professional, position.conversation, delivered=position.seq)
        socket.began_one()
        commands.reports.submit(held).add_done_callback(
            lambda _: sockets.hub.soon(socket.finished_one)
        )


async def open_conversation(socket: Socket, conversation: UUID | None) -> None:
    """From now on this page is told the receipts of this conversation, if it is theirs."""
    socket.opened = None
    if conversation is not None:
        await in_thread(conversation_of, socket.session.person, conversation)
        socket.opened = str(conversation)


async def mark(socket: Socket, command: MarkPlace) -> None:
    changed = await in_thread(
        marking.mark, socket.session.person, command.conversation, command.mark
    )
    write(socket, Accepted(ref=command.ref, conversation=changed.conversation))


def tell_typing(person: Professional, conversation: UUID) -> None:
    """Tell the other members who is writing. Nothing is stored; a slow page does not get it."""
    members = members_of([conversation]).get(conversation, [])
    if str(person.id) not in members:
        raise NotFound
    frame = SomeoneTyping(conversation=conversation, party=person.id).model_dump_json()
    others = [member for member in members if member != str(person.id)]
    sockets.tell([News(to=others, frame=frame, droppable=True)])
