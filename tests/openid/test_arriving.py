"""Who comes in when a provider says who they are."""

import logging
import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Account, Entitlement, Professional, Session, Suspended
from directory.sessions import SessionStore
from directory.workplaces import place, practise
from tests.conftest import PASSWORD
from tests.directory.conftest import Browser, Clock
from tests.openid.conftest import CARD, NUMBER, OTHER_CARD, OTHER_NUMBER, Traveller, listed
from tests.openid.provider import Provider, query_of


def test_whoever_has_an_account_comes_in_as_themselves(
    traveller: Traveller, camille: Professional
) -> None:
    assert traveller.shows(CARD)["Location"] == "/"
    me = traveller.get("/session").json()
    assert me["person"]["id"] == str(camille.id)
    assert not me["shared"]
    assert traveller.refusal is None
    assert Account.objects.count() == 1


def test_who_is_of_the_directory_gets_an_account_the_first_time_and_keeps_it(
    traveller: Traveller, provider: Provider
) -> None:
    tom = listed("Tom", "Remplaçant", NUMBER)
    traveller.shows(CARD)
    again = Traveller(provider)
    again.shows(CARD)
    for browser in (traveller, again):
        assert browser.get("/session").json()["person"]["id"] == str(tom.id)
    account = Account.objects.get()
    assert (account.professional_id, account.has_usable_password()) == (tom.id, False)
    assert Browser().sign_in(account.username, PASSWORD).status_code == 401


def test_who_has_several_activities_is_asked_which_one(
    traveller: Traveller, camille: Professional
) -> None:
    for finess in ("319001012", "349003012"):
        practise(camille, at=place(technical_id=f"F{finess}", name=f"CH {finess}"))
    assert traveller.shows(CARD)["Location"] == "/reception/activite"


def test_the_way_there_says_what_must_hold_of_the_way_back(traveller: Traveller) -> None:
    asked = query_of(traveller.departs())
    given = {name: asked.pop(name) for name in ("state", "nonce", "code_challenge")}
    assert min(map(len, given.values())) >= 43
    assert asked == {
        "response_type": "code",
        "client_id": "liaison",
        "redirect_uri": "http://127.0.0.1/api/sign-in/psc/return",
        "scope": "openid scope_all",
        "acr_values": "eidas1",
        "code_challenge_method": "S256",
    }
    other = query_of(traveller.departs())
    assert all(other[name] != value for name, value in given.items())


def test_on_a_shared_computer_the_provider_asks_again_who_is_there(
    traveller: Traveller, camille: Professional
) -> None:
    assert query_of(traveller.departs(shared=True))["prompt"] == "login"
    traveller.shows(CARD, shared=True)
    assert traveller.get("/session").json()["shared"]
    assert Session.objects.get(account__isnull=False).shared


def test_a_return_serves_once(traveller: Traveller, camille: Professional) -> None:
    address = traveller.provider.identifies(traveller.departs(), CARD)
    cookie = traveller.cookie
    traveller.returns(address)
    assert traveller.is_signed_in
    asked = len(traveller.provider.asked)
    traveller.client.cookies["session"] = cookie  # as whoever copied all of it beforehand
    traveller.returns(address)
    assert not traveller.is_signed_in
    assert traveller.refusal == "departed_too_long_ago"
    assert len(traveller.provider.asked) == asked


def test_nobody_is_made_to_finish_what_another_began(
    traveller: Traveller, provider: Provider, camille: Professional
) -> None:
    theirs = provider.identifies(traveller.departs(), CARD)
    other = Traveller(provider)
    other.returns(theirs)
    other.departs()
    other.returns(theirs)
    assert not other.is_signed_in
    assert other.refusal == "departed_too_long_ago"


def test_who_comes_back_too_late_or_by_an_earlier_way_begins_again(
    traveller: Traveller, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    earlier = traveller.provider.identifies(traveller.departs(), CARD)
    late = traveller.provider.identifies(traveller.departs(), CARD)
    traveller.returns(earlier)
    assert traveller.refusal == "departed_too_long_ago"
    late = traveller.provider.identifies(traveller.departs(), CARD)
    clock.pass_by(minutes=10, seconds=1)
    traveller.returns(late)
    assert not traveller.is_signed_in


def test_an_unknown_number_does_not_come_in_whatever_else_it_resembles(
    traveller: Traveller, camille: Professional
) -> None:
    resembling = {"email": "camille@exemple.fr", "preferred_username": "camille"}
    traveller.shows(CARD | resembling | {"SubjectNameID": OTHER_NUMBER})
    assert not traveller.is_signed_in
    assert traveller.refusal == "not_listed"
    assert Account.objects.count() == 1


def test_two_people_with_one_e_mail_address_are_two_people(
    traveller: Traveller, provider: Provider, camille: Professional
) -> None:
    nadia = listed("Nadia", "Benali", OTHER_NUMBER)
    shared = {"email": "cabinet@exemple.fr", "email_verified": True}
    hers = Traveller(provider)
    hers.shows(OTHER_CARD | shared)
    traveller.shows(CARD | shared)
    assert hers.get("/session").json()["person"]["id"] == str(nadia.id)
    assert traveller.get("/session").json()["person"]["id"] == str(camille.id)


def test_a_suspended_person_a_closed_account_and_a_profession_without_the_right_stay_out(
    traveller: Traveller, camille: Professional
) -> None:
    def is_refused(code: str) -> bool:
        traveller.shows(CARD)
        return (traveller.is_signed_in, traveller.refusal) == (False, code)

    him = Professional.objects.filter(pk=camille.pk)
    Account.objects.update(is_active=False)
    assert is_refused("access_suspended")
    Account.objects.update(is_active=True)
    him.update(suspended_at=timezone.now(), suspended_because=Suspended.OPERATOR)
    assert is_refused("access_suspended")
    him.update(suspended_at=None, suspended_because="", profession_code="10")
    Entitlement.objects.filter(profession_code="10").update(admitted=False)
    assert is_refused("not_entitled")
    Entitlement.objects.filter(profession_code="10").update(admitted=True)
    traveller.shows(CARD)
    assert traveller.is_signed_in


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"error": "access_denied"}, "identification_cancelled"),
        ({"error": "server_error"}, "not_proven"),
        ({"code": "made up"}, "not_proven"),
        ({}, "not_proven"),
    ],
)
def test_who_comes_back_with_nothing_is_told_so(
    traveller: Traveller, said: dict[str, str], code: str
) -> None:
    state = query_of(traveller.departs())["state"]
    traveller.client.get("/api/sign-in/psc/return", {"state": state} | said)
    assert traveller.refusal == code
    assert traveller.refusal is None


def test_a_code_that_another_provider_sent_is_given_to_nobody(
    traveller: Traveller, camille: Professional
) -> None:
    address = traveller.provider.identifies(traveller.departs(), CARD)
    theirs = query_of(address) | {"iss": "https://another.example"}
    traveller.client.get("/api/sign-in/psc/return", theirs)
    assert traveller.refusal == "not_proven"
    assert traveller.provider.asked == []


@pytest.mark.parametrize(("status", "code"), [(500, "provider_away"), (403, "not_proven")])
def test_a_provider_that_does_not_answer_lets_nobody_in(
    traveller: Traveller, camille: Professional, status: int, code: str
) -> None:
    address = traveller.provider.identifies(traveller.departs(), CARD)
    traveller.provider.broken = status
    traveller.returns(address)
    assert not traveller.is_signed_in
    assert traveller.refusal == code


def test_no_token_no_code_and_no_number_reaches_the_log_or_is_kept_in_clear(
    traveller: Traveller, camille: Professional, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    address = traveller.provider.identifies(traveller.departs(), CARD)
    traveller.returns(address)
    traveller.shows(OTHER_CARD)
    said = " ".join(str(record.__dict__) for record in caplog.records)
    kept = str([SessionStore().decode(session.session_data) for session in Session.objects.all()])
    for secret in (query_of(address)["code"], *traveller.provider.tokens, "eyJ"):
        assert secret not in said
        assert secret not in kept
    assert NUMBER not in said
    assert OTHER_NUMBER not in said


def test_who_is_not_configured_is_not_offered(traveller: Traveller, settings: Any) -> None:
    offered = {"id": "psc", "name": "Pro Santé Connect"}
    assert traveller.get("/sign-in").json() == {"providers": [offered], "refused": None}
    assert traveller.post("/sign-in/pass", {}).status_code == 404
    settings.OPENID_PROVIDERS = {}
    assert traveller.get("/sign-in").json() == {"providers": [], "refused": None}
    assert traveller.post("/sign-in/psc", {}).status_code == 404


def test_another_site_sends_nobody_to_be_identified(provider: Provider, db: None) -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/api/sign-in/psc", {}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_from_our_page")


LONG_AGO = int(time.time()) - 3600


@pytest.mark.parametrize(
    "lie",
    [
        {"acr": "eidas2"},
        {"acr": None},
        {"nonce": "of another departure"},
        {"nonce": None},
        {"iss": "https://another.example"},
        {"aud": "another"},
        {"aud": ["liaison", "another"]},
        {"azp": "another"},
        {"exp": LONG_AGO},
        {"exp": None},
        {"iat": LONG_AGO + 7200},
        {"sub": None},
    ],
    ids=min,  # its one claim's name: the moment in it differs from process to process
)
def test_an_identity_token_that_is_not_right_in_all_of_it_is_not_believed(
    traveller: Traveller, camille: Professional, lie: dict[str, Any]
) -> None:
    traveller.provider.token_lies = lie
    traveller.shows(CARD)
    assert not traveller.is_signed_in
    assert traveller.refusal == "not_proven"


@pytest.mark.parametrize(
    ("algorithm", "signs_with"), [("RS256", "another"), ("HS256", ""), ("none", "")]
)
def test_a_token_that_the_provider_s_own_key_did_not_sign_is_not_believed(
    traveller: Traveller, camille: Professional, algorithm: str, signs_with: str
) -> None:
    traveller.provider.algorithm, traveller.provider.signs_with = algorithm, signs_with
    traveller.shows(CARD)
    assert not traveller.is_signed_in
    assert traveller.refusal == "not_proven"


@pytest.mark.parametrize(
    "lie",
    [
        {"sub": "somebody else's"},
        {"SubjectNameID": None},
        {"SubjectNameID": ""},
        {"SubjectNameID": 899701000012},
    ],
    ids=str,
)
def test_userinfo_that_speaks_of_another_or_names_no_number_is_not_believed(
    traveller: Traveller, camille: Professional, lie: dict[str, Any]
) -> None:
    traveller.provider.userinfo_lies = lie
    traveller.shows(CARD)
    assert not traveller.is_signed_in
    assert traveller.refusal == "not_proven"
