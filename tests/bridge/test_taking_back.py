"""A letter is taken back as long as nothing of it may have left, and sent again once it failed."""

from datetime import timedelta

import pytest

from bridge.models import Box
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.sending import leasing, taking_back
from bridge.sending.accepting import GRACE
from bridge.sending.refusals import HasLeft, NotFailed
from chat.errors import NotFound
from conversations import clock
from directory.models import Professional
from tests.bridge.boxes import box_of
from tests.bridge.postoffice import PostOffice
from tests.bridge.sending import recipients, states, told, work
from tests.bridge.writing import DELMAS, PHARMACY, write

pytestmark = pytest.mark.django_db
LATER = ProviderError(Step.SEND_REACH, "Connection refused", permanent=False)


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


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
    with clock.at(over + timedelta(hours=6)):
        taking_back.resend(camille, done.conversation, done.seq, 1)
        taking_back.resend(camille, done.conversation, done.seq, 1)
        [one] = recipients(camille, done)
        assert (one.state, one.reason) == ("unknown", ""), "it may have left, and is tried again"
        with pytest.raises(HasLeft):
            taking_back.cancel(camille, done.conversation, done.seq)
    work(over + timedelta(hours=6))
    assert told(done) == ["unknown"] * 3, "tried, given up, sent again"
    work(over + timedelta(hours=54))
    assert told(done) == ["unknown"] * 4, "and given up again"
    office.answers = lambda account, address: Outcome.SENT
    with clock.at(over + timedelta(hours=60)):
        taking_back.resend(camille, done.conversation, done.seq, 1)
    work(over + timedelta(hours=60))
    assert (len(office.taken), states(camille, done)) == (tried + 3, ["sent"])
    assert len({mail.content for mail in office.mails}) == 1
