from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0019_phone_shown_to"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ticket",
            name="kind",
            field=models.CharField(
                choices=[
                    ("second_factor", "Second Factor"),
                    ("enrolment", "Enrolment"),
                    ("passkey", "Passkey"),
                    ("confirmation", "Confirmation"),
                    ("security", "Security"),
                    ("unlock", "Unlock"),
                ],
                max_length=13,
            ),
        ),
    ]
