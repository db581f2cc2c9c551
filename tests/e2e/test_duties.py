"""A role is taken, acted for and taken over at three screens; nobody acts in the wrong name."""

from uuid import UUID

import pytest
from playwright.async_api import expect

from directory import duties
from directory.models import Professional
from tests.browsers import accessibility_problems
from tests.conversations.acts import ask, start
from tests.e2e.conftest import Sit
from tests.e2e.pushing import LET_IN, in_thread, told_of
from tests.e2e.team import Colleague
from tests.e2e.test_directory import option

ACTING = "Vous agissez pour Cardiologie de garde"


@pytest.fixture
def desk(camille: Colleague, hugo: Colleague) -> Professional:
    role = duties.add(name="Cardiologie de garde", kind="Garde", phone="0561000000", exclusive=True)
    duties.allow(role.pk, [camille.person.id, hugo.person.id])
    return role.professional


@pytest.fixture
def thread(nadia: Colleague, desk: Professional) -> UUID:
    room = start(nadia.person, desk, subject="Douleur thoracique")
    ask(nadia.person, room, desk, urgent=True, text="Douleur depuis une heure, ECG fait.")
    return room


async def test_camille_takes_the_duty_answers_as_it_and_hugo_relieves_her(
    sit: Sit, camille: Colleague, nadia: Colleague, hugo: Colleague, thread: UUID, two: UUID
) -> None:
    asking = await sit(nadia, thread)
    hers = await sit(camille, two, bypass_csp=True)
    await hers.writes("Brouillon à mon nom")
    await hers.page.get_by_role("link", name="Mon compte").click()
    await hers.button("Gardes et rôles").click()
    sheet = hers.page.get_by_role("dialog", name="Gardes et rôles")
    await expect(sheet).to_contain_text("Personne n’est de garde.")
    await sheet.get_by_role("button", name="Prendre la garde").click()
    bar = hers.page.get_by_role("region", name="Rôle tenu")
    await expect(bar).to_contain_text(ACTING)
    # What is open is shown to who takes it, and leads there.
    open_one = sheet.get_by_role("button", name="Douleur thoracique")
    await expect(open_one).to_be_visible()
    assert await accessibility_problems(hers.page) == []
    await open_one.click()
    await hers.looks()
    await hers.says("Je l’attends aux urgences.")
    answer = asking.message("Je l’attends aux urgences.")
    await expect(answer).to_contain_text("Cardiologie de garde (C. Roche)")
    await expect(asking.thread).to_contain_text("Vu par Cardiologie de garde (C. Roche)")
    # Herself again: her list, and what she was writing. The duty is still hers, and says so.
    await bar.get_by_role("button", name="Revenir à mes conversations").click()
    await expect(bar).to_contain_text("De garde\u00a0: Cardiologie de garde")
    await expect(bar).to_contain_text("1\u00a0urgence")
    await hers.page.goto(f"/reception/{two}")
    await expect(hers.field).to_have_value("Brouillon à mon nom")
    await bar.get_by_role("button", name="Agir pour ce rôle").click()
    await expect(bar).to_contain_text(ACTING)
    his = await sit(hugo, path="/reception/gardes")
    await his.button("Prendre la garde").click()
    relieving = his.page.get_by_role("dialog", name="Relever Camille Roche")
    await relieving.get_by_role("button", name="Prendre la garde").click()
    await expect(his.page.get_by_role("region", name="Rôle tenu")).to_contain_text(ACTING)
    # Within seconds she is told, and sees her own conversations and nothing else.
    await expect(hers.toast("Vous n’agissez plus pour Cardiologie de garde")).to_be_visible()
    await expect(bar).to_have_count(0)
    await expect(hers.page.get_by_role("link", name="Camille Roche")).to_be_visible()
    await expect(hers.page.get_by_text("Douleur")).to_have_count(0)


async def test_from_a_notification_one_takes_the_role_it_is_for_in_one_gesture_or_stays(
    sit: Sit, camille: Colleague, desk: Professional, thread: UUID, two: UUID
) -> None:
    await in_thread(lambda: duties.take(camille.person, desk.id))
    for_the_desk = await in_thread(lambda: told_of(camille, thread, 2, party=desk.id))
    for_herself = await in_thread(lambda: told_of(camille, two))
    hers = await sit(camille, path=f"/n/{for_the_desk}", bypass_csp=True, **LET_IN)
    question = hers.page.get_by_role("dialog", name="Ce message s’adresse à Cardiologie de garde")
    await expect(question).to_contain_text("Vous êtes dans vos propres conversations.")
    await expect(hers.thread).not_to_contain_text("Douleur")
    assert await accessibility_problems(hers.page) == []
    await question.get_by_role("button", name="Passer à Cardiologie de garde et ouvrir").click()
    bar = hers.page.get_by_role("region", name="Rôle tenu")
    await expect(bar).to_contain_text(ACTING)
    await hers.sees("Douleur depuis une heure, ECG fait.")

    await hers.page.goto(f"/n/{for_herself}")
    other = hers.page.get_by_role("dialog", name="Ce message s’adresse à vous-même")
    await expect(other).to_contain_text(ACTING)
    await other.get_by_role("button", name="Pas maintenant").click()
    await expect(other).to_have_count(0)
    await expect(bar).to_contain_text(ACTING)
    await expect(hers.page).to_have_url("/reception")


async def test_who_writes_to_a_role_nobody_holds_is_told_so_with_its_phone(
    sit: Sit, bruno: Colleague, desk: Professional
) -> None:
    his = await sit(bruno, path="/reception/nouvelle")
    await his.page.get_by_role("combobox").fill("cardiologie de garde")
    found = option(his, desk)
    await expect(found).to_contain_text("Personne n’est de garde")
    await found.click()
    told = his.status("Le message attendra")
    await expect(told).to_contain_text("05\u00a061\u00a000\u00a000\u00a000")
