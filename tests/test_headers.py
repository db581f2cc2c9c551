"""What every answer carries."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from chat.headers import SafeHeaders


@pytest.mark.parametrize(
    ("path", "kept"), [("/sw.js", "no-cache"), ("/icons/icon.svg", "max-age=60")]
)
def test_a_browser_asks_for_the_service_worker_again_each_time(path: str, kept: str) -> None:
    """An old one that a cache kept would go on with an old page."""

    def file(_: object) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    answer = SafeHeaders(file)(RequestFactory().get(path))
    assert answer["Cache-Control"] == kept
    policy = answer["Content-Security-Policy"]
    assert {"worker-src 'self'", "manifest-src 'self'", "connect-src 'self'"} <= set(
        policy.split("; ")
    )
