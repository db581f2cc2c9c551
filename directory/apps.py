"""Who is who."""

from django.apps import AppConfig


class Directory(AppConfig):
    name = "directory"
    verbose_name = "Annuaire"
