"""Every screen, at both sizes, light and dark: axe finds nothing serious, nothing sticks out."""

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from uuid import UUID, uuid4

import pytest_asyncio
from channels.db import database_sync_to_async
from playwright.async_api import Route, expect

from directory.accounts import give_protection_role
from directory.models import Account
from tests.browsers import DESKTOP, PHONE, accessibility_problems
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague, now
from tests.e2e.test_server_away import has_no_line

# What colours change; the rest is the same in the dark.
IN_THE_DARK = ("color-contrast", "link-in-text-block")
# What is seen of an element ends where what holds it cuts it.
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
    .filter(element => {
        if (!element.checkVisibility() || element.closest(".sr")) return false;
        let right = element.getBoundingClientRect().right;
        for (let holder = element.parentElement; holder; holder = holder.parentElement)
            if (getComputedStyle(holder).overflowX !== "visible")
                right = Math.min(right, holder.getBoundingClientRect().right);
        return right > innerWidth + 1 || (getComputedStyle(element).overflowX === "auto"
            && element.scrollWidth > element.clientWidth + 1);
    })
    .map(element => element.outerHTML.slice(0, 120))"""


@pytest_asyncio.fixture(loop_scope="session")
async def screen(sit: Sit, nadia: Colleague) -> AsyncIterator[Screen]:
    """Nadia's, where axe may run: it is a script, and none but ours is let in."""
    screen = await sit(nadia, bypass_csp=True)
    await screen.page.wait_for_load_state("networkidle")
    yield screen


async def is_accessible(screen: Screen, show: Callable[[], Awaitable[None]]) -> None:
    problems = []
    for width, height in (DESKTOP, PHONE):
        await screen.page.set_viewport_size({"width": width, "height": height})
        await show()
        await screen.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        problems += await accessibility_problems(screen.page)
        await screen.page.emulate_media(color_scheme="dark")
        problems += await accessibility_problems(screen.page, *IN_THE_DARK)
    assert problems == []
    await fits(screen)


async def fits(screen: Screen) -> None:
    """320 px wide, and text at 200 %: nothing is cut, nothing scrolls sideways."""
    await screen.page.set_viewport_size({"width": 320, "height": 640})
    assert await screen.page.evaluate(STICKS_OUT) == []
    await screen.page.set_viewport_size({"width": 1280, "height": 800})
    await screen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    await screen.page.wait_for_timeout(100)
    assert await screen.page.evaluate(STICKS_OUT) == []


async def test_signing_in(screen: Screen) -> None:
    async def show() -> None:
        await screen.page.goto("/")
        await screen.page.get_by_label("Identifiant").fill("quelqu’un")
        await screen.page.get_by_label("Mot de passe", exact=True).fill("n’importe quoi")
        await screen.page.get_by_role("button", name="Se connecter", exact=True).click()
        await expect(screen.page.get_by_role("alert")).to_be_visible()

    await screen.page.context.clear_cookies()
    await is_accessible(screen, show)


async def test_the_statement_on_accessibility(screen: Screen) -> None:
    async def show() -> None:
        await screen.page.goto("/")
        await screen.page.get_by_role("link", name="Accessibilité").click()
        heading = screen.page.get_by_role("heading", name="Déclaration d’accessibilité")
        await expect(heading).to_be_visible()

    await screen.page.context.clear_cookies()
    await is_accessible(screen, show)


async def test_a_list_with_nothing_in_it(screen: Screen) -> None:
    async def show() -> None:
        await screen.page.goto("/courriers")
        await expect(screen.page.get_by_role("heading", name="Aucun courrier")).to_be_visible()

    await is_accessible(screen, show)


@pytest_asyncio.fixture(loop_scope="session")
async def room(camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID) -> UUID:
    """A conversation where something was said, seen, ticked, and is not read to the end."""
    seq = await nadia.says(three, "Pansement refait, plaie propre.", "Photo demain.")
    await camille.has_seen(three, seq)
    await nadia.marks(three, do="favourite", on=True)
    await nadia.marks(three, do="todo", on=True, seq=2)
    await nadia.marks(three, do="todo", on=True)
    await camille.says(three, "Merci. https://sante.example/protocole", "À revoir " * 60)
    other = await hugo.starts(nadia, subject="Ordonnance de Mme Delpech")
    await hugo.says(other, "Reçue.")
    await nadia.marks(other, do="archive", known_seq=2)
    return three


Place = Callable[[Screen, UUID], Awaitable[None]]


async def list_full(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/tous")
    await expect(screen.row("Archivée")).to_be_visible()


async def thread(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}")
    await screen.sees("Photo demain.")
    await screen.writes("Un brouillon")


async def menu(screen: Screen, room: UUID) -> None:
    await thread(screen, room)
    await screen.message("Photo demain.").hover()
    await screen.message("Photo demain.").get_by_role("button").click()
    await expect(screen.page.get_by_role("menu")).to_be_visible()


async def readers(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/vu-par/3")
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Camille Roche")


async def corrected(screen: Screen, room: UUID) -> None:
    """Folded, replaced, cancelled, masked, corrected in place; one is being put right."""
    await screen.page.goto(f"/reception/{room}")
    await expect(screen.messages).to_contain_text("est déclaré erroné")
    await expect(screen.messages.locator("ins").first).to_be_visible()
    await screen.button("Voir l’original").first.click()
    await screen.chooses("Corriger", of=screen.message("Photo demain."))
    await expect(screen.page.get_by_role("textbox", name="Correction du message")).to_be_visible()


async def masking(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}")
    await screen.chooses("Masquer…", of=screen.message("Photo demain."))
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Mauvais patient")


async def cancelling(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}")
    await screen.chooses("Annuler ce message…", of=screen.message("Photo demain."))
    await screen.button("Déclarer erroné").click()
    await expect(screen.page.get_by_role("alert")).to_contain_text("Écrivez pourquoi")


async def all_versions(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}")
    await expect(screen.messages.locator("ins").first).to_be_visible()
    await screen.page.wait_for_load_state("networkidle")
    await screen.button("Corrigé avant lecture").first.click()
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Texte d’origine")


async def protection(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/protection")
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Messages masqués")


async def people(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/participants")
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Hugo Marchand")


async def adding(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/ajouter")
    await screen.page.get_by_role("combobox").fill("hugo")
    await expect(screen.page.get_by_role("option").first).to_be_visible()
    await screen.page.get_by_role("radio", name="À partir d’une date").check()
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Première date visible")


async def leaving(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/quitter")
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Encore en suspens")
    await screen.page.get_by_role("radio", name="Remplacé").check()
    await expect(screen.page.get_by_role("combobox")).to_be_visible()


async def renaming(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/objet")
    await expect(screen.page.get_by_role("textbox", name="Objet")).to_be_visible()


async def closing(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/clore")
    await screen.button("Clore").click()
    await expect(screen.page.get_by_role("alert")).to_be_visible()


async def exporting(screen: Screen, room: UUID) -> None:
    await screen.page.goto(f"/reception/{room}/export")
    await expect(screen.page.get_by_role("dialog")).to_contain_text("dira à tous")
    await screen.page.get_by_label("Une période").check()
    await expect(screen.page.get_by_label("Du", exact=True)).to_be_visible()


async def filters(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/filtres")
    await expect(screen.page.get_by_role("dialog")).to_be_visible()


async def account(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/compte")
    await expect(screen.page.get_by_role("dialog")).to_contain_text("Se déconnecter")


async def new_conversation(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/nouvelle")
    await screen.page.get_by_role("combobox").fill("hugo")
    await screen.page.get_by_role("option").first.click()
    await expect(screen.page.get_by_role("option", selected=True)).to_be_visible()


async def directory(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/annuaire")
    await screen.button("Nouvelle équipe").click()
    await expect(screen.page.get_by_label("Nom de l’équipe")).to_be_visible()


async def card(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/annuaire")
    await screen.button("Filtrer").click()
    await screen.page.get_by_label("Nom ou prénom").last.fill("hugo marchand")
    await screen.page.get_by_role("link", name="Hugo Marchand").first.click()
    await expect(screen.page.get_by_role("article")).to_contain_text("Activités")


async def absent(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception/00000000-0000-4000-8000-000000000000")
    await expect(screen.thread).to_contain_text("Conversation introuvable")


async def toast(screen: Screen, room: UUID) -> None:
    await thread(screen, room)
    await screen.chooses("Marquer non lu à partir d’ici", of=screen.message("Photo demain."))
    await expect(screen.toast("Marqué non lu")).to_be_visible()


async def question(screen: Screen, room: UUID) -> None:
    await screen.page.goto("/reception")
    await screen.chooses("Archiver", of=screen.row("Pansement"))
    await expect(screen.page.get_by_role("dialog")).to_contain_text("sans lire")


async def out_of_reach(screen: Screen, room: UUID) -> None:
    """What waits, and the line that says so."""
    await has_no_line(screen)
    await screen.page.goto(f"/reception/{room}")
    await screen.says("Ce qui attend.")
    await expect(screen.status("Reconnexion…").first).to_be_visible()


async def failing(screen: Screen, room: UUID) -> None:
    """A list and a conversation that the server cannot give."""

    async def fail(route: Route) -> None:
        await route.fulfill(status=503, json={"code": "unavailable", "message": "Indisponible."})

    await screen.page.route("**/api/inbox**", fail)
    await screen.page.route("**/api/conversations/**", fail)
    await screen.page.goto(f"/reception/{room}")
    await expect(screen.page.get_by_role("alert").first).to_be_visible()


# The last two break what the others need.
PLACES: list[Place] = [
    list_full,
    thread,
    menu,
    readers,
    people,
    adding,
    leaving,
    renaming,
    closing,
    exporting,
    filters,
    account,
    new_conversation,
    directory,
    card,
    absent,
    toast,
    question,
    out_of_reach,
    failing,
]


async def test_people_who_came_left_and_are_asked_back(
    screen: Screen,
    camille: Colleague,
    nadia: Colleague,
    hugo: Colleague,
    bruno: Colleague,
    three: UUID,
    two: UUID,
) -> None:
    await nadia.does(three, "close", id=str(uuid4()), conclusion="Plaie fermée. " * 10)
    await hugo.does(three, "leave", reason="replaced", replaced_by=str(bruno.person.id))
    await camille.does(two, "leave")
    invited = await camille.starts(nadia)
    await nadia.does(invited, "leave")
    await camille.adds(invited, nadia)

    async def closed(screen: Screen, _: UUID) -> None:
        await screen.page.goto(f"/reception/{three}")
        await expect(screen.thread.get_by_role("complementary", name="Close")).to_be_visible()

    async def alone(screen: Screen, _: UUID) -> None:
        await screen.page.goto(f"/tous/{two}")
        await expect(screen.status("Plus personne")).to_be_visible()

    async def asked(screen: Screen, _: UUID) -> None:
        await screen.page.goto(f"/reception/{invited}")
        await expect(screen.thread.get_by_role("button", name="Accepter")).to_be_visible()

    for place in (closed, alone, asked):
        await is_accessible(screen, partial(place, screen, three))


OF_CORRECTIONS: list[Place] = [corrected, masking, cancelling, all_versions, protection]


@pytest_asyncio.fixture(loop_scope="session")
async def corrected_room(camille: Colleague, nadia: Colleague, room: UUID) -> UUID:
    """Where much was put right. Nadia has a role in the protection of data."""
    doses = [await nadia.says(room, f"Furosémide {dose} mg le matin") for dose in (80, 20, 10)]
    await nadia.corrects(room, doses[1], "Furosémide 25 mg le matin")
    await camille.has_seen(room, doses[0], doses[2])
    await nadia.corrects(room, doses[0], "Furosémide 60 mg le matin")
    cancelled = {"id": str(room), "reason": "Autre patiente.", "composed_at": now()}
    await nadia.does(room, f"entries/{doses[2]}/cancellation", **cancelled)
    secret = await nadia.says(room, "Mme Canari")
    await nadia.does(room, f"entries/{secret}/masking", reason="wrong_patient")
    account = await Account.objects.aget(professional=nadia.person)
    await database_sync_to_async(give_protection_role)(account, "officer")
    return room


async def test_what_was_put_right(screen: Screen, corrected_room: UUID) -> None:
    for place in OF_CORRECTIONS:
        await is_accessible(screen, partial(place, screen, corrected_room))


async def test_every_other_place(screen: Screen, room: UUID) -> None:
    for place in PLACES:
        await is_accessible(screen, partial(place, screen, room))
