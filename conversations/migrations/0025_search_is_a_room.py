"""What waits for the worker is called by its name: search/index.py was search_index.py."""

from django.db import migrations

BEFORE, AFTER = "conversations.search_index.take", "conversations.search.index.take"
RENAME = "update conversations_due set subscriber = %s where subscriber = %s"


class Migration(migrations.Migration):
    dependencies = [("conversations", "0024_names_are_a_courriers_own")]

    operations = [
        migrations.RunSQL([(RENAME, [AFTER, BEFORE])], reverse_sql=[(RENAME, [BEFORE, AFTER])])
    ]
