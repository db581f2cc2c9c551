"""The server or the network away: what somebody writes leaves once, in order, when it can."""

import asyncio
import json
import re
from contextlib import suppress
from uuid import UUID

from playwright.async_api import Error, WebSocketRoute, expect

from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.wire import Wire
from tests.server import LiveServer


async def test_a_page_survives_the_death_of_the_server(
    sit: Sit, server: LiveServer, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    hers, theirs = await sit(camille, two), await sit(nadia, two)
    await hers.says("Message 1")
    await theirs.sees("Message 1")

    server.kill()
    coming_back = asyncio.ensure_future(are_back(hers, theirs))
    await hers.says("Message 2", "Message 3")
    await theirs.says("Message 4")
    await hers.says("Message 5")
    await expect(hers.status("Reconnexion…")).to_be_visible()
    await expect(hers.thread.get_by_text("En attente")).to_have_count(3)

    await asyncio.to_thread(server.start)
    await coming_back
    stored = await camille.texts(two)
    assert [text for text in stored if text != "Message 4"] == [
        f"Message {n}" for n in (1, 2, 3, 5)
    ]
    assert stored.count("Message 4") == 1
    for screen in (hers, theirs):
        await screen.sees(*stored)
        assert await screen.texts(r"Message \d") == stored
    await hers.says("Message 6")
    await theirs.sees("Message 6")


async def are_back(*screens: Screen) -> None:
    """By themselves: the longest wait between two tries is half a minute."""
    await asyncio.gather(
        *(expect(screen.status("À jour")).to_be_visible(timeout=45_000) for screen in screens)
    )


async def test_what_waits_survives_a_page_that_is_closed(
    sit: Sit, nadia: Colleague, two: UUID
) -> None:
    theirs = await sit(nadia, path="/")
    await has_no_line(theirs)
    await theirs.page.goto(f"/reception/{two}")
    await theirs.says("Message 1", "Message 2")
    await theirs.writes("Un brouillon")
    await expect(theirs.thread.get_by_text("En attente")).to_have_count(2)
    await theirs.page.wait_for_timeout(500)  # a draft is kept three times a second
    await theirs.page.reload()
    await theirs.sees("Message 1", "Message 2")
    await expect(theirs.thread.get_by_text("En attente")).to_have_count(2)
    await expect(theirs.field).to_have_value("Un brouillon")
    await theirs.says("Message 3")
    await expect(theirs.thread.get_by_text("En attente")).to_have_count(3)
    assert await nadia.texts(two) == []

    again = Screen(await theirs.page.context.new_page())
    await theirs.page.close()
    await again.page.goto(f"/reception/{two}")
    await again.sees("Message 1", "Message 2", "Message 3")
    await expect(again.thread.get_by_text("En attente")).to_have_count(0)
    assert await nadia.texts(two) == ["Message 1", "Message 2", "Message 3"]


async def test_a_page_that_crashes_under_the_hand_loses_a_few_letters_at_most(
    sit: Sit, nadia: Colleague, two: UUID
) -> None:
    theirs = await sit(nadia, two)
    letters = "Plaie propre, ourlet épithélial."
    await theirs.field.press_sequentially(letters, delay=60)
    crash = await theirs.page.context.new_cdp_session(theirs.page)
    with suppress(Error, TimeoutError):
        await asyncio.wait_for(crash.send("Page.crash"), timeout=1)
    again = Screen(await theirs.page.context.new_page())
    await again.page.goto(f"/reception/{two}")
    await expect(again.field).to_have_value(re.compile(f"^{letters[:16]}"))


async def has_no_line(screen: Screen) -> None:
    """Pages load, nothing else goes through."""

    async def refuse(line: WebSocketRoute) -> None:
        await line.close()

    await screen.page.route_web_socket("**/ws/", refuse)


async def test_several_tabs_send_each_message_once(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID, wire: Wire
) -> None:
    tabs = [await sit(nadia, two, proxy=wire.proxy)]
    for _ in range(2):
        tabs.append(Screen(await tabs[0].page.context.new_page()))
        await tabs[-1].page.goto(f"/reception/{two}")
        await tabs[-1].is_open()
    wire.cut()
    await tabs[0].says("Message 1", "Message 2")
    await tabs[2].sees("Message 2")
    await tabs[2].says("Message 3")
    await tabs[1].sees("Message 3")
    await tabs[1].says("Message 4", "Message 5")
    everything = [f"Message {n}" for n in range(1, 6)]
    for tab in tabs:
        await tab.sees(*everything)
        await expect(tab.status("Reconnexion…")).to_be_visible()
    await tabs[1].page.close()
    wire.restore()
    await are_back(tabs[0], tabs[2])
    for tab in (tabs[0], tabs[2]):
        await tab.sees(*everything)
        await expect(tab.thread.get_by_text("En attente")).to_have_count(0)
    assert await camille.texts(two) == everything


async def test_a_message_refused_holds_the_next_and_can_be_changed(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    """The server refuses it for good; the next waits behind it, and says so."""
    theirs = await sit(nadia, path="/")
    await refuses(theirs, "Message 1")
    await theirs.page.goto(f"/reception/{two}")
    await theirs.says("Message 1", "Message 2")
    await expect(theirs.messages.get_by_role("alert")).to_contain_text("Non envoyé. Refusé.")
    await expect(theirs.thread.get_by_text("En attente, part après le précédent")).to_be_visible()
    await theirs.button("Modifier").click()
    await expect(theirs.field).to_have_value("Message 1")
    await theirs.field.fill("Message 1, corrigé")
    await theirs.field.press("Enter")
    await theirs.sees("Message 2", "Message 1, corrigé")
    await expect(theirs.thread.get_by_text("En attente")).to_have_count(0)
    # What is on its way looks as what has come.
    await until(lambda: holds(camille, two, "Message 2", "Message 1, corrigé"))


async def holds(who: Colleague, room: UUID, *texts: str) -> bool:
    return await who.texts(room) == list(texts)


async def refuses(screen: Screen, text: str) -> None:
    """A server that will not have this text."""

    async def route(line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def forth(frame: str | bytes) -> None:
            order = json.loads(frame)
            if order.get("text") == text:
                refused = {
                    "type": "refused",
                    "ref": order["id"],
                    "code": "no",
                    "message": "Refusé.",
                }
                line.send(json.dumps(refused))
            else:
                server.send(frame)

        line.on_message(forth)

    await screen.page.route_web_socket("**/ws/", route)
