"""Finding again: one box above the list, on both sizes, by keys or by touch."""

from uuid import UUID

import pytest
from channels.db import database_sync_to_async
from playwright.async_api import Locator, expect

from tests.conversations.acts import JEANNE
from tests.conversations.searches import draw
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.e2e.test_phone import TOUCHED, back

SAID = "Œdème du talon gauche, furosémide 40 mg"


def box(screen: Screen) -> Locator:
    return screen.page.get_by_role("searchbox", name="Rechercher")


def result(screen: Screen, words: str) -> Locator:
    return screen.page.get_by_role("region", name="Résultats").get_by_role("link", name=words)


async def address(screen: Screen) -> str:
    return str(await screen.page.evaluate("location.pathname + location.search"))


@pytest.fixture
async def seq(nadia: Colleague, three: UUID) -> int:
    """Said before so much else that the page does not hold it when it opens."""
    seq = await nadia.had_said(three, SAID)
    for part in range(6):
        await nadia.had_said(three, *(f"Passage {part}-{n}" for n in range(100)))
    await database_sync_to_async(draw)()
    return seq


async def test_with_the_keys_alone_an_old_message_is_found_and_opened(
    sit: Sit, camille: Colleague, three: UUID, seq: int
) -> None:
    hers = await sit(camille)
    await expect(hers.list).to_be_visible()
    await hers.page.keyboard.press("/")
    await expect(box(hers)).to_be_focused()
    await hers.page.keyboard.type("oedemes talon")
    await expect(result(hers, "talon gauche").locator("mark")).to_have_text(["Œdème", "talon"])
    assert await address(hers) == "/reception"

    asked: list[str] = []
    hers.page.on("request", lambda request: asked.append(request.url))
    await hers.page.keyboard.press("ArrowDown")
    await expect(result(hers, "talon gauche")).to_be_focused()
    await hers.page.keyboard.press("Enter")
    await hers.sees(SAID)
    await expect(hers.message(SAID)).to_be_in_viewport()
    await expect(hers.message(SAID)).to_have_attribute("data-lit", "true")
    assert await address(hers) == f"/reception/{three}/message/{seq}"
    assert len([url for url in asked if "/entries" in url]) <= 2
    await expect(hers.message("Passage 3-50")).to_have_count(0)
    await expect(hers.message(SAID)).not_to_have_attribute("data-lit", "true")

    await hers.page.keyboard.press("Escape")
    await expect(result(hers, "talon gauche")).to_be_focused()
    await hers.page.keyboard.press("Escape")
    await expect(box(hers)).to_be_focused()
    await hers.page.keyboard.press("Escape")
    await expect(box(hers)).to_have_value("")
    await expect(hers.list).to_be_visible()


async def test_a_link_to_a_message_opens_there_and_back_returns(
    sit: Sit, camille: Colleague, three: UUID, seq: int
) -> None:
    hers = await sit(camille, path=f"/reception/{three}/message/{seq}")
    await hers.sees(SAID)
    await expect(hers.message(SAID)).to_be_in_viewport()
    await hers.page.get_by_role("link", name="3 participants").click()
    await expect(hers.page.get_by_role("dialog", name="3 participants")).to_be_visible()
    await hers.page.go_back()
    assert await address(hers) == f"/reception/{three}/message/{seq}"
    await expect(hers.message(SAID)).to_be_in_viewport()


async def test_on_a_phone_a_button_opens_the_box_and_back_returns_to_the_results(
    sit: Sit, camille: Colleague, three: UUID, seq: int
) -> None:
    hers = await sit(camille, **TOUCHED)
    await expect(box(hers)).to_have_count(0)
    await hers.button("Rechercher").tap()
    await expect(box(hers)).to_be_focused()
    await box(hers).fill("furosemide 40mg")
    await result(hers, "furosémide").tap()
    await expect(hers.message(SAID)).to_be_in_viewport()
    await expect(hers.message(SAID)).to_be_focused()
    await back(hers)
    await expect(result(hers, "furosémide")).to_be_visible()
    await expect(box(hers)).to_have_value("furosemide 40mg")
    await hers.button("Effacer la recherche").tap()
    await expect(hers.list).to_be_visible()


async def test_results_are_narrowed_by_person_patient_and_filter(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID, two: UUID
) -> None:
    await nadia.says(three, "Bilan sanguin fait")
    await hugo.says(three, "Bilan sanguin reçu")
    await nadia.says(two, "Bilan rénal")
    await camille.names(two, JEANNE)
    await camille.marks(two, do="archive", known_seq=99)
    await database_sync_to_async(draw)()
    hers = await sit(camille)
    await box(hers).fill("bilan")
    await expect(hers.status("2 résultats")).to_be_visible()
    await hers.page.get_by_role("link", name="Chercher dans tous les messages").click()
    await expect(hers.status("3 résultats")).to_be_visible()
    await box(hers).fill("benali")
    nadias = hers.page.get_by_role("button", name="Messages de Nadia Benali")
    await nadias.first.click()  # of all who bear that name, the one she writes with
    await expect(box(hers)).to_be_focused()
    await box(hers).fill("bilan sanguin")
    await expect(hers.status("1 résultat")).to_be_visible()
    await hers.button("Retirer ce critère : Messages de Nadia Benali").click()
    await expect(hers.status("2 résultats")).to_be_visible()
    await box(hers).fill("roussel")
    await hers.page.get_by_role("button", name="CADILLAC Jeanne").click()
    await expect(result(hers, "Bilan rénal").last).to_be_visible()
    await expect(result(hers, "sanguin")).to_have_count(0)


async def test_what_was_corrected_is_found_when_asked_for(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    wrong = await camille.says(three, "Furosémide 5 mg")
    await nadia.has_seen(three, wrong)
    await camille.corrects(three, wrong, "Furosémide 50 mg")
    await database_sync_to_async(draw)()
    hers = await sit(nadia)
    await box(hers).fill("furosémide 5 mg")
    await expect(hers.page.get_by_text("Rien de tel")).to_be_visible()
    await hers.button("Affiner la recherche").click()
    await hers.page.get_by_label("Inclure les versions corrigées").check()
    await expect(result(hers, "Version corrigée")).to_be_visible()


async def test_what_cannot_be_found_is_said_and_what_was_typed_stays(
    sit: Sit, camille: Colleague, three: UUID
) -> None:
    hers = await sit(camille)
    await box(hers).fill("a")
    await expect(hers.page.get_by_text("Tapez au moins deux lettres.")).to_be_visible()
    await hers.page.context.set_offline(True)
    await box(hers).fill("ab")
    await expect(hers.page.get_by_role("alert")).to_contain_text("La recherche n’a pas abouti")
    await hers.page.context.set_offline(False)
    await hers.button("Réessayer").click()
    await expect(hers.page.get_by_text("Rien de tel")).to_be_visible()
    await expect(box(hers)).to_have_value("ab")


async def test_searching_is_accessible(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID, two: UUID
) -> None:
    await nadia.says(three, "Bilan sanguin fait, à revoir avec Mme Roche")
    await camille.names(two, JEANNE)
    await database_sync_to_async(draw)()
    hers = await sit(camille, bypass_csp=True)

    async def show() -> None:
        await hers.page.goto("/reception")
        await expect(hers.page.get_by_role("heading", name="Boîte de réception")).to_be_visible()
        if await box(hers).count() == 0:
            await hers.button("Rechercher").click()
        await box(hers).fill("be")
        await hers.button("Affiner la recherche").click()
        await expect(hers.page.get_by_role("heading", name="Conversations")).to_be_visible()

    await is_accessible(hers, show)
