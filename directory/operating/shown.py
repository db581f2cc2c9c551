"""What every list and form of the operator's has in common: no script, nothing to delete."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin import ModelAdmin, TabularInline, display
from django.db.models import Model
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime

# Django's own cannot be subscripted when the program runs.
if TYPE_CHECKING:
    _Admin = ModelAdmin[Any]
    Inline = TabularInline[Any, Any]
    Form = forms.ModelForm[Any]
else:
    _Admin, Inline, Form = ModelAdmin, TabularInline, forms.ModelForm


def column(name: str, label: str, *, boolean: bool = False) -> Any:
    """A column of ours, under its French name. Any: Django's types know columns by name only."""

    @display(description=label, ordering=name, boolean=boolean)
    def shown(one: Model) -> object:
        value = getattr(one, name)
        if isinstance(value, datetime):
            return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
        return "–" if value in (None, "") else value

    shown.__name__ = name
    return shown


class Shown(_Admin):
    """Looked at, and changed only where a class below says so."""

    change_form_template = "operating/change_form.html"
    change_list_template = "operating/change_list.html"
    actions = None
    show_full_result_count = False
    list_per_page = 50

    @property
    def media(self) -> forms.Media:
        return forms.Media()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Decided(Shown):
    """Something may be decided of it."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True
