"""What machines say of her letters is told where each stands; what they pretend changes nothing."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from unittest.mock import ANY
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bridge.fetching import reports
from bridge.fetching.looking import look
from bridge.models import Box, FetchedMail
from bridge.states import may_become
from conversations import clock, inbox
from conversations.letters import State
from conversations.shapes import InboxFilter, LetterStateChanged, Recipient
from directory.models import Professional
from tests.bridge.arriving import (
    DELMAS,
    PHARMACY,
    became,
    comes,
    letters_in,
    mail,
    timeline_of,
    wrote,
)
from tests.bridge.boxes import box_of
from tests.bridge.postbox import Postbox
from tests.bridge.test_recognising import about, delivery_report
from tests.bridge.test_samples import ODETTE, PRESCRIBED, sample

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
Became = FetchedMail.Became
OURS = "<b6a1f0c2@liaison>"
REASON = "\r\nDiagnostic-Code: smtp; 550 5.1.1 Adresse inconnue"
S = State
HOUR = timedelta(hours=1)


def opened(at: datetime) -> bytes:
    """Odette's receipt, of this moment."""
    date = format_datetime(at).encode()
    return sample("mss_05").replace(b"Mon, 23 Nov 2026 18:30:00 +0100", date)


def stands(person: Professional, conversation: UUID) -> list[Recipient]:
    return letters_in(person, conversation)[0].recipients


def states(person: Professional, conversation: UUID) -> list[str | None]:
    return [one.state for one in stands(person, conversation)]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (S.WAITING, {S.SENT, S.UNKNOWN, S.DELAYED, S.DELIVERED, S.OPENED, S.FAILED, S.CANCELLED}),
        (S.SENT, {S.DELAYED, S.DELIVERED, S.OPENED, S.FAILED}),
        (S.UNKNOWN, {S.SENT, S.DELAYED, S.DELIVERED, S.OPENED, S.FAILED}),
        (S.DELAYED, {S.SENT, S.DELIVERED, S.OPENED, S.FAILED}),
        (S.DELIVERED, {S.OPENED, S.FAILED}),
        (S.OPENED, set()),
        (S.FAILED, {S.WAITING, S.DELIVERED, S.OPENED}),
        (S.CANCELLED, set()),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_may_be_told_next_is_what_adds_something(now: State, told: set[State]) -> None:
    assert {new for new in State if may_become(new, now)} == told


def test_what_did_not_arrive_is_told_of_that_one_with_its_reason_and_comes_back_unread(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS, PHARMACY, message_id=OURS)
    comes(camilles, postbox, delivery_report(about(PHARMACY, "failed", REASON)))
    assert states(camille, conversation) == ["waiting", "failed"]
    assert stands(camille, conversation)[1].reason == (
        "Adresse inconnue (550 5.1.1 Adresse inconnue)"
    )
    [row] = inbox.page(camille, InboxFilter.INBOX, after=None).rows
    assert (row.id, row.place.unread) == (conversation, 1)
    assert became() == [Became.NEWS]


def test_a_report_tells_of_each_of_those_it_names(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS, PHARMACY, message_id=OURS)
    report = delivery_report(about(DELMAS.upper(), "delivered"), about(PHARMACY, "delayed"))
    comes(camilles, postbox, report)
    assert states(camille, conversation) == ["delivered", "delayed"]
    assert not inbox.page(camille, InboxFilter.UNREAD, after=None).rows


def test_a_report_that_comes_late_takes_nothing_back(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, ODETTE, message_id=PRESCRIBED)
    comes(camilles, postbox, opened(clock.now()))
    late = delivery_report(about(ODETTE, "delivered")).replace(OURS.encode(), PRESCRIBED.encode())
    comes(camilles, postbox, late)
    assert states(camille, conversation) == ["opened"]
    assert became() == [Became.NEWS] * 2
    said = [
        one for one in timeline_of(camille, conversation) if isinstance(one, LetterStateChanged)
    ]
    assert len(said) == 1


def test_the_same_report_in_two_folders_is_told_once(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, DELMAS, message_id=OURS)
    report = delivery_report(about(DELMAS, "failed"))
    postbox.put(report, folder="Autre")
    comes(camilles, postbox, report)
    assert len(timeline_of(camille, conversation)) == 2


@pytest.mark.parametrize(
    "forged",
    [
        delivery_report(about("autre@ch.fr", "failed")),
        delivery_report(about(DELMAS, "failed")).replace(b"b6a1f0c2@liaison", b"devine@liaison"),
        delivery_report(about(PHARMACY, "failed")).replace(
            b"MAILER-DAEMON@smtp.exemple.mssante.fr", DELMAS.encode()
        ),
        delivery_report(about("camille@medimail.exemple.mssante.fr", "failed")),
    ],
    ids=["of somebody else", "of another mail", "one recipient of another", "of herself"],
)
def test_a_forged_report_changes_nothing_and_is_kept(
    camilles: Box, postbox: Postbox, camille: Professional, forged: bytes
) -> None:
    conversation = wrote(camilles, DELMAS, PHARMACY, message_id=OURS)
    comes(camilles, postbox, forged)
    assert len(timeline_of(camille, conversation)) == 1
    assert became() == [Became.STRAY]
    assert len(inbox.page(camille, InboxFilter.MAIL, after=None).rows) == 1


def test_the_failure_of_what_she_sent_from_another_program_stays_new_there(
    camilles: Box, postbox: Postbox
) -> None:
    comes(camilles, postbox, delivery_report(about(DELMAS, "failed")), mail())
    look(camilles, postbox)
    assert became() == [Became.STRAY, Became.LETTER]
    assert [where.uid for where in postbox.seen] == [2]


def test_a_report_on_anothers_letter_changes_nothing(
    camilles: Box, postbox: Postbox, hugo: Professional
) -> None:
    conversation = wrote(box_of(hugo, address=PHARMACY), DELMAS, message_id=OURS)
    comes(camilles, postbox, delivery_report(about(DELMAS, "failed")))
    assert states(hugo, conversation) == ["waiting"]


def test_a_patients_opening_is_told_at_the_hour_it_says(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    now = clock.now().replace(microsecond=0)
    conversation = wrote(camilles, ODETTE, message_id=PRESCRIBED, at=now - 2 * HOUR)
    comes(camilles, postbox, opened(now - HOUR))
    [one] = stands(camille, conversation)
    assert (one.state, one.patient, one.at) == ("opened", True, now - HOUR)


@pytest.mark.parametrize("wrong", [-3 * HOUR, HOUR], ids=["before it was written", "to come"])
def test_an_opening_at_an_hour_that_cannot_be_is_told_as_of_now(
    camilles: Box, postbox: Postbox, camille: Professional, wrong: timedelta
) -> None:
    now = clock.now()
    conversation = wrote(camilles, ODETTE, message_id=PRESCRIBED, at=now - HOUR)
    comes(camilles, postbox, opened(now + wrong))
    [one] = stands(camille, conversation)
    assert one.at
    assert now <= one.at <= clock.now()


def test_a_patient_who_has_no_space_is_told_as_not_reached(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    conversation = wrote(camilles, ODETTE, message_id=PRESCRIBED, subject="Votre ordonnance")
    comes(camilles, postbox, sample("mss_04"))
    [one] = stands(camille, conversation)
    assert (one.state, one.reason) == ("failed", "Pas de boîte Mon espace santé.")


def test_a_notice_that_only_quotes_the_subject_finds_the_letter_of_this_month(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    before = clock.now() - timedelta(days=31)
    old = wrote(camilles, ODETTE, message_id="<1@m.fr>", subject="Votre ordonnance", at=before)
    other = wrote(camilles, ODETTE, message_id="<2@m.fr>", subject="Votre rendez-vous")
    meant = wrote(camilles, ODETTE, message_id="<3@m.fr>", subject="Votre ordonnance")
    comes(camilles, postbox, sample("mss_04").replace(b"In-Reply-To", b"X-Nothing"))
    assert states(camille, meant) == ["failed"]
    assert [states(camille, one) for one in (old, other)] == [["waiting"]] * 2


def test_her_letters_are_compared_by_their_subject_and_none_is_read_whole(camilles: Box) -> None:
    for n, (to, subject) in enumerate(
        [(ODETTE, "Votre ordonnance"), (ODETTE, "Autre"), (DELMAS, "Votre ordonnance")]
    ):
        wrote(camilles, to, message_id=f"<{n}@m.fr>", subject=subject)
    with CaptureQueriesContext(connection) as asked:
        [one] = reports.recent(camilles, "VOTRE ORDONNANCE")
        assert one.addressees[1]["address"] == ODETTE
        assert (one.body.seq, one.body.conversation_id, bool(one.written_at)) == (1, ANY, True)
    queries = " ".join(query["sql"] for query in asked.captured_queries)
    assert len(asked.captured_queries) == 2
    assert not [
        column for column in ("html", "quote", "text", "raw_id") if f'"{column}"' in queries
    ]


def test_however_many_she_wrote_since_the_letter_is_found(
    camilles: Box, postbox: Postbox, camille: Professional, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service writes to more patients in a month than are compared one by one."""
    monkeypatch.setattr(reports, "ALIKE_MOST", 1)
    meant = wrote(camilles, ODETTE, message_id="<1@m.fr>", subject="Votre ordonnance")
    wrote(camilles, ODETTE, message_id="<2@m.fr>", subject="Votre rendez-vous")
    wrote(camilles, DELMAS, message_id="<3@m.fr>", subject="Votre ordonnance")
    comes(camilles, postbox, sample("mss_04"))
    assert states(camille, meant) == ["failed"]


def test_an_opening_that_could_be_of_two_letters_is_told_of_none(
    camilles: Box, postbox: Postbox, camille: Professional
) -> None:
    two = [
        wrote(camilles, ODETTE, message_id=f"<{n}@m.fr>", subject="Votre ordonnance")
        for n in range(2)
    ]
    notice = mail(
        sender="Mon espace santé <ne-pas-repondre@patient.mssante.fr>",
        subject="Accusé de lecture : Votre ordonnance",
        text=f"Le message que vous avez envoyé a été ouvert par votre destinataire {ODETTE}.",
    )
    comes(camilles, postbox, notice)
    assert [states(camille, one) for one in two] == [["waiting"]] * 2
    assert became() == [Became.STRAY]
