"""An SMTP relay that fails where it is told to: before, within or after the content of a mail.

It speaks TLS to us, and hands each word on to Postfix, which does what it always does."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from io import BufferedRWPair

from tests.bridge.authority import Authority, Pair


class Cut(StrEnum):
    BEFORE_DATA = "before"  # when the word DATA comes
    WITHIN_DATA = "within"  # in the midst of the content
    AFTER_DATA = "after"  # the next server has it, and its answer is lost
    NONSENSE = "nonsense"  # or is none
    NEVER = "never"


@contextmanager
def relay(
    authority: Authority, upstream: int, cut: Cut | None = None, *, put_off: int = 0
) -> Iterator[int]:
    """The port it listens on, with TLS from the first byte. Without a cut, it asks who we are. So
    many mails are put off before one is taken."""
    context = server_side(authority.signs("relay"))
    if cut is None:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(authority.path)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        arguments = (listening, context, upstream, cut, [put_off])
        thread = threading.Thread(target=serve, args=arguments, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def server_side(pair: Pair) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair.certificate, pair.key)
    return context


def serve(
    listening: socket.socket,
    context: ssl.SSLContext,
    upstream: int,
    cut: Cut | None,
    left: list[int],
) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        with (
            suppress(OSError),  # whoever is not let in, or goes
            context.wrap_socket(line, server_side=True) as client,
            socket.create_connection(("127.0.0.1", upstream)) as server,
        ):
            hand_on(client.makefile("rwb"), server.makefile("rwb"), cut, left)


def hand_on(
    client: BufferedRWPair, server: BufferedRWPair, cut: Cut | None, left: list[int]
) -> None:
    say(client, answer(server))
    while word := client.readline():
        if word.upper().startswith(b"AUTH"):  # Postfix asks for none on that port
            say(client, b"235 2.7.0 OK\r\n")
            continue
        if word.upper().startswith(b"MAIL") and left[0]:
            left[0] -= 1
            say(client, b"451 4.3.0 Plus tard\r\n")
            continue
        is_data = word.upper().startswith(b"DATA")
        if is_data and cut == Cut.BEFORE_DATA:
            return
        say(server, word)
        said = answer(server)
        say(client, said.replace(b"250-SIZE", b"250-AUTH PLAIN\r\n250-SIZE"))
        if is_data and not content(client, server, cut):
            return


def content(client: BufferedRWPair, server: BufferedRWPair, cut: Cut | None) -> bool:
    while (row := client.readline()) != b".\r\n":
        if cut == Cut.WITHIN_DATA and row == b"\r\n":
            return False
        server.write(row)
    say(server, row)
    said = answer(server)
    if cut == Cut.AFTER_DATA:
        return False
    say(client, "bien reçu\r\n".encode() if cut == Cut.NONSENSE else said)
    return True


def say(to: BufferedRWPair, words: bytes) -> None:
    to.write(words)
    to.flush()


def answer(server: BufferedRWPair) -> bytes:
    said = row = server.readline()
    while row[3:4] == b"-":
        row = server.readline()
        said += row
    return said
