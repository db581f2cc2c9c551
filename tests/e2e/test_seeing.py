"""What makes a « vu » and what does not; where one reads on; what was not read stays so."""

import time
from uuid import UUID

from playwright.async_api import Locator, Page, expect

from tests.browsers import PHONE
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.wire import Wire

# Chromium without a screen calls every page visible: the page is told what a hidden tab is told.
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    const visibilityState = { configurable: true, value: hidden ? "hidden" : "visible" };
    Object.defineProperty(document, "visibilityState", visibilityState);
    document.dispatchEvent(new Event("visibilitychange"));
}"""
LONGER_THAN_SEEING = 2_500  # the second of display, and the second in which it is told


async def test_a_hidden_tab_a_window_behind_a_preview_and_marking_read_make_no_seen(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    hidden = await sit(nadia, three)
    await hidden.looks()
    await hidden.page.evaluate(HIDE, True)
    behind = await sit(nadia, three)
    await behind.looks()
    await puts_another_window_over(behind.page)
    list_only = await sit(hugo)
    await list_only.looks()

    seq = await camille.says(three, "Tension 14/8 ce matin.")
    await hidden.sees("Tension 14/8 ce matin.")
    await behind.sees("Tension 14/8 ce matin.")
    row = list_only.row("Tension 14/8 ce matin.")
    await expect(row.get_by_role("link", name="1 non lu")).to_be_visible()
    await list_only.chooses("Marquer comme lu", of=row)
    await expect(row.get_by_role("link", name="non lu")).to_have_count(0)
    await hidden.page.wait_for_timeout(LONGER_THAN_SEEING)
    assert await camille.readers(three, seq) == {}

    await hidden.page.evaluate(HIDE, False)
    await until(lambda: camille.readers(three, seq))
    assert [*await camille.readers(three, seq)] == ["Nadia"]


async def puts_another_window_over(page: Page) -> None:
    """By itself Playwright tells every page that it has the focus."""
    session = await page.context.new_cdp_session(page)
    await session.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    await (await page.context.new_page()).bring_to_front()
    await page.wait_for_function("!document.hasFocus()")


async def test_nobody_at_the_screen_makes_no_seen(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    theirs = await sit(nadia, two)
    seq = await camille.says(two, "Tension 14/8 ce matin.")
    await theirs.sees("Tension 14/8 ce matin.")
    await theirs.page.wait_for_timeout(LONGER_THAN_SEEING)
    assert await camille.readers(two, seq) == {}
    await theirs.page.keyboard.press("Shift")
    await until(lambda: camille.readers(two, seq))


async def test_of_two_devices_the_earliest_time_counts(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID, wire: Wire
) -> None:
    first = await sit(nadia, two, proxy=wire.proxy)
    seq = await camille.says(two, "Tension 14/8 ce matin.")
    await first.sees("Tension 14/8 ce matin.")
    wire.cut()
    await first.looks()
    await first.page.wait_for_timeout(1_500)  # seen, and nobody can be told
    await first.page.close()

    second = await sit(nadia, two, size=PHONE)
    await second.looks()
    await until(lambda: camille.readers(two, seq))
    told_first = (await camille.readers(two, seq))["Nadia"]
    wire.restore()
    await (await first.page.context.new_page()).goto("/")

    async def told_earlier() -> bool:
        return (await camille.readers(two, seq))["Nadia"] < told_first

    await until(told_earlier)


async def test_reading_on_one_device_clears_the_other_within_a_second(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    desk = await sit(nadia)
    await desk.looks()
    phone = await sit(nadia, two, size=PHONE)
    for attempt in range(1, 4):
        text = f"Tension {attempt}"
        await phone.page.evaluate(HIDE, True)
        seq = await camille.says(two, text)
        await phone.sees(text)
        unread = desk.row(text).get_by_role("link", name="1 non lu")
        await expect(unread).to_be_visible()
        await phone.looks()
        await phone.page.evaluate(HIDE, False)
        await until(lambda seq=seq: camille.readers(two, seq))  # type: ignore[misc]
        known = time.monotonic()
        await expect(unread).to_have_count(0)
        delay = time.monotonic() - known
        if delay < 1:
            break
    assert delay < 1
    await expect(desk.page).to_have_title("Liaison")


async def test_marked_unread_from_here_survives_a_reload_and_withdraws_no_seen(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    await camille.says(two, "Message 1")
    seq = await camille.says(two, "Message 2")
    await camille.says(two, "Message 3")
    theirs = await sit(nadia, two)
    await theirs.looks()
    await until(lambda: camille.readers(two, seq))
    await theirs.chooses("Marquer non lu à partir d’ici", of=theirs.message("Message 2"))
    await expect(theirs.toast("Les autres voient toujours que vous l’avez vu.")).to_be_visible()
    await expect(theirs.messages).to_have_count(0)
    await theirs.looks()
    for _ in range(2):
        row = theirs.row("Message 3")
        await expect(row.get_by_role("link", name="2 non lus")).to_be_visible()
        await expect(theirs.page).to_have_title("(1) Liaison")
        await theirs.page.reload()
    assert [*await camille.readers(two, seq)] == ["Nadia"]
    await theirs.row("Message 3").get_by_role("link").click()
    await expect(theirs.messages.get_by_role("heading", name="2 nouveaux messages")).to_be_visible()


async def test_a_conversation_opens_at_the_first_unread_message(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    read = await camille.had_said(two, *(f"Message {n}" for n in range(1, 41)))
    await nadia.marks(two, do="read", upto=read)
    await camille.had_said(two, *(f"Message {n}" for n in range(41, 81)))
    theirs = await sit(nadia, two)
    await theirs.sees("Message 41")
    new = theirs.messages.get_by_role("heading", name="40 nouveaux messages")
    for line in (new, theirs.message("Message 40"), theirs.message("Message 41")):
        assert await is_in_view(theirs, line)
    await expect(theirs.message("Message 80")).to_have_count(0)


async def test_jumping_to_the_end_sees_nothing_of_what_lies_between(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    last = await camille.had_said(two, *(f"Message {n}" for n in range(1, 91)))
    theirs = await sit(nadia, two)
    await theirs.looks()
    await until(lambda: camille.readers(two, 2))
    await theirs.button("Aller à la fin").click()
    await until(lambda: camille.readers(two, last))
    bar = theirs.status("messages non parcourus")
    await expect(bar).to_be_visible()
    seen = [seq for seq in range(2, last + 1) if await camille.readers(two, seq)]
    skipped = set(range(2, last + 1)) - set(seen)
    assert 40 < len(skipped) < 80
    await expect(bar).to_contain_text(f"{len(skipped)} messages non parcourus")

    await bar.get_by_role("button", name="Revenir").click()
    first = f"Message {min(skipped) - 1}"
    await theirs.sees(first)
    await until(lambda: is_in_view(theirs, theirs.message(first)))
    await bar.get_by_role("button", name="Tout marquer comme lu").click()
    await expect(bar).to_have_count(0)
    await theirs.goes("Non lus")
    await expect(theirs.page.get_by_role("heading", name="Tout est lu")).to_be_visible()
    assert not await camille.readers(two, max(skipped))


async def is_in_view(screen: Screen, line: Locator) -> bool:
    area, place = await screen.messages.bounding_box(), await line.bounding_box()
    assert area
    assert place
    return area["y"] <= place["y"] and place["y"] + place["height"] <= area["y"] + area["height"]
