"""Whom it is about: said by one, seen by the other, changed only after a question."""

import re
from uuid import UUID

from playwright.async_api import Locator, expect

from tests.browsers import PHONE
from tests.conversations.acts import JEANNE
from tests.conversations.test_patients import PAUL
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible


def label(screen: Screen) -> Locator:
    return screen.thread.locator("dl[aria-label=Patient]")


def sheet(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


async def opens_card(screen: Screen, action: str) -> None:
    await screen.thread.get_by_role("button", name="Autres actions").first.click()
    await screen.page.get_by_role("menuitem", name=action).click()


async def types(screen: Screen, **fields: str) -> None:
    for name, value in fields.items():
        await sheet(screen).locator(f"[name={name}]").fill(value)


async def test_one_names_the_patient_and_the_other_sees_whom_it_is_about(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await opens_card(mine, "Indiquer le patient")
    await mine.button("Enregistrer").click()
    await expect(sheet(mine).get_by_text("À renseigner.")).to_have_count(4)
    await expect(mine.page.locator("[name=birth_name]")).to_be_focused()
    await types(
        mine, birth_name="Cadillac", birth_first_names="Jeanne", used_name="Roussel",
        birth_date="17/08/1955", matricule="1 55 08 31 555 999", key="91",
    )  # fmt: skip
    await sheet(mine).get_by_label("Féminin").check()
    await expect(sheet(mine).get_by_text("Cette clé n’est pas celle du matricule")).to_be_visible()
    await expect(sheet(mine).get_by_text("ne correspond pas au sexe")).to_be_visible()
    await types(mine, matricule="2 55 08 31 555 999", key="90")
    await expect(sheet(mine).get_by_text("ne correspond pas au sexe")).to_have_count(0)
    await mine.button("Enregistrer").click()
    for screen in (mine, hers):
        await expect(label(screen)).to_contain_text("CADILLAC")
        await expect(label(screen)).to_contain_text("17/08/1955")
        await expect(label(screen)).to_contain_text("Provisoire")
        await expect(screen.messages).to_contain_text(re.compile("indiqué le patient"))
    await expect(hers.page).not_to_have_title(re.compile("cadillac", re.IGNORECASE))
    assert "cadillac" not in hers.page.url.lower()
    assert "2550831555999" not in re.sub(r"\s", "", await hers.page.content())


async def test_a_change_asks_first_and_a_page_that_is_behind_changes_nothing(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    other = await camille.starts(nadia)
    await camille.names(two, JEANNE)
    await camille.names(other, PAUL)
    mine = await sit(camille, two)
    await opens_card(mine, "Fiche du patient")
    await mine.button("Changer le patient ou son identité").click()
    await sheet(mine).get_by_label("Un patient de vos conversations").fill("dur")
    await mine.page.get_by_role("button", name="DURAND Paul").click()
    question = mine.page.get_by_role("dialog", name="Changer le patient ?")
    await expect(question).to_contain_text("Cette conversation concerne CADILLAC Jeanne")
    await mine.page.keyboard.press("Escape")
    await expect(question).to_have_count(0)
    await expect(sheet(mine)).to_be_visible()
    await expect(label(mine)).to_contain_text("CADILLAC")
    await mine.page.get_by_role("button", name="DURAND Paul").click()
    await question.get_by_role("button", name="Changer").click()
    await expect(label(mine)).to_contain_text("DURAND")
    await expect(mine.messages).to_contain_text("changé le patient")
    await expect(sheet(mine).get_by_role("link")).to_have_count(1)


async def test_a_message_about_another_patient_asks_once_before_it_leaves(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    other = await camille.starts(nadia)
    await camille.names(two, JEANNE)
    await camille.names(other, PAUL)
    await nadia.says(other, "Il dort bien.")
    mine = await sit(camille, two)
    await expect(mine.row("DURAND")).to_be_visible()
    await mine.says("Mme Cadillac va bien")
    await mine.sees("Mme Cadillac va bien")
    await mine.says("M. Durand : 5 mg")
    question = mine.page.get_by_role("dialog", name="Est-ce le bon patient ?")
    await expect(question).to_contain_text("Ce message parle de DURAND Paul, né le 03/12/1962.")
    await question.get_by_role("button", name="Relire").click()
    await expect(mine.field).to_have_value("M. Durand : 5 mg")
    await expect(mine.message("M. Durand : 5 mg")).to_have_count(0)
    await mine.field.press("Enter")
    await question.get_by_role("button", name="Envoyer quand même").click()
    await mine.sees("M. Durand : 5 mg")
    await expect(question).to_have_count(0)
    # Where nobody is named, many may be spoken of.
    nobody = await camille.starts(nadia)
    await mine.page.goto(f"/tous/{nobody}")
    await mine.is_open()
    await mine.says("M. Durand et Mme Cadillac demain")
    await mine.sees("M. Durand et Mme Cadillac demain")


async def test_an_opposition_is_recorded_after_a_question_and_shown_above_the_thread(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.names(two, JEANNE)
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await label(mine).get_by_role("link").click()
    await mine.button("Enregistrer une opposition").click()
    question = mine.page.get_by_role("dialog", name="Enregistrer l’opposition du patient ?")
    await question.get_by_role("button", name="Enregistrer", exact=True).click()
    for screen in (mine, hers):
        await expect(label(screen)).to_contain_text("Opposition du patient")
    await mine.button("Lever l’opposition").click()
    await (
        mine.page.get_by_role("dialog", name="Lever")
        .get_by_role("button", name="Lever l’opposition")
        .click()
    )
    await expect(label(hers)).not_to_contain_text("Opposition")


async def test_a_conversation_starts_about_a_patient_who_is_known_already(
    sit: Sit, camille: Colleague, hugo: Colleague, two: UUID
) -> None:
    await camille.names(two, JEANNE)
    mine = await sit(camille, path="/reception/nouvelle")
    await mine.page.get_by_label("Qui doit recevoir vos messages ?").fill("hugo march")
    await mine.page.get_by_role("option").filter(has_text="Hugo").first.click()
    await mine.button("Indiquer le patient").click()
    await mine.page.get_by_label("Un patient de vos conversations").fill("cadi")
    await mine.page.get_by_role("button", name="CADILLAC Jeanne").click()
    await expect(mine.page.get_by_text("1 conversation le concerne déjà.")).to_be_visible()
    await mine.button("Les voir").click()
    await expect(mine.page.get_by_role("link", name="Nadia")).to_be_visible()
    await mine.page.get_by_role("button", name="Commencer à 2").click()
    await expect(label(mine)).to_contain_text("CADILLAC")


async def test_the_card_and_the_choice_are_accessible_at_both_sizes(
    sit: Sit, camille: Colleague, two: UUID
) -> None:
    screen = await sit(camille, two, bypass_csp=True)
    await opens_card(screen, "Indiquer le patient")

    async def choice() -> None:
        await screen.button("Enregistrer").click()
        await expect(sheet(screen).get_by_text("À renseigner.").first).to_be_visible()

    await is_accessible(screen, choice)
    await camille.names(two, JEANNE.model_copy(update={"used_name": "de la Roussellière"}))
    await screen.page.evaluate("document.documentElement.style.fontSize = ''")
    await screen.page.goto(f"/reception/{two}/patient")

    async def card() -> None:
        await expect(sheet(screen)).to_contain_text("CADILLAC")

    await is_accessible(screen, card)


async def test_on_a_phone_the_patient_stands_in_two_lines_always_in_sight(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.names(two, JEANNE)
    await nadia.says(two, *(f"Message {number}" for number in range(40)))
    hers = await sit(camille, two, size=PHONE)
    await expect(label(hers)).to_be_in_viewport(ratio=1)
    box = await label(hers).bounding_box()
    assert box
    assert box["height"] <= 64
