from django.db import migrations

from conversations.migrations._never_changed import never_changed


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0016_look_for_people"),
        ("directory", "0014_formerly"),
    ]

    operations = [*never_changed("directory_formerly")]
