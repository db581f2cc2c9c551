"""The screens of courriers, at both sizes, light and dark."""

from uuid import UUID

import pytest
from playwright.async_api import FilePayload, expect

from conversations.letters import News, State
from tests.bridge.arriving import wrote
from tests.bridge.boxes import box_of
from tests.conversations.acts.mail import DELMAS, PHARMACY, become, come_in, write_letter
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.e2e.test_accessibility import screen as screen  # noqa: PLC0414 — a fixture

TYPED = "inconnu@ailleurs.example"


def own(colleague: Colleague) -> str:
    return f"{colleague.person.id.hex}@medecin.mssante.example"


@pytest.fixture
def courrier(nadia: Colleague) -> UUID:
    """One that reached somebody, not the other, and was answered."""
    box_of(nadia.person, address=own(nadia))
    conversation = write_letter(nadia.person, DELMAS, PHARMACY, subject="Compte rendu")
    become(conversation, News(1, State.OPENED))
    become(conversation, News(2, State.FAILED, reason="550 5.2.2 Boîte pleine"))
    come_in(nadia.person, conversation, DELMAS, "Je la revois lundi. " * 30)
    return conversation


async def test_a_courrier_its_states_and_what_can_be_done_with_it(
    screen: Screen, courrier: UUID
) -> None:
    async def show() -> None:
        await screen.page.goto(f"/courriers/{courrier}")
        await expect(screen.messages).to_contain_text("Courrier non distribué")
        await screen.button("Actions sur ce courrier").last.click()
        await expect(screen.page.get_by_role("menu")).to_be_visible()

    await is_accessible(screen, show)


@pytest.fixture
def akin(nadia: Colleague) -> UUID:
    """One of two to the same person."""
    box = box_of(nadia.person, address=own(nadia))
    wrote(box, DELMAS)
    return wrote(box, DELMAS, message_id="<2@ch.fr>")


async def test_joining_a_courrier_to_another(screen: Screen, akin: UUID) -> None:
    async def show() -> None:
        await screen.page.goto(f"/courriers/{akin}")
        await screen.button("Actions sur ce courrier").last.click()
        await screen.page.get_by_role("menuitem", name="Rattacher à un autre courrier…").click()
        await expect(screen.page.get_by_role("radio")).to_be_visible()

    await is_accessible(screen, show)


async def test_writing_a_courrier_that_cannot_leave_yet(screen: Screen, courrier: UUID) -> None:
    async def show() -> None:
        await screen.page.goto(f"/courriers/{courrier}")
        await screen.button("Répondre par courrier").click()
        await expect(screen.page.get_by_role("complementary")).to_contain_text("Je la revois")
        to = screen.page.get_by_role("combobox", name="À")
        await to.fill(TYPED)
        await to.press("Enter")
        await expect(screen.button(f"Retirer {TYPED}")).to_be_visible()
        heavy = FilePayload(name="a.txt", mimeType="text/plain", buffer=b"a " * 3_900_000)
        await screen.page.locator("input[type=file]").first.set_input_files(heavy)
        await expect(screen.page.get_by_role("alert")).to_contain_text("Trop volumineux")

    await is_accessible(screen, show)


async def test_courriers_and_drafts_in_the_list(screen: Screen, courrier: UUID) -> None:
    async def show() -> None:
        await screen.page.goto("/courriers/courrier")
        await screen.page.get_by_label("Objet").fill("Plus tard")
        await screen.button("Enregistrer le brouillon").click()
        await expect(screen.page.get_by_text("Brouillon enregistré sur ce poste")).to_be_visible()
        await screen.page.goto("/courriers")
        await expect(screen.page.get_by_role("link", name="Plus tard").first).to_be_visible()

    await is_accessible(screen, show)


async def test_linking_a_mailbox(screen: Screen, nadia: Colleague, courrier: UUID) -> None:
    async def show() -> None:
        await screen.page.goto("/courriers/boites")
        await screen.button(f"Modifier la boîte {own(nadia)}").click()
        await screen.button("Tester la connexion").click()
        await expect(screen.page.get_by_role("status", name="Test de la connexion")).to_be_visible()

    await is_accessible(screen, show)
