from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


def begun_before(name: str) -> migrations.RunSQL:
    """What is left of one that was cut short: an import kept it waiting, for longer than it may."""
    return migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    """An import may be changing them: it does not wait while these are made."""

    atomic = False
    dependencies = [("directory", "0026_draw_services")]
    operations = [
        begun_before("mailbox_words"),
        AddIndexConcurrently(
            "mailbox",
            GinIndex(
                fields=["words"],
                name="mailbox_words",
                fastupdate=False,
                condition=models.Q(gone_at__isnull=True),
            ),
        ),
        begun_before("mailbox_domain"),
        AddIndexConcurrently(
            "mailbox",
            models.Index(
                models.Func(
                    models.F("address"),
                    models.Value("@"),
                    models.Value(2),
                    function="split_part",
                    output_field=models.TextField(),
                ),
                name="mailbox_domain",
            ),
        ),
    ]
