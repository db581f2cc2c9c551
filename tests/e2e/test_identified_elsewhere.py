"""One comes in with a professional's card, by a provider that somebody else wrote."""

from collections.abc import Iterator
from pathlib import Path
from secrets import randbelow

import pytest
from playwright.async_api import Page, expect

from directory import people
from directory.workplaces import place, practise
from tests.browsers import Screens, accessibility_problems
from tests.openid.real import RealProvider
from tests.server import Launch, LiveServer, SignedIn

SIGNED_OUT_WITHIN = 5_000  # ms


@pytest.fixture
def real_provider(tmp_path: Path) -> RealProvider:
    return RealProvider(tmp_path / "provider.log")


@pytest.fixture
def offering(real_provider: RealProvider, launch: Launch) -> Iterator[LiveServer]:
    """A server of ours that sends people there."""
    server = launch(**real_provider.settings())
    with real_provider.serving(server):
        yield server


@pytest.fixture
def number(own_database: str) -> str:
    """Of a pharmacist of the directory, who has no account, and works at two places."""
    rpps = f"{randbelow(10**11):011}"
    ines = people.add(
        given_name="Inès", family_name="Officinale", profession="Pharmacienne", rpps=rpps
    )
    for name in ("Pharmacie du Peyrou", "CH de la Garonne"):
        practise(ines, at=place(technical_id=f"{name} {rpps}", name=name, town="Toulouse"))
    return f"8{rpps}"


async def shows_card(page: Page, number: str) -> None:
    await page.get_by_role("button", name="S’identifier avec Pro Santé Connect").click()
    await page.get_by_label("Carte").fill(number)
    await page.get_by_role("button", name="Valider").click()


async def test_one_comes_in_by_card_and_leaves_on_both_sides(
    offering: LiveServer, real_provider: RealProvider, screens: Screens, number: str
) -> None:
    page = await screens.open(SignedIn(offering.url, {}), bypass_csp=True)
    mine = page.get_by_role("link", name="Inès Officinale")
    door = page.get_by_role("heading", name="Se connecter")
    await expect(page.get_by_role("button", name="S’identifier")).to_be_visible()
    assert await accessibility_problems(page) == []

    # Somebody the directory does not know, and then her: an account is made for her.
    await shows_card(page, "899999999999")
    await expect(page.get_by_role("alert")).to_contain_text("pas dans l’annuaire")
    await page.get_by_label("Ce poste est partagé").check()  # the provider asks who is there now
    await shows_card(page, number)
    await expect(page.get_by_role("radio", name="Pharmacie du Peyrou")).to_be_checked()
    assert await accessibility_problems(page) == []
    await page.get_by_role("radio", name="CH de la Garonne").check()
    await page.get_by_role("button", name="Continuer").click()
    await expect(page.get_by_role("radio")).to_have_count(0)

    # She leaves her screen, and has no password: her card brings her back, shown again.
    await page.keyboard.press("Control+Alt+KeyL")
    await expect(page.get_by_role("heading", name="Poste verrouillé")).to_be_visible()
    assert await accessibility_problems(page) == []
    await page.get_by_role("button", name="Revenir avec Pro Santé Connect").click()
    await page.get_by_label("Carte").fill(number)
    await page.get_by_role("button", name="Valider").click()
    await expect(page.get_by_text("déverrouillez cette session")).to_be_visible()
    await expect(mine).to_be_visible()

    # Leaving here ends there: the next person is asked for a card.
    await mine.click()
    await page.get_by_role("button", name="Se déconnecter").click()
    await page.get_by_role("button", name="Quitter").click()
    await expect(door).to_be_visible()
    await shows_card(page, number)
    await expect(page.get_by_role("radio", name="CH de la Garonne")).to_be_checked()
    await page.get_by_role("button", name="Continuer").click()
    await expect(mine).to_be_visible()

    # Leaving there ends here.
    there = await page.context.new_page()
    await there.goto(f"{real_provider.url}/session/end")
    await there.get_by_role("button", name="Quitter").click()
    await expect(door).to_be_visible(timeout=SIGNED_OUT_WITHIN)
