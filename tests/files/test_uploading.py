"""A file goes up in parts, survives a cut, and is taken once."""

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from chat.errors import NotFound, Refusal
from conversations import posting
from conversations.attaching import FileGone
from conversations.attachment import Attachment
from conversations.models import Message
from conversations.posting import IdReused
from conversations.protocol import Accepted
from directory.models import Professional
from files import store, uploading
from files.models import StoredFile, Upload
from files.refusals import FileRefused, PartsMissing, TooMuchToday, UploadNameReused, UploadOver
from files.shapes import PART, SIZE_MOST, NewUpload
from files.uploading import WrongPart
from tests.directory.conftest import Browser
from tests.files.sending import (
    TEXT,
    begin,
    draft,
    parts_of,
    put,
    say_with,
    send,
    send_part,
    sent,
)  # fmt: skip

LARGEST = (b"%PDF-1.7\n" + b"x" * SIZE_MOST)[:SIZE_MOST]


def refusal_of(act: Any) -> str:
    with pytest.raises(Refusal) as no:
        act()
    return no.value.code


def test_a_file_of_ten_megabytes_exactly_is_taken(camille: Professional) -> None:
    view = send(camille, LARGEST, "scan.pdf")
    assert (view.finished, view.type, view.size) == (True, "application/pdf", 10_485_760)
    with store.the_store().open(store.place_of(Upload.objects.get().sha256)) as kept:
        assert kept.read() == LARGEST


def test_one_byte_more_is_refused_before_anything_is_sent(camille: Professional) -> None:
    with pytest.raises(FileRefused) as no:
        uploading.begin(camille, NewUpload(id=uuid4(), name="scan.pdf", size=10_485_761))
    assert (no.value.code, no.value.status) == ("file_too_large", 422)
    assert Upload.objects.count() == 0


def test_more_than_was_announced_is_refused_as_it_comes(camille: Professional) -> None:
    upload = begin(camille, TEXT)
    assert refusal_of(lambda: send_part(camille, upload, 1, TEXT + b"x")) == "wrong_part"
    assert refusal_of(lambda: send_part(camille, upload, 2, b"x")) == "wrong_part"
    large = begin(camille, LARGEST)
    assert refusal_of(lambda: send_part(camille, large, 20, b"x" * (PART + 1))) == "wrong_part"
    assert refusal_of(lambda: send_part(camille, large, 21, b"x")) == "wrong_part"


def test_a_file_that_is_not_what_was_announced_once_put_together_is_refused(
    camille: Professional,
) -> None:
    upload = begin(camille, TEXT)
    send_part(camille, upload, 1, TEXT)
    store.keep_part(Upload.objects.get().id, 1, TEXT * 2)
    with pytest.raises(FileRefused) as no:
        uploading.finish(camille, upload)
    assert no.value.code == "size_differs"


def test_an_empty_file_is_refused(camille: Professional) -> None:
    assert refusal_of(lambda: begin(camille, b"")) == "file_empty"


def test_after_a_cut_only_the_parts_that_are_missing_are_sent(camille: Professional) -> None:
    content = LARGEST[: 3 * PART + 10]
    upload = begin(camille, content, "scan.pdf")
    parts = dict(parts_of(content))
    for number in (1, 3):
        send_part(camille, upload, number, parts[number])
    with pytest.raises(PartsMissing):
        uploading.finish(camille, upload)
    again = uploading.begin(camille, NewUpload(id=upload, name="scan.pdf", size=len(content)))
    assert (again.parts, again.part_count, again.finished) == ([1, 3], 4, False)
    for number in set(parts) - set(again.parts):
        send_part(camille, upload, number, parts[number])
    assert uploading.finish(camille, upload).finished


def test_sending_a_part_again_changes_nothing(camille: Professional) -> None:
    upload = begin(camille, TEXT)
    for _ in range(3):
        send_part(camille, upload, 1, TEXT)
    assert uploading.look_up(camille, upload).parts == [1]


def test_finishing_twice_gives_the_same_answer(camille: Professional) -> None:
    first = send(camille)
    assert uploading.finish(camille, first.id) == first
    assert refusal_of(lambda: send_part(camille, first.id, 1, TEXT)) == "upload_over"


def test_a_refusal_is_the_same_when_finished_again(camille: Professional) -> None:
    upload = begin(camille, b"MZ\x90\0" + b"\0" * 100, "jeu.txt")
    send_part(camille, upload, 1, b"MZ\x90\0" + b"\0" * 100)
    for _ in range(2):
        assert refusal_of(lambda: uploading.finish(camille, upload)) == "executable"


def test_the_same_id_for_another_file_is_refused(camille: Professional) -> None:
    upload = begin(camille, TEXT)
    with pytest.raises(UploadNameReused):
        uploading.begin(camille, NewUpload(id=upload, name="autre.txt", size=3))


def test_what_is_cancelled_cannot_be_finished_nor_said(
    camille: Professional, conversation: UUID, folder: Path
) -> None:
    upload = begin(camille, TEXT)
    send_part(camille, upload, 1, TEXT)
    uploading.cancel(camille, upload)
    with pytest.raises(UploadOver):
        uploading.finish(camille, upload)
    done = sent(camille)
    uploading.cancel(camille, done)
    [answer] = posting.post([draft(camille, conversation, done)])
    assert isinstance(answer, FileGone)
    assert list((folder / "parts").iterdir()) == []


def test_an_upload_is_its_owner_s_alone(camille: Professional, bruno: Professional) -> None:
    upload = begin(camille, TEXT)
    for act in (
        lambda: uploading.look_up(bruno, upload),
        lambda: send_part(bruno, upload, 1, TEXT),
        lambda: uploading.finish(bruno, upload),
        lambda: uploading.cancel(bruno, upload),
    ):
        with pytest.raises(NotFound):
            act()
    # The same name is free for him: he cannot even tell that she used it.
    view = uploading.begin(bruno, NewUpload(id=upload, name="à moi.txt", size=3))
    assert (view.name, view.parts) == ("à moi.txt", [])


def test_one_person_sends_so_much_a_day_and_no_more(camille: Professional, settings: Any) -> None:
    settings.UPLOADED_PER_DAY = 3 * len(TEXT)
    cancelled = begin(camille, TEXT)
    uploading.cancel(camille, cancelled)
    sent(camille)
    sent(camille)
    with pytest.raises(TooMuchToday):
        begin(camille, TEXT)


def test_a_message_may_be_files_alone(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say_with(camille, conversation, sent(camille), sent(camille, TEXT, "autre.txt"))
    assert list(Attachment.objects.order_by("position").values_list("name", flat=True)) == [
        "bilan.txt",
        "autre.txt",
    ]
    assert StoredFile.objects.count() == 1, "the same bytes are kept once"


def test_posting_again_with_the_same_files_gives_the_first_answer(
    camille: Professional, conversation: UUID
) -> None:
    one, other = sent(camille), sent(camille)
    first = draft(camille, conversation, one, other, text="Voici")
    answers = [posting.post([first])[0] for _ in range(2)]
    assert isinstance(answers[0], Accepted)
    assert answers[0] == answers[1]
    for changed in ((other, one), (one,), ()):
        [no] = posting.post([draft(camille, conversation, *changed, text="Voici", named=first.id)])
        assert isinstance(no, IdReused)
    assert Message.objects.count() == 1


def test_only_finished_uploads_of_one_s_own_are_said_and_each_once(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    unfinished, hers, used = begin(camille, TEXT), sent(nadia), sent(camille)
    say_with(camille, conversation, used)
    for upload in (unfinished, hers, used, uuid4()):
        [no] = posting.post([draft(camille, conversation, upload, text="Voici")])
        assert isinstance(no, FileGone)
    assert Message.objects.count() == 1


def test_a_draft_whose_file_is_gone_refuses_itself_alone(
    camille: Professional, conversation: UUID
) -> None:
    drafts = [
        draft(camille, conversation, sent(camille)),
        draft(camille, conversation, uuid4()),
        draft(camille, conversation, text="Bonjour"),
    ]
    first, no, last = posting.post(drafts)
    assert isinstance(no, FileGone)
    assert isinstance(first, Accepted)
    assert isinstance(last, Accepted)
    assert [first.seq, last.seq] == [2, 3]


def test_a_file_goes_up_over_http(own_database: str, camille: Professional) -> None:
    browser = Browser()
    browser.sign_in("camille")
    name = str(uuid4())
    given = {"id": name, "name": "scan.pdf", "size": len(LARGEST)}
    announced = browser.post("/uploads", given)
    assert announced.json() == {
        "id": name, "name": "scan.pdf", "size": 10_485_760, "part_size": 524_288,
        "part_count": 20, "parts": [], "finished": False, "type": None,
    }  # fmt: skip
    for number, part in parts_of(LARGEST):
        assert put(browser, f"/uploads/{name}/parts/{number}", part).status_code == 204
    assert browser.get(f"/uploads/{name}").json()["parts"] == list(range(1, 21))
    assert browser.post(f"/uploads/{name}/finish", {}).json()["type"] == "application/pdf"
    assert browser.delete(f"/uploads/{name}").status_code == 204


def test_a_part_that_does_not_belong_is_refused(camille: Professional) -> None:
    upload = begin(camille, TEXT)
    for number in (0, -1, 2, 10_000):
        with pytest.raises(WrongPart):
            send_part(camille, upload, number, TEXT)
