"""A page in front of somebody, in the words of what they do and what they see."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

# The moment a text is drawn in the thread, on the clock that all pages share.
DRAWN = """text => new Promise(resolve => {
    const look = () => {
        if (!document.querySelector("main")?.textContent.includes(text)) return;
        seeing.disconnect();
        requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
    };
    const seeing = new MutationObserver(look);
    seeing.observe(document, { subtree: true, childList: true, characterData: true });
    look();
})"""
# The moment the next key goes down here.
PRESSED = """() => new Promise(resolve => addEventListener("keydown",
    () => resolve(performance.timeOrigin + performance.now()), { capture: true, once: true }))"""


class Screen:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.list = page.get_by_role("list", name="Liste des conversations")
        self.thread = page.get_by_role("main", name="Conversation", exact=True)
        self.messages = page.get_by_role("region", name="Messages")
        self.field = page.get_by_role("textbox", name="Écrire")
        self.filters = page.get_by_role("navigation", name="Filtres")

    async def is_open(self) -> None:
        await expect(self.field).to_be_visible()

    # --- What they do ---------------------------------------------------------------------

    async def writes(self, text: str) -> None:
        await self.field.press_sequentially(text)

    async def says(self, *texts: str) -> None:
        for text in texts:
            await self.field.fill(text)
            await self.field.press("Enter")

    async def looks(self) -> None:
        """A hand on the mouse: somebody is there."""
        await self.page.mouse.move(200, 300)
        await self.page.mouse.move(210, 310)

    async def chooses(self, action: str, *, of: Locator) -> None:
        """From the menu of a row or a message."""
        await of.hover()
        await of.locator("[aria-haspopup=menu]").click()
        await self.page.get_by_role("menu").get_by_text(action, exact=True).click()

    async def goes(self, filter_name: str) -> None:
        await self.filters.get_by_role("link", name=filter_name).click()

    async def marks(self, name: str) -> None:
        """One of the buttons over the thread."""
        await self.thread.get_by_role("button", name=name, exact=True).click()

    # --- What they see --------------------------------------------------------------------

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def message(self, text: str) -> Locator:
        return self.messages.get_by_role("article").filter(
            has=self.page.get_by_text(text, exact=True)
        )

    def row(self, words: str) -> Locator:
        return self.list.get_by_role("listitem").filter(has_text=words)

    def status(self, text: str) -> Locator:
        """What a screen reader is told, too."""
        return self.page.get_by_role("status").filter(has_text=text)

    def toast(self, text: str) -> Locator:
        """What passes by, with its buttons."""
        return self.page.get_by_role("status").filter(has_text=text).locator("> *")

    async def sees(self, *texts: str) -> None:
        for text in texts:
            await expect(self.message(text)).to_be_visible()

    async def texts(self, pattern: str) -> list[str]:
        """All there is of this kind in the thread, in order."""
        return re.findall(pattern, await self.messages.inner_text())

    async def lists(self, *titles: str) -> None:
        """These conversations and no other, by the first words of each, in this order."""
        firsts = self.list.get_by_role("link").locator("b")
        if titles:
            await expect(firsts).to_have_text([*titles])
        else:
            await expect(firsts).to_have_count(0)

    # --- When ------------------------------------------------------------------------------

    async def drawn(self, text: str) -> float:
        return float(await self.page.evaluate(DRAWN, text))

    async def pressed(self) -> float:
        return float(await self.page.evaluate(PRESSED))


async def until(holds: Callable[[], Awaitable[Any]], seconds: float = 10) -> None:
    """For what is not on the screen. Fails with what was last said."""
    give_up = time.monotonic() + seconds
    while not (said := await holds()):
        assert time.monotonic() < give_up, said
        await asyncio.sleep(0.05)
