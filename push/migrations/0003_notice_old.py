from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Notices are written to all the while: none waits while it is made."""

    atomic = False
    dependencies = [("push", "0002_preferences")]
    operations = [
        AddIndexConcurrently(
            "notice",
            models.Index(
                models.F("due_at"), name="notice_old", condition=~models.Q(state="waiting")
            ),
        ),
    ]
