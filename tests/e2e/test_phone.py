"""On a phone: one place at a time, a thumb, and the back gesture."""

from typing import Any
from uuid import UUID

from playwright.async_api import expect

from tests.browsers import PHONE
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague

TOUCHED: dict[str, Any] = {"size": PHONE, "has_touch": True, "is_mobile": True}


async def back(screen: Screen) -> None:
    """The gesture of the system."""
    await screen.page.evaluate("history.back()")


async def test_one_place_at_a_time_and_back_returns(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID
) -> None:
    seq = await nadia.says(three, "Pansement refait.")
    await camille.says(three, "Bien reçu.")
    theirs = await sit(nadia, **TOUCHED)
    await expect(theirs.thread).to_have_count(0)
    await theirs.row("Bien reçu.").get_by_role("link").tap()
    await theirs.sees("Pansement refait.")
    await expect(theirs.list).to_have_count(0)
    await expect(theirs.page.get_by_role("navigation", name="Navigation")).to_have_count(0)

    await theirs.page.get_by_role("link", name="3 participants").tap()
    people = theirs.page.get_by_role("dialog", name="3 participants")
    await expect(people).to_contain_text("Hugo Marchand")
    await back(theirs)
    await expect(people).to_have_count(0)
    await theirs.sees("Pansement refait.")

    await theirs.page.goto(f"/reception/{three}/vu-par/{seq}")
    await expect(theirs.page.get_by_role("dialog")).to_contain_text("Non distribué")
    await theirs.page.get_by_role("button", name="Fermer").tap()
    await theirs.sees("Pansement refait.")
    await theirs.button("Retour à la liste").tap()
    await expect(theirs.row("Bien reçu.")).to_be_visible()
    await expect(theirs.thread).to_have_count(0)


async def test_the_filters_lie_in_a_sheet_that_back_closes(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID
) -> None:
    await camille.says(three, "Bonjour.")
    await nadia.marks(three, do="favourite", on=True)
    theirs = await sit(nadia, **TOUCHED)
    dock = theirs.page.get_by_role("navigation", name="Navigation")
    await dock.get_by_role("link", name="Non lus").tap()
    await expect(theirs.page.get_by_role("heading", name="Non lus", level=1)).to_be_visible()
    await dock.get_by_role("link", name="Filtres").tap()
    sheet = theirs.page.get_by_role("dialog", name="Filtres")
    await expect(sheet.get_by_role("link")).to_have_count(9)  # and the directory
    await back(theirs)
    await expect(sheet).to_have_count(0)
    await dock.get_by_role("link", name="Filtres").tap()
    await sheet.get_by_role("link", name="Favoris").tap()
    await expect(sheet).to_have_count(0)
    await theirs.lists("Pansement de M. Vidal")
    await back(theirs)
    await expect(theirs.page.get_by_role("heading", name="Non lus", level=1)).to_be_visible()


async def test_enter_breaks_the_line_and_the_button_sends(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    theirs = await sit(nadia, two, **TOUCHED)
    await theirs.field.tap()
    await theirs.field.press_sequentially("Glycémie 1,2 g/L")
    await theirs.field.press("Enter")
    await theirs.field.press_sequentially("à jeun")
    await theirs.button("Envoyer").tap()
    await expect(theirs.field).to_have_value("")
    await expect(theirs.messages).to_contain_text("à jeun")
    # As the server has it: « En attente » shows only after a while.
    hers = await sit(camille, two)
    await expect(hers.messages).to_contain_text("à jeun")
    assert await camille.texts(two) == ["Glycémie 1,2 g/L\nà jeun"]


async def test_a_conversation_is_started_with_a_thumb(
    sit: Sit, camille: Colleague, bruno: Colleague
) -> None:
    theirs = await sit(camille, **TOUCHED)
    await theirs.page.get_by_role("link", name="Écrire").tap()
    await theirs.page.get_by_role("combobox").fill("bruno lef")
    await theirs.page.get_by_role("option").first.tap()
    await theirs.button("Suivant").tap()
    await theirs.page.get_by_label("Objet").fill("Kinésithérapie")
    await theirs.page.get_by_role("button", name="Commencer à 2").tap()
    await expect(theirs.page.get_by_role("heading", name="Kinésithérapie")).to_be_visible()
    await theirs.is_open()
    await back(theirs)
    await expect(theirs.page.get_by_role("navigation", name="Navigation")).to_be_visible()


async def test_a_long_press_opens_the_actions_of_a_message(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.says(two, "Bonjour.")
    theirs = await sit(nadia, two, **TOUCHED)
    box = await theirs.message("Bonjour.").bounding_box()
    assert box
    finger = await theirs.page.context.new_cdp_session(theirs.page)
    at = {"x": box["x"] + 60, "y": box["y"] + box["height"] - 8}
    await finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    menu = theirs.page.get_by_role("menu")
    await expect(menu).to_be_visible()
    await finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await menu.get_by_text("À traiter").tap()
    await expect(theirs.message("Bonjour.")).to_contain_text("À traiter")


async def test_what_is_said_in_passing_covers_nothing_one_is_about_to_press(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.says(two, "Bonjour.")
    theirs = await sit(nadia, two, size=PHONE)
    await theirs.chooses("Marquer non lu à partir d’ici", of=theirs.message("Bonjour."))
    await theirs.row("Bonjour.").get_by_role("link").click()
    await expect(theirs.toast("Marqué non lu")).to_be_visible()
    await theirs.field.fill("Vu.\n\nJe passe demain.")
    for place in (theirs.field, theirs.button("Joindre un fichier")):
        await place.click(trial=True)  # nothing would take it instead
    await theirs.button("Envoyer").click()
    await theirs.sees("Vu.\n\nJe passe demain.")
    await expect(theirs.toast("Marqué non lu")).to_be_visible()
