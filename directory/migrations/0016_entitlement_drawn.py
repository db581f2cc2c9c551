"""Which professions search was drawn for. What was decided until now is taken as drawn."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A few dozen rows."""
    entitlement = apps.get_model("directory", "Entitlement")
    there = entitlement.objects.using(schema_editor.connection.alias)
    there.update(drawn=models.F("admitted"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0015_session_acts_for")]

    operations = [
        migrations.AddField(
            "entitlement", "drawn", models.BooleanField(db_default=False, default=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
