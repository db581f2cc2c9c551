import django.db.models.deletion
from django.db import migrations, models


def person_behind() -> models.ForeignKey:  # type: ignore[type-arg]  # no model is at hand
    return models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="directory.professional",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0014_duties"),
        ("conversations", "0016_look_for_people"),
    ]

    operations = [
        migrations.AddField(model_name="seen", name="author", field=person_behind()),
        migrations.AddField(model_name="errorreport", name="author", field=person_behind()),
    ]
