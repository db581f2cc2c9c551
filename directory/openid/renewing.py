"""Fresh access tokens of somebody who came in by Pro Santé Connect, for what asks who they are.

As long as one of their sessions here lives that was opened with one there: signing out, on either
side, ends both. Where nothing here uses tokens, none is kept."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from directory import sessions
from directory.models import Account, Renewal
from directory.openid import asking
from directory.openid.keeping import sealed, unsealed
from directory.openid.providers import Provider, ProviderId, offered
from directory.openid.refusals import NotProven

# It is used at once: what is good for less may not arrive.
SPARE = timedelta(seconds=20)


class NoSession(Exception):
    """They must come in by Pro Santé Connect again."""


def keep(session_key: str, account: Account, provider: Provider, answer: dict[str, Any]) -> None:
    """What the provider gave as this session was opened, or unlocked."""
    refresh = answer.get("refresh_token")
    if not settings.RENEWAL_SUBSCRIBERS or provider.id != ProviderId.PSC or not refresh:
        return
    Renewal.objects.update_or_create(
        session_id=session_key, defaults={"refresh": sealed(str(refresh)), **access_in(answer)}
    )
    for name in settings.RENEWAL_SUBSCRIBERS:
        import_string(name)(account.professional_id)


def access_in(answer: dict[str, Any]) -> dict[str, Any]:
    try:
        lasts = min(int(answer.get("expires_in", 0)), 3600)
    except (TypeError, ValueError):
        lasts = 0
    given = sealed(str(answer.get("access_token", "")))
    return {"access": given, "good_until": timezone.now() + timedelta(seconds=lasts)}


def can(person: UUID) -> bool:
    return renewals_of(person).exists()


def fresh(person: UUID) -> str:
    """A token good for now, of this person. NoSession; ProviderAway."""
    for renewal in renewals_of(person).order_by("-session__opened_at").values_list("pk", flat=True):
        if token := token_of(renewal):
            return token
    raise NoSession


def renewals_of(person: UUID) -> QuerySet[Renewal]:
    """A locked screen ends no session: what is due to its person goes on."""
    live = sessions.live().filter(sessions.MAY_BE_IN, account__professional=person)
    return Renewal.objects.filter(session__in=live)


def token_of(renewal: str) -> str | None:
    """None: it renews nothing any more. Held meanwhile, as a refresh token serves once; that is at
    most the time a provider is waited for."""
    with transaction.atomic():
        kept = Renewal.objects.select_for_update().filter(pk=renewal).first()
        if kept is None:
            return None
        if kept.good_until and kept.good_until > timezone.now() + SPARE:
            return unsealed(kept.access)
        return renewed(kept)


def renewed(kept: Renewal) -> str | None:
    refresh, provider = unsealed(kept.refresh), psc()
    if refresh is None or provider is None:
        return None
    try:
        answer = asking.renewed(provider, refresh=refresh)
    except NotProven:
        kept.delete()
        return None
    changes = access_in(answer) | {"refresh": sealed(str(answer.get("refresh_token", refresh)))}
    Renewal.objects.filter(pk=kept.pk).update(**changes)
    token = answer.get("access_token")
    return token if isinstance(token, str) and token else None


def psc() -> Provider | None:
    return next((one for one in offered() if one.id == ProviderId.PSC), None)
