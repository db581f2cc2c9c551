from django.db import migrations

from conversations.migrations._never_changed import never_changed


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0017_who_was_behind"),
        ("directory", "0018_formerly"),
    ]

    operations = [*never_changed("directory_formerly")]
