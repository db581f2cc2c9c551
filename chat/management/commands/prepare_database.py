"""Migrate as the owner, then give the application's role what it may do. Safe to do again."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from chat import grants

TOO_STRONG = """
SELECT rolsuper OR rolcreatedb OR rolcreaterole OR pg_has_role(oid, current_user, 'MEMBER')
  FROM pg_roles WHERE rolname = %s
"""


class Command(BaseCommand):
    help = __doc__

    def handle(self, *, verbosity: int, **_: Any) -> None:
        if "owner" not in connections:
            raise CommandError("DATABASE_OWNER_URL is not set: see .env.example.")
        app = connections["default"].settings_dict["USER"]
        refuse_a_strong_role(app)
        call_command("migrate", database="owner", verbosity=verbosity, interactive=False)
        grants.apply(connections["owner"], app=app)


def refuse_a_strong_role(app: str) -> None:
    """What follows would protect nothing from a role that can become the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(TOO_STRONG, [app])
        found = cursor.fetchone()
    if found is None:
        raise CommandError(f"There is no role {app!r}: see deploy/postgres/roles.sql.")
    if found[0]:
        raise CommandError(
            f"The role {app!r} of DATABASE_URL can do too much: it must not be"
            " the owner, a member of it, a superuser or able to create roles."
        )
