"""Getting the extracts from where they are published: over TLS, whole, and without insisting."""

import logging
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, TypeVar
from urllib.parse import urlsplit

from directory.extracts.refusals import Unfit

log = logging.getLogger(__name__)
# The register answers 429 to downloads that follow each other closely: so long, each time it does.
PAUSES = [60.0, 120.0, 240.0, 480.0]
PATIENCE = 60.0  # seconds without a byte
AT_ONCE = 1 << 20
LARGEST = 4 << 30
Pause = Callable[[float], None]
Given = TypeVar("Given")


class NotFetched(Unfit):
    code = "not_fetched"

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"{urlsplit(url).hostname} did not give the extract: {why}.")


class NotSafely(urllib.request.HTTPRedirectHandler):
    """A redirection never leads from TLS to none."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> urllib.request.Request | None:
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise NotFetched(req.full_url, "it redirects to an address without TLS")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed's headers


def fetch(url: str, folder: Path, *, authority: Path | None, pause: Pause = time.sleep) -> Path:
    """The file at this address, in this folder. `authority`: the only one whose word is taken."""
    return insist(url, lambda: once(url, folder, authority), pause)


def insist(url: str, do: Callable[[], Given], pause: Pause) -> Given:
    """Again, later and later, as long as what failed may pass."""
    for wait in [*PAUSES, None]:
        try:
            return do()
        except (urllib.error.URLError, HTTPException, OSError) as no:
            why, passing = told(no)
            if wait is None or not passing:
                raise NotFetched(url, why) from None
            log.warning("the register answered %s: again in %d s", why, wait)
            pause(wait)
    raise AssertionError


def told(no: Exception) -> tuple[str, bool]:
    if not isinstance(no, urllib.error.HTTPError):
        return type(no).__name__, True
    no.close()
    return str(no.code), no.code in {408, 429} or no.code >= 500


def once(url: str, folder: Path, authority: Path | None) -> Path:
    context = ssl.create_default_context(cafile=authority)
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), NotSafely())
    with opener.open(url, timeout=PATIENCE) as answer:
        file = folder / name_of(answer, url)
        with file.open("xb") as kept:
            copy(answer, kept)
    return file


def copy(answer: HTTPResponse, kept: IO[bytes]) -> None:
    length, said = 0, answer.headers.get("Content-Length")
    while some := answer.read(AT_ONCE):
        length += len(some)
        if length > LARGEST:
            raise HTTPException("larger than any extract")
        kept.write(some)
    if said is not None and length != int(said):
        # Read in parts, a connection that ends early is not an error of http.client's.
        raise HTTPException("cut")


def name_of(answer: HTTPResponse, url: str) -> str:
    """As the register calls it: the name tells when it was made."""
    given = answer.headers.get_filename() or urlsplit(url).path
    name = Path(given.replace("\\", "/")).name.lstrip(".")
    return name or "extract"
