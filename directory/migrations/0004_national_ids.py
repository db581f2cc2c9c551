"""Who was entered with an RPPS has the national identifier that it makes: 8, then the RPPS."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Value
from django.db.models.functions import Concat

AT_ONCE = 5_000


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("directory", "Professional").objects.using(
        schema_editor.connection.alias
    )
    without = people.filter(national_id__isnull=True, rpps__isnull=False)
    while some := list(without.values_list("pk", flat=True)[:AT_ONCE]):
        people.filter(pk__in=some).update(national_id=Concat(Value("8"), "rpps"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_register")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
