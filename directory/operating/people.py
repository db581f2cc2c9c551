"""Whose access is taken away, and why."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from chat.errors import Refusal
from directory import links, same_person, suspending
from directory.entitlement import is_entitled
from directory.models import Account, Professional, SamePerson, Suspended, Suspension
from directory.names import fold
from directory.operating.shown import Decided, Form, Inline, Shown, column
from directory.operating.site import site

BECAUSE = {
    "": "Accès rétabli",
    Suspended.GONE: "N’est plus dans l’annuaire national",
    Suspended.UNLISTED: "Profession qui n’a pas accès",
    Suspended.OPERATOR: "Décision de l’exploitant",
}
LETTERS_AT_LEAST = 3
AT, REASON, BY = column("at", "Le"), column("reason", "Motif"), column("by", "Par")
WHO = column("professional", "Personne")
KNOWN = (
    column("profession", "Profession"),
    column("structure", "Structure"),
    column("town", "Commune"),
    column("rpps", "RPPS"),
    column("national_id", "Identifiant national"),
)


class Decision(Form):
    what = forms.ChoiceField(
        label="Décision",
        choices=[
            ("", "Ne rien changer"),
            ("suspend", "Suspendre l’accès, immédiatement"),
            ("restore", "Rétablir l’accès"),
            ("unite", "Réunir avec sa fiche du répertoire national (ne se défait pas)"),
            ("invite", "Inviter\u00a0: un lien, pour un mot de passe et un second facteur neufs"),
        ],
        required=False,
    )
    reason = forms.CharField(
        label="Motif",
        max_length=300,
        required=False,
        help_text="Lu ici seulement, jamais dans les conversations. Aucune donnée de santé.",
    )

    number = forms.CharField(
        label="Numéro de l’autre fiche",
        max_length=60,
        required=False,
        help_text="Pour réunir une fiche saisie à la main et celle que le répertoire a apportée"
        " depuis, si c’est la même personne\u00a0: son numéro RPPS ou son identifiant national.",
    )

    sure = forms.BooleanField(label="C’est la même personne", required=False)

    class Meta:
        model = Professional
        fields: ClassVar[list[str]] = []

    def clean(self) -> None:
        super().clean()
        what = self.cleaned_data.get("what")
        if what == "invite" and not may_be_invited(self.instance):
            self.add_error("what", "Son accès est fermé\u00a0: il est à rétablir d’abord.")
        elif what and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Un motif est nécessaire.")
        if what == "unite":
            self.check_number()

    def check_number(self) -> None:
        """A number may be mistyped: who has it is said before anything is done."""
        number = self.cleaned_data.get("number", "")
        try:
            twin = same_person.pair_of(self.instance.pk, number).twin
        except Refusal as no:
            self.add_error("number", no.message)
            return
        if not self.cleaned_data["sure"]:
            known = filter(None, [str(twin), twin.profession, twin.structure, twin.town])
            self.add_error(
                "sure", f"Ce numéro est celui de\u00a0: {', '.join(known)}. Cochez si c’est elle."
            )


def may_be_invited(person: Professional) -> bool:
    closed = Account.objects.filter(professional=person, is_active=False).exists()
    return is_entitled(person) and not closed


class Decisions(Inline):
    """What was decided before."""

    model = Suspension
    verbose_name_plural = "Décisions"
    fields = readonly_fields = (AT, "said", REASON, BY)
    ordering = ("-at",)
    can_delete = False
    extra = max_num = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="Décision")
    def said(self, one: Suspension) -> str:
        return BECAUSE[one.because]


@admin.register(Professional, site=site)
class People(Decided):
    form = Decision
    inlines = (Decisions,)
    list_display = ("name", *KNOWN, "state")
    fields = (*list_display, "what", "number", "sure", "reason")
    readonly_fields = list_display
    search_fields = ("folded_name",)
    search_help_text = "Nom et prénom, ou numéro RPPS. Sans recherche\u00a0: les accès suspendus."
    ordering = ("folded_name", "id")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Professional], search_term: str
    ) -> tuple[QuerySet[Professional], bool]:
        words = fold(search_term)
        if not search_term:
            return queryset.filter(suspending.SUSPENDED), False
        if search_term.strip().isdecimal():
            return queryset.filter(rpps=search_term.strip()), False
        if len("".join(words)) < LETTERS_AT_LEAST:
            return queryset.none(), False
        named = Q()
        for word in words:
            named &= Q(folded_name__contains=f" {word}")
        return queryset.filter(named), False

    def save_model(self, request: HttpRequest, obj: Professional, form: Form, change: bool) -> None:
        given, by = form.cleaned_data, request.user
        assert isinstance(by, Account)
        if given["what"] == "suspend":
            suspending.suspend([obj.id], because=Suspended.OPERATOR, reason=given["reason"], by=by)
        elif given["what"] == "restore":
            suspending.restore([obj.id], reason=given["reason"], by=by)
        elif given["what"] == "unite":
            same_person.unite(obj.id, given["number"], by=by, reason=given["reason"])

    def response_change(self, request: HttpRequest, obj: Professional) -> HttpResponse:
        """A link is shown once, in the answer itself: nothing keeps it."""
        if request.POST.get("what") != "invite":
            return super().response_change(request, obj)
        given = {"title": "Invitation", "person": obj, "link": links.invite(obj)}
        context = {**site.each_context(request), **given}
        return TemplateResponse(request, "operating/invited.html", context)

    @admin.display(description="Nom", ordering="folded_name")
    def name(self, person: Professional) -> str:
        return str(person)

    @admin.display(description="Accès")
    def state(self, person: Professional) -> str:
        if person.registered and not person.national_id:
            return "Réunie à une fiche saisie à la main"
        if person.suspended_at:
            return f"Suspendu\u00a0: {BECAUSE[person.suspended_because]}"
        return "Parti de l’annuaire" if person.gone_at else "Ouvert"


@admin.register(Suspension, site=site)
class Journal(Shown):
    """Every decision, the last first."""

    list_display = fields = (AT, WHO, "said", REASON, BY)
    list_select_related = ("professional", "by")
    ordering = ("-id",)

    @admin.display(description="Décision")
    def said(self, one: Suspension) -> str:
        return BECAUSE[one.because]


@admin.register(SamePerson, site=site)
class Unions(Shown):
    """Which rows became one, and why."""

    list_display = fields = (
        AT,
        column("kept", "Fiche gardée"),
        column("number", "Numéro reçu"),
        REASON,
        BY,
    )
    list_select_related = ("kept", "by")
    ordering = ("-id",)
