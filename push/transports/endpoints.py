"""Which addresses are push services'. A browser gives us one, and whoever holds it may lie."""

from urllib.parse import urlsplit

from django.conf import settings

HOSTS = {"fcm.googleapis.com", "updates.push.services.mozilla.com"}
ZONES = (".push.apple.com", ".notify.windows.com")
LONGEST = 1_000
# What an address is made of. Anything else (a blank, a letter from elsewhere) is read in two ways.
FIRST, LAST = "!", "~"


def is_known(endpoint: str) -> bool:
    """HTTPS at the usual port of a service we know; or exactly what PUSH_EXTRA_HOSTS names."""
    if len(endpoint) > LONGEST or not all(FIRST <= letter <= LAST for letter in endpoint):
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        return False
    plain = parts.scheme == "https" and "@" not in parts.netloc and "\\" not in endpoint
    return plain and (is_extra(host, port) or (port == 443 and is_a_service(host)))


def is_a_service(host: str) -> bool:
    return host in HOSTS or host.endswith(ZONES)


def is_extra(host: str, port: int) -> bool:
    return f"{host}:{port}" in settings.PUSH_EXTRA_HOSTS


def host_of(endpoint: str) -> str:
    return urlsplit(endpoint).hostname or ""


def origin_of(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"
