"""Whether a machine wrote it. What one wrote is never answered by another (RFC 3834)."""

from bridge.addresses import Address
from bridge.headers import Headers

# Ours, on whatever we send without anybody's having pressed a button.
OUR_MARK = "X-Liaison-Automatic"
NOBODY = ("mailer-daemon", "postmaster", "noreply", "no-reply", "ne-pas-repondre", "nepasrepondre")
# Not X-Auto-Response-Suppress: people's mail programs write it, too.
SIGNS = ("x-autoreply", "x-autorespond", OUR_MARK.lower())
LISTS = ("list-id", "list-unsubscribe", "list-post")


def sign_of(headers: Headers, sender: Address | None) -> str:
    """How one knows that it is automatic; empty if nothing says so."""
    if headers.word("auto-submitted") not in ("", "no"):
        return "auto-submitted"
    if any(value.strip() == "<>" for value in headers.all("return-path")):
        return "null-return-path"
    if headers.word("precedence") in ("bulk", "junk", "list", "auto_reply"):
        return "precedence"
    for name in (*SIGNS, *LISTS):
        if headers.all(name):
            return name
    local = sender.address.partition("@")[0].lower() if sender else ""
    return "nobody" if local.startswith(NOBODY) else ""
