"""Accounts: who may sign in."""

import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Q

from directory import security_mail
from directory.models import Account, Professional, Role, Session
from directory.names import fold
from directory.search.drawing import draw

MAY_ENTER = Q(is_active=True, professional__suspended_at__isnull=True)


def create(
    *,
    username: str,
    professional: Professional,
    password: str,
    email: str = "",
    is_demo: bool = False,
) -> Account:
    account = Account(
        username=normal(username), professional=professional, email=email, is_demo=is_demo
    )
    validate_password(password, account)
    account.set_password(password)
    account.save(force_insert=True)
    draw([professional.id])
    return account


def at_first_entry(professional: Professional) -> Account:
    """Of somebody who was identified elsewhere. Until they choose a password, none is right."""
    account, _ = Account.objects.get_or_create(
        professional=professional,
        defaults={
            "username": normal(professional.national_id or str(professional.id)),
            "password": make_password(None),
        },
    )
    draw([professional.id])
    return account


def named(username: str) -> Account:
    """For an operator, who is told when there is no such account."""
    account = Account.objects.filter(username=normal(username)).first()
    if account is None:
        raise CommandError("Nobody has this username.")
    return account


def normal(username: str) -> str:
    """A name as it is kept: a phone that begins it with a capital is not a wrong name."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


def change_password(account: Account, password: str) -> None:
    """Whoever signed in with the old one is signed out everywhere."""
    validate_password(password, account)
    account.set_password(password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        Session.objects.filter(account=account).delete()
        security_mail.owe(account, security_mail.What.PASSWORD)


def set_hashed_password(account: Account, password: str) -> None:
    """In a transaction: one that was chosen and hashed before."""
    account.password = password
    account.save(update_fields=["password"])
    Session.objects.filter(account=account).delete()


def set_email(account: Account, email: str) -> None:
    """In a transaction. Who is written to no more is told so, at the address of before."""
    if account.email != email:
        security_mail.owe(account, security_mail.What.EMAIL)
        account.email = email
        account.save(update_fields=["email"])


def free_name(professional: Professional, wished: str = "") -> str:
    """A name to sign in under that nobody has: cvasseur, or else cvasseur2."""
    letters = "".join(fold(professional.family_name))
    wished = normal(wished) or "".join(fold(professional.given_name))[:1] + letters
    number = 1
    while Account.objects.filter(username=(name := wished + (str(number) if number > 1 else ""))):
        number += 1
    return name


def deactivate(account: Account) -> None:
    """From now on this person is signed out everywhere, and cannot sign in."""
    with transaction.atomic():
        account.is_active = False
        account.save(update_fields=["is_active"])
        Session.objects.filter(account=account).delete()
        draw([account.professional_id])


def reactivate(account: Account) -> None:
    account.is_active = True
    account.save(update_fields=["is_active"])
    draw([account.professional_id])


def give_protection_role(account: Account, role: str) -> None:
    """The officer's, the second person's, or none: one person never has both."""
    account.protection = role
    account.save(update_fields=["protection"])


def give_operator_role(account: Account, *, on: bool) -> None:
    """Whoever administers who may come in, of the region."""
    account.is_operator = on
    account.save(update_fields=["is_operator"])


def ever_signed_in(people: Iterable[UUID]) -> set[UUID]:
    """Those of these professionals who have an account that was used at least once."""
    used = Account.objects.filter(professional__in=list(people), last_login__isnull=False)
    return set(used.values_list("professional", flat=True))


def who_can_take_part(people: Iterable[UUID]) -> set[UUID]:
    """Those of these professionals who have an account that is not closed, nor suspended; and
    roles, which are held by those who do."""
    ids = list(people)
    active = Account.objects.filter(MAY_ENTER, professional__in=ids)
    roles = Role.objects.filter(pk__in=ids, professional__suspended_at__isnull=True)
    return {*active.values_list("professional", flat=True), *roles.values_list("pk", flat=True)}


def who_is_listed(people: Iterable[UUID]) -> set[UUID]:
    """Those of these who are in the directory."""
    return set(Professional.objects.filter(id__in=list(people)).values_list("id", flat=True))
