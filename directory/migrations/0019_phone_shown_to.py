from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0018_formerly"),
    ]

    operations = [
        migrations.AddField(
            model_name="professional",
            name="phone_shown_to",
            field=models.CharField(
                choices=[
                    ("everybody", "Everybody"),
                    ("companions", "Companions"),
                    ("nobody", "Nobody"),
                ],
                db_default="everybody",
                default="everybody",
                max_length=10,
            ),
        ),
    ]
