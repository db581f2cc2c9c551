"""The front end's page: the same file whatever the place, as built by Vite."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse((settings.FRONTEND_DIST / "index.html").read_bytes())
