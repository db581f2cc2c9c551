"""A letter as its writer laid it out: a document of its own, for a frame without any right.

It was cleaned as it came. Here nothing of it may load, run, or know whose page it is in: not even
our cookies go with what it asks for, so that its images stand in it."""

import re
from base64 import b64encode
from uuid import UUID

from bridge.opening.seeing import letter_of
from chat.errors import NotFound
from conversations.models import InlineImage
from directory.models import Professional
from files import store
from files.state import state_from, verdicts_of

POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'"
)
IMAGES_MOST = 8 * 1024 * 1024  # bytes, of all of them; the others are not shown
STYLE = (
    "body{margin:0;font:16px/1.5 Georgia,serif;color:#1d1d1b;background:#fff;"
    "overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}"
    "blockquote{margin:0 0 0 1em;padding-left:1em;border-left:3px solid #ccc}"
)
SHOWN = re.compile(r'"cid:([^"]{1,300})"')


def page_of(person: Professional, conversation: UUID, seq: int) -> str:
    letter = letter_of(person, conversation, seq)
    if not letter.html:
        raise NotFound
    images = images_of(letter.pk)
    body = SHOWN.sub(lambda cid: f'"{images.get(cid[1], "data:,")}"', letter.html)
    return (
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Courrier</title>'
        f"<style>{STYLE}</style><body>{body}"
    )


def images_of(letter: UUID) -> dict[str, str]:
    """Those in which nothing was found, as addresses that hold them."""
    found = list(InlineImage.objects.select_related("file").filter(letter=letter).order_by("id"))
    verdicts = verdicts_of([image.file_id for image in found])
    held, size = dict[str, str](), 0
    for image in found:
        size += image.file.size
        if state_from(verdicts.get(image.file_id, ())) == "ready" and size <= IMAGES_MOST:
            held[image.cid] = address_of(image)
    return held


def address_of(image: InlineImage) -> str:
    with store.the_store().open(store.place_of(image.file_id)) as file:
        return f"data:{image.file.kind};base64,{b64encode(file.read()).decode()}"
