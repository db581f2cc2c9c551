from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0019_place_notify"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "Opened"),
                    ("message", "Message"),
                    ("added", "Added"),
                    ("history_widened", "History Widened"),
                    ("addition_undone", "Addition Undone"),
                    ("invited", "Invited"),
                    ("declined", "Declined"),
                    ("left", "Left"),
                    ("suspended", "Suspended"),
                    ("restored", "Restored"),
                    ("vacated", "Vacated"),
                    ("unanswered", "Unanswered"),
                    ("subject", "Subject"),
                    ("closed", "Closed"),
                    ("reopened", "Reopened"),
                    ("exported", "Exported"),
                    ("patient", "Patient"),
                    ("opposition", "Opposition"),
                    ("correction", "Correction"),
                    ("cancelled", "Cancelled"),
                    ("masked", "Masked"),
                    ("reported", "Reported"),
                    ("reminded", "Reminded"),
                    ("unsealed", "Unsealed"),
                    ("taken", "Taken"),
                    ("not_taken", "Not Taken"),
                ],
                max_length=20,
            ),
        ),
    ]
