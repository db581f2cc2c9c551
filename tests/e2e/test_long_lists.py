"""10,000 messages in one conversation, 2,000 conversations in the list: few are in the page."""

from statistics import median
from uuid import UUID

from channels.db import database_sync_to_async
from playwright.async_api import Locator, Page, expect

from chat.embedded import Postgres
from tests.e2e.conftest import DATABASE, Sit
from tests.e2e.crowds import fill_room, open_rooms
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague

MOST_DRAWN = 200
WATCH = """() => {
    window.tasks = [];
    new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(e => e.duration)))
        .observe({ type: "longtask" });
}"""


async def test_ten_thousand_messages_open_scroll_and_take_new_ones(
    sit: Sit, postgres: Postgres, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    owner = postgres.url("liaison_owner", DATABASE)
    people = {"room": two, "author": camille.person.id}
    await database_sync_to_async(fill_room)(owner, number=10_000, **people)
    await nadia.marks(two, do="read", upto=10_001)
    theirs = await sit(nadia, two)
    await theirs.page.evaluate(WATCH)
    drawn = theirs.messages.get_by_role("article")
    await expect(drawn.last).to_contain_text("Message 10001")

    oldest = 10_001
    for _ in range(12):
        assert await drawn.count() <= MOST_DRAWN
        await theirs.messages.evaluate("area => area.scrollTop = 0")
        await until(lambda before=oldest: first_is_before(drawn, before))  # type: ignore[misc]
        oldest = await number_of(drawn.first)
    assert oldest < 9_700
    # What came before what one reads does not take its place.
    await until(lambda: theirs.messages.evaluate("area => area.scrollTop > 1000"))

    # Where one reads does not move when something is said at the end.
    line = drawn.nth(await drawn.count() // 2)
    held = await number_of(line)
    before = await line.bounding_box()
    await camille.says(two, "Du nouveau")
    await expect(theirs.row("Du nouveau")).to_be_visible()
    again = drawn.filter(has_text=f"Message {held}").first
    assert await again.bounding_box() == before

    await theirs.button("Aller à la fin").click()
    await theirs.sees("Du nouveau")
    assert await drawn.count() <= MOST_DRAWN
    assert await long_task(theirs.page) < 200


async def first_is_before(drawn: Locator, number: int) -> bool:
    return await number_of(drawn.first) < number


async def number_of(article: Locator) -> int:
    words = (await article.inner_text()).split()
    return int(words[words.index("Message") + 1])


async def long_task(page: Page) -> float:
    """The median of those over 50 ms; nothing when there is none."""
    tasks: list[float] = await page.evaluate("window.tasks")
    return median([0.0, *tasks])


async def test_two_thousand_conversations_are_listed_to_the_last(
    sit: Sit, postgres: Postgres, camille: Colleague, nadia: Colleague, two: UUID
) -> None:
    owner = postgres.url("liaison_owner", DATABASE)
    people = {"founder": camille.person.id, "other": nadia.person.id}
    await database_sync_to_async(open_rooms)(owner, number=2_000, **people)
    theirs = await sit(nadia)
    await theirs.page.evaluate(WATCH)
    rows = theirs.list.get_by_role("listitem")
    await expect(theirs.row("Dossier 1").first).to_be_visible()
    for _ in range(120):
        assert await rows.count() <= MOST_DRAWN
        await to_the_end(theirs)
        if await theirs.row("Dossier 2000").count():
            break
    await expect(theirs.row("Dossier 2000")).to_be_visible()
    assert await long_task(theirs.page) < 200

    await theirs.row("Dossier 2000").get_by_role("link").click()
    await theirs.sees("Bonjour")
    await camille.says(two, "Du nouveau")
    await expect(theirs.page).to_have_title("(1) Liaison")
    await expect(theirs.row("Dossier 2000")).to_be_visible()


async def to_the_end(screen: Screen) -> None:
    """Scroll down, and wait for what the server adds."""
    await screen.list.evaluate(
        """list => new Promise(resolve => {
            const area = list.parentElement, height = area.scrollHeight;
            area.scrollTop = height;
            const wait = left =>
                area.scrollHeight > height || !left ? resolve() : setTimeout(wait, 20, left - 1);
            wait(100);
        })"""
    )
