"""Suspended by the operator in the middle of a conversation: out within five seconds, and the
others know."""

import time
from uuid import UUID

import pytest
from channels.db import database_sync_to_async
from playwright.async_api import Page, expect

from directory import accounts
from directory.models import Account
from tests.e2e.conftest import Sit
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.server import LiveServer

OUT_WITHIN = 5.0


@pytest.mark.usefixtures("worker")
async def test_whom_the_operator_suspends_is_out_at_once_and_their_colleague_is_told(
    server: LiveServer,
    sit: Sit,
    camille: Colleague,
    nadia: Colleague,
    hugo: Colleague,
    two: UUID,
) -> None:
    operator = await at_the_operators_form(hugo, nadia, sit)
    await nadia.says(two, "Je passe à 14 h.")
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await mine.button("Demander une prise en compte urgente").click()
    await mine.says("Retrouvé au sol, conscient")
    await hers.sees("Retrouvé au sol, conscient")

    began = time.monotonic()
    await decides(operator, "suspend", "Enquête ordinale")
    await expect(hers.page.get_by_role("textbox", name="Identifiant")).to_be_visible()
    assert time.monotonic() - began < OUT_WITHIN
    await expect(hers.page.locator("body")).not_to_contain_text("Retrouvé au sol")

    await expect(mine.messages).to_contain_text("Accès suspendu : Nadia Benali")
    await expect(mine.messages).to_contain_text("Votre demande urgente est sans destinataire")
    await expect(mine.messages).not_to_contain_text("Enquête")
    await expect(mine.row("Demande urgente sans destinataire")).to_be_visible()
    await expect(mine.status("Plus personne ne lira vos messages ici.")).to_be_visible()
    await expect(mine.field).to_have_count(0)

    await operator.get_by_role("link", name="Nadia Benali").first.click()
    await expect(operator.locator("body")).to_contain_text("Enquête ordinale")
    await decides(operator, "restore", "Sans suite")
    await expect(mine.messages).to_contain_text("Accès rétabli : Nadia Benali")
    await mine.says("Bon retour.")
    again = await sit(Colleague(nadia.person, await server.sign_in_async(nadia.person)), two)
    await again.sees("Je passe à 14 h.", "Retrouvé au sol, conscient", "Bon retour.")


async def at_the_operators_form(hugo: Colleague, nadia: Colleague, sit: Sit) -> Page:
    account = await database_sync_to_async(Account.objects.get)(professional=hugo.person)
    await database_sync_to_async(accounts.give_operator_role)(account, on=True)
    form = f"/admin/directory/professional/{nadia.person.id}/change/"
    looked_at = await sit(hugo, path=form, bypass_csp=True)  # axe is a script

    async def show() -> None:
        await looked_at.page.goto(form)

    await is_accessible(looked_at, show)
    return (await sit(hugo, path=form)).page


async def decides(operator: Page, what: str, reason: str) -> None:
    await operator.locator("#id_what").select_option(what)
    await operator.locator("#id_reason").fill(reason)
    await operator.get_by_role("button", name="Enregistrer", exact=True).click()
