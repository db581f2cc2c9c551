"""What was wrong is put right, and people know: at screens."""

import re
from uuid import UUID

from channels.db import database_sync_to_async
from playwright.async_api import Locator, expect

from directory import accounts
from directory.models import Account
from tests.browsers import PHONE
from tests.conversations.acts import join
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague

WRONG, RIGHT = "Prednisolone 5 mg le matin", "Prednisolone 50 mg le matin"
REPLACES = "Annule et remplace le message"


def correction_in(screen: Screen) -> Locator:
    return screen.messages.get_by_role("article").filter(has_text=REPLACES)


def writing(screen: Screen) -> Locator:
    """Where a message is being corrected."""
    return screen.page.get_by_role("textbox", name=re.compile("Correction du message"))


async def corrects(screen: Screen, wrong: str, right: str) -> None:
    await screen.chooses("Corriger", of=screen.message(wrong))
    await expect(writing(screen)).to_have_value(wrong)
    await writing(screen).fill(right)
    await screen.button("Donnée clinique").click()
    await writing(screen).press("Enter")
    await expect(writing(screen)).to_have_count(0)


async def test_who_saw_5_mg_is_told_of_50_and_who_comes_later_sees_50_first(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, two: UUID
) -> None:
    dose = await camille.says(two, WRONG)
    hers, mine = await sit(nadia, two), await sit(camille, two)
    await hers.looks()
    await until(lambda: seen_by_nadia(camille, two, dose))

    await corrects(mine, WRONG, RIGHT)
    for screen in (hers, mine):
        new = correction_in(screen)
        await expect(new.locator("del")).to_have_text("supprimé : 5 mg")
        await expect(new.locator("ins")).to_have_text("ajouté : 50 mg")
        await expect(screen.messages).not_to_contain_text(WRONG)
        await expect(screen.messages).to_contain_text("corrigé à")
    await until(lambda: seen_by_nadia(camille, two, dose + 1))
    await expect(mine.messages).not_to_contain_text("N’ont vu que l’original")

    await database_sync_to_async(join)(hugo.person, two, history_from=1)
    his = await sit(hugo, two)
    await expect(correction_in(his)).to_contain_text("50 mg le matin")
    await expect(his.messages).not_to_contain_text(WRONG)
    await his.button("Voir l’original").click()
    await expect(his.messages).to_contain_text(WRONG)


async def seen_by_nadia(author: Colleague, room: UUID, seq: int) -> bool:
    return "Nadia" in await author.readers(room, seq)


async def test_before_anybody_saw_it_the_new_words_are_in_its_place(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    mine = await sit(camille, two)
    await mine.says(WRONG)
    await corrects(mine, WRONG, RIGHT)
    await mine.sees(RIGHT)
    await mine.button("Corrigé avant lecture").click()
    sheet = mine.page.get_by_role("dialog", name="Toutes les versions")
    await expect(sheet).to_contain_text(WRONG)
    await expect(sheet).to_contain_text("corrigé avant lecture, donnée clinique")
    hers = await sit(nadia, two)
    await hers.sees(RIGHT)
    await expect(hers.messages).not_to_contain_text(REPLACES)


async def test_the_author_reminds_in_one_tap_those_who_saw_the_wrong_words_only(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    dose = await camille.says(three, WRONG)
    for reader in (nadia, hugo):
        await reader.has_seen(three, dose)
    await camille.corrects(three, dose, RIGHT)
    mine = await sit(camille, three)
    left = correction_in(mine)
    await expect(left).to_contain_text("N’ont vu que l’original : N. Benali et H. Marchand.")
    await nadia.has_seen(three, dose + 1)
    await expect(left).to_contain_text("N’ont vu que l’original : H. Marchand.")
    await mine.button("Relancer").click()
    await expect(mine.toast("Relance envoyée.").first).to_be_visible()
    await expect(mine.messages).to_contain_text("relancé Hugo Marchand")
    await mine.button("Relancer").click()
    await expect(mine.toast("viennent d’être relancées").first).to_be_visible()


async def test_giving_up_a_correction_brings_the_draft_back(
    sit: Sit, camille: Colleague, two: UUID
) -> None:
    mine = await sit(camille, two)
    await mine.says(WRONG)
    await mine.field.fill("Un brouillon")
    await mine.chooses("Corriger", of=mine.message(WRONG))
    await writing(mine).fill(RIGHT)
    await writing(mine).press("Escape")
    await expect(mine.field).to_have_value("Un brouillon")
    await mine.sees(WRONG)


async def test_what_could_not_be_corrected_stays_typed(
    sit: Sit, camille: Colleague, two: UUID
) -> None:
    mine = await sit(camille, two)
    await mine.says(WRONG)
    await mine.chooses("Corriger", of=mine.message(WRONG))
    await writing(mine).press("Enter")
    await expect(mine.page.get_by_role("alert")).to_contain_text("Le texte est le même")
    await mine.page.route("**/correction", lambda route: route.abort())
    await writing(mine).fill(RIGHT)
    await mine.button("Corriger").click()
    await expect(mine.page.get_by_role("alert")).to_contain_text("injoignable")
    await expect(writing(mine)).to_have_value(RIGHT)
    await mine.page.unroute("**/correction")
    await mine.button("Corriger").click()
    await mine.sees(RIGHT)


async def test_declared_wrong_it_folds_and_the_reason_is_told_at_the_end(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    mine, hers = await sit(camille, two), await sit(nadia, two)
    await mine.says(WRONG)
    await mine.chooses("Annuler ce message…", of=mine.message(WRONG))
    dialog = mine.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Déclarer erroné").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Écrivez pourquoi")
    await dialog.get_by_role("textbox").fill("C’était une autre patiente.")
    await dialog.get_by_role("button", name="Déclarer erroné").click()
    for screen in (mine, hers):
        await expect(screen.messages).to_contain_text("est déclaré erroné")
        await expect(screen.messages).to_contain_text("C’était une autre patiente.")
        await expect(screen.messages).not_to_contain_text(WRONG)
    await expect(hers.row("Message déclaré erroné")).to_be_visible()


async def test_masked_it_goes_at_once_from_every_screen_those_who_left_included(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    mine, hers = await sit(camille, three), await sit(nadia, three)
    await mine.says("Mme Canari est séropositive")
    await hugo.does(three, "leave")
    his = await sit(hugo, path=f"/tous/{three}")
    for screen in (hers, his):
        await expect(screen.messages).to_contain_text("Canari")
    await mine.chooses("Masquer…", of=mine.message("Mme Canari est séropositive"))
    dialog = mine.page.get_by_role("dialog")
    await dialog.get_by_label("Mauvais patient").check()
    await dialog.get_by_role("button", name="Masquer pour tous").click()
    for screen in (mine, hers, his):
        await expect(screen.messages).to_contain_text("Personne ne peut plus le lire")
        assert "Canari" not in await screen.page.inner_text("body")


async def test_an_error_reported_is_shown_to_its_author_alone_who_answers_it(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    mine, hers, his = [await sit(who, three) for who in (camille, nadia, hugo)]
    await mine.says(WRONG)
    await hers.chooses("Signaler une erreur…", of=hers.message(WRONG))
    dialog = hers.page.get_by_role("dialog")
    await dialog.get_by_label("Donnée clinique").check()
    await dialog.get_by_role("button", name="Signaler").click()
    await expect(hers.toast("Signalé à son auteur").first).to_be_visible()
    told = "Nadia Benali vous signale une erreur : donnée clinique"
    await expect(mine.messages).to_contain_text(told)
    await expect(his.messages).not_to_contain_text("signale")
    await mine.button("Corriger").click()
    await writing(mine).fill(RIGHT)
    await writing(mine).press("Enter")
    await expect(mine.messages).not_to_contain_text(told)


async def test_two_people_open_what_was_masked_and_the_conversation_is_told(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, bruno: Colleague, two: UUID
) -> None:
    secret = await camille.says(two, "Mme Canari est séropositive")
    await camille.does(two, f"entries/{secret}/masking", reason="wrong_patient")
    for who, role in ((hugo, "officer"), (bruno, "second")):
        account = await Account.objects.aget(professional=who.person)
        await database_sync_to_async(accounts.give_protection_role)(account, role)
    officer = await sit(hugo, path="/reception/compte")
    await officer.button("Protection des données").click()
    mine = officer.page.get_by_role("listitem").filter(has_text="Message de Camille Roche").first
    await mine.get_by_role("button", name="Demander l’ouverture").click()
    await mine.get_by_role("textbox").fill("Plainte du 12 mars")
    await mine.get_by_role("button", name="Demander l’ouverture").click()
    await expect(officer.page.get_by_text("En attente de l’accord")).to_be_visible()
    second = await sit(bruno, path="/reception/protection")
    await second.button("Donner mon accord").click()
    await expect(second.page.get_by_text("Accord de Bruno Lefèvre")).to_be_visible()
    await officer.page.reload()
    await officer.button("Lire").click()
    await expect(officer.page.get_by_text("Mme Canari est séropositive")).to_be_visible()
    hers = await sit(nadia, two)
    await expect(hers.messages).to_contain_text("ouvert un message masqué")
    assert "Canari" not in await hers.page.inner_text("body")


async def test_correcting_fits_on_a_phone(sit: Sit, camille: Colleague, two: UUID) -> None:
    await camille.says(two, WRONG)
    mine = await sit(camille, two, size=PHONE)
    await mine.chooses("Corriger", of=mine.message(WRONG))
    await expect(writing(mine)).to_be_focused()
    box = await mine.button("Corriger").bounding_box()
    assert box
    assert box["x"] + box["width"] <= PHONE[0]
    assert box["height"] >= 36
