"""What a notice was about is told to its person, while they may see it, and to nobody else."""

from typing import Any
from uuid import UUID

import pytest

from conversations import readers
from directory import duties
from directory.models import Holder, Professional
from push import devices, notices, reaching
from push.models import Notice
from push.sending import Sender
from tests.conversations.acts import ask, leave, mask, say, see, start, take
from tests.directory.conftest import Browser
from tests.push.endpoint import Phone, PushService

pytestmark = pytest.mark.usefixtures("own_database")


class Hers(Browser):
    """A browser that takes notifications."""

    def __init__(self, name: str, service: PushService) -> None:
        super().__init__()
        self.phone: Phone = service.phone()
        self.sign_in(name)
        self.post("/push/device", self.phone.subscription.model_dump())

    def last(self) -> str:
        return str(self.phone.told[-1]["n"])

    def opens(self, notice: str) -> dict[str, Any] | int:
        answer = self.get(f"/notices/{notice}")
        found: dict[str, Any] = answer.json()
        return found if answer.status_code == 200 else answer.status_code

    def shows(self, notice: str) -> int:
        answer = self.client.post(f"/api/notices/{notice}/shown")
        return int(answer.status_code)


def told(person: Professional, room: UUID, seq: int, *, urgent: bool = False, **how: Any) -> None:
    notices.tell(person.id, room, seq, sound=True, urgent=urgent, **how)
    Sender().finish()


@pytest.fixture
def hers(service: PushService, nadia: Professional) -> Hers:
    return Hers("nadia", service)


def test_her_notice_says_where_it_was_and_nothing_of_what_was_said(
    hers: Hers,
    service: PushService,
    camille: Professional,
    nadia: Professional,
    bruno: Professional,
    conversation: UUID,
) -> None:
    seq = ask(camille, conversation, nadia, urgent=True, text="Mme Canari saigne")
    told(nadia, conversation, seq, urgent=True)
    about = {
        "kind": "entry",
        "conversation_id": str(conversation),
        "seq": seq,
        "party": str(nadia.id),
        "role": None,
        "sender": None,
        "urgent": True,
        "asked": True,
        "seen": False,
        "unread": 1,
    }
    [received] = hers.phone.received
    assert (received.headers["urgency"], received.headers["ttl"]) == ("high", "1800")
    assert hers.opens(hers.last()) == about
    assert Hers("bruno", service).opens(hers.last()) == 404
    take(nadia, conversation, seq)
    assert hers.opens(hers.last()) == about | {"asked": False}
    see(nadia, conversation, seq)
    assert hers.opens(hers.last()) == about | {"asked": False, "seen": True, "unread": 0}


def test_what_she_no_longer_sees_her_notice_does_not_tell(
    hers: Hers, camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation)
    told(nadia, conversation, seq)
    mask(camille, conversation, seq)
    assert hers.opens(hers.last()) == 404


def test_what_was_shown_on_her_telephone_is_delivered_and_not_seen(
    hers: Hers,
    service: PushService,
    camille: Professional,
    nadia: Professional,
    hugo: Professional,
    conversation: UUID,
) -> None:
    seq = say(camille, conversation)
    told(nadia, conversation, seq)
    his = Hers("hugo", service)
    assert his.shows(hers.last()) == 404
    assert not readers.readers_of(camille, conversation, seq).delivered
    assert [hers.shows(hers.last()) for _ in range(2)] == [204, 204]
    shown = readers.readers_of(camille, conversation, seq)
    assert [one.person.id for one in shown.delivered] == [nadia.id]
    assert shown.seen == []
    assert set(reaching.delivered(conversation, seq)) == {nadia.id}


def test_what_a_device_says_it_has_shown_is_heard_as_fast_as_notices_come_and_no_faster(
    hers: Hers,
    service: PushService,
    camille: Professional,
    nadia: Professional,
    conversation: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(devices._limit, "most", lambda: 2)
    told(nadia, conversation, say(camille, conversation))
    assert [hers.shows(hers.last()) for _ in range(3)] == [204, 204, 429]
    other = Hers("nadia", service)
    told(nadia, conversation, say(camille, conversation))
    assert other.shows(other.last()) == 204, "each device by itself"


def test_one_who_left_and_shows_it_late_is_said_nothing_of(
    hers: Hers, camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say(camille, conversation)
    told(nadia, conversation, seq)
    leave(nadia, conversation)
    assert hers.shows(hers.last()) == 204
    assert isinstance(hers.opens(hers.last()), dict), "what she saw before, she sees"


def test_who_holds_the_role_is_told_for_it_and_only_while_they_do(
    hers: Hers, camille: Professional, nadia: Professional
) -> None:
    role = duties.add(name="Cardiologie de garde", kind="Garde", exclusive=True).professional
    Holder.objects.create(role_id=role.id, professional=nadia)
    duties.take(nadia, role.id)
    room = start(camille, role)
    seq = say(camille, room)
    told(nadia, room, seq, party=role.id)
    opened = hers.opens(hers.last())
    assert isinstance(opened, dict)
    assert (opened["conversation_id"], opened["role"]) == (str(room), str(role.id))
    assert opened["party"] == str(role.id)
    told(nadia, room, say(camille, room))
    assert len(hers.phone.received) == 1, "on her own behalf she has no part in it"
    duties.hand_over(nadia, role.id)
    assert hers.opens(hers.last()) == 404
    told(nadia, room, say(camille, room), party=role.id)
    assert Notice.objects.latest("seq").state == Notice.State.DROPPED
