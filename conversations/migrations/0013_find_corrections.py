from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Few rows each, in a big table: nobody waits while they are made."""

    atomic = False
    dependencies = [("conversations", "0012_corrections")]
    operations = [
        AddIndexConcurrently(
            "event",
            models.Index(
                "conversation",
                name="event_in_place",
                condition=models.Q(kind="correction", counts=False),
            ),
        ),
        AddIndexConcurrently(
            "event",
            models.Index("at", name="event_masked", condition=models.Q(kind="masked")),
        ),
    ]
