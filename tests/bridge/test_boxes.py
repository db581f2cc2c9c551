"""Mailboxes are linked, changed and given up by those they are of, and by nobody else."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from bridge.boxes import setting_up
from bridge.boxes.hosts import NoServers, ServerNotAllowed
from bridge.boxes.mine import box_of, boxes_of
from bridge.boxes.secrets import opened
from bridge.boxes.setting_up import (
    AddressOfAnother,
    AddressStays,
    AddressTaken,
    NotAnAddress,
    PasswordWanted,
)
from bridge.models import Box
from chat.errors import NotFound
from conversations import clock
from conversations.models import AccessLog
from directory import duties
from directory.models import Holder, Mailbox, Professional
from tests.bridge.boxes import SERVER, given
from tests.bridge.servers import CAMILLE, NOE, PASSWORD
from tests.directory.conftest import Browser

pytestmark = pytest.mark.django_db
ELSEWHERE = {"host": "autre.example", "port": 143, "security": "starttls"}
Act = AccessLog.Act


@pytest.fixture
def box(camille: Professional) -> Box:
    return setting_up.add(camille, given())


@pytest.fixture
def desk(camille: Professional, nadia: Professional) -> Professional:
    """A role that both may hold, in Camille's hand."""
    role = duties.add(name="Secrétariat", kind="Secrétariat", exclusive=False)
    for person in (camille, nadia):
        Holder.objects.create(role=role, professional=person)
    desk: Professional = role.professional
    desk.held_by = camille
    return desk


def traced(box: Box) -> list[tuple[str, UUID]]:
    rows = AccessLog.objects.filter(thing=box.id).order_by("id")
    return list(rows.values_list("act", "professional"))


def test_camille_links_her_mailbox_and_it_is_looked_at_at_once(camille: Professional) -> None:
    box = setting_up.add(camille, given(address=CAMILLE.upper(), user=""))
    assert (box.address, box.user) == (CAMILLE, CAMILLE.upper())
    assert box.next_at <= clock.now()
    assert opened(box.secret) == PASSWORD


def test_nobody_else_has_it(box: Box, camille: Professional, bruno: Professional) -> None:
    assert list(boxes_of(camille)) == [box]
    assert not boxes_of(bruno)
    with pytest.raises(NotFound):
        box_of(bruno, box.id)
    with pytest.raises(NotFound):
        setting_up.change(bruno, box.id, given())
    with pytest.raises(NotFound):
        setting_up.give_up(bruno, box.id)


def test_an_address_is_linked_once_and_bruno_is_not_told_by_whom(
    box: Box, bruno: Professional
) -> None:
    with pytest.raises(AddressTaken) as refused:
        setting_up.add(bruno, given(address=CAMILLE.upper()))
    assert "Camille" not in refused.value.message
    assert not boxes_of(bruno)


def test_nobody_links_what_the_national_list_gives_to_another_nor_the_relay(
    camille: Professional, bruno: Professional, settings: Settings
) -> None:
    settings.RELAY_ADDRESS = NOE
    Mailbox.objects.create(address=CAMILLE, kind=Mailbox.Kind.PERSON, professional=camille)
    for address, why in ((CAMILLE, AddressOfAnother), (NOE, AddressTaken)):
        with pytest.raises(why):
            setting_up.add(bruno, given(address=address))
    assert setting_up.add(camille, given()).address == CAMILLE


def test_the_kept_password_goes_nowhere_it_was_not_given_for(
    box: Box, camille: Professional, settings: Settings
) -> None:
    settings.MAILBOX_HOSTS = ["127.0.0.1", "autre.example"]
    for change in (
        {"imap": ELSEWHERE},
        {"smtp": ELSEWHERE},
        {"imap": {**SERVER, "port": 993}},
        {"user": NOE},
    ):
        with pytest.raises(PasswordWanted):
            setting_up.change(camille, box.id, given(password=None, **change))
    renamed = setting_up.change(camille, box.id, given(password=None, name="Dr Roche"))
    assert (renamed.name, opened(renamed.secret)) == ("Dr Roche", PASSWORD)


def test_a_mailbox_that_failed_is_looked_at_anew_once_it_is_changed(
    box: Box, camille: Professional
) -> None:
    failing = {"failing_since": clock.now(), "failed_step": "sign_in", "needs_hand": True}
    Box.objects.update(**failing, next_at=clock.now() + timedelta(minutes=5))
    setting_up.change(camille, box.id, given(password="une autre"))
    box = Box.objects.get()
    assert (box.failing_since, box.failed_step, box.needs_hand) == (None, "", False)
    assert box.next_at <= clock.now()
    assert opened(box.secret) == "une autre"


def test_given_up_it_keeps_no_password_and_its_owner_takes_it_up_again(
    box: Box, camille: Professional
) -> None:
    setting_up.give_up(camille, box.id)
    assert Box.objects.get().secret == ""
    assert not boxes_of(camille)
    again = setting_up.add(camille, given(password="une autre"))
    # The same row: what was fetched from it is not fetched again, and its threads are its own.
    assert (again.id, again.ended_at, opened(again.secret)) == (box.id, None, "une autre")


def test_what_one_gave_up_another_may_link_without_what_was_read_there(
    box: Box, camille: Professional, nadia: Professional
) -> None:
    setting_up.give_up(camille, box.id)
    hers = setting_up.add(nadia, given())
    assert hers.id != box.id
    with pytest.raises(AddressTaken):
        setting_up.add(camille, given())


def test_only_servers_the_operator_named_are_spoken_to(
    camille: Professional, settings: Settings
) -> None:
    settings.MAILBOX_HOSTS = ["mail.example", "127.0.0.1:1143"]
    setting_up.add(camille, given(imap={**SERVER, "host": "Mail.Example", "port": 993}))
    for server in (ELSEWHERE, {**SERVER, "port": 22}):
        with pytest.raises(ServerNotAllowed):
            setting_up.add(camille, given(address=NOE, smtp=server))


@pytest.mark.parametrize("missing", ["MAILBOX_HOSTS", "MAILBOX_SECRETS"])
def test_without_servers_or_a_key_none_can_be_linked_and_it_is_said(
    camille: Professional, settings: Settings, missing: str
) -> None:
    setattr(settings, missing, [])
    with pytest.raises(NoServers):
        setting_up.add(camille, given())


def test_what_is_no_address_and_another_address_are_refused(
    box: Box, camille: Professional
) -> None:
    with pytest.raises(NotAnAddress):
        setting_up.add(camille, given(address="camille à la maison"))
    with pytest.raises(AddressStays):
        setting_up.change(camille, box.id, given(address=NOE))


def test_each_act_is_noted_with_the_hand_behind_it(
    desk: Professional, camille: Professional, nadia: Professional
) -> None:
    box = setting_up.add(desk, given())
    desk.held_by = nadia
    setting_up.change(desk, box.id, given(name="Secrétariat"))
    setting_up.give_up(desk, box.id)
    assert traced(box) == [
        (Act.BOX_ADDED, camille.id),
        (Act.BOX_CHANGED, nadia.id),
        (Act.BOX_ENDED, nadia.id),
    ]


def test_the_mailbox_of_a_role_is_not_among_ones_own(
    desk: Professional, camille: Professional
) -> None:
    box = setting_up.add(desk, given())
    assert list(boxes_of(desk)) == [box]
    assert box.added_by == camille
    assert not boxes_of(camille)


def test_at_the_page_she_links_it_sees_it_and_gives_it_up(camille: Professional) -> None:
    browser = Browser()
    browser.sign_in("camille")
    sent = given().model_dump(mode="json") | {"password": PASSWORD}
    added = browser.post("/mail/boxes", sent).json()
    told = browser.get("/mail/boxes").json()
    assert told["boxes"] == [added]
    assert (told["hosts"], told["health"]["state"]) == (["127.0.0.1"], "ok")
    assert (added["address"], added["imap"], added["failed"]) == (CAMILLE, SERVER, None)
    assert PASSWORD not in json.dumps([added, told])
    at = f"/api/mail/boxes/{added['id']}"
    answer = browser.client.put(at, sent, "application/json", headers=browser.headers())
    assert answer.json() == added
    assert browser.delete(f"/mail/boxes/{added['id']}").status_code == 204
    assert browser.get("/mail/boxes").json()["boxes"] == []
