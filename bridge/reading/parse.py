"""From the bytes of a mail to what it says. Pure; apart.py calls it in a process of its own."""

from email.parser import BytesParser
from email.policy import compat32
from typing import Any

from bridge.addresses import Address, mailboxes, same
from bridge.headers import Headers, Part
from bridge.reading import html, limits, quoting, subjects, xdm
from bridge.reading.limits import Unreadable, content_hash
from bridge.reading.parts import Gathered, gathered
from bridge.received import InlineImage, Kind, ReceivedMail, Why
from bridge.recognising.machines import sign_of
from bridge.recognising.recognised import recognised

TEXT_MOST = 200_000
HTML_MOST = 1_000_000
FORWARDED = ("tr", "fw", "wg", "rv")


def parsed(raw: bytes) -> ReceivedMail:
    """What cannot be read whole is told by what its headers say, and why it is not."""
    head: dict[str, Any] = {"content_hash": content_hash(raw)}
    try:
        limits.check_headers(raw)
        headers = headers_of(raw)
        head |= told_by(headers)
        head["sender"] = the_sender(headers)
        limits.check_body(raw)
        root = BytesParser(policy=compat32).parsebytes(raw)
        return whole(root, headers, head)
    except Unreadable as no:
        return ReceivedMail(kind=Kind.UNREADABLE, why=no.why, **head)


def headers_of(raw: bytes) -> Headers:
    block = raw[: limits.headers_end(raw)]
    return Headers(BytesParser(policy=compat32).parsebytes(block, headersonly=True).raw_items())


def told_by(headers: Headers) -> dict[str, Any]:
    prefix, subject = subjects.divided(headers.text("subject"))
    return {
        "message_id": headers.message_id(),
        "in_reply_to": headers.message_id("in-reply-to"),
        "references": headers.references(),
        "reply_to": headers.addresses("reply-to"),
        "to": headers.addresses("to"),
        "cc": headers.addresses("cc"),
        "date": headers.date(),
        "subject": subject,
        "prefix": prefix,
    }


def the_sender(headers: Headers) -> Address:
    """Exactly one: of two, each program would show another."""
    found = [box for value in headers.all("from") for box in mailboxes(value)]
    if len(found) > 1 or len(headers.all("from")) > 1:
        raise Unreadable(Why.SEVERAL_SENDERS)
    if not found or found[0] is None:
        raise Unreadable(Why.NO_SENDER)
    return found[0]


def whole(root: Part, headers: Headers, head: dict[str, Any]) -> ReceivedMail:
    sender: Address = head["sender"]
    found = gathered(root)
    said, page, images = shown(found)
    about = recognised(root, headers, sender, said, bare=not found.files)
    forwarded = head["prefix"].lower().startswith(FORWARDED)
    new, quote = (said, "") if forwarded else quoting.divided(said)
    # What a report encloses is its own proof, and our own mail: no file for anybody.
    files = tuple(found.files) if about.kind == Kind.LETTER else ()
    return ReceivedMail(
        kind=about.kind,
        text=new,
        quote=quote,
        html=page,
        images=images,
        attachments=files,
        xdm=xdm.found_in(files),
        automatic=sign_of(headers, sender) or ("" if about.kind == Kind.LETTER else "report"),
        receipt_to=receipt_to(headers, sender),
        closes=headers.word("x-mss-mes") == "fin" or headers.text("subject") == "[FIN]",
        reports=about.reports,
        original=about.original,
        shortened=is_shortened(found, said, headers),
        **head,
    )


def shown(found: Gathered) -> tuple[str, str, tuple[InlineImage, ...]]:
    """Its text, its page, and the images of that page. The others are files."""
    pictures = found.images
    came = "\n".join(found.pages)[:HTML_MOST]
    page = "" if html.is_too_deep(came) else html.cleaned(came, pictures.keys())
    used = [cid for cid in pictures if f'"cid:{cid}"' in page]
    found.files += [file for cid, file in pictures.items() if cid not in used]
    images = tuple(InlineImage(cid, pictures[cid].kind, pictures[cid].content) for cid in used)
    said = "\n\n".join(text for text in found.texts if text)
    said = said or (html.text_of(page) if page else html.bare(came))
    return said[:TEXT_MOST].strip(), page, images


def receipt_to(headers: Headers, sender: Address) -> str:
    """Only if it is the sender who wishes it: it must not tell a third what is read, and when."""
    wished = headers.addresses("disposition-notification-to")
    return sender.address if [same(box.address, sender.address) for box in wished] == [True] else ""


def is_shortened(found: Gathered, said: str, headers: Headers) -> bool:
    too_long = len(said) >= TEXT_MOST or sum(map(len, found.pages)) > HTML_MOST
    return too_long or max(len(headers.addresses(name)) for name in ("to", "cc")) >= 100
