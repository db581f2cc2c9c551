"""Asking, taking into account, naming and answering: two people at their screens."""

import json
from uuid import UUID

import pytest_asyncio
from channels.db import database_sync_to_async
from playwright.async_api import Page, expect

from tests.browsers import PHONE
from tests.conversations.acts import join
from tests.e2e.conftest import Sit
from tests.e2e.screen import until
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible

ASK = "Demander une prise en compte"
URGENT = "Demander une prise en compte urgente"
TAKEN = "Pris en compte"
SEAL = 16  # bytes that AES-GCM adds


async def test_one_asks_the_other_takes_it_and_the_author_sees_it(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    hers, mine = await sit(nadia, three), await sit(camille, three)
    await mine.button(ASK).click()
    await mine.page.get_by_role("checkbox", name="Nadia Benali").check()
    await mine.says("Furosémide 60 mg le matin")
    asked = mine.message("Furosémide 60 mg le matin")
    await expect(asked).to_contain_text("en attente", ignore_case=True)
    line = hers.page.get_by_role("link", name="1 prise en compte attendue de vous")
    await expect(line).to_be_visible()
    await expect(
        hers.thread.get_by_role("button", name="1 prise en compte attendue")
    ).to_be_visible()
    await hers.message("Furosémide 60 mg le matin").get_by_role("button", name=TAKEN).click()
    await expect(asked).to_contain_text("Pris en compte à")
    await expect(line).to_have_count(0)
    # Within five minutes it may be undone: the author sees that too.
    await hers.button("Annuler ma prise en compte").click()
    await expect(asked).to_contain_text("en attente", ignore_case=True)


async def test_nothing_leaves_to_nobody_and_what_was_typed_stays(
    sit: Sit, camille: Colleague, two: UUID, three: UUID
) -> None:
    mine = await sit(camille, three)
    await mine.button(ASK).click()
    await mine.says("À qui ?")
    await expect(mine.page.get_by_role("alert")).to_contain_text("Choisissez qui")
    await expect(mine.field).to_have_value("À qui ?")
    await expect(mine.messages.get_by_role("article")).to_have_count(0)
    # Of two people, the other is the one.
    await mine.page.goto(f"/reception/{two}")
    await mine.button(ASK).click()
    await expect(mine.page.get_by_role("checkbox", name="Nadia Benali")).to_be_checked()


async def test_an_urgent_one_stands_on_top_of_the_list_until_it_is_taken(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID, three: UUID
) -> None:
    await camille.says(two, "Bonjour")
    hers, mine = await sit(nadia), await sit(camille, three)
    await mine.button(URGENT).click()
    await expect(mine.page.get_by_role("group")).to_contain_text("appeler le 15")
    await mine.page.get_by_role("checkbox", name="Nadia Benali").check()
    await mine.says("Retrouvé au sol, conscient")
    await expect(hers.row("Pansement de M. Vidal")).to_contain_text("Urgent")
    await camille.says(two, "Autre chose")
    await hers.lists("Pansement de M. Vidal", "Camille Roche")
    await hers.row("Pansement de M. Vidal").get_by_role("link").click()
    message = hers.message("Retrouvé au sol, conscient")
    await expect(message).to_contain_text("Urgence vitale : appeler le 15.")
    await message.get_by_role("button", name=TAKEN).click()
    await hers.lists("Camille Roche", "Pansement de M. Vidal")


async def test_naming_somebody_by_the_keys_alone(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID
) -> None:
    hers, mine = await sit(nadia, three), await sit(camille, three)
    options = mine.page.get_by_role("option")
    await mine.writes("Merci @")
    await expect(options).to_have_count(2)
    await mine.field.press("ArrowDown")
    await mine.field.press("ArrowUp")
    await mine.writes("benal")
    await expect(options).to_have_text(["Nadia Benali infirmière libérale"])
    await expect(options).to_have_attribute("aria-selected", "true")
    await mine.field.press("Enter")
    await expect(options).to_have_count(0)
    await expect(mine.field).to_have_value("Merci @Nadia Benali ")
    await mine.writes("pour @zz")
    await mine.field.press("Enter")
    said = hers.message("Merci @Nadia Benali pour @zz")
    await expect(said.locator("b").filter(has_text="@")).to_have_text(["@Nadia Benali"])
    page = await nadia.entries(three)
    assert page[-1]["what"]["mentions"] == [str(nadia.person.id)]


async def test_an_answer_shows_what_it_answers_and_leads_there(
    sit: Sit, camille: Colleague, nadia: Colleague, three: UUID
) -> None:
    await camille.had_said(three, "Bien reçu, 60 mg.", *[f"Ligne {n}" for n in range(120)])
    hers = await sit(nadia, three, bypass_csp=True)
    await hers.sees("Bien reçu, 60 mg.")
    await hers.chooses("Répondre", of=hers.message("Bien reçu, 60 mg."))
    await expect(hers.field).to_be_focused()
    bar = hers.thread.get_by_text("Réponse à Camille Roche")
    await expect(bar).to_be_visible()
    await hers.field.press("Escape")
    await expect(bar).to_have_count(0)
    await hers.chooses("Répondre", of=hers.message("Bien reçu, 60 mg."))
    await hers.says("Pilulier refait")
    answer = hers.message("Pilulier refait").get_by_role("button", name="Réponse à Camille Roche")
    await expect(answer).to_contain_text("« Bien reçu, 60 mg. »")
    # The message answered is far above: it was let go, and is fetched again.
    await hers.page.reload()
    await hers.sees("Pilulier refait")
    await expect(answer).to_contain_text("« Bien reçu, 60 mg. »")
    await answer.click()
    await hers.sees("Bien reçu, 60 mg.")


async def test_a_newcomer_is_told_that_what_is_answered_came_before_them(
    sit: Sit, camille: Colleague, nadia: Colleague, bruno: Colleague, three: UUID
) -> None:
    before = await camille.says(three, "Entre nous")
    await database_sync_to_async(join)(bruno.person, three)
    await nadia.says(three, "Entendu", quote=before)
    his = await sit(bruno, three)
    await expect(his.message("Entendu")).to_contain_text("message antérieur à votre arrivée")
    await expect(his.page.get_by_text("Entre nous")).to_have_count(0)


async def test_nothing_that_goes_along_is_lost_by_a_reload_or_without_a_line(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    await nadia.says(three, "Quelle dose ?")
    mine = await sit(camille, three)
    await mine.chooses("Répondre", of=mine.message("Quelle dose ?"))
    await mine.button(URGENT).click()
    await mine.page.get_by_role("checkbox", name="Hugo Marchand").check()
    await mine.writes("60 mg @Nadia Benali")
    await mine.field.press("Escape")
    request = {"people": [str(hugo.person.id)], "urgent": True}
    along = {"quote": 2, "mentions": [], "request": request, "files": []}
    draft = {"conversation": str(three), "text": "60 mg @Nadia Benali", "along": along}
    whole = len(json.dumps(draft, separators=(",", ":"))) + SEAL

    async def is_kept() -> bool:
        return await kept_bytes(mine.page) == whole

    await until(is_kept)
    await mine.page.reload()
    await expect(mine.field).to_have_value("60 mg @Nadia Benali")
    await expect(mine.page.get_by_role("checkbox", name="Hugo Marchand")).to_be_checked()
    await expect(mine.thread.get_by_text("Réponse à Nadia Benali")).to_be_visible()
    await mine.page.context.set_offline(True)
    await mine.field.press("Enter")
    await expect(mine.message("60 mg @Nadia Benali")).to_contain_text("Hugo Marchand")
    await mine.page.context.set_offline(False)
    await expect(mine.message("60 mg @Nadia Benali").get_by_text("En attente")).to_be_visible()
    last = (await nadia.entries(three))[-1]["what"]
    assert (last["quote"], last["mentions"]) == (2, [str(nadia.person.id)])
    assert last["request"]["urgent"]


async def test_the_sheet_of_requests_leads_to_each(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID, three: UUID
) -> None:
    people = [str(nadia.person.id)]
    await camille.says(three, "Dosage à revoir", request={"people": people, "urgent": False})
    await nadia.says(
        two, "INR ce soir", request={"people": [str(camille.person.id)], "urgent": False}
    )
    hers = await sit(nadia)
    await hers.page.get_by_role("link", name="1 prise en compte attendue de vous").click()
    sheet = hers.page.get_by_role("dialog", name="Prises en compte")
    await expect(sheet.get_by_role("button", name="INR ce soir")).to_contain_text("Camille Roche")
    await sheet.get_by_role("button", name="Dosage à revoir").click()
    await hers.sees("Dosage à revoir")


@pytest_asyncio.fixture(loop_scope="session")
async def asked(camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID) -> UUID:
    """What is asked of her alone, of two urgently, answered, and named."""
    me, other = str(nadia.person.id), str(hugo.person.id)
    first = await nadia.says(three, "Poids 60,0 kg ce matin, soit +1,8 kg depuis vendredi.")
    await camille.says(
        three,
        "Furosémide 60 mg @Nadia Benali",
        quote=first,
        mentions=[me],
        request={"people": [me], "urgent": False},
    )
    await camille.says(
        three, "Retrouvé au sol, conscient.", request={"people": [me, other], "urgent": True}
    )
    await nadia.says(
        three, "Vu avec la pharmacie.", request={"people": [other], "urgent": False}, quote=first
    )
    return three


async def test_axe_finds_nothing_serious_in_requests(
    sit: Sit, nadia: Colleague, asked: UUID
) -> None:
    screen = await sit(nadia, bypass_csp=True)

    async def writing() -> None:
        await screen.page.goto(f"/reception/{asked}")
        await screen.sees("Vu avec la pharmacie.")
        await screen.field.focus()
        if not await screen.page.get_by_role("checkbox").count():
            await screen.button(URGENT).click()
        await screen.chooses("Répondre", of=screen.message("Vu avec la pharmacie."))
        await screen.field.fill("")
        await screen.writes("@")
        await expect(screen.page.get_by_role("option")).to_have_count(2)

    async def sheet() -> None:
        await screen.page.goto("/reception/prises-en-compte")
        await expect(screen.page.get_by_role("dialog")).to_contain_text("Retrouvé au sol")

    await is_accessible(screen, writing)
    await is_accessible(screen, sheet)


async def test_on_a_phone_the_tools_come_with_the_keyboard(
    sit: Sit, nadia: Colleague, asked: UUID
) -> None:
    hers = await sit(nadia, asked, size=PHONE, has_touch=True)
    await expect(hers.button(ASK)).to_be_hidden()
    await hers.field.tap()
    # A message's menu stays, though the keyboard goes.
    menu = hers.message("Retrouvé au sol, conscient.").locator("[aria-haspopup=menu]")
    await menu.dispatch_event("click")
    await hers.page.get_by_role("menuitem", name="Répondre").tap()
    await expect(hers.thread.get_by_text("Réponse à Camille Roche")).to_be_visible()
    await hers.button(ASK).tap()
    await expect(hers.page.get_by_role("checkbox")).to_have_count(2)
    await hers.writes("@Hu")
    await hers.page.get_by_role("option").tap()
    await expect(hers.field).to_have_value("@Hugo Marchand ")


async def kept_bytes(page: Page) -> int:
    """How long the one draft is that this browser keeps, sealed."""
    return int(
        await page.evaluate(
            """() => new Promise(resolve => {
                const open = indexedDB.open("liaison");
                open.onsuccess = () => {
                    const store = open.result.transaction("drafts").objectStore("drafts");
                    const found = store.getAll();
                    found.onsuccess = () => {
                        open.result.close();
                        resolve(found.result.at(-1)?.sealed.byteLength ?? 0);
                    };
                };
            })"""
        )
    )
