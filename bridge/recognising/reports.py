"""Reports of delivery (RFC 3464): what became of a mail of ours, recipient by recipient."""

from email.parser import HeaderParser

from bridge.addresses import is_address
from bridge.headers import Headers, Part, children
from bridge.received import Kind, Original, Report, State
from bridge.words import decoded, phrase

ACTIONS = {
    "failed": State.FAILED,
    "delayed": State.DELAYED,
    "delivered": State.DELIVERED,
    "relayed": State.RELAYED,
    "expanded": State.RELAYED,  # a list: they tell of no mailbox either
}
# What a report is called by: the first of these that it says of anybody.
KINDS = (
    (State.FAILED, Kind.BOUNCE),
    (State.DELAYED, Kind.DELAYED),
    (State.DELIVERED, Kind.DELIVERED),
    (State.RELAYED, Kind.RELAYED),
)
RECIPIENTS_MOST = 100
REASON_MOST = 300
HEADERS_MOST = 64 * 1024


def parts_of(root: Part, report: str) -> list[Part]:
    """What a multipart/report of this kind is made of. Only the mail itself is one, never a part
    of it: whoever forwards a report reports nothing."""
    if root.get_content_type() != "multipart/report":
        return []
    parts = children(root)
    return parts if any(part.get_content_type() == report for part in parts) else []


def reports_of(root: Part) -> tuple[Report, ...]:
    for part in parts_of(root, "message/delivery-status"):
        if part.get_content_type() == "message/delivery-status":
            found = [reported(block) for block in blocks(part)[:RECIPIENTS_MOST]]
            return tuple(report for report in found if report)
    return ()


def blocks(part: Part) -> list[Headers]:
    return [Headers(block.raw_items()) for block in children(part)]


def reported(block: Headers) -> Report | None:
    state = ACTIONS.get(block.word("action"))
    address = recipient(block)
    if state is None or not address:
        return None
    diagnostic = block.first("diagnostic-code").partition(";")
    reason = phrase(diagnostic[2] or diagnostic[0])[:REASON_MOST]
    return Report(address, state, block.text("status", 20), reason)


def recipient(block: Headers) -> str:
    """Whom we wrote to, before whom their server made of them."""
    for name in ("original-recipient", "final-recipient"):
        address = block.first(name).rpartition(";")[2].strip().strip("<>")
        if is_address(address):
            return address
    return ""


def kind_of(reports: tuple[Report, ...]) -> Kind | None:
    states = {report.state for report in reports}
    return next((kind for state, kind in KINDS if state in states), None)


def original_of(root: Part) -> Original:
    """Which mail it is about: by the id we gave the envelope, and by the headers it gives back."""
    parts = parts_of(root, "message/delivery-status")
    told = Original()
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            envelope = next(iter(blocks(part)), Headers(())).text("original-envelope-id")
            told = Original(told.message_id, envelope, told.subject)
        elif kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers"):
            headers = returned(part)
            told = Original(headers.message_id(), told.envelope_id, headers.text("subject"))
    return told


def returned(part: Part) -> Headers:
    """Of our mail, given back whole or only its headers."""
    if inner := children(part):
        return Headers(inner[0].raw_items())
    data = part.get_payload(decode=True)
    text = decoded(data, "utf-8").lstrip()[:HEADERS_MOST] if isinstance(data, bytes) else ""
    return Headers(HeaderParser().parsestr(text).raw_items())
