"""A courrier leaves once its time has come; each of those it goes to has a state of their own."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from pytest_django.fixtures import Settings

from bridge.addresses import Address
from bridge.models import Box, Outgoing
from bridge.providers.account import MailAccount
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.reading.parse import parsed
from bridge.received import Kind, ReceivedMail
from bridge.sending import leasing, outcomes
from bridge.sending.mailer import Mailer
from bridge.shapes import LetterAccepted
from conversations import clock
from conversations.analysing import analyse
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.postoffice import PostOffice
from tests.bridge.sending import recipients, states, told, work
from tests.bridge.servers import CAMILLE, NOE
from tests.bridge.writing import DELMAS, PHARMACY, TEXT, letter_at, write
from tests.conversations.acts import listed
from tests.conversations.acts.mail import come_in
from tests.files.sending import sent

pytestmark = pytest.mark.django_db
LATER = ProviderError(Step.SEND_REACH, "Connection refused", permanent=False)


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


def attempts_between(done: LetterAccepted, hours: float, office: PostOffice) -> list[timedelta]:
    """When it was tried, from when it could first leave: by a lane that never sleeps."""
    moment, end, tried = done.leaves_at, done.leaves_at + timedelta(hours=hours), []
    while moment <= end and Outgoing.objects.exclude(state="done").exists():
        before = len(office.taken)
        work(moment)
        if len(office.taken) > before:
            tried.append(moment - done.leaves_at)
        moment += timedelta(minutes=1)
    return tried


def test_nothing_leaves_before_its_twenty_seconds(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box)
    work(done.leaves_at - timedelta(seconds=1))
    assert not office.taken
    work(done.leaves_at)
    work(done.leaves_at)
    assert len(office.taken) == 1
    assert states(camille, done) == ["sent"]
    assert Outgoing.objects.get().state == Outgoing.State.DONE


def test_it_leaves_under_the_name_it_was_given_and_always_as_the_same_bytes(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box, DELMAS, cc=[PHARMACY], files=(sent(camille, b"ECG.\n", "ecg.txt"),))
    analyse(done.conversation, done.seq)
    office.answers = lambda account, address: LATER
    work(done.leaves_at)
    office.answers = lambda account, address: Outcome.SENT
    work(done.leaves_at + timedelta(minutes=2))
    first, second = office.mails
    assert first == second
    assert first.message_id == letter_at(done.conversation, done.seq).message_id
    assert (first.sender, first.recipients) == (CAMILLE, (DELMAS, PHARMACY))
    assert b"ecg.txt" in first.content


def test_what_leaves_says_all_that_was_written_and_by_which_product(
    camille: Professional, office: PostOffice, settings: Settings
) -> None:
    settings.MAIL_PRODUCT = "NIL-FICTIF-0001"
    box = box_of(camille, name="Dr Camille Roche")
    first = write(camille, box)
    come_in(camille, first.conversation, DELMAS, "Quelle dose ?")
    given = {"cc": [PHARMACY], "receipt_wanted": True, "conversation": first.conversation}
    done = write(camille, box, DELMAS, NOE, answers=1, **given)
    work(done.leaves_at)
    [_, sent] = office.mails
    letter, mail = letter_at(done.conversation, done.seq), parsed(sent.content)
    assert mail == ReceivedMail(
        kind=Kind.LETTER,
        content_hash=mail.content_hash,
        message_id=letter.message_id,
        in_reply_to=letter_at(first.conversation, 1).message_id,
        references=(letter_at(first.conversation, 1).message_id,),
        sender=Address(CAMILLE, "Dr Camille Roche"),
        to=(Address(DELMAS), Address(NOE)),
        cc=(Address(PHARMACY),),
        date=mail.date,
        subject="Avis cardiologique",
        text=TEXT,
        receipt_to=CAMILLE,
    )
    assert message_from_bytes(sent.content)["X-MSS-NIL"] == "NIL-FICTIF-0001"


def test_those_it_has_left_for_are_not_written_to_again(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    answers = {DELMAS: Outcome.SENT, PHARMACY: Outcome.LATER, NOE: Outcome.REFUSED}
    office.answers = lambda account, address: answers[address]
    done = write(camille, box, DELMAS, PHARMACY, NOE)
    work(done.leaves_at)
    assert states(camille, done) == ["sent", "waiting", "failed"]
    assert recipients(camille, done)[2].reason == "told so"
    answers[PHARMACY] = Outcome.SENT
    work(done.leaves_at + timedelta(minutes=1))
    assert [one.recipients for one in office.mails] == [(DELMAS, PHARMACY, NOE), (PHARMACY,)]
    assert states(camille, done) == ["sent", "sent", "failed"]
    # What did not arrive is unread, in her inbox.
    assert listed(camille, InboxFilter.UNREAD) == [done.conversation]


def test_what_cannot_leave_is_tried_ever_more_rarely_and_given_up_after_two_days(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.LATER
    done = write(camille, box)
    outcomes_at = [1, 3, 8, 23, 53, 113, 233]
    assert attempts_between(done, 4, office) == [timedelta(minutes=m) for m in (0, *outcomes_at)]
    Outgoing.objects.update(next_at=done.leaves_at + timedelta(hours=48))
    work(done.leaves_at + timedelta(hours=48))
    [one] = recipients(camille, done)
    assert (one.state, one.reason) == ("failed", "Pas parti en 48 heures\u00a0: told so")
    assert told(done) == ["failed"]


@pytest.mark.parametrize(
    ("step", "reason", "read"),
    [
        (
            Step.SEND_REACH,
            "Connection refused",
            "Le serveur d’envoi (SMTP) ne répond pas à ce port",
        ),
        (Step.SIGN_IN, "no session", "Reconnectez-vous avec Pro Santé Connect"),
        (Step.REACH, "not allowed here", "n’est plus autorisé ici"),
    ],
    ids=["no server", "no session", "not allowed"],
)
def test_why_a_courrier_never_left_is_read_in_french(
    camille: Professional, box: Box, office: PostOffice, step: Step, reason: str, read: str
) -> None:
    office.answers = lambda account, address: ProviderError(step, reason, permanent=False)
    done = write(camille, box)
    work(done.leaves_at + timedelta(hours=48))
    [one] = recipients(camille, done)
    assert one.reason.startswith("Pas parti en 48 heures. ")
    assert read in one.reason
    assert reason not in one.reason


def test_what_broke_here_is_for_our_log_and_not_for_whoever_wrote(
    camille: Professional, box: Box, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bridge.sending.carrying.written", lambda _: 1 / 0)
    done = write(camille, box)
    work(done.leaves_at + timedelta(hours=48))
    assert not office.taken
    [one] = recipients(camille, done)
    assert one.reason == (
        "Pas parti en 48 heures\u00a0: ce service n’a pas pu préparer le courrier"
    )


def test_what_may_have_left_is_said_so_and_sent_again_under_the_same_name(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at)
    work(done.leaves_at + timedelta(minutes=1))
    assert told(done) == ["unknown"]
    assert listed(camille, InboxFilter.UNREAD) == [], "it is still tried"
    office.answers = lambda account, address: Outcome.SENT
    work(done.leaves_at + timedelta(minutes=10))
    assert told(done) == ["unknown", "sent"]
    assert len({one.content for one in office.mails}) == 1


def test_a_process_that_dies_while_sending_leaves_a_letter_that_may_have_left(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box)
    with clock.at(done.leaves_at):
        [errand] = leasing.take()
        assert not list(leasing.take())
    work(done.leaves_at + leasing.LEASE)
    assert not office.taken
    work(done.leaves_at + leasing.LEASE + timedelta(seconds=1))
    assert told(done) == ["unknown", "sent"]
    # What the dead one knew comes too late to be said twice.
    outcomes.record(errand, ())
    assert told(done) == ["unknown", "sent"]


def test_what_fails_of_one_letter_makes_no_other_uncertain(
    camille: Professional, box: Box, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(camille, box)
    other = write(camille, box_of(camille, address="autre@mssante.fr"))
    with clock.at(first.leaves_at):
        next(leasing.take())  # and its worker dies
    late = other.leaves_at + 2 * leasing.LEASE
    with monkeypatch.context() as broken, clock.at(late):
        broken.setattr(outcomes, "may_have_left", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            Mailer().go()
    work(late + 2 * leasing.LEASE)
    assert (told(first), told(other)) == (["unknown", "sent"], ["sent"])


def test_what_is_still_being_sent_is_nobody_else_s(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box)
    with clock.at(done.leaves_at):
        errands = list(leasing.take())
    with clock.at(done.leaves_at + leasing.LEASE):
        leasing.renew(errands)
    work(done.leaves_at + 2 * leasing.LEASE)
    assert not office.taken


def test_what_could_not_be_recorded_is_recorded_later_and_not_sent_again(
    camille: Professional, box: Box, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = write(camille, box)
    mailer, record = Mailer(), outcomes.record

    def away(*_: object) -> None:
        raise RuntimeError

    with clock.at(done.leaves_at):
        with monkeypatch.context() as patched:
            patched.setattr(outcomes, "record", away)
            patched.setattr("bridge.sending.mailer.connection.close", lambda: None)
            assert not mailer.go()
        assert outcomes.record is record
        mailer.finish()
    assert (len(office.taken), told(done)) == (1, ["sent"])


def test_what_nobody_thought_of_while_sending_may_have_left(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    def breaks(account: MailAccount, address: str) -> Outcome:
        raise ValueError("Mme Canari")

    office.answers = breaks
    done = write(camille, box)
    work(done.leaves_at)
    assert states(camille, done) == ["unknown"]
