"""Suspended in the middle of a conversation: out within five seconds, and the others know."""

import time
from uuid import UUID

from channels.db import database_sync_to_async
from playwright.async_api import expect

from directory import suspending
from directory.models import Suspended
from tests.e2e.conftest import Sit
from tests.e2e.team import Colleague
from tests.server import LiveServer

OUT_WITHIN = 5.0


async def test_who_is_suspended_is_out_at_once_and_their_colleague_is_told(
    server: LiveServer, sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    if server.worker is None:
        server.start_worker()
    await nadia.says(two, "Je passe à 14 h.")
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await mine.button("Demander une prise en compte urgente").click()
    await mine.says("Retrouvé au sol, conscient")
    await hers.sees("Retrouvé au sol, conscient")

    began = time.monotonic()
    suspend = database_sync_to_async(suspending.suspend)
    await suspend([nadia.person.id], because=Suspended.OPERATOR, reason="Enquête ordinale")
    await expect(hers.page.get_by_role("textbox", name="Identifiant")).to_be_visible()
    assert time.monotonic() - began < OUT_WITHIN
    await expect(hers.page.locator("body")).not_to_contain_text("Retrouvé au sol")

    await expect(mine.messages).to_contain_text("Accès suspendu : Nadia Benali")
    await expect(mine.messages).to_contain_text("Votre demande urgente est sans destinataire")
    await expect(mine.messages).not_to_contain_text("Enquête")
    await expect(mine.row("Demande urgente sans destinataire")).to_be_visible()
    await expect(mine.status("Plus personne ne lira vos messages ici.")).to_be_visible()
    await expect(mine.field).to_have_count(0)

    await database_sync_to_async(suspending.restore)([nadia.person.id])
    await expect(mine.messages).to_contain_text("Accès rétabli : Nadia Benali")
    await mine.says("Bon retour.")
    again = await sit(Colleague(nadia.person, await server.sign_in_async(nadia.person)), two)
    await again.sees("Je passe à 14 h.", "Retrouvé au sol, conscient", "Bon retour.")
