"""Which professions come in, who has an account, what was imported."""

import json
from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from directory import accounts
from directory.models import Account, DirectoryImport, Entitlement
from directory.operating.shown import Decided, Form, Shown, column
from directory.operating.site import site


class Admission(Form):
    class Meta:
        model = Entitlement
        fields = ("admitted",)
        labels: ClassVar = {"admitted": "Donne accès à Liaison"}


@admin.register(Entitlement, site=site)
class Professions(Decided):
    """What is decided here acts on open sessions within seconds (enforcing.py)."""

    form = Admission
    list_display = (
        column("profession", "Profession"),
        column("profession_code", "Code"),
        column("admitted", "Donne accès", boolean=True),
    )
    fields = (*list_display[:2], "admitted")
    readonly_fields = list_display[:2]
    search_fields = ("profession", "profession_code")
    ordering = ("profession",)


class Opening(Form):
    class Meta:
        model = Account
        fields = ("is_active",)
        labels: ClassVar = {"is_active": "Compte ouvert"}
        help_texts: ClassVar = {
            "is_active": "Fermer un compte le déconnecte partout, en quelques secondes."
        }


@admin.register(Account, site=site)
class Accounts(Decided):
    form = Opening
    list_display = (
        column("username", "Identifiant"),
        column("professional", "Personne"),
        column("is_active", "Ouvert", boolean=True),
        column("last_login", "Dernière connexion"),
        column("is_operator", "Exploitant", boolean=True),
    )
    readonly_fields = (*list_display[:2], *list_display[3:])
    fields = (*readonly_fields, "is_active")
    list_select_related = ("professional",)
    search_fields = ("username",)
    search_help_text = "Identifiant"
    ordering = ("username",)

    def save_model(self, request: HttpRequest, obj: Account, form: Form, change: bool) -> None:
        (accounts.reactivate if obj.is_active else accounts.deactivate)(obj)


@admin.register(DirectoryImport, site=site)
class Imports(Shown):
    list_display = (
        column("started_at", "Commencé"),
        column("ended_at", "Terminé"),
        column("state", "État"),
        column("dry_run", "À blanc", boolean=True),
    )
    fields = readonly_fields = (*list_display, "said")
    ordering = ("-started_at",)

    @admin.display(description="Compte rendu")
    def said(self, one: DirectoryImport) -> str:
        report = json.dumps(one.report, ensure_ascii=False, indent=2)
        return format_html("<pre>{}</pre>", report)
