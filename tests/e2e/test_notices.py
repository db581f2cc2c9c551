"""Being told, and not being disturbed; and what a sender sees of it."""

from uuid import UUID

from channels.db import database_sync_to_async
from playwright.async_api import expect

from directory.models import Account
from tests.e2e.conftest import Sit
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible


async def test_before_and_after_writing_one_sees_whom_nothing_tells(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    never = Account.objects.filter(professional=hugo.person)
    await database_sync_to_async(never.update)(last_login=None)
    seq = await camille.says(three, "Bonjour à tous deux")
    mine = await sit(camille, three, bypass_csp=True)
    # On a phone: « 2 sans notification active ».
    line = mine.page.get_by_role("button", name="sans notification active")
    panel = mine.page.get_by_role("region", name="Ne seront pas prévenus")

    async def show() -> None:
        if await panel.count() == 0:
            await line.click()
        await expect(panel.get_by_role("listitem")).to_have_text(
            [
                "Nadia Benali, infirmière libérale" + "Aucune notification active",
                "Hugo Marchand, pharmacien" + "Aucune connexion à ce jour",
            ]
        )

    await is_accessible(mine, show)
    await line.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(line).to_be_focused()
    # Of a message that is there, its readers say why too.
    await mine.page.goto(f"/reception/{three}/vu-par/{seq}")
    nadias = mine.page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Nadia")
    await expect(nadias).to_contain_text("Notifications inactives")
