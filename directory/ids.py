"""Hundreds of ids in one parameter: Django writes each into the statement, and PostgreSQL reads it
there again. Half of what drawing the search cost was that."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import BooleanField, F, Func, Value


def among(field: str, ids: Iterable[UUID] | object) -> Func:
    """A condition: this field is one of these."""
    return Func(
        F(field),
        Value(as_array(ids) if isinstance(ids, Iterable) else ids),
        template="%(expressions)s::uuid[])",
        arg_joiner=" = any(",
        output_field=BooleanField(),
    )


def as_array(ids: Iterable[UUID]) -> str:
    """For uuid[]."""
    return f"{{{','.join(map(str, ids))}}}"
