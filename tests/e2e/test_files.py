"""Files: chosen, sent, opened; those that are not taken, and what is lost and resumed."""

import asyncio
import io
import random
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from PIL import Image
from playwright.async_api import Error, Page, Route, expect

from conversations.attachment import Attachment
from conversations.models import AccessLog
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.e2e.wire import Wire
from tests.files.making import dicom, heic, photo_of_a_phone
from tests.files.sending import send_up
from tests.server import LiveServer

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LARGE = (PDF + bytes(range(256)) * 12_000)[:3_000_000]  # six parts
# As programs give them to a page: pasted, or dropped.
GIVE = """([kind, files, words]) => {
    const held = new DataTransfer();
    for (const { name, type, text } of files) held.items.add(new File([text], name, { type }));
    for (const [type, text] of Object.entries(words)) held.setData(type, text);
    const how = { bubbles: true, cancelable: true };
    const write = document.getElementById("write");
    return kind === "paste"
        ? write.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, ...how }))
        : document.querySelector("main").dispatchEvent(
            new DragEvent("drop", { dataTransfer: held, ...how }));
}"""


def file(name: str, kind: str, content: bytes) -> Any:
    return {"name": name, "mimeType": kind, "buffer": content}


async def joins(screen: Screen, *files: Any) -> None:
    await screen.page.locator("main input[type=file]").first.set_input_files([*files])


class Held:
    """One part of every file stays on its way until it may pass."""

    def __init__(self) -> None:
        self.passes, self.asked = asyncio.Event(), asyncio.Event()

    async def __call__(self, route: Route) -> None:
        self.asked.set()
        await self.passes.wait()
        with suppress(Error):  # the page is gone
            await route.continue_()


async def test_a_photo_and_a_pdf_go_from_one_to_the_other(
    worker: LiveServer, camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await joins(
        mine,
        file("plaie.jpg", "image/jpeg", photo_of_a_phone()),
        file("IMG_1.HEIC", "image/heic", heic()),
        file("ordonnance.pdf", "application/pdf", PDF),
    )
    await expect(mine.thread.get_by_text("Lieu de prise de vue retiré de la photo")).to_be_visible()
    await mine.says("La plaie et l’ordonnance")
    shown = hers.message("La plaie et l’ordonnance")
    photo = shown.get_by_role("button", name="Photo plaie.jpg")
    await expect(photo).to_be_visible()
    small = photo.get_by_role("img")
    assert await small.evaluate("async img => (await img.decode(), img.naturalWidth)") == 300

    await photo.press("Enter")
    dialog = hers.page.get_by_role("dialog", name="plaie.jpg")
    large = dialog.get_by_role("img", name="plaie.jpg")
    assert await large.evaluate("async img => (await img.decode(), img.naturalWidth)") == 300
    await hers.page.keyboard.press("ArrowRight")
    seen = hers.page.get_by_role("dialog", name="IMG_1.HEIC").get_by_role("img")
    assert await seen.evaluate("async img => (await img.decode(), img.naturalWidth)") == 64
    await hers.page.keyboard.press("Escape")
    await expect(photo).to_be_focused()

    async with hers.page.expect_popup() as opened:
        await shown.get_by_role("link", name="ordonnance.pdf").click()
    await until(partial(is_read, await opened.value))
    assert await openings_of(nadia) == ["plaie.jpg", "IMG_1.HEIC", "ordonnance.pdf"]
    assert await openings_of(camille) == []
    assert await places_kept(nadia, two) == 0


async def is_read(page: Page) -> bool:
    """Chromium's own reader shows it, though nothing in it may run (CSP: sandbox)."""
    return any(frame.url.startswith("chrome-extension:") for frame in page.frames)


async def openings_of(who: Colleague) -> list[str]:
    """What the access log says they opened, in order."""

    def noted() -> list[str]:
        things = AccessLog.objects.filter(professional=who.person, act="file").order_by("id")
        opened = [Attachment.objects.get(id=str(one.thing)).name for one in things]
        return list(dict.fromkeys(opened))

    return await database_sync_to_async(noted)()


async def places_kept(who: Colleague, room: UUID) -> int:
    """How many of the photos, as they are stored, say where they were taken."""
    files = [each for entry in await who.entries(room) for each in entry["what"].get("files", [])]
    async with who.signed_in.async_http() as http:
        photos = [await http.get(f"/api/files/{each['id']}/content") for each in files[:1]]
    assert all(photo.content.startswith(b"\xff\xd8\xff") for photo in photos)
    return sum(
        bool(Image.open(io.BytesIO(photo.content)).getexif().get_ifd(0x8825)) for photo in photos
    )


async def test_what_is_not_taken_is_said_here_and_what_was_typed_stays(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    await nadia.had_said(two, "Bonjour")
    mine = await sit(camille, two)
    await mine.writes("Scanner de ce matin")
    await joins(mine, file("IM000012.jpg", "image/jpeg", dicom()))
    await expect(mine.thread.get_by_text("Liaison ne transmet pas l’imagerie")).to_be_visible()
    await mine.field.press("Enter")
    await expect(mine.thread.get_by_text("Retirez le fichier qui n’a pas pu")).to_be_visible()
    await expect(mine.field).to_have_value("Scanner de ce matin")
    await mine.button("Retirer IM000012.jpg").click()

    await joins(mine, file("scan.pdf", "application/pdf", PDF.ljust(10_485_761, b"x")))
    await expect(mine.thread.get_by_text("Ce fichier dépasse 10\u00a0Mo.")).to_be_visible()
    await mine.button("Retirer scan.pdf").click()
    await joins(mine, *(file(f"{n}.pdf", "application/pdf", PDF) for n in range(11)))
    await expect(mine.thread.get_by_text("10\u00a0fichiers au plus")).to_be_visible()
    rows = mine.thread.get_by_role("list", name="Pièces jointes").get_by_role("listitem")
    await expect(rows).to_have_count(10)
    for n in range(9):
        await mine.button(f"Retirer {n}.pdf").click()
    await mine.field.fill("")
    await mine.field.press("Enter")  # a file alone is a message
    await expect(mine.list.get_by_text("1\u00a0pièce jointe")).to_be_visible()
    await hears_of(nadia, two, "9.pdf")


async def hears_of(who: Colleague, room: UUID, *names: str) -> None:
    """These files and no other were said there, by their names."""

    async def said() -> bool:
        return await names_said(who, room) == [*names]

    await until(said)


async def names_said(who: Colleague, room: UUID) -> list[str]:
    return [
        each["name"] for entry in await who.entries(room) for each in entry["what"].get("files", [])
    ]


async def test_a_lost_network_takes_a_file_up_again_and_one_given_up_never_leaves(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit, wire: Wire
) -> None:
    mine = await sit(camille, two, proxy=wire.proxy)
    held = Held()
    await mine.page.route("**/parts/5", held)
    await joins(mine, file("bilan.pdf", "application/pdf", LARGE))
    await held.asked.wait()
    await expect(mine.thread.get_by_text("sur 2,9\u00a0Mo")).to_be_visible()
    await mine.says("Le bilan")
    await expect(mine.thread.get_by_text("part dès que ses fichiers")).to_be_visible()
    await joins(mine, file("erreur.pdf", "application/pdf", LARGE))
    await mine.button("Annuler l’envoi de erreur.pdf").click()
    await expect(mine.thread.get_by_text("erreur.pdf")).to_have_count(0)

    wire.cut()
    held.passes.set()
    await expect(mine.thread.get_by_text("L’envoi reprendra au retour du réseau")).to_be_visible()
    sent: list[str] = []
    mine.page.on("request", lambda one: sent.append(one.url))
    wire.restore()
    await expect(mine.thread.get_by_text("part dès que ses fichiers")).to_have_count(0)
    await mine.sees("Le bilan")
    await hears_of(nadia, two, "bilan.pdf")
    assert not [url for url in sent if url.endswith("/parts/1")], "what was there is not sent again"


async def test_a_page_that_is_reloaded_goes_on_with_its_files(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    mine, held = await sit(camille, two), Held()
    await mine.page.route("**/parts/5", held)
    await mine.writes("Le bilan")
    await joins(mine, file("bilan.pdf", "application/pdf", LARGE))
    await held.asked.wait()
    await mine.page.wait_for_function("""async () => {
        const base = await new Promise(done => {
            indexedDB.open("liaison").onsuccess = ({ target }) => done(target.result); });
        const count = shelf => new Promise(done => {
            const all = base.transaction(shelf).objectStore(shelf).count();
            all.onsuccess = () => done(all.result); });
        return await count("files") === 1 && await count("drafts") === 1;
    }""")
    await mine.page.unroute("**/parts/5")
    await mine.page.reload()
    held.passes.set()
    await expect(mine.button("Retirer bilan.pdf")).to_be_visible()
    await expect(mine.field).to_have_value("Le bilan")
    await mine.field.press("Enter")
    await mine.sees("Le bilan")
    await hears_of(nadia, two, "bilan.pdf")


async def test_pasted_and_dropped_files_are_joined_and_pasted_text_stays_text(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    mine = await sit(camille, two)
    await expect(mine.button("Joindre un fichier")).to_be_visible()
    note = {"name": "note.txt", "type": "text/plain", "text": "bonjour"}
    drawn = {"name": "image.png", "type": "image/png", "text": "of the text"}
    from_word = {"text/plain": "Bonjour", "text/html": "<b>Bonjour</b>"}
    assert await mine.page.evaluate(GIVE, ["paste", [drawn], from_word]), "left to the browser"
    assert not await mine.page.evaluate(GIVE, ["paste", [note | {"name": "collé.txt"}], {}])
    assert not await mine.page.evaluate(GIVE, ["drop", [note | {"name": "posé.txt"}], {}])
    await expect(mine.button("Retirer posé.txt")).to_be_visible()
    await mine.field.press("Enter")
    await expect(mine.messages.get_by_text("posé.txt")).to_be_visible()
    await hears_of(nadia, two, "collé.txt", "posé.txt")


async def test_a_photo_too_large_is_made_smaller_only_when_its_sender_agrees(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    mine = await sit(camille, two)
    await joins(mine, file("plaie.png", "image/png", grained(2_700, 1_500)))
    agrees = mine.button("Joindre une copie réduite (2\u00a0560\u00a0pixels)")
    await expect(agrees).to_be_visible()
    await mine.says("La plaie")
    await expect(mine.field).to_have_value("La plaie")
    await agrees.click()
    await expect(mine.thread.get_by_text("Copie réduite")).to_be_visible()
    await expect(mine.button("Retirer plaie.png")).to_be_visible()
    await mine.field.press("Enter")
    await mine.sees("La plaie")
    await hears_of(nadia, two, "plaie.jpg")


def grained(width: int, height: int) -> bytes:
    """A picture that nothing makes smaller: over 10 Mo as it is."""
    points = random.Random(1).randbytes(width * height * 3)
    made = io.BytesIO()
    Image.frombytes("RGB", (width, height), points).save(made, "PNG", compress_level=1)
    return made.getvalue()


async def test_a_correction_brings_another_file_and_the_first_stays_behind_its_fold(
    worker: LiveServer, camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    wrong = await send_up(camille.signed_in, PDF, "ordonnance 5 mg.pdf")
    seq = await camille.says(two, "L’ordonnance", files=[wrong])
    await nadia.has_seen(two, seq)
    mine, hers = await sit(camille, two), await sit(nadia, two)
    await mine.chooses("Corriger", of=mine.message("L’ordonnance"))
    await expect(mine.thread.get_by_text("restent avec la première version")).to_be_visible()
    await joins(mine, file("ordonnance 50 mg.pdf", "application/pdf", PDF))
    await mine.thread.get_by_role("button", name="Corriger", exact=True).click()
    right = hers.messages.get_by_role("article").filter(has_text="Annule et remplace")
    await expect(right.get_by_text("ordonnance 50 mg.pdf")).to_be_visible()
    await expect(right.get_by_text("ordonnance 5 mg.pdf")).to_have_count(0)
    await hers.messages.get_by_role("button", name="Voir l’original").click()
    await expect(hers.messages.get_by_role("link", name="ordonnance 5 mg.pdf")).to_be_visible()


async def test_writing_with_files_and_looking_at_them_is_accessible(
    worker: LiveServer, camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    ids = [
        await send_up(camille.signed_in, content, name)
        for content, name in ((photo_of_a_phone(), "plaie.jpg"), (PDF, "ordonnance.pdf"))
    ]
    await camille.says(two, "La plaie et l’ordonnance", files=ids)
    hers = await sit(nadia, two, bypass_csp=True)
    await hers.page.route("**/parts/5", Held())

    async def composer() -> None:
        await hers.page.goto(f"/reception/{two}")
        await joins(
            hers,
            file("compte rendu de sortie du service de cardiologie.pdf", "application/pdf", PDF),
            file("bilan.pdf", "application/pdf", LARGE),
            file("IM000012.jpg", "image/jpeg", dicom()),
        )
        await expect(hers.button("Annuler l’envoi de bilan.pdf").first).to_be_visible()
        await expect(hers.thread.get_by_text("ne transmet pas l’imagerie").first).to_be_visible()

    async def viewer() -> None:
        await hers.page.goto(f"/reception/{two}")
        await hers.messages.get_by_role("button", name="Photo plaie.jpg").click()
        await expect(hers.page.get_by_role("dialog", name="plaie.jpg")).to_be_visible()

    await is_accessible(hers, composer)
    await is_accessible(hers, viewer)
