"""Nadia is away: whoever would write to her is told, and who stands in; nobody is added by that."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from playwright.async_api import Locator, expect

from tests.browsers import PHONE, accessibility_problems
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import fits


async def says_she_is_away(hers: Screen, stand_in: Colleague) -> None:
    """On a telephone, where the list of people is narrow."""
    sheet = hers.page.get_by_role("dialog", name="Mon compte")
    last = timezone.localdate() + timedelta(days=3)
    await sheet.get_by_label("Premier jour").fill(str(timezone.localdate()))
    await sheet.get_by_label("Dernier jour").fill(str(last))
    await sheet.get_by_role("button", name="Choisir un remplaçant").click()
    await sheet.get_by_role("combobox").fill("Hugo Marchand")
    found = sheet.locator(f"#person-{stand_in.person.id}")
    await expect(found).to_be_visible()
    await fits(hers)
    await found.click()
    await sheet.get_by_role("button", name="Enregistrer l’absence").click()
    await expect(sheet.get_by_text("Absence enregistrée.")).to_be_visible()


async def is_told(screen: Screen) -> Locator:
    line = screen.page.get_by_role("list", name="Absences").get_by_role("listitem")
    await expect(line).to_contain_text("Nadia Benali\u00a0: absence jusqu’au")
    await expect(line).to_contain_text("Remplacement\u00a0: Hugo Marchand, pharmacien")
    return line


async def test_who_has_the_conversation_open_and_who_would_begin_one_are_told_and_offered_hugo(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, two: UUID
) -> None:
    open_already = await sit(camille, two, bypass_csp=True)
    hers = await sit(nadia, path="/reception/compte", size=PHONE)
    await says_she_is_away(hers, hugo)

    line = await is_told(open_already)
    assert await accessibility_problems(open_already.page) == []
    await open_already.says("Je vous écris quand même")
    await open_already.sees("Je vous écris quand même")
    await line.get_by_role("button", name="Ajouter Hugo Marchand").click()
    sheet = open_already.page.get_by_role("dialog")
    await expect(sheet.get_by_role("button", name="Retirer Hugo Marchand")).to_be_visible()
    happened = [entry["what"]["type"] for entry in await nadia.entries(two)]
    assert happened == ["conversation_opened", "message_posted"]

    would_begin = await sit(camille, path="/reception/nouvelle")
    page = would_begin.page
    await page.get_by_role("combobox").fill("Nadia Benali")
    await page.locator(f"#person-{nadia.person.id}").click()
    await expect(would_begin.status("En absence\u00a0: Nadia Benali")).to_be_visible()

    await hers.page.get_by_role("button", name="Mettre fin à l’absence").click()
    await expect(line).to_have_count(0)
