"""The people of the bench, signed in, and their conversations: made by the product's own rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from bench.pages import Crowd, Page, kind_of
from conversations import membership, starting
from conversations.protocol import StartConversation
from directory.models import Account, Professional
from directory.names import searchable
from directory.sessions import SessionStore

PROFESSIONS = ("Médecin généraliste", "Infirmière libérale", "Pharmacien", "Kinésithérapeute")


@dataclass(frozen=True, slots=True)
class Someone:
    """A person with an open session."""

    person: Professional
    cookie: str

    def page(self, port: int) -> Page:
        return Page(port, who=str(self.person.id), cookie=self.cookie)


def sign_in(number: int) -> list[Someone]:
    """That many people, each with a session. Nobody types a password: one hash serves all."""
    people = Professional.objects.bulk_create(invented(n) for n in range(number))
    membership.parties_of([person.id for person in people])
    password = make_password(None)
    accounts = Account.objects.bulk_create(
        Account(username=str(uuid4()), professional=person, password=password) for person in people
    )
    return [
        Someone(account.professional, f"{settings.SESSION_COOKIE_NAME}={session_of(account)}")
        for account in accounts
    ]


def invented(number: int) -> Professional:
    family, given = f"Martin-{number}", "Dominique"
    profession = PROFESSIONS[number % len(PROFESSIONS)]
    return Professional(
        given_name=given,
        family_name=family,
        profession=profession,
        folded_name=searchable(family, given),
        folded_profession=searchable(profession),
    )


def session_of(account: Account) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["ends_at"] = (timezone.now() + timedelta(hours=8)).isoformat()
    session.create()
    assert session.session_key
    return session.session_key


def open_room(members: Sequence[Someone]) -> str:
    """A conversation of these people, started by the first. More than a page would let them be."""
    others = [one.person.id for one in members[1:]]
    given = StartConversation.model_construct(client_id=uuid4(), people=others, subject="")
    return str(starting.start(members[0].person, given).id)


def connect(people: Sequence[Someone], port: int) -> Crowd:
    """Their pages, open, each welcomed and told what it has not read."""
    crowd = Crowd(one.page(port) for one in people)
    greeted: set[Page] = set()

    def take(page: Page, texts: list[bytes], _: float) -> None:
        if any(kind_of(text) == b"unread" for text in texts):
            greeted.add(page)

    while len(greeted) < len(crowd.pages):
        crowd.read(take, wait=1.0)
    crowd.quiet(0.5)
    return crowd
