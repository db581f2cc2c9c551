"""Being told, and not being disturbed; and what a sender sees of it."""

from datetime import timedelta
from uuid import UUID, uuid4

from channels.db import database_sync_to_async
from django.utils import timezone
from playwright.async_api import expect

from conversations import unanswered
from directory import sessions, workplaces
from directory.models import Account
from push.models import Device, Preference
from tests.e2e.conftest import Sit
from tests.e2e.screen import Screen, until
from tests.e2e.team import Colleague
from tests.e2e.test_accessibility import is_accessible
from tests.push.conftest import signed_in

# How many notes this page has played.
COUNT_NOTES = """
    window.notes = 0;
    const play = AudioScheduledSourceNode.prototype.start;
    AudioScheduledSourceNode.prototype.start = function (...when) {
        window.notes += 1;
        return play.apply(this, when);
    };"""


WRITE = "Écrire un courrier"


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
                f"Nadia Benali, infirmière libéraleAucune notification active{WRITE}",
                f"Hugo Marchand, pharmacienAucune connexion à ce jour{WRITE}",
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


async def test_at_first_start_quiet_hours_are_offered_once_and_kept_in_the_settings(
    sit: Sit, nadia: Colleague
) -> None:
    hers = Preference.objects.filter(person=nadia.person)
    await database_sync_to_async(hers.update)(quiet=Preference.Offer.NOT_ASKED)
    screen = await sit(nadia, bypass_csp=True)
    card = screen.page.get_by_role("complementary", name="Ne pas être dérangé ?")

    async def show() -> None:
        await expect(card).to_contain_text("De 20 h à 7 h 30, samedi et dimanche")

    await is_accessible(screen, show)
    await card.get_by_role("button", name="Choisir mes heures").click()
    quiet = screen.page.get_by_role("switch", name="Heures calmes")
    await expect(quiet).to_be_checked()
    await screen.page.get_by_label("De", exact=True).fill("21:00")
    await screen.page.get_by_role("checkbox", name="Samedi et dimanche").uncheck()
    await screen.page.get_by_role("switch", name="Montrer le nom de l’expéditeur").check()
    groups = screen.page.get_by_role("group", name="Groupes de plus de 12 personnes")
    await groups.get_by_role("radio", name="Ce qui me nomme").check()

    async def kept() -> bool:
        one = await database_sync_to_async(hers.get)()
        hours = (one.quiet, f"{one.quiet_from:%H:%M}", one.quiet_weekends)
        said = (one.show_sender, one.large_groups, one.conversations)
        return (*hours, *said) == ("accepted", "21:00", False, True, "mentions", "all")

    await until(kept)
    await screen.page.reload()

    async def show_settings() -> None:
        await expect(screen.page.get_by_text("De 21 h à 7 h 30.")).to_be_visible()

    await is_accessible(screen, show_settings)
    await screen.page.goto("/reception")
    await expect(screen.page.get_by_text("Aucune conversation reçue")).to_be_visible()
    await expect(card).to_have_count(0)


async def test_one_is_told_calmly_that_a_device_of_theirs_has_fallen_silent(
    sit: Sit, nadia: Colleague
) -> None:
    await database_sync_to_async(a_silent_phone)(nadia)
    screen = await sit(nadia)
    card = screen.page.get_by_role("complementary", name="Vos notifications n’arrivent plus")
    await expect(card).to_contain_text("Chrome sur Android")
    await card.get_by_role("button", name="Plus tard").click()
    await expect(card).to_have_count(0)
    await screen.page.reload()
    await expect(screen.page.get_by_text("Aucune conversation reçue")).to_be_visible()
    await expect(card).to_have_count(0)


def a_silent_phone(who: Colleague) -> None:
    held_by = signed_in(who.person)
    Device.objects.create(
        account=who.person.account,
        name="Chrome sur Android",
        browser=uuid4().hex,
        endpoint_hash=uuid4().hex,
        host="fcm.googleapis.com",
        since=timezone.now() - timedelta(days=9),
        session_key=held_by.session_key,
        session_ends_at=held_by.ends_at,
        proof=sessions.proof_of(held_by),
    )
