"""Sessions, in PostgreSQL: losing Redis signs nobody out. The engine that settings name."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, login
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from chat.errors import Refusal
from directory import duties
from directory.browsers import browser_in_words
from directory.models import Account, Professional, Session, idle_of, is_locked
from directory.subscribers import tell_signed_in
from directory.suspending import refuse_if_kept_out

LONGEST = timedelta(seconds=settings.SESSION_COOKIE_AGE)
TOUCHED_AT_MOST_EVERY = timedelta(minutes=1)
# Nobody's yet: somebody is about to sign in.
AT_THE_DOOR = timedelta(minutes=10)

# Suspending and deactivating delete sessions; one that was opened in that very moment is none.
MAY_BE_IN = Q(account__is_active=True, account__professional__suspended_at__isnull=True)
# What becomes of the screen, written here and nowhere else.
OF_THE_SCREEN = {
    "session_key",
    "browser",
    "acts_for_id",
    "opened_at",
    "acted_at",
    "locked_at",
    "unlock_code",
    "unlock_tries",
}

# What a session was opened with, still true as long as the account's password is the same.
SessionProof = str


class SignedOut(Refusal):
    code = "signed_out"
    message = "Vous n’êtes plus connecté. Identifiez-vous."
    status = 401


class Locked(Refusal):
    code = "locked"
    message = "Ce poste est verrouillé. Déverrouillez-le pour continuer."
    status = 423


class OffDuty(Refusal):
    """Who acted for a role must not go on as themselves without knowing it."""

    code = "off_duty"
    message = (
        "Vous n’êtes plus de garde pour ce rôle\u00a0: rien n’a été fait en son nom."
        " La page revient à vos conversations."
    )
    status = 412


class Standing(StrEnum):
    """Of a session that has not ended."""

    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class SignedInSession:
    """What a socket needs to know of the session it was opened with."""

    session_key: str
    proof: SessionProof
    account: UUID
    person: Professional  # oneself, or the role one acts for
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
        row = cast(Session, super().create_model_instance(data))
        row.opened_at = row.acted_at = now = timezone.now()
        row.account_id = data.get(SESSION_KEY)
        row.shared = data.get("shared", False)
        row.ends_at = (
            datetime.fromisoformat(data["ends_at"]) if "ends_at" in data else now + AT_THE_DOOR
        )
        row.expire_date = row.ends_at
        if elsewhere := data.get("elsewhere"):
            row.provider = elsewhere["provider"]
            row.provider_session, row.provider_subject = elsewhere["session"], elsewhere["subject"]
        return row

    def save(self, must_create: bool = False) -> None:
        """What was not in Django's data stays: whatever else is kept there unlocks no screen."""
        if must_create or self.session_key is None:
            return super().save(must_create)
        row = self.create_model_instance(dict(self.items()))
        names = {field.attname for field in Session._meta.concrete_fields} - OF_THE_SCREEN
        change = {name: getattr(row, name) for name in names}
        if not Session.objects.filter(pk=self.session_key).update(**change):
            raise UpdateError
        return None


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
    Session.objects.filter(pk=request.session.session_key).update(
        browser=browser_in_words(request.headers.get("User-Agent", ""))
    )
    tell_signed_in(request, account)


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
    """Somebody acted at this screen: its time before it is locked begins again."""
    now = timezone.now()
    unlocked().filter(pk=session_key, acted_at__lt=now - TOUCHED_AT_MOST_EVERY).update(acted_at=now)


def admitted(session_key: str) -> Session:
    """Whose this browser is. Every way in asks here: HTTP, the socket, files, exports."""
    session = found(session_key)
    if session.is_locked:
        raise Locked
    return session


def found(session_key: str) -> Session:
    """The same, be it locked: for what unlocks it, and what ends it."""
    known = live().select_related("account__professional")
    session = known.filter(MAY_BE_IN, pk=session_key).first()
    if session is None or not holds(session):
        raise SignedOut
    return session


def socket_session(cookie: str) -> SignedInSession:
    session = admitted(cookie)
    account = account_of(session)
    return SignedInSession(
        session_key=session.session_key,
        proof=proof_of(session),
        account=account.id,
        person=person_or_oneself(session),  # its first frame says who that is
        shared=session.shared,
    )


def person_of(session: Session) -> Professional:
    """On whose behalf: oneself, or the role the session acts for, which is theirs now."""
    me = account_of(session).professional
    if session.acts_for_id is None:
        return me
    role = duties.in_the_hand_of(me, session.acts_for_id)
    if role is None:
        raise OffDuty
    return role


def person_or_oneself(session: Session) -> Professional:
    """For a page that begins, and asks who it is."""
    try:
        return person_of(session)
    except OffDuty:
        act_for(session, None)
        return account_of(session).professional


def act_for(session: Session, role: UUID | None) -> None:
    """From now on; none: for oneself. Whether they may is asked each time."""
    Session.objects.filter(pk=session.pk).update(acts_for=role)


def acting_for(sessions: Collection[str]) -> dict[str, UUID]:
    """Of these sessions, those that act for a role which is theirs now."""
    acting = Session.objects.filter(pk__in=sessions, acts_for__isnull=False)
    named = list(acting.values_list("session_key", "account__professional", "acts_for"))
    on_duty = duties.those_on_duty(role for _, _, role in named)
    return {key: role for key, person, role in named if person in on_duty.get(role, ())}


def account_of(session: Session) -> Account:
    if session.account is None:
        raise SignedOut
    return session.account


def standing_of(sessions: Mapping[str, SessionProof]) -> dict[str, Standing]:
    """How these sessions stand; those that ended are not among them.

    One query for all the sockets of a process, whatever ended the session and wherever.
    """
    # No models: for a thousand open pages, making them took a twentieth of the process.
    rows = live().filter(MAY_BE_IN, pk__in=list(sessions))
    return {
        key: Standing.LOCKED if is_locked(shared, acted_at, locked_at) else Standing.OPEN
        for key, password, shared, acted_at, locked_at in rows.values_list(
            "session_key", "account__password", "shared", "acted_at", "locked_at"
        )
        if constant_time_compare(sessions[key], proof_with(password))
    }


@lru_cache(maxsize=10_000)
def proof_with(password: str) -> SessionProof:
    """The proof of an account whose stored password is this."""
    return Account(password=password).get_session_auth_hash()


def holds(session: Session) -> bool:
    """The password is still the one it was opened with."""
    account = session.account
    return account is not None and constant_time_compare(
        proof_of(session), proof_with(account.password)
    )


def proof_of(session: Session) -> SessionProof:
    return cast(str, SessionStore().decode(session.session_data).get(HASH_SESSION_KEY, ""))


def live() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__gt=timezone.now())


def unlocked() -> QuerySet[Session]:
    """As Session.is_locked says it of one."""
    now = timezone.now()
    awake = Q(shared=True, acted_at__gt=now - idle_of(shared=True))
    awake |= Q(shared=False, acted_at__gt=now - idle_of(shared=False))
    return live().filter(awake, locked_at=None)


def ended() -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lte=timezone.now())
