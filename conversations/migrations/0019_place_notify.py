from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0018_formerly_never_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="notify",
            field=models.CharField(blank=True, db_default="", default="", max_length=8),
        ),
        migrations.AddField(
            model_name="place",
            name="notify_until",
            field=models.DateTimeField(null=True),
        ),
    ]
