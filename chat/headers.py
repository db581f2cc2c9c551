"""Headers on every answer: nothing runs but our own files, nothing is kept by a cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PAGE_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        # A courrier as its writer laid it out (bridge/opening/laid_out.py).
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        # One policy, which makes one address: that of the service worker (store/installed.ts).
        "trusted-types service-worker",
    ]
)
# The API's documentation page draws itself with inline styles and its own bundle.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
)
# The operator's pages are plain: what they cannot run, nobody can make them run.
OPERATING_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
SERVICE_WORKER = "/sw.js"


class SafeHeaders:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A file has a policy of its own.
        response.setdefault("Content-Security-Policy", policy_of(request.path))
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        response.setdefault("Cache-Control", "no-store")
        if request.path == SERVICE_WORKER:
            # A browser that kept an old one would go on with an old page.
            response["Cache-Control"] = "no-cache"
        return response


def policy_of(path: str) -> str:
    if path == "/api/docs":
        return DOCS_POLICY
    return OPERATING_POLICY if path.startswith("/admin/") else PAGE_POLICY
