"""The register's FHIR API, page after page, as its rules of use ask."""

import urllib.request
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from pydantic import ValidationError

from directory.extracts.fetching import PATIENCE, NotFetched, Pause, insist
from directory.extracts.fhir_shapes import Bundle

BETWEEN = 1 / 15  # seconds: 17 calls a second are allowed


def pages(resource: str, asked: Mapping[str, str], *, pause: Pause) -> Iterator[Bundle]:
    url: str | None = f"{settings.FHIR_DIRECTORY_URL}/{resource}?{urlencode(asked)}"
    while url:
        bundle = page(url, pause)
        yield bundle
        url = bundle.next()
        pause(BETWEEN)


def page(url: str, pause: Pause) -> Bundle:
    """One page. The key goes to the one address it is for, wherever a link leads."""
    if origin(url) != origin(settings.FHIR_DIRECTORY_URL):
        raise NotFetched(url, "a page is elsewhere")
    try:
        return Bundle.model_validate_json(insist(url, lambda: asked_for(url), pause))
    except ValidationError:
        raise NotFetched(url, "not a bundle") from None


def asked_for(url: str) -> bytes:
    headers = {"ESANTE-API-KEY": settings.FHIR_DIRECTORY_KEY}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 — the address of the setting
    with urllib.request.build_opener(Nowhere()).open(request, timeout=PATIENCE) as answer:
        return bytes(answer.read())


class Nowhere(urllib.request.HTTPRedirectHandler):
    """A redirection would take the key along."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


def origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
