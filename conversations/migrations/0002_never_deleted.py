"""What was said is never changed or removed: the second line, behind the grants of chat/grants.py.

The application's role is not granted these statements at all. These triggers refuse them to
everybody else as well, the owner included, and in every session_replication_role. The owner could
drop them: that takes a migration, which is read by somebody.
"""

from typing import ClassVar

from django.db import migrations

RECORDS = (
    "conversations_event",
    "conversations_message",
    "conversations_seen",
    "conversations_period",
)

REFUSE = """
CREATE FUNCTION conversations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was recorded stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

NO_CHANGE = """
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION conversations_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_changed;
"""

NO_TRUNCATE = """
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION conversations_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_truncated;
"""

# The head moves forward only, and a conversation stays who it is.
ONLY_FORWARD = """
CREATE TRIGGER never_deleted BEFORE DELETE ON conversations_conversation
    FOR EACH ROW EXECUTE FUNCTION conversations_refuse();
ALTER TABLE conversations_conversation ENABLE ALWAYS TRIGGER never_deleted;
CREATE TRIGGER only_forward BEFORE UPDATE ON conversations_conversation
    FOR EACH ROW WHEN (
        NEW.last_seq < OLD.last_seq
        OR NEW.content_seq < OLD.content_seq
        OR (NEW.last_seq = OLD.last_seq AND NEW.last_hash <> OLD.last_hash)
        OR (OLD.id, OLD.kind, OLD.founder_id, OLD.client_id, OLD.created_at)
            IS DISTINCT FROM (NEW.id, NEW.kind, NEW.founder_id, NEW.client_id, NEW.created_at)
    ) EXECUTE FUNCTION conversations_refuse();
ALTER TABLE conversations_conversation ENABLE ALWAYS TRIGGER only_forward;
"""

UNDO = """
DROP TRIGGER never_deleted ON conversations_conversation;
DROP TRIGGER only_forward ON conversations_conversation;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("conversations", "0001_timeline")]
    operations: ClassVar = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION conversations_refuse()"),
        *(
            migrations.RunSQL(
                NO_CHANGE.format(table=table), f"DROP TRIGGER never_changed ON {table}"
            )
            for table in RECORDS
        ),
        *(
            migrations.RunSQL(
                NO_TRUNCATE.format(table=table), f"DROP TRIGGER never_truncated ON {table}"
            )
            for table in (*RECORDS, "conversations_conversation")
        ),
        migrations.RunSQL(ONLY_FORWARD, UNDO),
    ]
