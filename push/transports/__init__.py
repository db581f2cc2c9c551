"""Ways to reach somebody. A new one is one file beside these, and one line here."""

from push.transports.mail import Mail
from push.transports.ring import Ring, Transport, TransportError
from push.transports.webpush import WebPush

TRANSPORTS = {"webpush": WebPush, "mail": Mail}

__all__ = ["TRANSPORTS", "Ring", "Transport", "TransportError"]
