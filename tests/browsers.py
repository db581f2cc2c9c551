"""Chromium: people at screens. One for all the tests, a profile of its own for each screen."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    async_playwright,
    expect,
)

from tests.server import SignedIn

AXE = Path(__file__).parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# Chromium makes two pages of its own for the address bar of each window, though nobody sees one
# here: twice the work of the page itself. This list takes the place of Playwright's: the rest of
# it is what Playwright turns off.
NOT_WANTED = [
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
ARGUMENTS = [
    f"--disable-features={','.join(NOT_WANTED)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
# A busy machine is slow, not wrong: twice what Playwright waits by itself.
expect.set_options(timeout=20_000)
PHONE = (390, 844)
DESKTOP = (1280, 800)
# A lost network and a refused session are loud in the console, and are no mistake of the page's.
NO_MISTAKE = ("Failed to load resource", "WebSocket connection to")
TELL_VIOLATIONS = """
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    console.error(`Content Security Policy: ${effectiveDirective} ${blockedURI}`))"""

# A rule that could only find less is not run: together they take more than those that matter.
LOOK = """only => {
    const lesser = axe._audit.rules.filter(rule => ["minor", "moderate"].includes(rule.impact));
    const rules = Object.fromEntries(lesser.map(rule => [rule.id, { enabled: false }]));
    return axe.run(document.querySelector("dialog:modal") ?? document,
        { resultTypes: ["violations"], rules, ...only });
}"""


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
        browser = await self.chromium.new_context(**as_in_france(person.url, size) | context)
        await browser.add_cookies(
            [
                {"name": name, "value": value, "url": person.url}
                for name, value in person.cookies.items()
            ]
        )
        await self.listen(browser)
        if context.get("bypass_csp"):
            await browser.add_init_script(path=AXE)
        page = await browser.new_page()
        await page.goto(path)
        return page

    async def listen(self, browser: BrowserContext) -> None:
        """Whatever page of it fails or hurts its security policy, this test fails."""
        await browser.add_init_script(TELL_VIOLATIONS)
        browser.on("weberror", lambda failed: self.problems.append(str(failed.error)))
        browser.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NO_MISTAKE):
            self.problems.append(message.text)


def as_in_france(url: str, size: tuple[int, int]) -> dict[str, Any]:
    width, height = size
    return {
        "base_url": url,
        "viewport": {"width": width, "height": height},
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        # It fetches the whole page once more, and Playwright cannot stop what passes through it.
        # tests/e2e/test_installed.py lets it in.
        "service_workers": "block",
    }


def where_chromium_is() -> str:
    where = shutil.which("chromium")
    assert where, "Chromium is missing: make chromium"
    return where


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as playwright:
        yield playwright


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    chromium = await playwright.chromium.launch(executable_path=where_chromium_is(), args=ARGUMENTS)
    yield chromium
    await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def screens(chromium: Browser) -> AsyncIterator[Screens]:
    """At the end of the test no page may have failed or hurt its own security policy."""
    screens = Screens(chromium)
    yield screens
    for browser in chromium.contexts:
        await browser.close()
    assert screens.problems == []


async def accessibility_problems(page: Page, *rules: str) -> list[str]:
    """What axe finds serious or worse. Open the page with bypass_csp=True: axe is a script.

    What lies behind a dialog is out of reach, and is looked at where it lies behind nothing.
    """
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE.read_text())
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = await page.evaluate(LOOK, only)
    return [
        f"{violation['id']}: {node['html']}"
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
        for node in violation["nodes"]
    ]
