from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """An import may be changing them: it does not wait while these are made."""

    atomic = False
    dependencies = [("directory", "0026_draw_services")]
    operations = [
        AddIndexConcurrently(
            "mailbox",
            GinIndex(
                fields=["words"],
                name="mailbox_words",
                fastupdate=False,
                condition=models.Q(gone_at__isnull=True),
            ),
        ),
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
