"""A screen that is left is locked: nothing of it is seen until who left is back, or gives it up."""

import asyncio
from uuid import UUID

from playwright.async_api import Page, expect

from tests.browsers import accessibility_problems
from tests.conftest import PASSWORD
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import fits, is_accessible
from tests.e2e.test_leaving import KEPT, asks_to_leave, is_signed_out, keeps_nothing, signs_in
from tests.server import SignedIn

CODE = "2580"
HAND = "Control+Alt+KeyL"


async def is_locked(screen: Screen) -> None:
    """And nothing of it is on the page, nor in its title."""
    await expect(screen.page.get_by_role("heading", name="Poste verrouillé")).to_be_visible()
    await expect(screen.page).to_have_title("Liaison")
    assert "Vidal" not in await screen.page.content()
    assert "Marchand" not in await screen.page.content()


async def unlocks(page: Page, secret: str, by: str = "Code de déverrouillage") -> None:
    await page.get_by_label(by).fill(secret)
    await page.get_by_role("button", name="Déverrouiller").click()


async def chooses_a_code(screen: Screen) -> None:
    page = screen.page
    await page.get_by_role("status").get_by_role("button", name="Choisir un code").click()
    await page.get_by_label("Code de déverrouillage").fill("1234")
    await page.get_by_role("button", name="Enregistrer", exact=True).click()
    await expect(page.get_by_text("Ce code se devine trop vite")).to_be_visible()
    await page.get_by_label("Code de déverrouillage").fill(CODE)
    await page.get_by_role("button", name="Enregistrer", exact=True).click()
    await expect(page.get_by_text("Code enregistré")).to_be_visible()


async def at_a_shared_screen(sit: Sit, who: Colleague) -> Screen:
    """One at which nobody was signed in."""
    nobody = SignedIn(who.signed_in.url, {})
    theirs = await sit(Colleague(who.person, nobody), bypass_csp=True)
    await theirs.page.get_by_text("Ce poste est partagé").click()
    await signs_in(theirs, who)
    await expect(theirs.page.get_by_text("choisissez un code")).to_be_visible()
    return theirs


async def test_nadia_locks_her_screen_in_all_its_tabs_and_finds_her_draft_again(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID
) -> None:
    one = await at_a_shared_screen(sit, nadia)
    await chooses_a_code(one)
    await one.page.goto(f"/reception/{three}")
    await one.is_open()
    two = Screen(await one.page.context.new_page())
    await two.page.goto(f"/tous/{three}")
    await two.is_open()
    await one.page.bring_to_front()
    await one.writes("Je reviens")
    await one.field.press(HAND)
    await asyncio.gather(is_locked(one), is_locked(two))

    await camille.says(three, "Pendant ce temps")
    await one.page.go_back()
    await is_locked(one)
    await one.page.reload()
    await is_locked(one)
    assert await accessibility_problems(one.page) == []
    await fits(one)
    await unlocks(one.page, "1111")
    await expect(one.page.get_by_role("alert")).to_contain_text("Encore 4\u00a0essais")
    await unlocks(one.page, CODE)
    await expect(one.filters).to_be_visible()
    await one.page.goto(f"/reception/{three}")
    await expect(one.field).to_have_value("Je reviens")
    await one.sees("Pendant ce temps")
    await two.sees("Pendant ce temps")


async def test_a_screen_left_for_ten_minutes_is_locked_and_nothing_is_left_for_the_next(
    sit: Sit, nadia: Colleague, bruno: Colleague, three: UUID
) -> None:
    theirs = await at_a_shared_screen(sit, nadia)
    await theirs.page.clock.install()
    await theirs.page.goto(f"/reception/{three}")
    await theirs.writes("Je reviens")
    await theirs.page.clock.fast_forward("09:00")
    await expect(theirs.field).to_have_value("Je reviens")
    await theirs.page.clock.fast_forward("01:30")
    await is_locked(theirs)
    await until(lambda: keeps(theirs, "1 in drafts"))

    await theirs.page.context.set_offline(True)
    await theirs.button("Ce n’est pas ma session\u00a0: la déconnecter").click()
    await expect(theirs.page.get_by_role("alert")).to_contain_text("sera effacé")
    await theirs.button("Déconnecter cette session").click()
    await until(lambda: keeps_only_that_it_owes_a_sign_out(theirs))
    await is_signed_out(theirs)
    await theirs.page.context.set_offline(False)
    await theirs.page.clock.resume()
    await until(lambda: keeps_nothing(theirs))
    await signs_in(theirs, bruno)
    await expect(theirs.page.get_by_role("link", name="Bruno Lefèvre")).to_be_visible()
    await theirs.page.go_back()
    await expect(theirs.page.get_by_text("Vidal")).to_have_count(0)
    assert await nadia.texts(three) == []


async def keeps(screen: Screen, what: str) -> bool:
    return what in await screen.page.evaluate(KEPT)


async def keeps_only_that_it_owes_a_sign_out(screen: Screen) -> bool:
    return bool(await screen.page.evaluate(KEPT) == ['{"liaison-sign-out-owed":"1"}', "{}"])


async def test_she_unlocks_with_her_password_and_closes_what_she_left_open_elsewhere(
    sit: Sit, nadia: Colleague, three: UUID
) -> None:
    left = await sit(nadia, three)
    theirs = await at_a_shared_screen(sit, nadia)
    await theirs.page.keyboard.press(HAND)
    await is_locked(theirs)
    await unlocks(theirs.page, PASSWORD, by="Mot de passe")
    await theirs.page.get_by_role("link", name="Mon compte").click()
    sheet = theirs.page.get_by_role("dialog", name="Mon compte")
    await expect(sheet.get_by_role("listitem")).to_have_count(2)

    async def show() -> None:
        await expect(sheet).to_be_visible()

    await is_accessible(theirs, show)
    await sheet.get_by_role("button", name="Fermer partout ailleurs").click()
    await expect(sheet.get_by_role("listitem")).to_have_count(1)
    await expect(left.page.get_by_role("heading", name="Se connecter")).to_be_visible(timeout=5_000)
    await sheet.get_by_role("button", name="Fermer", exact=True).click()
    await asks_to_leave(theirs)
    await is_signed_out(theirs)
