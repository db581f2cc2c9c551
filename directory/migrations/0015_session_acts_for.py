import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0014_duties"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="acts_for",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="directory.role",
            ),
        ),
    ]
