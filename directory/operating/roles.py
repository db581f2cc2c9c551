"""Roles, and who may hold them. Who does is their own affair: taken and handed over at the page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from directory import accounts, duties
from directory.models import Account, Holder, Professional, Role
from directory.operating.shown import Decided, Form, column
from directory.operating.site import site

PHONE = r"^[+0-9 ().-]*$"


class HoldersForm(Form):
    phone = forms.RegexField(PHONE, label="Téléphone", max_length=20, required=False)
    holders = forms.CharField(
        label="Qui peut le tenir",
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        help_text="Un identifiant de connexion par ligne. Qui n’y figure plus n’est plus de garde.",
    )

    class Meta:
        model = Role
        fields = ("phone", "exclusive")
        labels: ClassVar = {"exclusive": "Tenu par une seule personne à la fois"}

    def clean_holders(self) -> list[Professional]:
        names = {accounts.normal(line) for line in self.cleaned_data["holders"].split()}
        found = Account.objects.filter(username__in=names, is_active=True)
        if unknown := names - {account.username for account in found}:
            raise forms.ValidationError(f"Sans compte ouvert\u00a0: {', '.join(sorted(unknown))}.")
        return [account.professional for account in found]


class NewRole(HoldersForm):
    name = forms.CharField(
        label="Nom", max_length=80, help_text="«\u00a0Cardiologie de garde\u00a0»"
    )
    kind = forms.CharField(
        label="Ce que c’est",
        max_length=120,
        help_text="«\u00a0Garde\u00a0», «\u00a0Secrétariat\u00a0»",
    )
    structure = forms.CharField(label="Structure", max_length=160, required=False)
    town = forms.CharField(label="Commune", max_length=80, required=False)


@admin.register(Role, site=site)
class Roles(Decided):
    list_display = ("name", "held", column("phone", "Téléphone"))
    list_select_related = ("professional",)
    ordering = ("professional__folded_name",)
    search_fields = ("professional__folded_name",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **more: Any
    ) -> Any:
        form = super().get_form(request, obj, change, form=HoldersForm if obj else NewRole, **more)
        if obj:
            form.base_fields["holders"].initial = "\n".join(holders_of(obj))
        return form

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = ("name", "held") if obj else ("name", "kind", "structure", "town")
        return (*shown, "phone", "exclusive", "holders")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("name", "held") if obj else ()

    def save_model(self, request: HttpRequest, obj: Role, form: Form, change: bool) -> None:
        given = form.cleaned_data
        if change:
            obj.save(update_fields=["phone", "exclusive"])
        else:
            about = {name: given[name] for name in ("name", "kind", "structure", "town")}
            added = duties.add(**about, phone=given["phone"], exclusive=given["exclusive"])
            obj.professional = added.professional
        duties.allow(obj.pk, [person.id for person in given["holders"]])

    @admin.display(description="Nom", ordering="professional__folded_name")
    def name(self, role: Role) -> str:
        return str(role)

    @admin.display(description="De garde")
    def held(self, role: Role) -> str:
        on_duty = Professional.objects.filter(pk__in=duties.on_duty(role.pk))
        return ", ".join(map(str, on_duty)) or "Personne"


def holders_of(role: Role) -> list[str]:
    theirs = Holder.objects.filter(role=role).values("professional")
    found = Account.objects.filter(professional__in=theirs).order_by("username")
    return list(found.values_list("username", flat=True))
