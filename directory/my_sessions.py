"""Where I am signed in, and closing it from elsewhere."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.module_loading import import_string

from chat.errors import NotFound
from directory import sessions
from directory.models import Account, Session
from directory.shapes import SessionView


def list_mine(account: Account, here: Session) -> list[SessionView]:
    """The one that asks first, then the last used."""
    mine = sessions.live().filter(account=account).order_by("-acted_at")
    return sorted((view(one, here) for one in mine), key=lambda one: not one.here)


def close(account: Account, handle: str) -> None:
    """Its pages are told within seconds, wherever they are."""
    for one in sessions.live().filter(account=account):
        if constant_time_compare(handle_of(one), handle):
            one.delete()
            return
    raise NotFound


def close_others(account: Account, here: Session) -> None:
    sessions.live().filter(account=account).exclude(pk=here.pk).delete()
    for name in settings.CLOSING_SUBSCRIBERS:
        import_string(name)(account, here)


def view(session: Session, here: Session) -> SessionView:
    return SessionView(
        id=handle_of(session),
        browser=session.browser,
        opened_at=session.opened_at,
        acted_at=session.acted_at,
        shared=session.shared,
        locked=session.is_locked,
        here=session.pk == here.pk,
    )


def handle_of(session: Session) -> str:
    """Its name in an address: its key opens it, and is never told."""
    return salted_hmac("directory.my_sessions", session.session_key, algorithm="sha256").hexdigest()
