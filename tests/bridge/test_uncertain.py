"""What may have left, and nobody knows: said when nothing more is tried, once, and unread."""

from datetime import timedelta

import pytest

from bridge.models import Box, Outgoing
from bridge.providers.contract import Outcome, ProviderError, Step
from bridge.sending import leasing, outcomes
from bridge.sending.carrying import carried
from conversations import clock
from conversations.letters import News, State
from conversations.shapes import InboxFilter
from directory.models import Professional
from tests.bridge.arriving import comes
from tests.bridge.boxes import box_of
from tests.bridge.postbox import Postbox
from tests.bridge.postoffice import PostOffice
from tests.bridge.sending import recipients, states, told, work
from tests.bridge.test_recognising import about, delivery_report
from tests.bridge.writing import DELMAS, PHARMACY, letter_at, write
from tests.conversations.acts import listed
from tests.conversations.acts.mail import become

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]
LATER = ProviderError(Step.SEND_REACH, "Connection refused", permanent=False)


@pytest.fixture
def box(camille: Professional) -> Box:
    return box_of(camille)


@pytest.mark.parametrize(
    "last", [Outcome.LATER, Outcome.UNKNOWN, LATER], ids=["later", "unknown", "away"]
)
def test_what_may_have_left_is_never_said_to_have_failed_for_its_age_but_comes_back_once_as_unread(
    camille: Professional, box: Box, office: PostOffice, last: Outcome | ProviderError
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at)
    office.answers = lambda account, address: last
    over = done.leaves_at + timedelta(hours=48)
    Outgoing.objects.update(next_at=over)
    with clock.at(over):
        [errand] = leasing.take()
        ended = carried(errand)
        outcomes.record(errand, ended)
        outcomes.record(errand, ended)  # a worker that was killed as it recorded does it again
    work(over + timedelta(hours=5))
    assert told(done) == ["unknown", "unknown"]
    [one] = recipients(camille, done)
    assert (one.state, one.reason) == ("unknown", outcomes.NOT_KNOWN)
    assert listed(camille, InboxFilter.UNREAD) == [done.conversation]
    assert Outgoing.objects.get().state == Outgoing.State.DONE


def test_a_first_attempt_that_is_the_last_may_have_left_too(
    camille: Professional, box: Box, office: PostOffice
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at + timedelta(hours=48))
    assert told(done) == ["unknown"]
    assert listed(camille, InboxFilter.UNREAD) == [done.conversation]


@pytest.mark.parametrize("arrived", [State.DELIVERED, State.OPENED])
def test_what_was_told_to_have_arrived_while_it_was_tried_again_is_no_failure_and_not_uncertain(
    camille: Professional, box: Box, office: PostOffice, arrived: State
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, box)
    work(done.leaves_at)
    become(done.conversation, News(1, arrived), about=done.seq)
    office.answers = lambda account, address: Outcome.LATER
    Outgoing.objects.update(next_at=done.leaves_at + timedelta(hours=48))
    work(done.leaves_at + timedelta(hours=48))
    assert told(done) == ["unknown", arrived]
    assert listed(camille, InboxFilter.UNREAD) == []
    assert Outgoing.objects.get().state == Outgoing.State.DONE


def test_what_a_report_says_has_arrived_is_not_sent_once_more(
    camilles: Box, postbox: Postbox, office: PostOffice, camille: Professional
) -> None:
    office.answers = lambda account, address: Outcome.UNKNOWN
    done = write(camille, camilles, DELMAS, PHARMACY)
    work(done.leaves_at)
    report = delivery_report(about(DELMAS, "delivered"))
    named = letter_at(done.conversation, done.seq).message_id
    ours = report.replace(b"<b6a1f0c2@liaison>", named.encode()).replace(b"b6a1f0c2@liaison", b"")
    comes(camilles, postbox, ours)
    office.answers = lambda account, address: Outcome.SENT
    work(done.leaves_at + timedelta(minutes=1))
    assert [mail.recipients for mail in office.mails] == [(DELMAS, PHARMACY), (PHARMACY,)]
    assert states(camille, done) == ["delivered", "sent"]
