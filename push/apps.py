"""Reaching someone who is not looking."""

from django.apps import AppConfig


class Push(AppConfig):
    name = "push"
    verbose_name = "Notifications"
