"""A mailbox opened with Pro Santé Connect: its person's, as long as they are there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from bridge.boxes import checking, setting_up, tokens
from bridge.boxes.account import provider_of
from bridge.boxes.sentences import sentence_of
from bridge.boxes.tokens import TokenNotHere
from bridge.models import Box
from bridge.providers.contract import ProviderError, Step
from bridge.shapes import BoxSettings
from directory import duties
from directory.models import Account, Holder, Professional, Renewal, Session
from directory.openid import renewing
from tests.bridge.servers import CAMILLE, HOST, MailServers
from tests.conftest import give_code_app
from tests.openid.conftest import CARD, NUMBER, Traveller, listed
from tests.openid.provider import Provider, running

WITH_MAIL = CARD | {"mail": CAMILLE}


@pytest.fixture(scope="module")
def _psc() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def psc(_psc: Provider, settings: Settings) -> Provider:
    vars(_psc).update(vars(Provider(_psc.url)))
    settings.OPENID_PROVIDERS = {"psc": _psc.settings()}
    return _psc


@pytest.fixture
def camille(database: None, hashed_password: str) -> Professional:
    person = listed("Camille", "Roche", NUMBER)
    account = Account.objects.create(
        username="camille", professional=person, password=hashed_password
    )
    give_code_app(account)
    return person


@pytest.fixture
def browser(psc: Provider, camille: Professional) -> Traveller:
    """In which Camille has come in by Pro Santé Connect."""
    traveller = Traveller(psc)
    traveller.shows(WITH_MAIL)
    return traveller


def settings_of(servers: MailServers | None = None, **changes: Any) -> BoxSettings:
    ports = servers.ports if servers else {"imap": 1, "submission": 1}
    told = {
        "address": CAMILLE,
        "imap": {"host": HOST, "port": ports["imap"], "security": "starttls"},
        "smtp": {"host": HOST, "port": ports["submission"], "security": "starttls"},
        "user": CAMILLE,
        "sign_in": "token",
    }
    return BoxSettings.model_validate(told | changes)


def an_hour_passes() -> None:
    """What was given is good no longer."""
    Renewal.objects.update(good_until=timezone.now() - timedelta(hours=1))


@pytest.mark.usefixtures("own_database")
def test_she_links_her_mailbox_without_a_password_and_it_opens(
    browser: Traveller,
    psc: Provider,
    camille: Professional,
    servers: MailServers,
    settings: Settings,
) -> None:
    settings.MAILBOX_CA_FILE = str(servers.authority.path)
    psc.mail = servers.tokens.owners
    assert browser.get("/mail/boxes").json()["token"]
    box = setting_up.add(camille, settings_of(servers))
    assert box.secret == ""
    an_hour_passes()
    assert checking.check(camille, settings_of(servers)) is None
    provider = provider_of(box)
    assert list(provider.fetch(lambda folder, validity, uids: ())) == []
    provider.close()


@pytest.mark.django_db
def test_a_token_serves_while_it_is_good_and_then_another_is_asked_for(
    browser: Traveller, psc: Provider, camille: Professional
) -> None:
    first = renewing.fresh(camille.id)
    assert renewing.fresh(camille.id) == first
    given = {first}
    for _ in range(3):
        an_hour_passes()
        given.add(renewing.fresh(camille.id))
    assert len(given) == 4
    assert psc.asked.count("/token") == 4


@pytest.mark.usefixtures("own_database")
def test_all_who_want_one_at_once_get_the_same(
    browser: Traveller, psc: Provider, camille: Professional
) -> None:
    def wanted(_: int) -> str:
        try:
            return renewing.fresh(camille.id)
        finally:
            connection.close()

    an_hour_passes()
    with ThreadPoolExecutor(4) as many:
        assert len(set(many.map(wanted, range(4)))) == 1
    assert psc.asked.count("/token") == 2


@pytest.mark.django_db
def test_what_renews_them_lies_sealed(browser: Traveller, psc: Provider) -> None:
    [row] = Renewal.objects.values()
    for token in (*psc.tokens, *psc.renews):
        assert token not in str(row)


@pytest.mark.django_db
def test_signed_out_her_mailbox_waits_and_goes_on_when_she_is_back(
    browser: Traveller, camille: Professional
) -> None:
    box = setting_up.add(camille, settings_of())
    browser.delete("/session")
    assert not Renewal.objects.exists()
    with pytest.raises(ProviderError) as failed:
        tokens.fresh(box)
    assert (failed.value.step, failed.value.permanent) == (Step.SIGN_IN, True)
    said = sentence_of(failed.value.step, failed.value.reason)
    assert said.startswith("Reconnectez-vous avec Pro Santé Connect pour relever cette boîte.")
    Box.objects.update(needs_hand=True, failed_step="sign_in", failed_reason="no session")
    browser.shows(WITH_MAIL)
    assert not Box.objects.get().needs_hand
    assert tokens.fresh(box)


@pytest.mark.django_db
def test_a_session_that_ended_there_or_here_renews_nothing(
    browser: Traveller, psc: Provider, camille: Professional
) -> None:
    an_hour_passes()
    Session.objects.update(expire_date=timezone.now())
    with pytest.raises(renewing.NoSession):
        renewing.fresh(camille.id)
    browser.shows(WITH_MAIL)
    an_hour_passes()
    psc.renews.clear()
    with pytest.raises(renewing.NoSession):
        renewing.fresh(camille.id)
    assert not renewing.can(camille.id)


@pytest.mark.django_db
def test_a_provider_that_is_away_for_a_while_ends_nothing(
    browser: Traveller, psc: Provider, camille: Professional
) -> None:
    box = setting_up.add(camille, settings_of())
    an_hour_passes()
    psc.broken = 503
    with pytest.raises(ProviderError) as failed:
        tokens.fresh(box)
    assert not failed.value.permanent
    psc.broken = 0
    assert tokens.fresh(box)


@pytest.mark.django_db
def test_of_another_session_of_hers_the_token_serves_too(
    browser: Traveller, psc: Provider, camille: Professional
) -> None:
    Traveller(psc).shows(WITH_MAIL)
    browser.delete("/session")
    assert renewing.fresh(camille.id) in psc.tokens


@pytest.mark.django_db
def test_neither_a_role_nor_who_came_in_otherwise_opens_a_mailbox_so(
    browser: Traveller, camille: Professional, bruno: Professional
) -> None:
    role = duties.add(name="Secrétariat", kind="Secrétariat", exclusive=False)
    Holder.objects.create(role=role, professional=camille)
    desk: Professional = role.professional
    desk.held_by = camille
    for person in (desk, bruno):
        assert not tokens.may_open(person)
        with pytest.raises(TokenNotHere):
            setting_up.add(person, settings_of())


@pytest.mark.django_db
def test_where_no_mailbox_can_be_linked_no_token_is_kept(
    psc: Provider, camille: Professional, settings: Settings
) -> None:
    settings.RENEWAL_SUBSCRIBERS = []
    Traveller(psc).shows(WITH_MAIL)
    assert not Renewal.objects.exists()
