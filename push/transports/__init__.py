"""Ways to reach somebody. A new one is one file beside these, and one line here."""

from typing import Any

from push.transports.mail import Mail
from push.transports.ring import Ring, Transport, TransportError
from push.transports.webpush import WebPush

# Each has an address of its own kind.
TRANSPORTS: dict[str, type[Transport[Any]]] = {"webpush": WebPush, "mail": Mail}

__all__ = ["TRANSPORTS", "Ring", "Transport", "TransportError"]
