"""People who come and go, each in a browser: who is added sees what they were given, who left
nothing more."""

from uuid import UUID

from playwright.async_api import Locator, expect

from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague


def sheet(screen: Screen) -> Locator:
    return screen.page.get_by_role("dialog")


async def opens_adding(screen: Screen, who: Colleague) -> None:
    """Down to the person ticked: other tests have hired others of the same name."""
    await screen.thread.get_by_role("link", name="Ajouter des participants").click()
    await ticks(screen, who)


async def ticks(screen: Screen, who: Colleague) -> None:
    await screen.page.get_by_role("combobox").fill(who.name)
    await screen.page.locator(f"#person-{who.person.id}").click()


async def chooses_from_menu(screen: Screen, action: str) -> None:
    await (
        screen.thread.get_by_role("banner")
        .or_(screen.thread.locator("header"))
        .first.get_by_role("button", name="Autres actions")
        .click()
    )
    await screen.page.get_by_role("menu").get_by_text(action, exact=True).click()


async def test_one_is_added_with_the_history_and_another_leaves(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, bruno: Colleague, three: UUID
) -> None:
    await camille.had_said(three, "Plaie propre.", "Pansement à refaire jeudi.")
    hers = await sit(camille, three)
    his = await sit(bruno, path="/reception")
    await his.lists()

    await opens_adding(hers, bruno)
    await sheet(hers).get_by_role("radio", name="Tout (2 messages)").check()
    await sheet(hers).get_by_role("button", name="Ajouter", exact=True).click()
    await expect(sheet(hers)).to_have_count(0)
    await expect(hers.messages).to_contain_text("Voit tout : 2 messages.")

    await his.lists("Pansement de M. Vidal")
    await expect(his.row("Pansement")).to_contain_text("C. Roche vous a ajouté")
    await his.row("Pansement").get_by_role("link").click()
    await his.sees("Plaie propre.", "Pansement à refaire jeudi.")

    await chooses_from_menu(his, "Quitter la conversation")
    await sheet(his).get_by_text("Fin de prise en charge").click()
    await sheet(his).get_by_role("button", name="Quitter", exact=True).click()
    await expect(his.thread).to_contain_text("Vous avez quitté cette conversation")
    await expect(hers.messages).to_contain_text("(fin de prise en charge)")

    await hers.says("Sans Bruno désormais.")
    await hers.sees("Sans Bruno désormais.")
    await his.page.reload()
    await his.sees("Plaie propre.")
    await expect(his.page.locator("body")).not_to_contain_text("Sans Bruno")


async def test_an_addition_is_undone_before_anybody_looked(
    sit: Sit, camille: Colleague, bruno: Colleague, three: UUID
) -> None:
    hers = await sit(camille, three)
    his = await sit(bruno, path="/reception")
    await camille.adds(three, bruno)
    await his.lists("Pansement de M. Vidal")
    await hers.button("Annuler l’ajout").click()
    await expect(hers.messages).to_contain_text("qui n’a rien consulté")
    await his.lists()
    await expect(hers.button("Annuler l’ajout")).to_have_count(0)


async def test_from_two_to_three_a_new_conversation_comes_first(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, two: UUID
) -> None:
    hers = await sit(camille, two)
    await opens_adding(hers, hugo)
    await expect(sheet(hers).get_by_label("À partir de maintenant")).to_be_checked()
    await hers.button("Nouvelle conversation à 3").click()
    participants = hers.page.get_by_role("main", name="Nouvelle conversation")
    await expect(participants.get_by_role("complementary")).to_contain_text("Nadia Benali")
    await expect(participants.get_by_role("complementary")).to_contain_text("Hugo Marchand")


async def test_who_is_left_alone_is_told_that_nobody_reads_and_the_other_is_asked_back(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    hers = await sit(camille, two)
    theirs = await sit(nadia, two)
    await nadia.does(two, "leave")
    await expect(hers.status("Plus personne ne lira vos messages ici.")).to_be_visible()
    await expect(hers.field).to_have_count(0)
    await theirs.goes("Boîte de réception")
    await theirs.lists()

    await hers.page.get_by_role("link", name="Inviter quelqu’un").click()
    await ticks(hers, nadia)
    await sheet(hers).get_by_role("button", name="Ajouter", exact=True).click()
    await expect(theirs.row("vous invite à revenir")).to_be_visible()
    await theirs.row("vous invite à revenir").get_by_role("button", name="Accepter").click()
    await expect(hers.messages).to_contain_text("a accepté de revenir")
    await expect(hers.field).to_be_visible()
    await hers.says("Bon retour.")
    await theirs.row("Bon retour.").get_by_role("link").click()
    await theirs.sees("Bon retour.")


async def test_a_conclusion_stays_on_top_until_somebody_writes(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID
) -> None:
    hers = await sit(camille, three)
    theirs = await sit(nadia, three)
    await chooses_from_menu(hers, "Clore la conversation")
    await sheet(hers).get_by_role("textbox").fill("Plaie fermée, soins terminés.")
    await sheet(hers).get_by_role("button", name="Clore", exact=True).click()
    pinned = theirs.thread.get_by_role("complementary", name="Close")
    await expect(pinned).to_contain_text("Plaie fermée, soins terminés.")
    await theirs.says("Elle s’est rouverte.")
    await expect(pinned).to_have_count(0)
    await chooses_from_menu(hers, "Changer l’objet")
    await sheet(hers).get_by_role("textbox").fill("Plaie du talon")
    await sheet(hers).get_by_role("button", name="Enregistrer").click()
    await expect(theirs.thread.get_by_role("heading", level=1)).to_have_text("Plaie du talon")
