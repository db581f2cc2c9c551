"""Addresses: the API, the signs of life, and the page for everything else."""

from django.urls import URLPattern, URLResolver, path, re_path

from bridge.operating import site
from chat.accessibility import accessibility
from chat.api import api
from chat.health import health, ready
from chat.page import page

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("admin/", site.urls),
    path("health", health),
    path("ready", ready),
    path("accessibilite", accessibility),
    # The places of the page are its own business; an unknown file or API is a 404.
    re_path(r"^(?!admin/|api/|assets/|static/|ws/)[^.]*$", page),
]
