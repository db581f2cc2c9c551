"""Writing to the patient a conversation is about, and passing on by mail what was said there."""

import re
from collections.abc import Iterator
from secrets import token_hex
from uuid import UUID

import pytest
from channels.db import database_sync_to_async
from playwright.async_api import Locator, expect

from bridge.models import Box, Outgoing
from conversations import clock
from tests.bridge.boxes import box_of
from tests.bridge.patients import identify
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.e2e.test_patient import opens_card, sheet

DELMAS = "antoine.delmas@ch-fictif.exemple.mssante.fr"


@pytest.fixture(autouse=True)
def box(camille: Colleague) -> Iterator[None]:
    """On no server: what is written waits. Given up afterwards, so that nobody looks for it."""
    made = box_of(camille.person, address=f"{token_hex(4)}@exemple.mssante.fr")
    yield
    Outgoing.objects.filter(box=made).update(state=Outgoing.State.CANCELLED)
    Box.objects.filter(id=made.id).update(ended_at=clock.now())


def letter(screen: Screen) -> Locator:
    return screen.page.get_by_role("region", name="Courrier", exact=True)


async def test_camille_writes_to_her_patient_who_may_not_answer_and_records_that_she_objects(
    sit: Sit, camille: Colleague, two: UUID
) -> None:
    await database_sync_to_async(identify)(camille.person, two)
    mine = await sit(camille, two)
    await opens_card(mine, "Fiche du patient")
    await mine.button("Écrire au patient").click()
    await expect(letter(mine)).to_contain_text("Odette TESTU-FICTIF")
    await letter(mine).get_by_label("Objet").fill("Votre ordonnance")
    await letter(mine).get_by_label("Texte du courrier").fill("Elle est prête.")
    await letter(mine).get_by_label("Empêcher la réponse du patient").check()
    await mine.button("Envoyer le courrier").click()
    who = mine.page.get_by_role("region", name="Courrier au patient")
    await expect(who).to_contain_text("TESTU-FICTIF Odette, née le\u00a017/08/1955")
    await expect(who).to_contain_text("Réponses closes")
    assert "2550831555999" not in mine.page.url

    async def show() -> None:
        await mine.page.reload()
        await expect(who).to_contain_text("Réponses closes")

    await is_accessible(mine, show)
    await mine.page.set_viewport_size({"width": 1280, "height": 860})
    await who.get_by_role("button", name="Opposition aux courriers…").click()
    await mine.button("Enregistrer l’opposition").click()
    await expect(who).to_contain_text("S’oppose à recevoir des courriers")
    await mine.page.goto(f"{mine.page.url.split('/courriers')[0]}/reception/{two}")
    await opens_card(mine, "Fiche du patient")
    await expect(sheet(mine)).to_contain_text("S’oppose à recevoir des courriers")
    await expect(mine.button("Écrire au patient")).to_have_count(0)


async def test_camille_passes_on_what_nadia_said_word_for_word_and_nadia_is_told(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    mine, hers = await sit(camille, two), await sit(nadia, two)
    await hers.says("Plaie propre.")
    await mine.chooses("Transférer par courrier", of=mine.message("Plaie propre."))
    passed = letter(mine).get_by_role("figure")
    await expect(passed).to_contain_text(re.compile(r"Transmis depuis[^$]*Nadia[^$]*Plaie propre"))
    await letter(mine).get_by_role("combobox", name="À").fill(DELMAS)
    await letter(mine).get_by_role("combobox", name="À").press("Enter")
    await mine.button("Envoyer le courrier").click()
    sent = mine.page.get_by_role("region", name="Messages")
    await expect(sent).to_contain_text("Plaie propre.")
    await expect(hers.messages).to_contain_text(
        re.compile("a transmis 1.message par courrier à 1.destinataire")
    )
