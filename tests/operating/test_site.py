"""The operator decides who may come in, sees nothing that is said, and nobody else comes here."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.contrib.admin import site as djangos_own
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from bridge.models import Box
from bridge.operating import site
from directory import duties, enforcing, links, people, suspending
from directory.models import (
    Account,
    DirectoryImport,
    Entitlement,
    Professional,
    Role,
    SamePerson,
    Session,
    Suspended,
    Suspension,
)
from tests.bridge.boxes import box_of
from tests.bridge.colleagues import relay_box
from tests.conversations.acts import about, ask, start
from tests.directory.conftest import Answer, Browser

CANARY = "Canari 4F2A chuté dans l’escalier"


@pytest.fixture
def browser(database: None) -> Browser:
    return Browser()


@pytest.fixture
def operator(hugo: Professional) -> Account:
    call_command("create_operator", "hugo", verbosity=0)
    return Account.objects.get(username="hugo")


@pytest.fixture
def his(browser: Browser, operator: Account) -> Browser:
    browser.sign_in("hugo")
    return browser


@pytest.fixture
def spoken(camille: Professional, nadia: Professional, hugo: Professional) -> UUID:
    room = start(camille, nadia, hugo, subject=f"Objet {CANARY}")
    ask(camille, room, nadia, text=CANARY, urgent=True)
    about(camille, room)
    return room


def page(browser: Browser, address: str) -> tuple[int, str]:
    answer: Answer = browser.client.get(address)
    return answer.status_code, answer.getvalue().decode()


def form(person: Professional) -> str:
    return reverse("admin:directory_professional_change", args=[person.id])


def decide(browser: Browser, person: Professional, what: str, reason: str, **more: str) -> Answer:
    token = browser.headers()["X-CSRFToken"]
    given = {"what": what, "reason": reason, "csrfmiddlewaretoken": token} | more
    nothing = {"suspension_set-TOTAL_FORMS": 0, "suspension_set-INITIAL_FORMS": 0}
    answer: Answer = browser.client.post(form(person), given | nothing)
    return answer


def held() -> list[type[Model]]:
    return list(site._registry)


def addresses(person: Professional) -> list[str]:
    lists = [reverse(f"admin:{m._meta.label_lower.replace('.', '_')}_changelist") for m in held()]
    found = [f"{one}?q={person.family_name}" for one in lists if "professional" in one]
    account = reverse("admin:directory_account_change", args=[person.account.id])
    history = reverse("admin:directory_professional_history", args=[person.id])
    return [reverse("admin:index"), *lists, *found, form(person), account, history]


def test_none_of_its_pages_says_what_people_say(
    his: Browser, spoken: UUID, nadia: Professional, operator: Account
) -> None:
    suspending.suspend([nadia.id], because=Suspended.OPERATOR, reason="Radiée", by=operator)
    for address in addresses(nadia):
        status, text = page(his, address)
        assert status == 200, address
        assert not re.search("Canari|Cadillac|Roussel", text), address
        assert "<script" not in text, address


def test_nothing_but_the_directory_and_shared_mailboxes_is_registered() -> None:
    assert {m for m in held() if m._meta.app_label != "directory"} == {Box}
    assert not {m for m in djangos_own._registry if m._meta.app_label != "auth"}


def test_to_all_others_it_is_not_there(
    browser: Browser, camille: Professional, nadia: Professional, operator: Account
) -> None:
    known = [*addresses(nadia), "/admin/login/", "/admin/logout/", "/admin/nowhere/"]
    for address in known:
        assert page(browser, address)[0] == 404, address
    browser.sign_in("camille")
    for address in known:
        assert page(browser, address)[0] == 404, address
    assert decide(browser, nadia, "suspend", "Enquête").status_code == 404
    assert not suspending.is_suspended(nadia.id)


def test_from_a_locked_screen_it_is_not_there(his: Browser, nadia: Professional) -> None:
    assert his.post("/session/lock", {}).status_code == 200
    assert {page(his, address)[0] for address in addresses(nadia)} == {404}
    assert decide(his, nadia, "suspend", "Enquête").status_code == 404
    assert not suspending.is_suspended(nadia.id)


def test_the_role_ends_at_once_with_the_account_or_the_access(
    his: Browser, operator: Account
) -> None:
    assert page(his, "/admin/")[0] == 200
    call_command("create_operator", "hugo", undo=True, verbosity=0)
    assert page(his, "/admin/")[0] == 404
    call_command("create_operator", "hugo", verbosity=0)
    suspending.suspend([operator.professional_id], because=Suspended.GONE)
    assert page(his, "/admin/")[0] == 404


def test_a_locked_screen_administers_nothing(his: Browser, operator: Account) -> None:
    Session.objects.filter(account=operator).update(locked_at=timezone.now())
    assert page(his, "/admin/")[0] == 404


def test_a_person_of_the_demo_administers_nothing(browser: Browser, bruno: Professional) -> None:
    person = people.add(given_name="Léo", family_name="Démo", profession="Infirmier")
    account = Account.objects.create(
        username="leo", professional=person, is_demo=True, is_operator=True
    )
    browser.client.force_login(account)
    assert browser.is_signed_in
    assert page(browser, "/admin/")[0] == 404
    with pytest.raises(CommandError):
        call_command("create_operator", "leo", verbosity=0)


def test_the_operator_invites_and_the_link_is_shown_once(his: Browser, nadia: Professional) -> None:
    invited = decide(his, nadia, "invite", "Arrivée")
    [link] = re.findall(r"http\S+/invitation#[^<\s]+", invited.getvalue().decode())
    assert links.opened(link.partition("#")[2]).person.id == nadia.id
    assert link not in page(his, form(nadia))[1]
    suspending.suspend([nadia.id], because=Suspended.GONE)
    assert "invitation#" not in decide(his, nadia, "invite", "Encore").getvalue().decode()


def test_the_operator_suspends_with_a_reason_and_restores(
    his: Browser, nadia: Professional, operator: Account
) -> None:
    theirs = Browser()
    theirs.sign_in("nadia")
    assert decide(his, nadia, "suspend", "").status_code == 200  # the form again: it lacks a reason
    assert not suspending.is_suspended(nadia.id)
    assert decide(his, nadia, "suspend", "Enquête ordinale").status_code == 302
    assert not theirs.is_signed_in
    assert "Enquête ordinale" in page(his, form(nadia))[1]
    assert decide(his, nadia, "restore", "Sans suite").status_code == 302
    assert not suspending.is_suspended(nadia.id)
    assert {one.by for one in Suspension.objects.all()} == {operator}


def test_closing_an_account_signs_its_owner_out(his: Browser, nadia: Professional) -> None:
    Browser().sign_in("nadia")
    where = reverse("admin:directory_account_change", args=[nadia.account.id])
    token = his.headers()["X-CSRFToken"]
    assert his.client.post(where, {"csrfmiddlewaretoken": token}).status_code == 302
    assert not Session.objects.filter(account=nadia.account).exists()
    assert not Account.objects.get(pk=nadia.account.pk).is_active


def test_a_person_entered_by_hand_and_the_registers_are_united_once_the_operator_has_seen_whom(
    his: Browser, nadia: Professional
) -> None:
    number = "99701000012"
    twin = people.add(given_name="Nadia", family_name="Fictive", profession="IDE", rpps=number)
    Professional.objects.filter(pk=twin.pk).update(registered=True)
    asked = {"what": "unite", "number": number, "reason": "Vue hier"}
    assert "Ce numéro est celui de" in decide(his, nadia, **asked).getvalue().decode()
    assert decide(his, nadia, **asked, sure="on").status_code == 302
    assert Professional.objects.get(rpps=number) == nadia
    assert SamePerson.objects.get().reason == "Vue hier"


def test_a_write_without_the_token_is_refused(his: Browser, nadia: Professional) -> None:
    given = {"what": "suspend", "reason": "Enquête"}
    assert his.client.post(form(nadia), given).status_code == 403
    assert not suspending.is_suspended(nadia.id)


def test_a_profession_that_is_no_longer_admitted_is_out_and_in_again_with_it(
    his: Browser, nadia: Professional, camille: Professional
) -> None:
    profession = Entitlement.objects.filter(admitted=True).first()
    assert profession
    Professional.objects.filter(id=nadia.id).update(profession_code=profession.profession_code)
    watch = enforcing.Watch()
    watch.look()
    assert not suspending.is_suspended(nadia.id)
    where = reverse("admin:directory_entitlement_change", args=[profession.profession_code])
    for given, out in (({}, True), ({"admitted": "on"}, False)):
        token = {"csrfmiddlewaretoken": his.headers()["X-CSRFToken"]}
        assert his.client.post(where, token | given).status_code == 302
        watch.look()
        assert suspending.is_suspended(nadia.id) == out
        assert not suspending.is_suspended(camille.id)
    suspending.suspend([nadia.id], because=Suspended.OPERATOR)
    watch.look()
    assert suspending.is_suspended(nadia.id)


def test_the_report_of_an_import_is_read_and_never_run(his: Browser) -> None:
    done = DirectoryImport.objects.create(
        started_at="2026-11-25T03:00:00Z", files=["a"], report={"odd": "<script>alert(1)</script>"}
    )
    status, text = page(his, reverse("admin:directory_directoryimport_change", args=[done.pk]))
    assert status == 200
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_the_first_operator_is_made_from_the_command_line_and_proposed_to_nobody(
    browser: Browser, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "directory.management.commands.create_operator.asked"
    monkeypatch.setattr(asked, lambda: "une phrase de passe bien longue")
    with pytest.raises(CommandError):
        call_command("create_operator", "region", verbosity=0)
    call_command("create_operator", "region", given_name="Odile", family_name="Vernet", verbosity=0)
    made = Account.objects.get(username="region")
    assert made.is_operator
    assert made.professional.gone_at


def enter_role(browser: Browser, address: str, **given: str) -> Answer:
    token = browser.headers()["X-CSRFToken"]
    answer: Answer = browser.client.post(address, given | {"csrfmiddlewaretoken": token})
    return answer


def test_the_operator_enters_a_role_and_says_who_may_hold_it(
    his: Browser, camille: Professional, nadia: Professional
) -> None:
    new = {"name": "Cardiologie de garde", "kind": "Garde", "phone": "05 61 00 00 00"}
    address = reverse("admin:directory_role_add")
    assert "bruno" in enter_role(his, address, **new, holders="bruno").getvalue().decode()
    given = enter_role(his, address, **new, exclusive="on", holders="camille\nNadia")
    assert given.status_code == 302
    role = Role.objects.get()
    assert (str(role), role.phone, role.exclusive) == (
        "Cardiologie de garde",
        "05 61 00 00 00",
        True,
    )
    duties.take(camille, role.pk)
    change = reverse("admin:directory_role_change", args=[role.pk])
    assert "Camille Roche" in page(his, change)[1]
    enter_role(his, change, phone="", exclusive="on", holders="nadia")
    assert duties.on_duty(role.pk) == set()
    duties.take(nadia, role.pk)
    assert "camille" not in page(his, change)[1]


def test_the_operator_sees_which_shared_mailbox_fails_and_none_of_anybodys_own(
    his: Browser, camille: Professional
) -> None:
    role = duties.add(name="Secrétariat", kind="Secrétariat", exclusive=False)
    own = box_of(camille, address="camille@mail.example")
    failing: dict[str, Any] = {
        "failed_step": "sign_in",
        "failed_reason": "NO",
        "failing_since": timezone.now(),
    }
    shared = box_of(role.professional, address="secretariat@mail.example", **failing)
    status, text = page(his, reverse("admin:bridge_box_changelist"))
    assert status == 200
    assert "secretariat@mail.example" in text
    assert "refuse l’identifiant ou le mot de passe" in text
    assert own.address not in text
    status, text = page(his, reverse("admin:bridge_box_change", args=[shared.id]))
    assert status == 200
    assert shared.secret not in text
    assert page(his, reverse("admin:bridge_box_change", args=[own.id]))[0] in (302, 404)
    relay_box()
    status, text = page(his, reverse("admin:bridge_box_changelist"))
    assert "Relais des conversations" in text
