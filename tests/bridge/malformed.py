"""Sixty mails that no program should have written, and what must be read of each.

Each is named for what is wrong with it; what is expected is a part of the mail that is read."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from bridge.addresses import Address
from bridge.received import Kind, Why

Expected = dict[str, Any]
Case = tuple[str, bytes, Expected]

FROM = "From: Noé <noe@ch.exemple.mssante.fr>".encode()
NOE = Address("noe@ch.exemple.mssante.fr", "Noé")
HELLO = {"kind": Kind.LETTER, "text": "Bonjour"}


def mail(*headers: str | bytes, body: bytes = b"Bonjour", sender: bytes | None = FROM) -> bytes:
    lines = [h.encode("utf-8", "surrogateescape") if isinstance(h, str) else h for h in headers]
    return b"\r\n".join([*([sender] if sender else []), *lines, b"", body])


def unreadable(why: Why) -> Expected:
    return {"kind": Kind.UNREADABLE, "why": why}


def mixed(*parts: bytes, boundary: str = "b") -> bytes:
    inner = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return mail(
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        body=inner + b"--" + boundary.encode() + b"--\r\n",
    )


def nested(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\nBonjour"
    for number in range(depth):
        name = f"b{number}".encode()
        body = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n%s\r\n--%s--' % (
            *(name, name, body, name),
        )
    return FROM + b"\r\n" + body


def senders() -> Iterator[Case]:
    yield "no From", mail(sender=None), unreadable(Why.NO_SENDER)
    yield "an empty From", mail(sender=b"From:"), unreadable(Why.NO_SENDER)
    yield "a From without address", mail(sender=b"From: Noe"), unreadable(Why.NO_SENDER)
    yield "a From with <> only", mail(sender=b"From: <>"), unreadable(Why.NO_SENDER)
    yield "two From headers", mail(FROM), unreadable(Why.SEVERAL_SENDERS)
    two = b"From: a@b.fr, c@d.fr"
    yield "two people in From", mail(sender=two), unreadable(Why.SEVERAL_SENDERS)
    angles = b"From: <a@b.fr> <c@d.fr>"
    yield "two angles in From", mail(sender=angles), unreadable(Why.NO_SENDER)
    hidden = b'From: "noe@ch.exemple.mssante.fr" <pirate@ailleurs.fr>'
    shows = {"sender": Address("pirate@ailleurs.fr", "noe@ch.exemple.mssante.fr")}
    yield "a name that shows another address", mail(sender=hidden), HELLO | shows
    comment = b"From: noe@ch.exemple.mssante.fr (Noe (du CH))"
    bare = {"sender": Address("noe@ch.exemple.mssante.fr", "Noe du CH")}
    yield "a comment within a comment", mail(sender=comment), HELLO | bare
    parens = b"From: " + b"(" * 5_000 + b" <a@b.fr>"
    yield "5,000 open parentheses", mail(sender=parens), unreadable(Why.NO_SENDER)
    space = b"From: =?utf-8?q?No=C3=A9=2C_=3Cx=40y.fr=3E?= <noe@ch.exemple.mssante.fr>"
    decoded = {"sender": Address(NOE.address, "Noé, <x@y.fr>")}
    yield "an address within an encoded word", mail(sender=space), HELLO | decoded
    injected = b"From: =?utf-8?q?No=C3=A9=0D=0ABcc=3A_x=40y=2Efr?= <noe@ch.exemple.mssante.fr>"
    one_line = {"sender": Address(NOE.address, "Noé Bcc: x@y.fr")}
    yield "ends of line within an encoded name", mail(sender=injected), HELLO | one_line
    quote = b'From: "Noe <noe@ch.exemple.mssante.fr>'
    yield "a quote that never ends", mail(sender=quote), HELLO
    latin = b"From: No\xe9 <noe@ch.exemple.mssante.fr>"
    yield "bytes of Latin 1 in a name", mail(sender=latin), HELLO | {"sender": NOE}


def identifiers() -> Iterator[Case]:
    for value in ("<>", "<", "x", "<x>", "<a b@c>", "<@>", "", "<" + "a" * 5_000 + "@b>"):
        shown = value[:8]
        yield f"Message-ID: {shown}", mail(f"Message-ID: {value}"), HELLO | {"message_id": ""}
    twice = mail("Message-ID: <a@b>", "Message-ID: <c@d>")
    yield "two Message-ID", twice, HELLO | {"message_id": ""}
    same = mail("Message-ID: <a@b>", "Message-ID: <a@b>")
    yield "twice the same Message-ID", same, HELLO | {"message_id": "<a@b>"}
    many = " ".join(f"<{number}@b>" for number in range(3_000))
    kept = ("<0@b>", *(f"<{number}@b>" for number in range(2_901, 3_000)))
    yield "3,000 references", mail(f"References: {many}"), HELLO | {"references": kept}


def words() -> Iterator[Case]:
    subject = "Subject: =?{}?{}?{}?="
    nul = mail(b"Subject: a\0b")
    yield "NUL in the subject", nul, HELLO | {"subject": "ab"}
    unknown = mail(subject.format("x-nowhere", "q", "=C3=A9t=C3=A9"))
    yield "an unknown charset in the subject", unknown, HELLO | {"subject": "été"}
    rotten = mail(subject.format("utf-8", "b", "w6nDqQ=?"))
    yield "base64 cut in the subject", rotten, {"kind": Kind.LETTER}
    odd = mail(subject.format("utf-8", "b", "####"))
    yield "no base64 in the subject", odd, {"kind": Kind.LETTER}
    split = mail("Subject: =?utf-8?b?w4M=?= =?utf-8?q?=C3?= =?utf-8?q?=A9?=")
    yield "a letter over two encoded words", split, HELLO | {"subject": "Ãé"}
    bomb = mail("Subject: " + "=?utf-8?q?=41?= " * 3_800)
    yield "60 KB of encoded words", bomb, HELLO | {"subject": "A" * 500}
    large = mail("Subject: " + "=?utf-8?b?QQ==?= " * 20_000)
    yield "340 KB of encoded words", large, unreadable(Why.HEADERS_TOO_LARGE)
    turned = mail("Subject: fdp\u202eexe.")
    yield "text that turns round", turned, HELLO | {"subject": "fdpexe."}
    folds = mail(b"Subject: a\r\n\tb\r\n c")
    yield "a folded subject", folds, HELLO | {"subject": "a b c"}
    marks = mail("Subject: RE : Re: TR: XDM/1.0/DDM+Courrier")
    yield "four prefixes", marks, {"prefix": "RE : Re: TR: XDM/1.0/DDM+", "subject": "Courrier"}


def dates() -> Iterator[Case]:
    for date in ("", "demain", "Mon, 99 Foo 2026", "1 Jan 1800 00:00 +0000", "9" * 4_000):
        yield f"Date: {date[:10]}", mail(f"Date: {date}"), HELLO | {"date": None}


def recipients() -> Iterator[Case]:
    many = ", ".join(f"p{number}@b.fr" for number in range(3_000))
    to = tuple(Address(f"p{number}@b.fr") for number in range(100))
    yield "3,000 recipients", mail(f"To: {many}"), HELLO | {"to": to, "shortened": True}
    nobody = mail("To: undisclosed-recipients:;")
    yield "undisclosed recipients", nobody, HELLO | {"to": ()}
    group = mail("To: Equipe: a@b.fr, <c@d.fr>;, e@f.fr")
    three = (Address("a@b.fr"), Address("c@d.fr"), Address("e@f.fr"))
    yield "a group", group, HELLO | {"to": three}
    broken = mail("To: a@b.fr, pas une adresse, <x@y>, c@d.fr")
    two = {"to": (Address("a@b.fr"), Address("c@d.fr"))}
    yield "recipients that are none", broken, HELLO | two


def charsets() -> Iterator[Case]:
    content = "Content-Type: text/plain; charset={}"
    for charset in ("x-nowhere", "hex", "idna", "\0", "undefined", "a" * 3_000, '"'):
        raw = mail(content.format(charset), body="Été".encode())
        yield f"charset={charset[:9]!a}", raw, {"kind": Kind.LETTER, "text": "Été"}
    latin = mail(content.format("utf-8"), body=b"\xc9t\xe9")
    yield "Latin 1 that says it is UTF-8", latin, {"text": "Été"}
    pair = mail("Content-Type: text/plain; charset*=utf-8'fr'utf-8", body="Été".encode())
    yield "a charset in three parts", pair, {"text": "Été"}
    controls = mail(body=b"Bon\0jo\x07ur\x1b")
    yield "control characters in the text", controls, HELLO


def structures() -> Iterator[Case]:
    yield "nothing at all", b"", unreadable(Why.NO_SENDER)
    yield "headers and no blank line", FROM, {"kind": Kind.LETTER, "text": ""}
    yield "no header, only a text", b"Bonjour", unreadable(Why.NO_SENDER)
    yield "bare ends of line", FROM + b"\n\nBonjour", HELLO
    bare = mail('Content-Type: multipart/mixed; boundary="b"')
    yield "parts announced, none there", bare, HELLO
    none = mail("Content-Type: multipart/mixed")
    yield "parts without a boundary", none, HELLO
    cut = mixed(b"\r\nBonjour", b"Content-Disposition: attachment; filename=a.pdf\r\n\r\n%PDF")
    yield "cut within its last part", cut[:-12], HELLO
    yield "parts 10 deep", nested(10), HELLO
    yield "parts 11 deep", nested(11), unreadable(Why.TOO_DEEP)
    yield "parts 3,000 deep", nested(3_000), unreadable(Why.TOO_MANY_PARTS)
    yield "120 parts", mixed(*[b"\r\nx"] * 120), unreadable(Why.TOO_MANY_PARTS)
    typed = mixed(*[b"Content-Type: text/plain\r\n\r\nx"] * 250)
    yield "250 parts", typed, unreadable(Why.TOO_MANY_PARTS)
    large = mail(body=b"x" * (25 * 1024 * 1024))
    yield "over 25 MB", large, unreadable(Why.TOO_LARGE) | {"sender": NOE}
    header = mail("X-Long: " + "x" * 70_000)
    yield "a header of 70 KB", header, unreadable(Why.HEADERS_TOO_LARGE)
    kind = mail("Content-Type: ;;;;=;=")
    yield "a Content-Type that is none", kind, HELLO
    coding = mail("Content-Transfer-Encoding: rot13")
    yield "an unknown encoding", coding, HELLO
    rotten = mail("Content-Transfer-Encoding: base64", body=b"Qm9uam91c!!!")
    yield "base64 that is none", rotten, {"kind": Kind.LETTER}
    names = b"Content-Disposition: attachment; filename*=x-nowhere''..%2f..%2fetc%2fpasswd\r\n\r\nx"
    yield "a name that climbs", mixed(b"\r\nBonjour", names), HELLO
    report = mail('Content-Type: multipart/report; report-type=x; boundary="b"')
    yield "a report of nothing", report, HELLO
    page = b"<p>Bon<script>x</script>jour" + b"<div>" * 200
    yield "200 open elements", mail("Content-Type: text/html", body=page), HELLO
    deep = b"<div>" * 150_000 + b"Bonjour"
    yield "150,000 open elements", mail("Content-Type: text/html", body=deep), HELLO | {"html": ""}
    zipped = b64encode(b"PK\x03\x04 rien")
    archive = b"Content-Disposition: attachment; filename=IHE_XDM.zip\r\n"
    archive += b"Content-Transfer-Encoding: base64\r\n\r\n" + zipped
    yield "an archive that is none", mixed(b"\r\nBonjour", archive), HELLO


CASES: list[Case] = [
    *senders(),
    *identifiers(),
    *words(),
    *dates(),
    *recipients(),
    *charsets(),
    *structures(),
]
