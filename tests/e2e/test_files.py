"""Files: chosen, sent, opened; those that are not taken, and what is lost and resumed."""

import io
from typing import Any
from uuid import UUID

from PIL import Image
from playwright.async_api import expect

from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DICOM = b"\0" * 128 + b"DICM" + b"\x02\0\0\0UL\x04\0" + b"\0" * 200


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(made, "JPEG")
    return made.getvalue()


def file(name: str, kind: str, content: bytes) -> Any:
    return {"name": name, "mimeType": kind, "buffer": content}


async def joins(screen: Screen, *files: Any) -> None:
    await screen.page.locator("main input[type=file]").first.set_input_files([*files])


async def test_a_photo_and_a_pdf_go_from_one_to_the_other(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await joins(
        mine,
        file("plaie.jpg", "image/jpeg", photo()),
        file("ordonnance.pdf", "application/pdf", PDF),
    )
    await mine.says("Voici la plaie et l’ordonnance")
    await hers.sees("Voici la plaie et l’ordonnance")
    message = hers.message("Voici la plaie et l’ordonnance")
    await expect(message.get_by_text("plaie.jpg", exact=True)).to_be_visible()
    await expect(message.get_by_text("ordonnance.pdf", exact=True)).to_be_visible()


async def test_a_message_may_be_files_alone(
    camille: Colleague, nadia: Colleague, two: UUID, sit: Sit
) -> None:
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await joins(mine, file("ordonnance.pdf", "application/pdf", PDF))
    await mine.field.press("Enter")
    await expect(hers.messages.get_by_text("ordonnance.pdf", exact=True)).to_be_visible()


async def test_imaging_is_refused_with_its_reason_and_the_text_stays(
    camille: Colleague, two: UUID, sit: Sit
) -> None:
    mine = await sit(camille, two)
    await mine.writes("Scanner de ce matin")
    await joins(mine, file("IM000012.jpg", "image/jpeg", DICOM))
    await expect(mine.thread.get_by_text("Liaison ne transmet pas l’imagerie")).to_be_visible()
    await mine.field.press("Enter")
    await expect(mine.field).to_have_value("Scanner de ce matin")
    await mine.button("Retirer IM000012.jpg").click()
    await mine.field.press("Enter")
    await mine.sees("Scanner de ce matin")


async def test_one_byte_too_many_and_an_eleventh_file_are_refused_here(
    camille: Colleague, two: UUID, sit: Sit
) -> None:
    mine = await sit(camille, two)
    await joins(mine, file("scan.pdf", "application/pdf", (PDF + b"x" * 10_485_761)[:10_485_761]))
    await expect(mine.thread.get_by_text("Ce fichier dépasse 10\u00a0Mo.")).to_be_visible()
    await mine.button("Retirer scan.pdf").click()
    await joins(mine, *(file(f"{n}.pdf", "application/pdf", PDF) for n in range(11)))
    await expect(mine.thread.get_by_text("10\u00a0fichiers au plus")).to_be_visible()
    await expect(
        mine.page.get_by_role("list", name="Pièces jointes").get_by_role("listitem")
    ).to_have_count(10)
