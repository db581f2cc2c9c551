"""For a new table of record: the triggers of 0002, behind the grants."""

from django.db import migrations

SQL = """
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION conversations_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_changed;
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION conversations_refuse();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER never_truncated;
"""
UNDO = """
DROP TRIGGER never_changed ON {table};
DROP TRIGGER never_truncated ON {table};
"""


def never_changed(*tables: str) -> list[migrations.RunSQL]:
    return [migrations.RunSQL(SQL.format(table=t), UNDO.format(table=t)) for t in tables]
