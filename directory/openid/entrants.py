"""Who may come in, of those whom a provider identified."""

from directory import accounts, entitlement
from directory.models import Account, Professional
from directory.openid.providers import Provider
from directory.openid.refusals import NotListed
from directory.suspending import AccessSuspended, NotEntitled


def account_of(provider: Provider, national_id: str) -> Account:
    """Their account, made now if they have none: they are of the directory, and entitled."""
    person = Professional.objects.filter(national_id=national_id).first()
    if person is None:
        raise NotListed(provider.name)
    if person.suspended_at:
        raise AccessSuspended
    if not entitlement.is_entitled(person):
        raise NotEntitled
    account = accounts.at_first_entry(person)
    if not account.is_active:
        raise AccessSuspended
    return account
