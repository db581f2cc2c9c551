"""What somebody wrote is text and nothing else; the page runs nothing but its own files."""

import json
from uuid import UUID

from playwright.async_api import WebSocketRoute, expect

from tests.browsers import Screens
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen
from tests.e2e.team import Colleague

HOSTILE = [
    "<img src=x onerror=\"document.title='percé'\">",
    "<script>document.title='percé'</script>",
    "javascript:document.title='percé'",
    "[cliquez](javascript:alert(1)) &amp; <b>gras</b>",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7 * 7 }} ${7 * 7}",
]
STANDS_ALONE = """element => {
    const { unicodeBidi, display } = getComputedStyle(element);
    const alone = ["isolate", "plaintext", "isolate-override"].includes(unicodeBidi);
    return alone || display !== "inline";
}"""
MARKS = "\u202etxet desrever\u202c \u2066isolé\u2069 \u200f"


async def test_what_is_written_is_shown_as_text_only(
    sit: Sit, camille: Colleague, nadia: Colleague
) -> None:
    room = await camille.starts(nadia, subject="<b onclick=alert(1)>Sujet</b>")
    await camille.says(room, *HOSTILE, f"{MARKS}fin")
    theirs = await sit(nadia, room)
    for text in HOSTILE:
        await expect(theirs.messages.get_by_text(text, exact=True)).to_be_visible()
    inside = theirs.messages.locator("article p")
    await expect(inside.locator("img, script, iframe")).to_have_count(0)
    await expect(theirs.messages.get_by_role("link")).to_have_count(0)
    await expect(theirs.page.locator("[onerror], [onclick]")).to_have_count(0)
    await expect(theirs.page).not_to_have_title("percé")
    await expect(theirs.page.get_by_role("heading", name="<b onclick=alert(1)>")).to_be_visible()


async def test_marks_of_direction_do_not_leave_their_message(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague
) -> None:
    """One that reverses what follows reverses no name, no time, no other message."""
    room = await camille.starts(nadia, hugo, subject="\u202eobjet")
    await camille.says(room, "\u202eavant")
    theirs = await sit(nadia, room)
    for written in (
        theirs.messages.get_by_text("avant"),
        theirs.list.get_by_text("objet"),
        theirs.list.get_by_text("avant"),
        theirs.thread.get_by_role("heading", name="objet"),
    ):
        assert await written.evaluate(STANDS_ALONE), written


async def test_addresses_become_links_that_lead_out_safely(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.says(two, "Voir https://sante.example/avis?x=1. Puis HTTP://autre.example !")
    theirs = await sit(nadia, two)
    links = theirs.messages.get_by_role("link")
    await expect(links).to_have_text(["https://sante.example/avis?x=1", "HTTP://autre.example"])
    for link in await links.all():
        await expect(link).to_have_attribute("rel", "noopener noreferrer")
        await expect(link).to_have_attribute("target", "_blank")


async def test_another_version_of_the_protocol_asks_to_reload(
    sit: Sit, nadia: Colleague, two: UUID
) -> None:
    theirs = await sit(nadia, path="/")
    await speaks_another_version(theirs)
    await theirs.page.goto(f"/reception/{two}")
    await theirs.says("Je serai envoyé après.")
    await expect(theirs.status("Une nouvelle version de Liaison est prête.")).to_be_visible()
    await theirs.page.unroute_all()
    async with theirs.page.expect_navigation():
        await theirs.button("Recharger").click()
    await theirs.sees("Je serai envoyé après.")


async def speaks_another_version(screen: Screen) -> None:
    async def route(line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def back(frame: str | bytes) -> None:
            told = json.loads(frame)
            if told["type"] == "welcome":
                told["version"] += 1
            line.send(json.dumps(told))

        server.on_message(back)

    await screen.page.route_web_socket("**/ws/", route)


async def test_a_script_that_is_not_ours_does_not_run_and_is_heard_of(
    sit: Sit, screens: Screens, nadia: Colleague
) -> None:
    """Also shows that these tests would hear of a violation."""
    theirs = await sit(nadia)
    await theirs.page.evaluate(
        """() => {
            const [script, line] = ["script", "p"].map(name => document.createElement(name));
            const blocked = act => { try { act(); } catch { /* Trusted Types */ } };
            blocked(() => script.textContent = "document.title = 'percé'");
            blocked(() => line.setAttribute("onclick", "document.title = 'percé'"));
            document.body.append(script, line);
            line.click();
        }"""
    )
    await expect(theirs.page).not_to_have_title("percé")
    assert any("Content Security Policy" in problem for problem in screens.problems)
    screens.problems.clear()
