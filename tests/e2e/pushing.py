"""A browser that is told of things: what a push service would do, by Chromium's own tools.

No push service can be reached from here: `subscribe` alone is stubbed, and what such a service
would deliver is handed to the real service worker by the DevTools protocol.
"""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from channels.db import database_sync_to_async
from django.utils import timezone
from playwright.async_api import CDPSession, Worker

from push import notices
from push.models import Delivery, Device, Notice
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.push.endpoint import Phone

LET_IN: dict[str, Any] = {"service_workers": "allow"}
IS_ACTIVE = "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
SUBSCRIBES = """given => {
    PushManager.prototype.subscribe = async () => ({
        toJSON: () => ({ endpoint: given.endpoint, keys: given }) });
}"""
ON_SCREEN = """async () => {
    const shown = await (await navigator.serviceWorker.ready).getNotifications();
    return shown.map(({ title, body }) => [title, body]);
}"""
PRESS = """async action => {
    const [notification] = await registration.getNotifications();
    dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}"""
# As a browser tells its worker, which then subscribes again with the key of before.
CHANGES_ADDRESS = """given => {
    PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        if (new Uint8Array(applicationServerKey)[0] !== 4) throw new Error("another key");
        return { toJSON: () => ({ endpoint: given.endpoint, keys: given }) };
    };
    const changed = new ExtendableEvent("pushsubscriptionchange");
    changed.oldSubscription = { options: { applicationServerKey: new Uint8Array([4]).buffer } };
    changed.newSubscription = null;
    dispatchEvent(changed);
}"""
NEUTRAL = "Nouveau message sécurisé"


async def is_installed(screen: Screen) -> None:
    await until(lambda: screen.page.evaluate(IS_ACTIVE))


class Told:
    """The browser of somebody who takes notifications in it."""

    def __init__(self, screen: Screen, who: Colleague, cdp: CDPSession) -> None:
        self.screen, self.who, self.cdp = screen, who, cdp
        self.registration = ""
        cdp.on("ServiceWorker.workerRegistrationUpdated", self._found)

    @classmethod
    async def of(cls, screen: Screen, who: Colleague) -> "Told":
        await is_installed(screen)
        told = cls(screen, who, await screen.page.context.new_cdp_session(screen.page))
        await told.cdp.send("ServiceWorker.enable")
        await until(told.is_known)
        return told

    def _found(self, event: Any) -> None:
        for one in event["registrations"]:
            self.registration = one["registrationId"]

    async def is_known(self) -> bool:
        return bool(self.registration)

    @property
    def worker(self) -> Worker:
        return self.screen.page.context.service_workers[-1]

    async def gets(self, notice: UUID | str, *, tag: str = "a", sound: bool = True) -> None:
        """The push service delivers."""
        told = json.dumps({"n": str(notice), "t": tag, "s": int(sound)}).ljust(96)
        where = {"origin": self.who.signed_in.url, "registrationId": self.registration}
        await self.cdp.send("ServiceWorker.deliverPushMessage", where | {"data": told})

    async def presses(self, action: str = "") -> None:
        await self.worker.evaluate(PRESS, action)

    async def sees(self, *notifications: list[str]) -> None:
        await until(lambda: self.shows(notifications))

    async def shows(self, notifications: tuple[list[str], ...]) -> bool:
        return bool(await self.screen.page.evaluate(ON_SCREEN) == [*notifications])


def another_address() -> dict[str, str]:
    return Phone("https://fcm.googleapis.com").subscription.model_dump()


async def subscribes(screen: Screen) -> None:
    """Whatever page comes next, the browser can."""
    given = another_address()
    await screen.page.context.add_init_script(f"({SUBSCRIBES})({json.dumps(given)})")
    await screen.page.reload()


async def in_thread(act: Callable[[], Any]) -> Any:
    return await database_sync_to_async(act)()


def handed(who: Colleague, room: UUID, seq: int) -> UUID:
    """As the worker does when it is time: a notice, on its way to their device."""
    notice = told_of(who, room, seq)
    device = Device.objects.get(account=who.person.account, ended_at=None)
    Delivery.objects.create(notice_id=notice, device=device, next_at=timezone.now())
    return notice


def told_of(who: Colleague, room: UUID, seq: int = 1, *, party: UUID | None = None) -> UUID:
    notices.tell(who.person.id, room, seq, sound=True, urgent=False, party=party)
    kept = Notice.objects.filter(person=who.person, conversation=room, seq=seq)
    kept.update(state=Notice.State.HANDED)
    return kept.get().id


def was_shown(notice: UUID) -> bool:
    return Delivery.objects.filter(notice=notice, shown_at__isnull=False).exists()
