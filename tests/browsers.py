"""Chromium: people at screens."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from tests.server import SignedIn

AXE = Path(__file__).parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]
PHONE = (390, 844)
DESKTOP = (1280, 800)


class Screens:
    """Opens pages for people, each in a browser of its own, and hears what goes wrong in them."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self.problems: list[str] = []

    async def open(
        self,
        person: SignedIn,
        path: str = "/",
        *,
        size: tuple[int, int] = DESKTOP,
        **context: Any,
    ) -> Page:
        """context: what Browser.new_context takes, such as color_scheme="dark"."""
        width, height = size
        browser = await self.chromium.new_context(
            base_url=person.url,
            viewport={"width": width, "height": height},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            **context,
        )
        await browser.add_cookies(
            [
                {"name": name, "value": value, "url": person.url}
                for name, value in person.cookies.items()
            ]
        )
        page = await browser.new_page()
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._hear)
        await page.goto(path)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        # A lost network is loud in the console, and is no mistake of the page's.
        if "Content Security Policy" in message.text or "TrustedScript" in message.text:
            self.problems.append(message.text)


@pytest.fixture
async def screens() -> AsyncIterator[Screens]:
    """At the end of the test no page may have failed or hurt its own security policy."""
    where = shutil.which("chromium")
    assert where, "Chromium is missing: make chromium"
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=where, args=arguments)
        shown = Screens(chromium)
        yield shown
        await chromium.close()
    assert shown.problems == []


async def accessibility_problems(page: Page) -> list[str]:
    """What axe finds serious or worse. Open the page with bypass_csp=True: axe is a script."""
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['html']}"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
