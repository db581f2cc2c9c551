"""What the operator sees of mailboxes: which of a role's fails, and why. No secret, no courrier."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from bridge.boxes.sentences import sentence_of
from bridge.models import Box
from bridge.providers.contract import Step
from directory.models import Role
from directory.operating.registered import site
from directory.operating.shown import Shown, column

__all__ = ["site"]


@admin.register(Box, site=site)
class Boxes(Shown):
    list_display = (
        column("address", "Adresse"),
        "role",
        "state",
        column("polled_at", "Dernier relevé"),
        column("failing_since", "En échec depuis"),
    )
    fields = readonly_fields = (
        *list_display,
        column("imap_host", "Serveur de réception"),
        column("smtp_host", "Serveur d’envoi"),
        column("added_by", "Reliée par"),
        column("added_at", "Le"),
    )
    ordering = ("-failing_since", "address")
    search_fields = ("address",)
    search_help_text = "Adresse"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Box]:
        """What a person links is theirs to see. The relay box is nobody's: its operator's."""
        shared = Q(party__in=Role.objects.values("pk")) | Q(relay=True)
        living = super().get_queryset(request).filter(shared, ended_at=None)
        return living.select_related("party__professional", "added_by")

    @admin.display(description="Rôle")
    def role(self, box: Box) -> str:
        return "Relais des conversations" if box.relay else str(box.party.professional)

    @admin.display(description="État")
    def state(self, box: Box) -> str:
        if not box.failed_step:
            return "Relevée" if box.polled_at else "Pas encore relevée"
        return sentence_of(Step(box.failed_step), box.failed_reason)
