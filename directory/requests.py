"""A request whose user is a professional, and the guard that makes it one."""

from django.http import HttpRequest
from ninja.security import SessionAuth

from directory.models import Account, Professional


class SignedInRequest(HttpRequest):
    """What every rule behind `signed_in` may count on."""

    auth: Account

    @property
    def person(self) -> Professional:
        return self.auth.professional


class SignedIn(SessionAuth):
    """The session cookie, with Django's CSRF check on every write."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Account | None:
        user = request.user
        return user if isinstance(user, Account) and user.is_active else None


signed_in = SignedIn(csrf=True)
