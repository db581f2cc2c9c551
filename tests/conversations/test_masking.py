"""What went to the wrong people is hidden from everybody at once; what is sealed opens for two."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command

from chat.errors import NotFound
from conversations import clock, history, inbox, sockets, unread, unsealing
from conversations.amending import NotYours
from conversations.correction_shapes import MaskingByOfficer, NewUnsealing
from conversations.models import AccessLog, Event, Message, Unsealing, UnsealingAgreement
from conversations.protection import before
from conversations.readers import readers_of
from conversations.shapes import InboxFilter, MaskReason, MessagePosted, Wrong
from conversations.sockets import News
from conversations.unsealing import HourIsOver, NotAgreed
from directory.models import Account, Professional
from tests.conversations.acts import (
    cancel,
    correct,
    join,
    leave,
    mask,
    place_of,
    report,
    said,
    say,
    see,
    versions,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECRET, SECRET_TOO = "Mme Canari est séropositive", "Mme Canari, stade 3"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.at(NOON):
        yield


@pytest.fixture
def secret(camille: Professional, conversation: UUID) -> int:
    return say(camille, conversation, SECRET)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[News]:
    """What is told to open pages, once committed."""
    heard: list[News] = []
    monkeypatch.setattr(sockets, "tell", heard.extend)
    return heard


def all_that_is_served(person: Professional, conversation: UUID, seqs: list[int]) -> str:
    """Every way out there is, as text."""
    listed = inbox.page(person, InboxFilter.ALL, after=None)
    out: list[Any] = [history.view(person, conversation), listed]
    out += said(person, conversation)
    out += [versions(person, conversation, seq) for seq in seqs]
    out += [readers_of(person, conversation, seq) for seq in seqs]
    return json.dumps([each.model_dump(mode="json") for each in out], ensure_ascii=False)


def test_masked_no_way_out_serves_any_version_of_it_to_anybody(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional,
    conversation: UUID, secret: int,
) -> None:  # fmt: skip
    see(nadia, conversation, secret)
    later = correct(camille, conversation, secret, SECRET_TOO).seq
    assert later
    leave(hugo, conversation)
    join(bruno, conversation, history_from=1)
    assert "Canari" in all_that_is_served(nadia, conversation, [secret, later])
    mask(camille, conversation, later)
    for person in (camille, nadia, hugo, bruno):
        assert "Canari" not in all_that_is_served(person, conversation, [secret, later])


def test_the_fact_its_author_its_time_and_its_readers_stay(
    camille: Professional, nadia: Professional, hugo: Professional, conversation: UUID, secret: int
) -> None:
    see(nadia, conversation, secret)
    mask(camille, conversation, secret, MaskReason.WRONG_RECIPIENT)
    [_, hidden, line] = said(hugo, conversation)
    assert isinstance(hidden.what, MessagePosted)
    assert (hidden.party, hidden.at) == (camille.id, NOON)
    assert (hidden.what.text, hidden.what.standing.state) == ("", "masked")
    assert line.what.model_dump() == {
        "type": "message_masked",
        "about": secret,
        "reason": "wrong_recipient",
    }
    assert [one.person.id for one in readers_of(hugo, conversation, secret).seen] == [nadia.id]
    last = history.view(hugo, conversation).row.last
    assert last
    assert (last.state, last.text) == ("masked", "")


def test_the_reason_of_a_cancellation_is_hidden_with_it(
    camille: Professional, nadia: Professional, conversation: UUID, secret: int
) -> None:
    cancel(camille, conversation, secret, "Mme Canari n’est pas d’ici")
    mask(camille, conversation, secret)
    assert "Canari" not in all_that_is_served(nadia, conversation, [secret])


def test_masked_it_stops_counting_and_does_not_hold_the_marker_back(
    camille: Professional, nadia: Professional, conversation: UUID, secret: int
) -> None:
    say(camille, conversation, "Autre chose")
    mask(camille, conversation, secret)
    [counted] = unread.unread_in([(conversation, nadia.id)])[nadia.id]
    assert counted.unread == 1
    assert unread.counts_of([nadia.id])[nadia.id].unread == 1
    see(nadia, conversation, secret + 1)
    assert place_of(nadia, conversation).read_upto == secret + 2
    [counted] = unread.unread_in([(conversation, nadia.id)])[nadia.id]
    assert counted.unread == 0


def test_a_conversation_whose_only_news_was_masked_is_not_unread(
    camille: Professional, nadia: Professional, conversation: UUID, secret: int
) -> None:
    mask(camille, conversation, secret)
    assert unread.counts_of([nadia.id])[nadia.id].unread == 0
    assert inbox.page(nadia, InboxFilter.UNREAD, after=None).rows == []


@pytest.mark.usefixtures("own_database")
def test_everybody_who_ever_could_see_it_is_told_at_once(
    camille: Professional, nadia: Professional, hugo: Professional, bruno: Professional,
    conversation: UUID, secret: int, told: list[News],
) -> None:  # fmt: skip
    leave(hugo, conversation)
    join(bruno, conversation)
    leave(bruno, conversation)
    told.clear()
    mask(camille, conversation, secret)
    frames = {json.loads(news.frame)["type"]: news.to for news in told if news.frame}
    assert sorted(frames["happened"]) == sorted([str(camille.id), str(nadia.id)])
    assert frames["message_hidden"] == [str(hugo.id)], "Bruno never could see it"
    [hidden] = [json.loads(n.frame) for n in told if n.frame and "message_hidden" in n.frame]
    assert set(hidden) == {"type", "conversation", "about", "at"}
    assert any(str(nadia.id) in news.to and news.recount for news in told)


def test_masking_twice_is_masking_once(
    camille: Professional, conversation: UUID, secret: int
) -> None:
    first = mask(camille, conversation, secret)
    assert mask(camille, conversation, secret, MaskReason.WRONG_RECIPIENT).seq == first.seq
    assert Event.objects.filter(conversation=conversation, kind="masked").count() == 1


def test_only_its_author_masks_and_bruno_finds_nothing_to_mask(
    nadia: Professional, bruno: Professional, conversation: UUID, secret: int
) -> None:
    with pytest.raises(NotYours):
        mask(nadia, conversation, secret)
    with pytest.raises(NotFound):
        mask(bruno, conversation, secret)
    assert Message.objects.get(seq=secret).text == SECRET


# --- Sealed ------------------------------------------------------------------------------------


def with_role(person: Professional, role: str) -> Account:
    call_command("give_protection_role", person.account.username, role, stdout=StringIO())
    return Account.objects.get(professional=person)


@pytest.fixture
def officer(hugo: Professional) -> Account:
    return with_role(hugo, "officer")


@pytest.fixture
def second(bruno: Professional) -> Account:
    return with_role(bruno, "second")


def ask(officer: Account, conversation: UUID, seq: int) -> UUID:
    given = NewUnsealing(conversation=conversation, seq=seq, reason="Plainte du patient")
    return unsealing.ask(officer, given)


def test_the_officer_reads_what_was_masked_when_the_second_person_agrees_and_all_are_told(
    camille: Professional, officer: Account, second: Account, conversation: UUID, secret: int
) -> None:
    correct(camille, conversation, secret, SECRET_TOO)
    mask(camille, conversation, secret)
    asked = ask(officer, conversation, secret)
    with pytest.raises(NotAgreed):
        unsealing.read(officer, asked)
    unsealing.agree(second, asked)
    unsealing.agree(second, asked)
    assert unsealing.read(officer, asked).texts == [SECRET, SECRET_TOO]
    assert unsealing.read(officer, asked).texts == [SECRET, SECRET_TOO]
    told = [e.what.type for e in said(camille, conversation)]
    assert told.count("message_unsealed") == 1
    looks = AccessLog.objects.filter(act="sealed", professional=officer.professional)
    assert (
        list(looks.values_list("conversation", "seq", "thing"))
        == [(conversation, secret, asked)] * 2
    )
    assert UnsealingAgreement.objects.get().by == second.professional
    assert "Canari" not in all_that_is_served(camille, conversation, [secret])


def test_after_an_hour_it_is_closed_again(
    camille: Professional, officer: Account, second: Account, conversation: UUID, secret: int
) -> None:
    mask(camille, conversation, secret)
    asked = ask(officer, conversation, secret)
    unsealing.agree(second, asked)
    with clock.at(NOON + timedelta(minutes=61)), pytest.raises(HourIsOver):
        unsealing.read(officer, asked)


def test_neither_does_the_other_s_part_nor_anybody_else(
    camille: Professional, officer: Account, second: Account, conversation: UUID, secret: int
) -> None:
    mask(camille, conversation, secret)
    asked = ask(officer, conversation, secret)
    author = Account.objects.get(professional=camille)
    for wrong in (author, second):
        with pytest.raises(NotFound):
            ask(wrong, conversation, secret)
        with pytest.raises(NotFound):
            unsealing.read(wrong, asked)
    for wrong in (author, officer):
        with pytest.raises(NotFound):
            unsealing.agree(wrong, asked)
    with pytest.raises(NotFound):
        before(author)
    assert not UnsealingAgreement.objects.exists()


def test_another_officer_does_not_read_what_this_one_asked_for(
    camille: Professional, nadia: Professional, officer: Account, second: Account,
    conversation: UUID, secret: int,
) -> None:  # fmt: skip
    mask(camille, conversation, secret)
    asked = ask(officer, conversation, secret)
    unsealing.agree(second, asked)
    with pytest.raises(NotFound):
        unsealing.read(with_role(nadia, "officer"), asked)


def test_what_is_not_masked_cannot_be_unsealed(
    officer: Account, conversation: UUID, secret: int
) -> None:
    for seq in (secret, 1, 99):
        with pytest.raises(NotFound):
            ask(officer, conversation, seq)
    assert not Unsealing.objects.exists()


def test_what_they_have_before_them_holds_no_text(
    camille: Professional, nadia: Professional, officer: Account, second: Account,
    conversation: UUID, secret: int,
) -> None:  # fmt: skip
    report(nadia, conversation, secret, Wrong.WRONG_PATIENT)
    mask(camille, conversation, secret)
    asked = ask(officer, conversation, secret)
    for account in (officer, second):
        shown = before(account)
        assert [(m.about, m.author.id, m.reason) for m in shown.masked] == [
            (secret, camille.id, "wrong_patient")
        ]
        assert [(r.by.id, r.masked) for r in shown.reports] == [(nadia.id, True)]
        assert [(u.id, u.reason, u.agreed_by) for u in shown.unsealings] == [
            (asked, "Plainte du patient", None)
        ]
        assert "Canari" not in shown.model_dump_json()


def test_the_officer_masks_what_was_reported_as_another_patient_s_and_nothing_else(
    camille: Professional, nadia: Professional, second: Account, bruno: Professional,
    officer: Account, conversation: UUID, secret: int,
) -> None:  # fmt: skip
    given = MaskingByOfficer(conversation=conversation, seq=secret, reason=MaskReason.WRONG_PATIENT)
    report(nadia, conversation, secret, Wrong.TYPO)
    with pytest.raises(NotFound):
        unsealing.mask_reported(officer, given)
    report_again = say(camille, conversation, SECRET)
    report(nadia, conversation, report_again, Wrong.WRONG_PATIENT)
    with pytest.raises(NotFound):
        unsealing.mask_reported(second, given.model_copy(update={"seq": report_again}))
    unsealing.mask_reported(officer, given.model_copy(update={"seq": report_again}))
    event = Event.objects.get(conversation=conversation, kind="masked")
    assert (event.party_id, event.author) == (None, officer.professional)
    assert event.about_seq == report_again
    assert before(officer).reports[0].masked


def test_a_role_is_taken_back(hugo: Professional, officer: Account) -> None:
    account = with_role(hugo, "none")
    with pytest.raises(NotFound):
        before(account)
