"""Installed on a telephone or a computer: what the service worker does, in a real one."""

import asyncio
import json
import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from playwright.async_api import Locator, expect

from directory.models import Session
from push.models import Delivery, Device, Preference
from tests.e2e.conftest import Sit
from tests.e2e.pushing import (
    CHANGES_ADDRESS,
    LET_IN,
    NEUTRAL,
    Told,
    another_address,
    handed,
    in_thread,
    is_installed,
    subscribes,
    told_of,
    was_shown,
)
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.e2e.test_leaving import KEPT, is_signed_out
from tests.e2e.test_phone import TOUCHED
from tests.e2e.wire import Wire
from tests.server import LiveServer

CANARY = "canari-hors-ligne"
DRAFT = "Je reprends ce soir"
PERMITTED: dict[str, Any] = LET_IN | {"permissions": ["notifications"]}
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"
# As it does by itself when it is looked at again.
LOOKS_FOR_NEWER = """async () => {
    const registration = await navigator.serviceWorker.ready;
    window.before = registration.active;
    await registration.update();
}"""
HAS_ANOTHER = """async () => {
    const { active, waiting } = await navigator.serviceWorker.ready;
    return active !== window.before && active.state === "activated" && !waiting;
}"""
ALL_THAT_IS_CACHED = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
    return found;
}"""


async def writes_a_draft(screen: Screen) -> None:
    """A draft is kept three times a second."""
    await screen.writes(DRAFT)
    await until(lambda: keeps_a_draft(screen))


async def keeps_a_draft(screen: Screen) -> bool:
    return "1 in drafts" in await screen.page.evaluate(KEPT)


async def test_the_page_opens_without_a_network_and_shows_nothing_it_had_received(
    sit: Sit, nadia: Colleague, camille: Colleague, two: UUID, wire: Wire
) -> None:
    await camille.says(two, f"{CANARY}, message")
    theirs = await sit(nadia, two, proxy=wire.proxy, **LET_IN)
    await is_installed(theirs)
    await writes_a_draft(theirs)
    wire.cut()
    await theirs.page.reload()
    await expect(theirs.status("Urgence vitale")).to_be_visible()
    await expect(theirs.page.get_by_text(CANARY)).to_have_count(0)

    wire.restore()
    await theirs.sees(f"{CANARY}, message")
    await expect(theirs.field).to_have_value(DRAFT)


async def test_a_newer_page_is_offered_and_loses_nothing_of_what_is_being_written(
    sit: Sit, nadia: Colleague, two: UUID
) -> None:
    """The worker is told of a page it was not built with: the same as a worker built since."""
    theirs = await sit(nadia, two, **LET_IN)
    await is_installed(theirs)
    await writes_a_draft(theirs)
    await theirs.page.evaluate(
        """async () => (await navigator.serviceWorker.ready).active.postMessage(
            { type: "page_is", script: "/assets/index-of-before.js" })"""
    )
    await expect(theirs.status("Une nouvelle version de Liaison est prête.")).to_be_visible()
    async with theirs.page.expect_navigation():
        await theirs.button("Recharger").click()
    await expect(theirs.field).to_have_value(DRAFT)
    await expect(theirs.status("Une nouvelle version de Liaison est prête.")).to_have_count(0)


async def test_a_worker_built_since_takes_over_from_the_one_before_or_waits_for_its_page(
    sit: Sit, nadia: Colleague, two: UUID, wire: Wire
) -> None:
    theirs = await sit(nadia, two, proxy=wire.proxy, **LET_IN)
    await is_installed(theirs)
    await writes_a_draft(theirs)
    version, page = built("version"), built("script")

    # Of this very page: nobody is asked anything.
    wire.rename(version, version[::-1])
    await theirs.page.evaluate(LOOKS_FOR_NEWER)
    await until(lambda: theirs.page.evaluate(HAS_ANOTHER))
    shells = [f"shell-{version}", f"shell-{version[::-1]}"]
    assert await theirs.page.evaluate("caches.keys()") == shells, "older tabs find their parts"
    await expect(theirs.status("Une nouvelle version")).to_have_count(0)

    # Of another page: it waits until that one is open.
    wire.rename(version, f"{version[1:]}x")
    wire.rename(page, page.replace("index-", "xedni-"))
    await theirs.page.evaluate(LOOKS_FOR_NEWER)
    await expect(theirs.status("Une nouvelle version de Liaison est prête.")).to_be_visible()
    assert not await theirs.page.evaluate(HAS_ANOTHER)
    await expect(theirs.field).to_have_value(DRAFT)


def built(name: str) -> str:
    """What the build has told its worker."""
    [found] = re.findall(
        rf"{name}:[`'\"]([^`'\"]+)", (settings.FRONTEND_DIST / "sw.js").read_text()
    )
    return str(found)


async def test_on_a_computer_that_people_share_there_is_none_and_none_stays(
    sit: Sit, server: LiveServer, nadia: Colleague, camille: Colleague
) -> None:
    theirs = await sit(nadia, **LET_IN)
    await is_installed(theirs)
    shared = await server.sign_in_async(camille.person, shared=True)
    await theirs.page.context.add_cookies(
        [
            {"name": name, "value": value, "url": shared.url}
            for name, value in shared.cookies.items()
        ]
    )
    await theirs.page.reload()
    await until(lambda: has_none(theirs))


async def has_none(screen: Screen) -> bool:
    left: Any = await asyncio.gather(
        screen.page.evaluate(WORKERS), screen.page.evaluate("caches.keys()")
    )
    return bool(left == [0, []])


async def takes_notifications(sit: Sit, who: Colleague, **how: Any) -> Told:
    """From « Mon compte », explained first, by a press."""
    theirs = await sit(who, **PERMITTED, **how)
    await is_installed(theirs)
    await subscribes(theirs)
    await theirs.page.get_by_role("link", name="Mon compte").click()
    await theirs.button("Notifications").click()
    await theirs.button("Activer sur cet appareil").click()
    await expect(theirs.page.get_by_text("Cet appareil vous prévient")).to_be_visible()
    return await Told.of(theirs, who)


async def test_a_notification_tells_that_something_waits_and_leads_to_it(
    sit: Sit, nadia: Colleague, camille: Colleague, bruno: Colleague, two: UUID
) -> None:
    told = await takes_notifications(sit, nadia)
    seq = await camille.says(two, f"{CANARY}, message")
    notice = await in_thread(lambda: handed(nadia, two, seq))
    await told.gets(notice)
    await told.sees([NEUTRAL, ""])
    await until(lambda: in_thread(lambda: was_shown(notice)))

    await in_thread(lambda: shows_sender(nadia))
    await told.gets(notice, sound=False)
    await told.sees([NEUTRAL, "De Camille Roche"])
    # Whatever comes, something is shown; what is not hers tells nothing of itself.
    other = await camille.starts(bruno)
    his = await in_thread(lambda: told_of(bruno, other))
    await told.gets(his, tag="b")
    await told.sees([NEUTRAL, "De Camille Roche"], [NEUTRAL, ""])

    await told.presses("answer")
    await told.screen.sees(f"{CANARY}, message")
    await expect(told.screen.field).to_be_focused()
    await expect(told.screen.page.get_by_text("Réponse à Camille Roche")).to_be_visible()
    await told.sees([NEUTRAL, ""])


async def test_where_the_push_service_gives_another_address_the_worker_says_so_by_itself(
    sit: Sit, nadia: Colleague
) -> None:
    told = await takes_notifications(sit, nadia)
    [before] = await in_thread(lambda: addresses_of(nadia))
    await told.screen.page.keyboard.press("Control+Alt+KeyL")
    await until(lambda: in_thread(lambda: is_locked(nadia)))
    await told.worker.evaluate(CHANGES_ADDRESS, another_address())
    await until(lambda: in_thread(lambda: addresses_of(nadia) != [before]))
    assert len(await in_thread(lambda: addresses_of(nadia))) == 1


def addresses_of(who: Colleague) -> list[str]:
    there = Device.objects.filter(account=who.person.account, ended_at=None)
    return list(there.values_list("endpoint_hash", flat=True))


async def test_who_locked_is_told_neutrally_and_who_signs_out_leaves_nothing(
    sit: Sit, nadia: Colleague, camille: Colleague, two: UUID
) -> None:
    told = await takes_notifications(sit, nadia)
    await in_thread(lambda: shows_sender(nadia))
    seq = await camille.says(two, f"{CANARY}, message")
    notice = await in_thread(lambda: handed(nadia, two, seq))
    await told.screen.page.keyboard.press("Control+Alt+KeyL")
    await expect(told.screen.page.get_by_role("heading", name="Poste verrouillé")).to_be_visible()
    await until(lambda: in_thread(lambda: is_locked(nadia)))
    await told.gets(notice)
    await told.sees([NEUTRAL, ""])
    await until(lambda: in_thread(lambda: was_shown(notice)))

    await told.screen.button("Ce n’est pas ma session\u00a0: la déconnecter").click()
    await told.screen.button("Déconnecter cette session").click()
    await is_signed_out(told.screen)
    await told.sees()
    here, tab, *kept = await told.screen.page.evaluate(KEPT)
    # The day it was offered in this browser: it says nothing of anybody.
    assert (set(json.loads(here)), tab, kept) == ({"liaison-notifications-offered"}, "{}", [])
    cached = await told.screen.page.evaluate(ALL_THAT_IS_CACHED)
    assert "/" in [path for path, _ in cached]
    assert [path for path, text in cached if CANARY in text] == []


def is_locked(who: Colleague) -> bool:
    return Session.objects.filter(account=who.person.account, locked_at__isnull=False).exists()


async def test_one_thing_at_a_time_is_asked_at_first_start_and_hides_nothing(
    sit: Sit, nadia: Colleague, camille: Colleague, two: UUID
) -> None:
    await camille.says(two, "Bonjour")
    hers = Preference.objects.filter(person=nadia.person)
    await in_thread(lambda: hers.update(quiet=Preference.Offer.NOT_ASKED))
    screen = await sit(nadia, bypass_csp=True, **TOUCHED, **LET_IN)
    calm = screen.page.get_by_role("complementary", name="Ne pas être dérangé ?")
    told = screen.page.get_by_role("complementary", name="Être prévenu sur cet appareil ?")
    await expect(calm).to_be_visible()
    assert await said_or_asked(screen) == ["Ne pas être dérangé\u00a0?"]
    assert await ends_above(screen.list, calm)
    await calm.get_by_role("button", name="Non merci").tap()
    passing = screen.toast("Vous serez prévenu à toute heure.")
    await expect(passing).to_be_visible()
    await expect(told).to_have_count(0)
    await passing.get_by_role("button", name="Fermer").tap()

    async def show() -> None:
        await expect(told).to_be_visible()

    await is_accessible(screen, show)
    await told.get_by_role("button", name="Plus tard").tap()
    await expect(told).to_have_count(0)
    await screen.page.reload()
    assert await said_or_asked(screen) == []


async def said_or_asked(screen: Screen) -> list[str]:
    """What stands on the page beside what one came for, once all is there: cards, what passes."""
    await expect(screen.list).to_be_visible()
    await is_installed(screen)
    await screen.page.wait_for_load_state("networkidle")
    asked = await screen.page.get_by_role("complementary").locator("b").all_inner_texts()
    return asked + await screen.toast("").all_inner_texts()


async def ends_above(one: Locator, other: Locator) -> bool:
    above, below = await one.bounding_box(), await other.bounding_box()
    return bool(above and below and above["y"] + above["height"] <= below["y"])


async def test_the_test_of_my_notifications_shows_each_step_and_what_to_do(
    sit: Sit, nadia: Colleague
) -> None:
    told = await takes_notifications(sit, nadia)
    page = told.screen.page
    await told.screen.button("Lancer le test").click()
    await until(lambda: in_thread(lambda: trial_of(nadia).exists()))
    notice = await in_thread(lambda: leaves(nadia))
    await told.gets(notice)
    await told.sees(["Essai de notification", "Si vous lisez ceci, cet appareil vous prévient."])
    await expect(page.get_by_text("Le navigateur l’a reçu et affiché")).to_be_visible()
    await told.screen.button("Non").click()
    await expect(page.get_by_text("l’écran ne le montre pas")).to_be_visible()
    await expect(page.get_by_text("« Ne pas déranger »")).to_be_visible()


def trial_of(who: Colleague) -> QuerySet[Delivery]:
    return Delivery.objects.filter(device__account=who.person.account, notice__kind="test")


def leaves(who: Colleague) -> UUID:
    """The worker sent it, and the push service took it."""
    delivery = trial_of(who).get()
    delivery.tried_at = delivery.accepted_at = timezone.now()
    delivery.state = Delivery.State.ACCEPTED
    delivery.save()
    return delivery.notice_id


async def test_the_screen_of_notifications_is_for_everybody(sit: Sit, nadia: Colleague) -> None:
    told = await takes_notifications(sit, nadia, bypass_csp=True)

    async def show() -> None:
        await told.screen.page.goto("/reception/notifications")
        await expect(told.screen.page.get_by_text("cet appareil", exact=True)).to_be_visible()
        await told.screen.button("Lancer le test").click()
        await expect(told.screen.page.get_by_text("En route")).to_be_visible()

    await is_accessible(told.screen, show)


def shows_sender(who: Colleague) -> None:
    Preference.objects.filter(person=who.person).update(show_sender=True)
