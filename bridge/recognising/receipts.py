"""Receipts (RFC 8098): somebody's mail program says that a mail of ours was displayed."""

from bridge.addresses import Address, same
from bridge.headers import Headers, Part, children, message_ids
from bridge.received import Original, Report, State
from bridge.recognising.reports import parts_of, recipient

RECEIPT = "message/disposition-notification"


def fields_of(root: Part) -> Headers | None:
    """The standard library reads them as the headers of a mail within."""
    for part in parts_of(root, RECEIPT):
        if part.get_content_type() == RECEIPT and (inner := children(part)):
            return Headers(inner[0].raw_items())
    return None


def opening_of(root: Part, sender: Address | None) -> Report | None:
    """Only of what was displayed, and only from who displayed it: anybody may write the others'."""
    fields = fields_of(root)
    if fields is None or sender is None:
        return None
    what = fields.first("disposition").rpartition(";")[2].strip().lower().partition("/")[0]
    if what != "displayed" or not same(recipient(fields), sender.address):
        return None
    return Report(sender.address, State.OPENED)


def original_of(root: Part, headers: Headers) -> Original:
    """Some programs name the mail only where any answer does."""
    fields = fields_of(root) or Headers(())
    named = next(iter(message_ids(fields.first("original-message-id"))), "")
    return Original(named or headers.message_id("in-reply-to"))
