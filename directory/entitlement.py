"""Who may come in: a list of professions, which the operator keeps."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from directory.models import Activity, Entitlement, Professional


def entitled() -> QuerySet[Professional]:
    """Those who may come in and be written to. Nobody else is proposed anywhere."""
    return practising_what_comes_in().filter(gone_at__isnull=True, suspended_at__isnull=True)


def practising_what_comes_in() -> QuerySet[Professional]:
    """Whom the operator entered has no code of a profession: entering them was the decision."""
    admitted = Entitlement.objects.filter(admitted=True).values("profession_code")
    practised = Activity.objects.filter(
        professional=OuterRef("pk"), ended_at__isnull=True, profession_code__in=admitted
    )
    return Professional.objects.filter(
        Q(profession_code="") | Q(profession_code__in=admitted) | Exists(practised)
    )


def is_entitled(professional: Professional) -> bool:
    return entitled().filter(pk=professional.pk).exists()


def is_admitted(profession_code: str) -> bool:
    return Entitlement.objects.filter(profession_code=profession_code, admitted=True).exists()
