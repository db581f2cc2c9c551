"""A courrier leaves once its time has come; each of those it goes to has a state of their own."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event as Signal
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from bridge.fetching.leasing import looked
from bridge.models import Box, Outgoing
from bridge.providers.account import MailAccount
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.sending import leasing, outcomes, taking_back
from bridge.sending.accepting import GRACE
from bridge.sending.carrying import carried, never
from bridge.sending.leasing import AT_ONCE, EACH_HOST
from bridge.sending.mailer import Mailer
from bridge.sending.refusals import BoxGivenUp, HasLeft, NotFailed
from bridge.shapes import LetterAccepted
from bridge.writing.letter import Unwritable
from chat.errors import NotFound
from conversations import clock
from conversations.analysing import analyse
from conversations.models import LetterState
from conversations.shapes import InboxFilter, LetterExchanged, Recipient
from directory.models import Professional
from files.models import Verdict
from tests.bridge.boxes import box_of
from tests.bridge.postoffice import PostOffice, postoffice
from tests.bridge.servers import CAMILLE, HOST, NOE
from tests.bridge.writing import DELMAS, PHARMACY, letter_at, write
from tests.conversations.acts import listed, said
from tests.files.sending import sent

pytestmark = pytest.mark.django_db
LATER = ProviderError(Step.SEND_REACH, "Connection refused", permanent=False)
WRONG = ProviderError(Step.SEND_SIGN_IN, "535 5.7.8 refused", permanent=True)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with postoffice() as open_office:
        yield open_office


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


def work(at: datetime) -> None:
    """The lane, at that moment, until nothing is left for it to do."""
    with clock.at(at):
        Mailer().finish()


def recipients(person: Professional, done: LetterAccepted) -> list[Recipient]:
    [entry] = [one for one in said(person, done.conversation) if one.seq == done.seq]
    assert isinstance(entry.what, LetterExchanged)
    return entry.what.recipients


def states(person: Professional, done: LetterAccepted) -> list[str | None]:
    return [one.state for one in recipients(person, done)]


def told(done: LetterAccepted) -> list[str]:
    """All that was said of it, in order."""
    rows = LetterState.objects.filter(conversation=done.conversation, about_seq=done.seq)
    return list(rows.order_by("seq").values_list("state", flat=True))


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


def test_what_may_have_left_is_said_so_and_sent_again_under_the_same_name(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at)
    work(done.leaves_at + timedelta(minutes=1))
    assert told(done) == ["unknown"]
    office.answers = lambda account, address: Outcome.SENT
    work(done.leaves_at + timedelta(minutes=10))
    assert told(done) == ["unknown", "sent"]
    assert len({one.content for one in office.mails}) == 1


def test_what_may_have_left_is_never_said_to_have_failed_for_its_age(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at)
    office.answers = lambda account, address: Outcome.LATER
    Outgoing.objects.update(next_at=done.leaves_at)
    work(done.leaves_at + timedelta(hours=48))
    assert told(done) == ["unknown"]
    assert Outgoing.objects.get().state == Outgoing.State.DONE


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


def test_a_wrong_password_sends_nothing_and_all_of_it_leaves_once_it_is_mended(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: WRONG
    done = [write(camille, box), write(camille, box)]
    at = done[1].leaves_at
    work(at)
    work(at + timedelta(minutes=5))
    box.refresh_from_db()
    assert (box.needs_hand, box.failed_step, box.failed_reason) == (
        True,
        "send_sign_in",
        "535 5.7.8 refused",
    )
    assert len(office.taken) == 1
    assert [states(camille, one) for one in done] == [["waiting"], ["waiting"]]
    assert told(done[0]) == []
    office.answers = lambda account, address: Outcome.SENT
    Box.objects.update(needs_hand=False)
    work(at + timedelta(minutes=6))
    assert [states(camille, one) for one in done] == [["sent"], ["sent"]]
    box.refresh_from_db()
    assert (box.failing_since, box.failed_step) == (None, "")


def test_a_password_that_was_called_wrong_by_mistake_is_tried_again_by_itself(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: WRONG
    done = write(camille, box)
    work(done.leaves_at)
    office.answers = lambda account, address: Outcome.SENT
    work(done.leaves_at + leasing.ANYWAY)
    assert states(camille, done) == ["sent"]


@pytest.mark.parametrize("step", ["sign_in", "read"])
def test_what_fetching_finds_wrong_holds_nothing_and_is_not_mended_by_sending(
    camille: Professional, box: Box, office: PostOffice, step: str
) -> None:
    Box.objects.update(needs_hand=True, failed_step=step, failing_since=clock.now())
    done = write(camille, box)
    work(done.leaves_at)
    assert states(camille, done) == ["sent"]
    box.refresh_from_db()
    assert (box.needs_hand, box.failed_step) == (True, step)


def test_the_token_that_is_missing_to_read_is_missing_to_send(
    camille: Professional, office: PostOffice
) -> None:
    box = box_of(camille, sign_in="token", needs_hand=True, failed_step="sign_in")
    done = write(camille, box)
    work(done.leaves_at)
    assert not office.taken
    Box.objects.update(needs_hand=False, failed_step="")
    work(done.leaves_at)
    assert states(camille, done) == ["sent"]


def test_a_password_that_cannot_be_opened_here_is_not_tried_again_at_once(
    camille: Professional, box: Box
) -> None:
    done = write(camille, box)
    Box.objects.update(secret="sealed-elsewhere")
    with clock.at(done.leaves_at):
        [errand] = leasing.take()
        outcomes.record(errand, carried(errand))
        assert not list(leasing.take())
    box.refresh_from_db()
    assert (box.needs_hand, box.failed_step) == (True, "send_sign_in")


def test_what_sending_finds_wrong_is_not_mended_by_fetching(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: WRONG
    work(write(camille, box).leaves_at)
    box.refresh_from_db()
    looked(box)
    box.refresh_from_db()
    assert (box.needs_hand, box.failed_step) == (True, "send_sign_in")
    assert box.polled_at


def test_a_slow_server_keeps_no_other_box_waiting(
    camille: Professional, nadia: Professional, office: PostOffice
) -> None:
    slow, quick = box_of(camille), box_of(nadia, address=NOE)
    answered = Signal()

    def answers(account: MailAccount, address: str) -> Outcome:
        assert account.address == NOE or answered.wait(10)
        return Outcome.SENT

    office.answers = answers
    letters = [write(camille, slow), write(camille, slow), write(nadia, quick)]
    mailer = Mailer()
    with clock.at(letters[-1].leaves_at):
        while states(nadia, letters[2]) != ["sent"]:
            mailer.go()
        # Of the slow one, no more than one at a time.
        assert under_way(mailer) == {slow.id}
        assert states(camille, letters[0]) == ["waiting"]
        answered.set()
        mailer.finish()
    assert states(camille, letters[1]) == ["sent"]


def test_one_server_never_has_all_of_the_threads(
    camille: Professional, nadia: Professional, office: PostOffice, settings: Settings
) -> None:
    settings.MAILBOX_HOSTS = [HOST, "smtp.example.org"]
    answered = Signal()
    office.answers = lambda account, address: Outcome.SENT if answered.wait(10) else LATER
    many = [box_of(camille, address=f"boite{n}@mssante.fr") for n in range(EACH_HOST + 2)]
    elsewhere = box_of(nadia, address=NOE, smtp_host="smtp.example.org")
    done, other = [write(camille, box) for box in many], write(nadia, elsewhere)
    mailer = Mailer()
    with clock.at(other.leaves_at):
        while states(nadia, other) != ["sent"] and elsewhere.id not in under_way(mailer):
            mailer.go()
        assert len(under_way(mailer)) <= AT_ONCE
        assert len(under_way(mailer) - {elsewhere.id}) == EACH_HOST
        answered.set()
        mailer.finish()
    assert all(states(camille, one) == ["sent"] for one in done)


def under_way(mailer: Mailer) -> set[UUID]:
    return {errand.box.id for errand in mailer.under_way.values()}


def test_it_waits_until_its_files_were_looked_at_and_never_leaves_with_a_bad_one(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    good, bad = (
        write(camille, box, files=(sent(camille, name, f"{name.decode()}.txt"),))
        for name in (b"bon", b"mauvais")
    )
    work(bad.leaves_at)
    assert not office.taken
    analyse(good.conversation, good.seq)
    file = letter_at(bad.conversation, bad.seq).body
    sha = file.attachment_set.get().file_id
    Verdict.objects.create(file_id=sha, found="infected", by="clamd", at=clock.now())
    work(bad.leaves_at + leasing.LOOKED_AT)
    assert states(camille, good) == ["sent"]
    [one] = recipients(camille, bad)
    assert (one.state, one.reason) == ("failed", "Une pièce jointe a été refusée à l’analyse.")
    assert len(office.taken) == 1


def test_what_nobody_looks_at_does_not_wait_for_ever(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box, files=(sent(camille, b"bon", "bon.txt"),))
    work(done.leaves_at + timedelta(hours=47))
    assert states(camille, done) == ["waiting"]
    work(done.leaves_at + timedelta(hours=48))
    [one] = recipients(camille, done)
    assert (one.state, one.reason) == (
        "failed",
        "Une pièce jointe n’a pas pu être analysée en 48 heures.",
    )
    assert not office.taken


@pytest.mark.parametrize(
    ("what", "said"),
    [("cda-codes", "nature des documents joints"), ("subject", "objet"), ("x-mss-nil", "en-tête")],
)
def test_what_can_never_be_written_is_said_in_the_words_of_its_writer(what: str, said: str) -> None:
    reason = never(Unwritable(what)).reason
    assert reason == f"Ce courrier ne peut pas être écrit comme un courriel ({said})."


def test_nothing_leaves_from_a_box_that_was_given_up(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box)
    Box.objects.update(ended_at=clock.now())
    work(done.leaves_at)
    assert not office.taken
    assert states(camille, done) == ["failed"]
    with pytest.raises(BoxGivenUp):
        taking_back.resend(camille, done.conversation, done.seq, 1)


def test_camille_takes_it_back_within_its_twenty_seconds(
    camille: Professional, bruno: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box, DELMAS, PHARMACY)
    with pytest.raises(NotFound):
        taking_back.cancel(bruno, done.conversation, done.seq)
    taking_back.cancel(camille, done.conversation, done.seq)
    taking_back.cancel(camille, done.conversation, done.seq)
    work(done.leaves_at + GRACE)
    assert not office.taken
    assert states(camille, done) == ["cancelled", "cancelled"]
    assert told(done) == ["cancelled", "cancelled"]


def test_what_waits_because_nothing_could_leave_is_taken_back_too(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: LATER
    done = write(camille, box)
    work(done.leaves_at)
    taking_back.cancel(camille, done.conversation, done.seq)
    work(done.leaves_at + timedelta(hours=1))
    assert (len(office.taken), states(camille, done)) == (1, ["cancelled"])


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.UNKNOWN, Outcome.REFUSED])
def test_what_has_left_or_may_have_is_not_taken_back(
    camille: Professional, box: Box, office: PostOffice, outcome: Outcome
) -> None:
    office.answers = lambda account, address: outcome if address == DELMAS else Outcome.LATER
    done = write(camille, box, DELMAS, PHARMACY)
    work(done.leaves_at)
    before = told(done)
    with pytest.raises(HasLeft):
        taking_back.cancel(camille, done.conversation, done.seq)
    assert told(done) == before


def test_what_is_leaving_right_now_is_not_taken_back(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    done = write(camille, box)
    with clock.at(done.leaves_at):
        list(leasing.take())
    with pytest.raises(HasLeft):
        taking_back.cancel(camille, done.conversation, done.seq)


def test_what_did_not_arrive_is_sent_again_as_the_same_mail_to_that_one_alone(
    camille: Professional, bruno: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.REFUSED if address == DELMAS else Outcome.SENT
    done = write(camille, box, DELMAS, PHARMACY)
    work(done.leaves_at)
    for position, why in ((2, NotFailed), (0, NotFound), (3, NotFound)):
        with pytest.raises(why):
            taking_back.resend(camille, done.conversation, done.seq, position)
    with pytest.raises(NotFound):
        taking_back.resend(bruno, done.conversation, done.seq, 1)
    office.answers = lambda account, address: Outcome.SENT
    at = done.leaves_at + timedelta(hours=50)
    with clock.at(at):
        taking_back.resend(camille, done.conversation, done.seq, 1)
        taking_back.resend(camille, done.conversation, done.seq, 1)
    assert states(camille, done) == ["waiting", "sent"]
    work(at)
    first, again = office.mails
    assert (again.content, again.recipients) == (first.content, (DELMAS,))
    assert told(done) == ["failed", "sent", "waiting", "sent"]


def test_what_may_not_have_arrived_is_sent_again_once_nobody_tries_it_any_more(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at)
    with clock.at(done.leaves_at):
        taking_back.resend(camille, done.conversation, done.seq, 1)
    assert len(office.taken) == 1, "it is still tried: that changes nothing"
    over = done.leaves_at + timedelta(hours=48)
    work(over)
    work(over + timedelta(hours=5))
    tried = len(office.taken)
    office.answers = lambda account, address: Outcome.SENT
    with clock.at(over + timedelta(hours=6)):
        taking_back.resend(camille, done.conversation, done.seq, 1)
        assert states(camille, done) == ["unknown"], "it may have left"
        with pytest.raises(HasLeft):
            taking_back.cancel(camille, done.conversation, done.seq)
    work(over + timedelta(hours=6))
    assert (len(office.taken), states(camille, done)) == (tried + 1, ["sent"])
    assert len({mail.content for mail in office.mails}) == 1


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
