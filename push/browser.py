"""The browser itself, whoever is signed in: a cookie that lasts, which no page can read.

It says nothing of anybody and opens nothing. By it a device is found again when its session ended,
and one browser has one device. Strict: no other site makes a browser send it.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from directory import sealing

LASTS = 400 * 24 * 3600  # as long as browsers keep one


def of(request: HttpRequest) -> str:
    """A hash of it; empty: it has none."""
    given = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return sealing.hashed(given) if given else ""


def marked(request: HttpRequest, response: HttpResponse) -> str:
    """The same, of a browser that has one from here on."""
    given = request.COOKIES.get(settings.DEVICE_COOKIE_NAME) or sealing.token()[0]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        given,
        max_age=LASTS,
        secure=settings.TLS,
        httponly=True,
        samesite="Strict",
    )
    return sealing.hashed(given)
