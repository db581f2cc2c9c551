"""Mail, beside conversations."""

from django.apps import AppConfig


class Bridge(AppConfig):
    name = "bridge"
    verbose_name = "Messagerie sécurisée"
