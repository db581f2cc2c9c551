"""Signs of life: /ready for the proxy (database only), /health for the operator (every part)."""

from django.http import HttpRequest, JsonResponse


def ready(request: HttpRequest) -> JsonResponse:
    raise NotImplementedError


def health(request: HttpRequest) -> JsonResponse:
    raise NotImplementedError
