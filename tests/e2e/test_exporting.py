"""Camille exports the conversation for the record; Nadia is told."""

import io
from uuid import UUID

from playwright.async_api import expect
from pypdf import PdfReader

from tests.e2e.conftest import Sit
from tests.e2e.team import Colleague
from tests.server import LiveServer


async def test_camille_exports_for_the_record_and_nadia_is_told(
    worker: LiveServer, sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.had_said(two, "Bisoprolol 5 mg le matin")
    hers, theirs = await sit(camille, two), await sit(nadia, two)
    await hers.thread.get_by_role("button", name="Autres actions").click()
    await hers.page.get_by_role("menu").get_by_text("Exporter pour le dossier…").click()
    sheet = hers.page.get_by_role("dialog")
    await expect(sheet).to_contain_text("dira à tous les participants")
    await sheet.get_by_role("button", name="Exporter", exact=True).click()
    await expect(theirs.messages).to_contain_text("a exporté 1\u00a0message pour le dossier")
    link = sheet.get_by_role("link", name="Télécharger\u00a0: PDF", exact=True)
    await expect(link).to_be_visible(timeout=30_000)
    async with hers.page.expect_download() as started:
        await link.click()
    download = await started.value
    assert download.suggested_filename.startswith("liaison-")
    assert not await download.failure()
    pdf = PdfReader(io.BytesIO((await download.path()).read_bytes()))
    assert "Bisoprolol 5 mg le matin" in pdf.pages[0].extract_text()
    await hers.page.reload()
    await expect(
        sheet.get_by_role("link", name="Télécharger\u00a0: PDF", exact=True)
    ).to_be_visible()
