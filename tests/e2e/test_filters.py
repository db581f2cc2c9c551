"""The eight filters, and the marks that put a conversation into them: all of them mine alone."""

from uuid import UUID

import pytest
import pytest_asyncio
from playwright.async_api import Locator, WebSocketRoute, expect

from tests.e2e.conftest import Hire, Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague

ONE_LINE = 36  # pixels: none takes two, even in the wide face of a machine without fonts

PLACES = {
    "Boîte de réception": ("/reception", ["Neuf", "Lu", "Étoile", "Cochée"]),
    "Non lus": ("/non-lus", ["Neuf"]),
    "Tous les messages": ("/tous", ["Neuf", "Lu", "Étoile", "Cochée", "Mien", "Rangée"]),
    "Conversations": ("/conversations", ["Neuf", "Lu", "Étoile", "Cochée", "Mien"]),
    "Courriers": ("/courriers", []),
    "Favoris": ("/favoris", ["Étoile"]),
    "À traiter": ("/a-traiter", ["Cochée"]),
    "Archivées": ("/archivees", ["Rangée"]),
}


@pytest_asyncio.fixture(loop_scope="session")
async def rooms(camille: Colleague, nadia: Colleague, hugo: Colleague) -> dict[str, UUID]:
    """Nadia's conversations, by subject. « Mien » is one she started and nobody answered."""
    rooms = {}
    for subject in ("Rangée", "Mien", "Cochée", "Étoile", "Lu", "Neuf"):
        author = nadia if subject == "Mien" else camille
        others = [one for one in (camille, nadia, hugo) if one is not author]
        rooms[subject] = room = await author.starts(*others, subject=subject)
        seq = await author.says(room, f"Bonjour de {subject}")
        if subject not in ("Neuf", "Mien"):
            await nadia.marks(room, do="read", upto=seq)
    await nadia.marks(rooms["Étoile"], do="favourite", on=True)
    await nadia.marks(rooms["Cochée"], do="todo", on=True)
    await nadia.marks(rooms["Rangée"], do="archive", known_seq=2)
    return rooms


async def test_each_filter_has_its_address_and_its_conversations(
    sit: Sit, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia)
    for name, (path, subjects) in PLACES.items():
        await theirs.page.goto(path)
        await shows(theirs, name, subjects)
    assert await figures(theirs) == {
        "Boîte de réception": "1",
        "Non lus": "1",
        "Conversations": "1",
        "À traiter": "1",
    }


async def test_each_filter_is_reached_by_keyboard(
    sit: Sit, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia)
    for name, (path, subjects) in PLACES.items():
        await tabs_to(theirs, theirs.filters.get_by_role("link", name=name))
        await theirs.page.keyboard.press("Enter")
        await expect(theirs.page).to_have_url(f"{nadia.signed_in.url}{path}")
        await shows(theirs, name, subjects)
    await theirs.page.go_back()
    await shows(theirs, "À traiter", ["Cochée"])


async def shows(screen: Screen, name: str, subjects: list[str]) -> None:
    await expect(screen.page.get_by_role("heading", name=name, level=1)).to_be_visible()
    link = screen.filters.get_by_role("link", name=name)
    await expect(link).to_have_attribute("aria-current", "page")
    box = await link.bounding_box()
    assert box
    assert box["height"] == ONE_LINE
    await screen.lists(*subjects)


async def figures(screen: Screen) -> dict[str, str]:
    """The number beside each filter that has one."""
    rows = [
        (await link.inner_text()).split("\n")
        for link in await screen.filters.get_by_role("listitem").all()
    ]
    return {row[0].split(",")[0].strip(): row[-1] for row in rows if row[-1].isdigit()}


async def tabs_to(screen: Screen, target: Locator, *, key: str = "Tab") -> None:
    for _ in range(60):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await screen.page.keyboard.press(key)
    raise AssertionError(f"{target} is out of reach")


async def test_the_open_conversation_stays_in_the_list_until_one_leaves_it(
    sit: Sit, camille: Colleague, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    await camille.says(rooms["Lu"], "Une nouvelle")
    theirs = await sit(nadia, path="/non-lus")
    await theirs.row("Bonjour de Neuf").get_by_role("link").click()
    await theirs.looks()
    await expect(theirs.filters.get_by_role("link", name="Non lus")).to_contain_text("1")
    await expect(theirs.row("Neuf").get_by_role("link", name="non lu")).to_have_count(0)
    await theirs.lists("Lu", "Neuf")
    await theirs.row("Une nouvelle").get_by_role("link").click()
    await theirs.lists("Lu")


async def test_the_list_is_walked_and_opened_by_keyboard(
    sit: Sit, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia)
    await theirs.lists("Neuf", "Lu", "Étoile", "Cochée")
    for key, subject in [
        ("j", "Neuf"),
        ("j", "Lu"),
        ("k", "Neuf"),
        ("ArrowDown", "Lu"),
        ("ArrowDown", "Étoile"),
        ("j", "Cochée"),
    ]:
        await theirs.page.keyboard.press(key)
        await expect(theirs.row(f"Bonjour de {subject}").get_by_role("link")).to_be_focused()
    await theirs.page.keyboard.press("Enter")
    await expect(theirs.page).to_have_url(f"{nadia.signed_in.url}/reception/{rooms['Cochée']}")
    await theirs.sees("Bonjour de Cochée")


@pytest.fixture
def awa(hire: Hire) -> Colleague:
    return hire("Awa", "Diarrassouba", "Sage-femme")


async def test_a_conversation_is_started_by_keyboard_alone(
    sit: Sit, nadia: Colleague, awa: Colleague
) -> None:
    theirs = await sit(nadia)
    await expect(theirs.page.get_by_role("heading", name="Aucune conversation")).to_be_visible()
    keyboard = theirs.page.keyboard
    await keyboard.press("n")
    await expect(theirs.page.get_by_role("combobox")).to_be_focused()
    await keyboard.type("diarra aw")
    await expect(theirs.page.get_by_role("option")).to_have_count(1)
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    await expect(theirs.page.get_by_role("option", selected=True)).to_contain_text("Diarrassouba")
    await tabs_to(theirs, theirs.page.get_by_label("Objet"))
    await keyboard.type("Suites de couches")
    await tabs_to(theirs, theirs.page.get_by_label("Premier message"))
    await keyboard.type("Bonjour Awa.")
    await tabs_to(theirs, theirs.button("Commencer à 2"), key="Shift+Tab")
    await keyboard.press("Enter")
    await theirs.sees("Bonjour Awa.")
    hers = await sit(awa)
    await hers.row("Suites de couches").get_by_role("link").click()
    await hers.sees("Bonjour Awa.")


async def test_an_archived_conversation_comes_back_or_is_kept_as_the_toast_says(
    sit: Sit, camille: Colleague, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia, rooms["Lu"])
    await theirs.marks("Archiver")
    await expect(theirs.row("Bonjour de Lu")).to_have_count(0)
    await (
        theirs.toast("Reviendra au prochain message.").get_by_role("button", name="Annuler").click()
    )
    await expect(theirs.row("Bonjour de Lu")).to_be_visible()

    await theirs.row("Bonjour de Lu").get_by_role("link").click()
    await theirs.marks("Archiver")
    await expect(theirs.row("Bonjour de Lu")).to_have_count(0)
    await camille.says(rooms["Lu"], "De retour")
    await expect(theirs.row("De retour")).to_be_visible()

    await nadia.marks(rooms["Lu"], do="read", upto=3)
    await theirs.row("De retour").get_by_role("link").click()
    await theirs.marks("Archiver")
    await expect(theirs.row("De retour")).to_have_count(0)
    toast = theirs.toast("Reviendra au prochain message.")
    await toast.get_by_role("button", name="Garder archivée").click()
    await expect(theirs.toast("elle ne reviendra pas d’elle-même")).to_be_visible()
    await camille.says(rooms["Lu"], "Toujours rangée")
    await camille.says(rooms["Neuf"], "Dernière nouvelle")
    await expect(theirs.row("Dernière nouvelle")).to_be_visible()
    await expect(theirs.row("Toujours rangée")).to_have_count(0)
    await theirs.goes("Archivées")
    await expect(theirs.row("Toujours rangée")).to_be_visible()


async def test_archiving_what_has_an_answer_one_does_not_know_is_refused_and_told(
    sit: Sit, camille: Colleague, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia)
    await hears_nothing(theirs)
    await theirs.page.goto(f"/reception/{rooms['Lu']}")
    await theirs.sees("Bonjour de Lu")
    await theirs.page.wait_for_load_state("networkidle")
    await camille.says(rooms["Lu"], "Encore une chose")
    await theirs.marks("Archiver")
    await expect(theirs.toast("nouveau message")).to_be_visible()
    await theirs.page.goto("/archivees")
    await theirs.lists("Rangée")
    await theirs.goes("Boîte de réception")
    await expect(theirs.row("Encore une chose")).to_be_visible()


async def hears_nothing(screen: Screen) -> None:
    """A line that brings no news."""

    async def route(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        server.on_message(lambda frame: line.send(frame) if "welcome" in str(frame) else None)

    await screen.page.route_web_socket("**/ws/", route)


async def test_archiving_without_reading_asks_first(
    sit: Sit, camille: Colleague, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia)
    await theirs.chooses("Archiver", of=theirs.row("Bonjour de Neuf"))
    question = theirs.page.get_by_role("dialog", name="Archiver sans lire")
    await question.get_by_role("button", name="Annuler").click()
    await expect(theirs.row("Bonjour de Neuf")).to_be_visible()
    await theirs.chooses("Archiver", of=theirs.row("Bonjour de Neuf"))
    await question.get_by_role("button", name="Archiver sans lire").click()
    await expect(theirs.row("Bonjour de Neuf")).to_have_count(0)
    await expect(theirs.page).to_have_title("Liaison")
    assert await camille.readers(rooms["Neuf"], 2) == {}


async def test_stars_and_ticks_are_mine_and_only_done_takes_a_tick_away(
    sit: Sit, camille: Colleague, nadia: Colleague, rooms: dict[str, UUID]
) -> None:
    theirs = await sit(nadia, rooms["Lu"])
    await theirs.marks("Favori")
    await expect(theirs.button("Favori")).to_have_attribute("aria-pressed", "true")
    await theirs.chooses("À traiter", of=theirs.message("Bonjour de Lu"))
    await expect(theirs.message("Bonjour de Lu")).to_contain_text("À traiter")
    await theirs.goes("Favoris")
    await theirs.lists("Lu", "Étoile")
    await theirs.goes("À traiter")
    await theirs.lists("Lu", "Cochée")
    await theirs.row("Lu").get_by_role("link").click()
    await theirs.says("C’est fait.")
    await theirs.sees("C’est fait.")
    await theirs.lists("Lu", "Cochée")
    await theirs.chooses("Traité", of=theirs.message("Bonjour de Lu"))
    await expect(theirs.message("Bonjour de Lu")).not_to_contain_text("À traiter")
    await theirs.row("Bonjour de Cochée").get_by_role("link").click()
    await theirs.lists("Cochée")

    hers = await sit(camille, path="/favoris")
    await expect(hers.page.get_by_role("heading", name="Aucun favori")).to_be_visible()
