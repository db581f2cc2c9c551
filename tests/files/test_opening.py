"""A file is given to who may see its message, each time, and to nobody else."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.http import HttpResponse

from chat.embedded import Postgres
from conversations import trail
from conversations.analysing import analyse
from conversations.attached import files_between
from conversations.attachment import Attachment
from conversations.models import AccessLog
from directory.models import Professional
from tests.conversations.acts import correct, join, leave, say, see, versions
from tests.directory.conftest import Browser
from tests.files.making import heic, picture
from tests.files.sending import TEXT, mask, say_with, sent

pytestmark = pytest.mark.usefixtures("own_database")
NOT_FOUND = (404, {"code": "not_found", "message": "Introuvable, ou vous n’y avez pas accès."})
WAYS = ("content", "view", "preview")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


def signed_in(person: Professional) -> Browser:
    browser = Browser()
    browser.sign_in(person.given_name.lower())
    return browser


def get(browser: Browser, attachment: UUID, what: str = "content", **headers: str) -> Any:
    answer = browser.client.get(f"/api/files/{attachment}/{what}", headers=headers)
    if getattr(answer, "streaming", False):
        return HttpResponse(answer.getvalue(), status=answer.status_code, headers=answer.headers)
    return answer


def attached(
    author: Professional, conversation: UUID, content: bytes = TEXT, name: str = "bilan.txt"
) -> UUID:
    """A file that was said and looked at."""
    seq = say_with(author, conversation, sent(author, content, name))
    analyse(conversation, seq)
    return Attachment.objects.get(message__seq=seq, message__conversation=conversation).id


def refusal(browser: Browser, attachment: UUID, what: str = "content") -> tuple[int, Any]:
    answer = get(browser, attachment, what)
    return answer.status_code, answer.json()


def test_a_member_gets_the_file_as_it_was_sent(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    answer = get(signed_in(nadia), attached(camille, conversation, PDF, "Compte rendu.pdf"))
    assert (answer.status_code, answer.content) == (200, PDF)
    for header, value in {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'inline; filename="Compte rendu.pdf"',
        "Content-Length": str(len(PDF)),
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }.items():
        assert answer[header] == value


@pytest.mark.parametrize(
    ("content", "name", "kind", "disposition"),
    [
        (TEXT, "bilan.txt", "text/plain; charset=utf-8", 'attachment; filename="bilan.txt"'),
        (picture(), "plaie.png", "image/png", 'inline; filename="plaie.png"'),
        (heic(), "IMG_1.HEIC", "image/heic", 'attachment; filename="IMG_1.HEIC"'),
        (
            TEXT,
            "été\r\nSet-Cookie: x.svg",
            "text/plain; charset=utf-8",
            "attachment; filename*=utf-8''%C3%A9t%C3%A9%20Set-Cookie_%20x.svg.txt",
        ),
        (
            picture("JPEG"),
            '"; filename=\u202egpj.exe',
            "image/jpeg",
            'inline; filename="_; filename=gpj.exe.jpg"',
        ),
    ],
)
def test_it_is_given_under_a_type_and_a_name_of_ours(
    camille: Professional,
    conversation: UUID,
    content: bytes,
    name: str,
    kind: str,
    disposition: str,
) -> None:
    answer = get(signed_in(camille), attached(camille, conversation, content, name))
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (kind, disposition)


def test_a_picture_s_small_one_is_given_and_nothing_else_has_one(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    browser = signed_in(nadia)
    small = get(browser, attached(camille, conversation, heic(), "IMG_1.HEIC"), "preview")
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    assert small.content.startswith(b"\xff\xd8\xff")
    assert int(small["Content-Length"]) == len(small.content)
    text = attached(camille, conversation)
    assert refusal(browser, text, "preview") == refusal(browser, text, "view") == NOT_FOUND


def test_to_look_at_a_picture_is_given_as_sent_or_as_browsers_can_show_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    browser = signed_in(nadia)
    sent_as = get(browser, attached(camille, conversation, picture(), "plaie.png"), "view")
    assert (sent_as["Content-Type"], sent_as.content) == ("image/png", picture())
    drawn = get(browser, attached(camille, conversation, heic(), "IMG_1.HEIC"), "view")
    assert (drawn["Content-Type"], drawn.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")


def test_bruno_cannot_tell_a_file_that_is_there_from_one_that_is_not(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    browser, file = signed_in(bruno), attached(camille, conversation, picture(), "plaie.png")
    for what in WAYS:
        assert refusal(browser, file, what) == refusal(browser, uuid4(), what) == NOT_FOUND
    assert not AccessLog.objects.filter(act="file").exists()


def test_one_who_left_keeps_the_files_of_before_and_gets_none_of_after(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    before = attached(camille, conversation)
    leave(nadia, conversation)
    after = attached(camille, conversation, picture(), "plaie.png")
    browser = signed_in(nadia)
    assert get(browser, before).content == TEXT
    for what in WAYS:
        assert refusal(browser, after, what) == NOT_FOUND


def test_one_who_joins_without_history_gets_no_file_of_before(
    camille: Professional, bruno: Professional, conversation: UUID
) -> None:
    before = attached(camille, conversation, picture(), "plaie.png")
    join(bruno, conversation)
    after = attached(camille, conversation)
    browser = signed_in(bruno)
    for what in WAYS:
        assert refusal(browser, before, what) == NOT_FOUND
    assert get(browser, after).content == TEXT


def test_what_was_masked_is_given_to_nobody_not_even_to_who_had_it(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    seq = say_with(camille, conversation, sent(camille, picture(), "plaie.png"))
    analyse(conversation, seq)
    file = Attachment.objects.get().id
    browser = signed_in(nadia)
    assert get(browser, file).status_code == 200
    mask(camille, conversation, seq)
    for one in (browser, signed_in(camille)):
        for what in WAYS:
            assert refusal(one, file, what) == NOT_FOUND
    entries = browser.get(f"/conversations/{conversation}/entries").json()["entries"]
    assert [entry["what"]["files"] for entry in entries if "files" in entry["what"]] == [[]]


def test_each_version_shows_its_own_files_and_in_place_those_that_were_there(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    first = say_with(camille, conversation, sent(camille, name="un.txt"), text="5 mg")
    correct(camille, conversation, first, "10 mg")
    see(nadia, conversation, first)
    new = sent(camille, name="deux.txt")
    last = correct(camille, conversation, first, "50 mg", files=[new]).seq
    assert last
    shown = versions(nadia, conversation, last).versions
    assert [[file.name for file in one.files] for one in shown] == [
        ["un.txt"],
        ["un.txt"],
        ["deux.txt"],
    ]
    mask(camille, conversation, first)
    assert [one.files for one in versions(nadia, conversation, last).versions] == [[]] * 3


def test_an_old_link_ends_with_the_session(camille: Professional, conversation: UUID) -> None:
    file, browser = attached(camille, conversation), signed_in(camille)
    assert get(browser, file).status_code == 200
    browser.delete("/session")
    assert get(browser, file).status_code == 401


def test_what_is_not_ready_is_not_given_even_to_its_author(
    camille: Professional, conversation: UUID
) -> None:
    say_with(camille, conversation, sent(camille))
    code, said = refusal(signed_in(camille), Attachment.objects.get().id)
    assert (code, said["code"]) == (409, "file_checking")


def test_each_opening_is_written_down_and_the_small_picture_in_the_thread_is_none(
    camille: Professional, nadia: Professional, conversation: UUID
) -> None:
    say(camille, conversation)
    file = attached(camille, conversation, picture(), "plaie.png")
    browser = signed_in(nadia)
    # Drawn in the thread, it is not opened: whoever scrolls past is not said to have looked at it.
    for what in ("preview", "content", "preview", "view"):
        assert get(browser, file, what).status_code == 200
    noted = AccessLog.objects.filter(act="file")
    assert (
        list(noted.values_list("professional", "conversation", "seq", "thing"))
        == [(nadia.id, conversation, 3, file)] * 2
    )


@pytest.mark.parametrize(
    ("asked", "status", "first", "last"),
    [
        ("bytes=0-99", 206, 0, 99),
        ("bytes=100-", 206, 100, len(PDF) - 1),
        ("bytes=-10", 206, len(PDF) - 10, len(PDF) - 1),
        ("bytes=5-999999999", 206, 5, len(PDF) - 1),
        ("bytes=0-", 200, 0, len(PDF) - 1),
        ("bytes=9-3", 416, 0, -1),
        ("bytes=999999999-", 416, 0, -1),
        ("bytes=-0", 416, 0, -1),
        ("bytes=0-1,5-6", 200, 0, len(PDF) - 1),
        ("lines=1-2", 200, 0, len(PDF) - 1),
        ("bytes=-", 200, 0, len(PDF) - 1),
    ],
)
def test_a_part_of_a_file_may_be_asked_for(
    camille: Professional, conversation: UUID, asked: str, status: int, first: int, last: int
) -> None:
    answer = get(signed_in(camille), attached(camille, conversation, PDF, "a.pdf"), Range=asked)
    assert (answer.status_code, answer.content) == (status, PDF[first : last + 1])
    if status == 206:
        assert answer["Content-Range"] == f"bytes {first}-{last}/{len(PDF)}"
        assert answer["Content-Length"] == str(last + 1 - first)
    if status == 416:
        assert answer["Content-Range"] == f"bytes */{len(PDF)}"


def test_behind_the_proxy_the_proxy_gives_the_bytes(
    camille: Professional, conversation: UUID, settings: Any
) -> None:
    settings.BEHIND_PROXY = True
    file = attached(camille, conversation, picture(), "plaie.png")
    stored = Attachment.objects.get().file_id
    answer = get(signed_in(camille), file)
    assert (answer.content, answer["Content-Type"]) == (b"", "image/png")
    assert answer["X-Accel-Redirect"] == f"/stored/files/{stored[:2]}/{stored}"
    small = get(signed_in(camille), file, "preview")
    assert small["X-Accel-Redirect"] == f"/stored/previews/{stored[:2]}/{stored}"


def test_a_file_whose_name_or_bytes_were_changed_is_found_by_the_trail(
    own_database: str, postgres: Postgres, camille: Professional, conversation: UUID
) -> None:
    attached(camille, conversation)
    assert [walked.broken for walked in trail.walk({})] == [None]
    with psycopg.connect(postgres.url("postgres", own_database)) as superuser:
        superuser.execute("alter table conversations_attachment disable trigger all")
        superuser.execute("update conversations_attachment set name = 'autre.txt'")
    [found] = [walked.broken for walked in trail.walk({})]
    assert found
    assert (found.seq, found.what) == (2, "its files are not those it came with")


def test_files_are_counted_within_what_is_seen(camille: Professional, conversation: UUID) -> None:
    say_with(camille, conversation, sent(camille), sent(camille))
    say(camille, conversation)
    say_with(camille, conversation, sent(camille))
    assert files_between(conversation, [(1, None)]) == 3
    assert files_between(conversation, [(1, 2)]) == 2
    assert files_between(conversation, [(3, 3)]) == 0
