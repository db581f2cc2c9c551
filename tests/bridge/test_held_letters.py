"""What keeps a letter from leaving: a box that fails, a slow server, a file not looked at."""

from datetime import timedelta
from threading import Event as Signal
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from bridge.fetching.leasing import looked
from bridge.models import Box
from bridge.providers.account import MailAccount
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.sending import leasing, outcomes, taking_back
from bridge.sending.carrying import carried, never
from bridge.sending.leasing import AT_ONCE, EACH_HOST
from bridge.sending.mailer import Mailer
from bridge.sending.refusals import BoxGivenUp
from bridge.writing.letter import Unwritable
from conversations import clock
from conversations.analysing import analyse
from directory.models import Professional
from files.models import Verdict
from tests.bridge.boxes import box_of
from tests.bridge.postoffice import PostOffice
from tests.bridge.sending import recipients, states, told, work
from tests.bridge.servers import HOST, NOE
from tests.bridge.writing import letter_at, write
from tests.files.sending import sent

pytestmark = pytest.mark.django_db
LATER = ProviderError(Step.SEND_REACH, "Connection refused", permanent=False)
WRONG = ProviderError(Step.SEND_SIGN_IN, "535 5.7.8 refused", permanent=True)


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


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


def test_however_many_wait_at_one_server_only_as_many_as_may_leave_are_looked_through(
    camille: Professional, nadia: Professional, office: PostOffice, settings: Settings
) -> None:
    settings.MAILBOX_HOSTS = [HOST, "smtp.example.org"]
    for number in range(2 * AT_ONCE):
        write(camille, box_of(camille, address=f"boite{number}@mssante.fr"))
    elsewhere = box_of(nadia, address=NOE, smtp_host="smtp.example.org")
    last = write(nadia, elsewhere)
    with clock.at(last.leaves_at):
        assert len(leasing.firsts(AT_ONCE, set(), {})) == AT_ONCE
        taken = [errand.box.id for errand in leasing.take()]
    assert len(set(taken)) == EACH_HOST + 1
    assert elsewhere.id in taken


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
