import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0007_attachments"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="added_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="place",
            name="frozen_delivered",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="place",
            name="frozen_subject",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="place",
            name="invited_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.party",
            ),
        ),
    ]
