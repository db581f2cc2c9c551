"""Each mailbox that is nobody's own is drawn (0025), some at a time."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

AT_ONCE = 2_000
DRAW = """
WITH next AS (SELECT address FROM directory_mailbox
               WHERE professional_id IS NULL AND words IS NULL
               ORDER BY address LIMIT %s FOR NO KEY UPDATE)
UPDATE directory_mailbox AS m SET service = m.service FROM next WHERE m.address = next.address
"""


def draw(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each statement commits by itself; those that are drawn are not drawn again."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DRAW, [AT_ONCE])
        while cursor.rowcount:
            cursor.execute(DRAW, [AT_ONCE])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("directory", "0025_services_are_found")]
    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
