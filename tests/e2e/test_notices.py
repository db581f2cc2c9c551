"""Being told, and not being disturbed; and what a sender sees of it."""

from uuid import UUID, uuid4

from channels.db import database_sync_to_async
from playwright.async_api import expect

from conversations import unanswered
from directory import workplaces
from directory.models import Account
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible

# How many notes this page has played.
COUNT_NOTES = """
    window.notes = 0;
    const play = AudioScheduledSourceNode.prototype.start;
    AudioScheduledSourceNode.prototype.start = function (...when) {
        window.notes += 1;
        return play.apply(this, when);
    };"""


async def test_before_and_after_writing_one_sees_whom_nothing_tells(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    never = Account.objects.filter(professional=hugo.person)
    await database_sync_to_async(never.update)(last_login=None)
    seq = await camille.says(three, "Bonjour à tous deux")
    mine = await sit(camille, three, bypass_csp=True)
    # On a phone: « 2 sans notification active ».
    line = mine.page.get_by_role("button", name="sans notification active")
    panel = mine.page.get_by_role("region", name="Ne seront pas prévenus")

    async def show() -> None:
        if await panel.count() == 0:
            await line.click()
        await expect(panel.get_by_role("listitem")).to_have_text(
            [
                "Nadia Benali, infirmière libérale" + "Aucune notification active",
                "Hugo Marchand, pharmacien" + "Aucune connexion à ce jour",
            ]
        )

    await is_accessible(mine, show)
    await line.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(line).to_be_focused()
    # Of a message that is there, its readers say why too.
    await mine.page.goto(f"/reception/{three}/vu-par/{seq}")
    nadias = mine.page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Nadia")
    await expect(nadias).to_contain_text("Notifications inactives")


async def test_a_muted_conversation_is_silent_and_says_so_wherever_it_is_listed(
    sit: Sit, camille: Colleague, nadia: Colleague, two: UUID, three: UUID
) -> None:
    for room in (two, three):
        await camille.says(room, "Bonjour")
    hers, elsewhere = await sit(nadia, three), await sit(nadia)
    await hers.page.add_init_script(COUNT_NOTES)
    await hers.page.reload()
    await hers.button("Notifications : tous les messages").click()
    await hers.page.get_by_role("menuitemradio", name="Aucune", exact=True).click()
    for screen in (hers, elsewhere):
        row = screen.row("Pansement de M. Vidal")
        await expect(row).to_contain_text("muette")
        await expect(row.locator(".lucide-bell-off")).to_be_visible()
    await hers.goes("Tous les messages")
    await camille.says(three, "Rien qui presse")
    await camille.says(two, "Le pilulier est refait")
    await expect(hers.page).to_have_title("(2) Liaison")
    await until(lambda: notes_of(hers))
    # One sound of two notes: the muted one had its turn first.
    assert await notes_of(hers) == 2
    request = {"people": [str(nadia.person.id)], "urgent": True}
    await camille.says(three, "Retrouvé au sol", request=request)
    await until(lambda: hers.page.evaluate("notes > 2"))


async def notes_of(screen: Screen) -> int:
    return int(await screen.page.evaluate("notes"))


async def test_whoever_asked_urgently_is_told_whom_to_call(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, three: UUID
) -> None:
    await database_sync_to_async(give_phone)(nadia)
    people = [str(nadia.person.id), str(hugo.person.id)]
    seq = await camille.says(three, "Au sol", request={"people": people, "urgent": True})
    await database_sync_to_async(unanswered.tell_asker)(
        three, seq, [nadia.person.id, hugo.person.id], absent=False
    )
    mine, hers = await sit(camille, three, bypass_csp=True), await sit(nadia, three)
    call = mine.messages.get_by_role("link", name="Appeler Nadia Benali, 04 99 99 01 02")

    async def show() -> None:
        await expect(call).to_have_attribute("href", "tel:0499990102")
        await expect(mine.messages).to_contain_text("Hugo Marchand, pharmacienAucun numéro")

    await is_accessible(mine, show)
    # The others are told that nobody answers, and no number; who answers is called no more.
    await expect(hers.messages).to_contain_text("restée sans réponse")
    await expect(hers.messages.get_by_role("link")).to_have_count(0)
    await hers.button("Pris en compte").first.click()
    await expect(call).to_have_count(0)


def give_phone(who: Colleague) -> None:
    place = workplaces.place(
        technical_id=uuid4().hex[:12],
        name="Cabinet des Halles",
        town="Nîmes",
        department="30",
        phone="0499990102",
    )
    workplaces.practise(who.person, at=place, profession_code="60", profession="Infirmier")
