"""Whom does one write to? Found in the directory, told apart, kept in a team, written to."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from channels.db import database_sync_to_async
from django.utils import timezone
from playwright.async_api import Locator, expect

from directory import people, workplaces
from directory.models import Account, Presence, Professional
from directory.search.drawing import draw
from tests.browsers import DESKTOP
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_phone import TOUCHED

PAUL = {"given_name": "Paulette", "family_name": "Lefebvre"}


def engage(*, connected: bool, town: str, rpps: str) -> Professional:
    """A homonym of the others, at a surgery of her own."""
    place = workplaces.place(
        technical_id=f"R{rpps}",
        name=f"Cabinet de {town}",
        town=town,
        department="34",
        phone="0499990102",
    )
    person = people.add(profession="Sage-femme", town=town, rpps=rpps, **PAUL)
    workplaces.practise(person, at=place, profession_code="50", profession="Sage-Femme")
    login = timezone.now() if connected else None
    Account.objects.create(username=str(uuid4()), professional=person, last_login=login)
    draw([person.id])
    return person


def option(screen: Screen, person: Professional) -> Locator:
    return screen.page.locator(f"#person-{person.id}")


@pytest.mark.parametrize("how", [{"size": DESKTOP}, TOUCHED], ids=["desk", "phone"])
async def test_the_right_one_of_two_homonyms_is_kept_in_a_team_and_written_to(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID, how: dict[str, Any]
) -> None:
    phone = how is TOUCHED
    numbers = ("99700000020", "99700000038") if phone else ("99700000046", "99700000053")
    town = f"Sète-{'b' if phone else 'a'}"
    known = await database_sync_to_async(engage)(connected=True, town=town, rpps=numbers[0])
    never = await database_sync_to_async(engage)(connected=False, town="Agde", rpps=numbers[1])
    hers = await sit(camille, path="/reception/annuaire", **how)

    # In the directory: spelled as it sounds, first name first, narrowed to a town.
    await hers.page.get_by_label("Nom ou prénom").last.fill("paulette lefevre")
    found = hers.page.get_by_role("link", name="Paulette Lefebvre")
    await expect(found.filter(has_text=f"RPPS …{numbers[0][-4:]}")).to_be_visible()
    await expect(
        hers.page.get_by_text("Vérifier la profession et la commune.").first
    ).to_be_visible()
    await hers.button("Filtrer").click()
    await hers.page.get_by_label("Profession, spécialité").fill(town)
    await hers.page.get_by_role("button", name=f"{town} Commune").click()
    await expect(found).to_have_count(1)
    await found.click()
    card = hers.page.get_by_role("article")
    await expect(card).to_contain_text(f"RPPS {numbers[0]}")
    await expect(card).to_contain_text("Connexion cette semaine")
    await expect(card.get_by_role("link", name="Appeler le 04")).to_have_attribute(
        "href", "tel:0499990102"
    )
    await card.get_by_role("button", name="Ajouter aux favoris").click()
    await expect(card.get_by_role("button", name="Retirer des favoris")).to_be_visible()
    await hers.button("Fermer la fiche").click()
    await expect(card).to_have_count(0)

    # A team, and who is in it.
    await hers.page.get_by_role("button", name="Retirer le filtre").click()
    await hers.page.get_by_label("Nom ou prénom").last.fill("")
    await hers.button("Nouvelle équipe").click()
    await hers.page.get_by_label("Nom de l’équipe").fill("Naissances")
    await option(hers, known).click()  # a favourite: there before one types
    await hers.page.get_by_role("combobox").fill("lefebvre paulette")
    await expect(option(hers, never)).to_contain_text("Aucune connexion à ce jour")
    await option(hers, never).click()
    await hers.button("Enregistrer").click()
    await expect(hers.page.get_by_text("2 personnes")).to_be_visible()

    # Added at once to a new conversation; whom to telephone is said before.
    await hers.page.goto("/reception/nouvelle")
    await hers.button("Ajouter l’équipe Naissances, 2 personnes").click()
    if phone:
        await hers.button("Suivant").click()
    summary = hers.page.get_by_text("1 sur 2 joignable.")
    await expect(summary).to_be_visible()
    await expect(hers.page.get_by_text("Prévenez par téléphone")).to_be_visible()
    await hers.button("Commencer à 3").click()
    await hers.is_open()

    # And to one that is open.
    await hers.page.goto(f"/reception/{two}/ajouter")
    await hers.button("Ajouter l’équipe Naissances, 2 personnes").click()
    await expect(hers.page.get_by_role("button", name="Nouvelle conversation à 4")).to_be_visible()


async def test_who_is_at_a_page_is_said_to_be_there(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await sit(nadia, two)
    await until(lambda: database_sync_to_async(is_there)(nadia.person))
    hers = await sit(camille, two)
    await hers.page.goto(f"/reception/{two}/participants")
    await hers.button(f"Fiche de {nadia.name}").click()
    await expect(hers.page.get_by_role("article")).to_contain_text("En ligne")


def is_there(person: Professional) -> bool:
    return Presence.objects.filter(pk=person.pk).exists()
