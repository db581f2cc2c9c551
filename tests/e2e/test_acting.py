"""Camille works at two places: what she says stays said from where she was."""

from uuid import UUID

from channels.db import database_sync_to_async
from playwright.async_api import expect

from directory.workplaces import place, practise
from tests.e2e.conftest import Sit
from tests.e2e.team import Colleague


def works_at_the_hospital_too(who: Colleague) -> None:
    for name, does in (("Cabinet des Arènes", "Médecin généraliste"), ("CH du Val", "Urgentiste")):
        at = place(technical_id=f"{name} {who.person.id}"[:60], name=name, town="Albi")
        practise(who.person, at=at, profession_code="10", profession=does)


async def test_what_she_said_before_she_changed_places_keeps_where_it_was_said(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await database_sync_to_async(works_at_the_hospital_too)(camille)
    nadias = await sit(nadia, two)
    hers = await sit(camille, path="/reception/activite")
    for where, words in (("Cabinet des Arènes", "Vue ce matin"), ("CH du Val", "Vue aux urgences")):
        await hers.page.goto("/reception/activite")
        await hers.page.get_by_role("radio", name=where).check()
        await hers.page.get_by_role("button", name="Continuer").click()
        await expect(hers.page.get_by_role("radio")).to_have_count(0)
        await camille.says(two, words)
        await nadias.sees(words)
        # What others say parts hers, as another day would: each has its head.
        await nadia.says(two, f"Bien reçu de {where}")
    for where, words in (("Cabinet des Arènes", "Vue ce matin"), ("CH du Val", "Vue aux urgences")):
        await expect(nadias.message(words)).to_contain_text(where)
