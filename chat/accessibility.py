"""The statutory page: how far people of every ability can use Liaison, and whom they tell.

The law wants it for everybody, before signing in; it needs no script.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    contact = settings.ACCESSIBILITY_CONTACT
    given = {
        "operator": settings.OPERATOR_NAME,
        "plan": settings.ACCESSIBILITY_PLAN,
        "contact": contact,
        "contact_address": f"mailto:{contact}" if "@" in contact else contact,
        "address": settings.PUBLIC_URL,
    }
    return HttpResponse(render_to_string("accessibility.html", given))
