"""Sending, by SMTP. smtplib carries the words; what each answer means is decided here."""

import smtplib
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from bridge.providers.account import MailAccount, Password, Security, Server, Token
from bridge.providers.connecting import plain, said, step, tls, xoauth2
from bridge.providers.contract import Outcome, ProviderError, Result, Step
from bridge.writing.message import Written

# The last answer comes once the mail was looked at and stored: to give up early is to send twice.
LAST_ANSWER = 120.0
# A slow line has as long for each piece, and so long for all of them: a lease outlives that.
PIECE = 64 * 1024
CONTENT_MOST = 300.0
CUT = (smtplib.SMTPServerDisconnected, OSError)
# Whoever wrote it reads this, where no server has said anything.
CUT_OFF = "la liaison avec le serveur d’envoi a été coupée"


def send(account: MailAccount, letter: Written) -> tuple[Result, ...]:
    with connected(account) as line:
        return Sending(line, letter).results()


@contextmanager
def connected(account: MailAccount) -> Iterator[smtplib.SMTP]:
    """Reached, secured, signed in."""
    line = opened(account.smtp, account)
    try:
        with step(Step.SEND_SIGN_IN, Step.SEND_SECURE), answers(Step.SEND_SIGN_IN):
            line.ehlo_or_helo_if_needed()
            signed_in(line, account.sign_in)
        yield line
    finally:
        with suppress(smtplib.SMTPException, OSError):
            line.quit()
        line.close()


def opened(server: Server, account: MailAccount) -> smtplib.SMTP:
    """Never a word of ours before TLS: a server that does not offer it is not spoken to."""
    context = tls(account.trust)
    where = (server.host, server.port)
    with step(Step.SEND_REACH, Step.SEND_SECURE), answers(Step.SEND_REACH):
        if server.security == Security.TLS:
            return smtplib.SMTP_SSL(*where, timeout=account.timeout, context=context)
        line = smtplib.SMTP(*where, timeout=account.timeout)
    try:
        with step(Step.SEND_SECURE, Step.SEND_SECURE), answers(Step.SEND_SECURE):
            line.starttls(context=context)
            line.ehlo()
    except ProviderError:
        line.close()
        raise
    return line


@contextmanager
def answers(at: Step) -> Iterator[None]:
    """What the server refuses here. 4xx passes; 5xx does not, nor what it cannot do."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        permanent = error.smtp_code >= 500
        raise ProviderError(at, said(error.smtp_error), permanent=permanent) from error
    except smtplib.SMTPServerDisconnected as error:
        raise ProviderError(at, "disconnected", permanent=False) from error
    except smtplib.SMTPNotSupportedError as error:
        raise ProviderError(at, said(error), permanent=True) from error


def signed_in(line: smtplib.SMTP, sign_in: Password | Token) -> None:
    """Our own words: smtplib's know no letter beyond ASCII."""
    first, *others = words_of(sign_in, line.esmtp_features.get("auth", "").upper().split())
    code, answer = line.docmd("AUTH", first)
    for word in others:
        if code == 334:
            code, answer = line.docmd(word)
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, answer)


def words_of(sign_in: Password | Token, offered: list[str]) -> list[str]:
    match sign_in:
        case Token():
            # Refused, they first say why, and wait for an empty word.
            return [f"XOAUTH2 {base64(xoauth2(sign_in))}", ""]
        case Password() if "PLAIN" in offered:
            return [f"PLAIN {base64(plain(sign_in))}"]
        case Password():
            return ["LOGIN", base64(sign_in.user), base64(sign_in.password)]


def base64(text: str) -> str:
    return b64encode(text.encode()).decode()


class Sending:
    """One mail on an open line: who was accepted, who was not, and what became of it."""

    def __init__(self, line: smtplib.SMTP, letter: Written) -> None:
        self.line = line
        self.letter = letter
        self.settled: dict[str, Result] = {}

    def results(self) -> tuple[Result, ...]:
        try:
            if self.envelope():
                self.content()
        except CUT:
            self.settle_others(Outcome.LATER, 0, CUT_OFF)
        return tuple(self.settled[address] for address in self.letter.recipients)

    def accepted(self) -> list[str]:
        return [one for one in self.letter.recipients if one not in self.settled]

    def settle_others(self, outcome: Outcome, status: int, reason: str) -> None:
        for address in self.accepted():
            self.settled[address] = Result(address, outcome, status, reason)

    def envelope(self) -> bool:
        """Whether there is anybody to give the content to."""
        code, answer = self.line.docmd("MAIL", f"FROM:<{self.letter.sender}>{self.for_sender()}")
        if code != 250:
            self.settle_others(refusal(code), code, said(answer))
            return False
        for address in self.letter.recipients:
            code, answer = self.line.docmd("RCPT", f"TO:<{address}>{self.for_recipient()}")
            if code == 421:  # they close
                self.settle_others(Outcome.LATER, code, said(answer))
                return False
            if code not in (250, 251, 252):
                self.settled[address] = Result(address, refusal(code), code, said(answer))
        return bool(self.accepted())

    def for_sender(self) -> str:
        asked = f" SIZE={len(self.letter.content)}" if self.line.has_extn("size") else ""
        if self.line.has_extn("dsn") and self.letter.report_wanted:
            asked += f" RET=HDRS ENVID={envelope_id(self.letter.message_id)}"
        return asked

    def for_recipient(self) -> str:
        if not self.line.has_extn("dsn"):
            return ""
        wanted = "SUCCESS,DELAY,FAILURE" if self.letter.report_wanted else "NEVER"
        return f" NOTIFY={wanted}"

    def content(self) -> None:
        code, answer = self.line.docmd("DATA")
        if code != 354:
            return self.settle_others(refusal(code), code, said(answer))
        *pieces, last = pieces_of(self.letter.content)
        try:
            self.give(pieces)
        except CUT:
            # Its end was never given: nobody has taken it.
            return self.settle_others(Outcome.LATER, 0, CUT_OFF)
        try:
            self.line.send(last)
            code, answer = self.line.getreply()
        except CUT:
            # It may have been taken before the line was cut, and nobody will ever know.
            return self.settle_others(Outcome.UNKNOWN, 0, CUT_OFF)
        return self.settle_others(end(code), code, said(answer))

    def give(self, pieces: Iterable[bytes]) -> None:
        assert self.line.sock
        self.line.sock.settimeout(max(LAST_ANSWER, self.line.timeout))
        until = time.monotonic() + CONTENT_MOST
        for piece in pieces:
            self.line.send(piece)
            if time.monotonic() > until:
                self.line.close()  # any word more would be read as the mail's
                raise TimeoutError


def pieces_of(content: bytes) -> list[bytes]:
    """As they go over the line; its end, which makes a mail of it, is in the last."""
    stuffed = content.replace(b"\r\n.", b"\r\n..")
    stuffed += b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
    return [stuffed[at : at + PIECE] for at in range(0, len(stuffed), PIECE)]


def refusal(code: int) -> Outcome:
    """Before the content: whatever is answered, nothing has left."""
    return Outcome.REFUSED if code >= 500 else Outcome.LATER


def end(code: int) -> Outcome:
    """After it: an answer that is none tells nothing."""
    if 200 <= code < 300:
        return Outcome.SENT
    return refusal(code) if code >= 400 else Outcome.UNKNOWN


def envelope_id(message_id: str) -> str:
    """Comes back in reports, whatever became of the headers. Written as RFC 3461 has it."""
    return "".join(c if c.isalnum() or c in "-._@" else f"+{ord(c):02X}" for c in message_id[1:-1])


def try_sender(account: MailAccount) -> None:
    """As far as one may go without sending."""
    with connected(account) as line, step(Step.SEND_AS, Step.SEND_SECURE), answers(Step.SEND_AS):
        code, answer = line.mail(account.address)
        if code != 250:
            raise ProviderError(Step.SEND_AS, said(answer), permanent=code >= 500)
        line.rset()
