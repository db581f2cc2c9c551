"""Sessions, in PostgreSQL: losing Redis signs nobody out. The engine that settings name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Least
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from directory.models import Account, Professional, Session
from directory.suspending import refuse_if_kept_out

LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)
# On a « poste partagé » a screen that was left is somebody else's ten minutes later.
IDLE = timedelta(minutes=10)
TOUCHED_AT_MOST_EVERY = timedelta(minutes=1)
# Nobody's yet: somebody is about to sign in.
AT_THE_DOOR = timedelta(minutes=10)

# Suspending and deactivating delete sessions; one that was opened in that very moment is none.
MAY_BE_IN = Q(account__is_active=True, account__professional__suspended_at__isnull=True)

# What a session was opened with, still true as long as the account's password is the same.
SessionProof = str


@dataclass(frozen=True, slots=True)
class SignedInSession:
    """What a socket needs to know of the session it was opened with."""

    session_key: str
    proof: SessionProof
    account: UUID
    person: Professional
    shared: bool

    @property
    def professional(self) -> UUID:
        return self.person.id


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The session at a provider (directory/openid) that one of ours was opened with."""

    provider: str
    session: str
    subject: str
    token: str  # sealed


class SessionStore(DatabaseStore):
    """Django's, with what a session means also in columns, where one query reads many."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = timezone.now()
        row = cast(Session, super().create_model_instance(data))
        row.account_id = data.get(SESSION_KEY)
        row.shared = data.get("shared", False)
        row.ends_at = (
            datetime.fromisoformat(data["ends_at"]) if "ends_at" in data else now + AT_THE_DOOR
        )
        row.expire_date = min(row.ends_at, now + IDLE) if row.shared else row.ends_at
        if elsewhere := data.get("elsewhere"):
            row.provider = elsewhere["provider"]
            row.provider_session, row.provider_subject = elsewhere["session"], elsewhere["subject"]
        return row


def open_for(
    account: Account, request: HttpRequest, *, shared: bool, elsewhere: Elsewhere | None = None
) -> None:
    """Sign this browser in, under a new session id: the one door, whatever proved who it is."""
    refuse_if_kept_out(account)
    ended().delete()
    request.session.flush()  # Django would keep the id of one who signs in again
    if elsewhere:
        request.session["elsewhere"] = asdict(elsewhere)
    login(request, account)
    request.session["shared"] = shared
    request.session["ends_at"] = (timezone.now() + LONGEST).isoformat()
    if shared:
        request.session.set_expiry(0)  # the cookie: closing the browser forgets it


def opened_elsewhere(request: HttpRequest) -> Elsewhere | None:
    kept = request.session.get("elsewhere")
    return Elsewhere(**kept) if kept else None


def end_opened_with(provider: str, *, session: str, subject: str) -> None:
    """All of that session's, or else all of that person's. Empty says neither: no one's."""
    opened = Session.objects.filter(provider=provider)
    if session:
        opened = opened.filter(provider_session=session)
    if subject:
        opened = opened.filter(provider_subject=subject)
    (opened if session or subject else opened.none()).delete()


def touch(session_key: str) -> None:
    """Somebody acted at this screen: if it is shared, its ten minutes begin again."""
    now = timezone.now()
    live().filter(
        pk=session_key,
        shared=True,
        expire_date__lt=Least(F("ends_at"), now + IDLE - TOUCHED_AT_MOST_EVERY),
    ).update(expire_date=Least(F("ends_at"), now + IDLE))


def socket_session(cookie: str) -> SignedInSession | None:
    """The session this cookie names, if it is somebody's and still good."""
    row = live().select_related("account__professional").filter(MAY_BE_IN, pk=cookie).first()
    if row is None or row.account is None:
        return None
    proof = SessionStore().decode(row.session_data).get(HASH_SESSION_KEY, "")
    if not constant_time_compare(proof, row.account.get_session_auth_hash()):
        return None
    return SignedInSession(
        session_key=row.session_key,
        proof=proof,
        account=row.account.id,
        person=row.account.professional,
        shared=row.shared,
    )


def still_signed_in(sessions: Mapping[str, SessionProof]) -> set[str]:
    """Of these sessions, those that still are: not ended, account active, same password.

    One query for all the sockets of a process, whatever ended the session and wherever.
    """
    # No models: for a thousand open pages, making them took a twentieth of the process.
    rows = live().filter(MAY_BE_IN, pk__in=list(sessions))
    return {
        session_key
        for session_key, password in rows.values_list("session_key", "account__password")
        if constant_time_compare(sessions[session_key], proof_with(password))
    }


@lru_cache(maxsize=10_000)
def proof_with(password: str) -> SessionProof:
    """The proof of an account whose stored password is this."""
    return Account(password=password).get_session_auth_hash()


def live() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__gt=timezone.now())


def ended() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lte=timezone.now())
