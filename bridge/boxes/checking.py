"""« Tester la connexion »: the first step that fails, within the time somebody waits for it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from django.conf import settings
from django.db import connection

from bridge.boxes.account import account_of
from bridge.boxes.health import go_on
from bridge.boxes.mine import boxes_of
from bridge.boxes.setting_up import columns_of
from bridge.boxes.shown import step_failed
from bridge.models import Box
from bridge.providers import PROVIDERS
from bridge.providers.account import MailAccount
from bridge.providers.contract import ProviderError, Step
from bridge.shapes import BoxSettings, StepFailed
from chat.errors import Refusal
from conversations import access
from directory.models import Professional
from directory.rate import Limit

PATIENCE = 25.0  # seconds, of all steps together
EACH = 8.0


class TooManyTrials(Refusal):
    code = "too_many_trials"
    message = "La connexion vient d’être testée plusieurs fois. Réessayez dans une minute."
    status = 429


# Each is a guess at a password, too: a server would shut the mailbox after some.
_limits = [Limit(60.0, lambda: 5, TooManyTrials), Limit(3600.0, lambda: 30, TooManyTrials)]


def check(person: Professional, given: BoxSettings) -> StepFailed | None:
    """None: all of it works. What failed, and works with what is kept, goes on at once."""
    for limit in _limits:
        limit.slow_down(person.hand.id)
    kept = boxes_of(person).filter(address=given.address.lower()).first()
    box = Box(party_id=person.id, **columns_of(person, given, before=kept))
    thing = kept.id if kept else None
    access.note(person, access.Act.BOX_TESTED, thing=thing)
    failed = first_failure(box)
    if failed:
        access.note(person, access.Act.BOX_FAILED, thing=thing)
    elif kept and given.password is None:
        # As it was kept then: another may have set it up anew meanwhile.
        go_on(Box.objects.filter(pk=kept.pk, secret=kept.secret))
    return step_failed(failed.step, failed.reason) if failed else None


def first_failure(box: Box) -> ProviderError | None:
    try:
        account = replace(account_of(box), timeout=EACH)
    except ProviderError as error:
        return error
    if not connection.in_atomic_block:
        connection.close()  # others need it meanwhile
    alone = ThreadPoolExecutor(1)
    try:
        return alone.submit(tried, account).result(PATIENCE)
    except TimeoutError:
        return ProviderError(Step.REACH, "timed out", permanent=False)
    finally:
        alone.shutdown(wait=False)


def tried(account: MailAccount) -> ProviderError | None:
    provider = PROVIDERS[settings.MAIL_PROVIDER](account)
    try:
        return provider.check()
    finally:
        provider.close()
        connection.close()
