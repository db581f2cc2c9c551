"""What the regional operator administers: who may come in. Nothing of what people say is here.

It is no second way in: one signs in at the page, as everybody does. To all but an operator none of
its addresses is there.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from directory import sessions
from directory.requests import SAFE

# Django's own way in and out, and what only its scripts ask for.
NOT_HERE = {"login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}


class OperatorSite(AdminSite):
    site_title = site_header = "Liaison, exploitation"
    index_title = "Qui entre, et pourquoi"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever may be here may do all there is to do. A session has had two factors, but for the
        invented people of the demo."""
        try:
            browser = sessions.admitted(request.session.session_key or "")
        except (sessions.SignedOut, sessions.Locked):
            return False
        account = sessions.account_of(browser)
        return account.is_operator and not account.is_demo

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        def guarded(request: HttpRequest, *given: Any, **named: Any) -> Any:
            if not self.has_permission(request):
                raise Http404
            if request.method not in SAFE and request.session.session_key:
                sessions.touch(request.session.session_key)
            return view(request, *given, **named)

        return csrf_protect(never_cache(guarded))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            address
            for address in super().get_urls()
            if not isinstance(address, URLPattern) or address.name not in NOT_HERE
        ]


site = OperatorSite()
