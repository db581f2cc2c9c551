"""The index of the inbox also holds those who left and are asked to come back."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("conversations", "0008_people_come_and_go")]
    operations = [
        RemoveIndexConcurrently(model_name="place", name="place_inbox"),
        AddIndexConcurrently(
            model_name="place",
            index=models.Index(
                "party",
                models.F("active_on").desc(),
                name="place_inbox",
                condition=models.Q(archived_at__isnull=True)
                & (models.Q(frozen_at__isnull=True) | models.Q(invited_at__isnull=False)),
            ),
        ),
    ]
