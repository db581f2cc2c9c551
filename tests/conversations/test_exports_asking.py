"""What is asked of an export, and what is noted of it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from conversations import clock
from conversations.export import Export
from conversations.exports import asking
from conversations.exports.asking import NothingToExport, TooManyExports, TooManyMessages
from conversations.models import AccessLog, Event
from conversations.posting import IdReused
from directory.models import Professional
from tests.conversations.acts import say, say_many, start
from tests.conversations.exporting import ask, bytes_of, exports_due, made, texts
from tests.directory.conftest import Browser

pytestmark = pytest.mark.usefixtures("database", "own_store")


def test_the_same_client_id_again_gives_the_same_export_and_one_line(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    name = uuid4()
    first = ask(camille, conversation, client_id=name)
    assert ask(camille, conversation, client_id=name) == first
    with pytest.raises(IdReused):
        ask(camille, conversation, client_id=name, files=True)
    assert Event.objects.filter(kind=Event.Kind.EXPORTED).count() == 1
    assert exports_due().count() == 1


def test_the_line_the_row_and_the_work_commit_together(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    with transaction.atomic():
        ask(camille, conversation)
        transaction.set_rollback(True)
    assert not Export.objects.exists()
    assert not exports_due().exists()
    assert not Event.objects.filter(kind=Event.Kind.EXPORTED).exists()


def test_chosen_messages_or_numbers_or_days_are_exported_and_nothing_else(
    camille: Professional, conversation: UUID
) -> None:
    long_ago = timezone.now() - timedelta(days=30)
    with clock.at(long_ago):
        old = start(camille, *Professional.objects.exclude(id=camille.id))
        for text in ("un", "deux"):
            say(camille, old, text)
    for text in ("trois", "quatre"):
        say(camille, old, text)
    day = timezone.localtime(long_ago).date()
    for wanted, found in (
        ({"seqs": [3, 5]}, ["deux", "quatre"]),
        ({"from_seq": 3, "to_seq": 4}, ["deux", "trois"]),
        ({"to_day": day}, ["un", "deux"]),
        ({"from_day": day + timedelta(days=1)}, ["trois", "quatre"]),
        ({"from_day": day, "to_day": day, "from_seq": 3}, ["deux"]),
    ):
        assert texts(camille, made(camille, old, **wanted)) == found


def test_nothing_said_too_much_said_and_too_often_are_refused_in_words(
    camille: Professional, conversation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NothingToExport):
        ask(camille, conversation)
    say_many(camille, conversation, 3)
    with pytest.raises(NothingToExport):
        ask(camille, conversation, from_seq=900)
    monkeypatch.setattr(asking, "MESSAGES_MOST", 2)
    with pytest.raises(TooManyMessages):
        ask(camille, conversation)
    monkeypatch.setattr(asking, "A_DAY_MOST", 1)
    ask(camille, conversation, to_seq=3)
    with pytest.raises(TooManyExports):
        ask(camille, conversation, to_seq=3)


def test_asking_and_fetching_are_noted(camille: Professional, conversation: UUID) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    bytes_of(camille, export, "pdf")
    noted = AccessLog.objects.filter(professional=camille, act="export")
    assert list(noted.values_list("thing", flat=True)) == [export, export]


def test_what_is_fetched_is_kept_by_no_cache_and_names_nobody(
    camille: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    export = made(camille, conversation)
    browser = Browser()
    browser.sign_in("camille")
    answer = browser.get(f"/exports/{export}/content?format=pdf")
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"].startswith('attachment; filename="liaison-20')
    assert "roche" not in answer["Content-Disposition"].lower()
    assert answer["X-Content-Type-Options"] == "nosniff"
