"""What somebody who has the application's role might try. All of it must be refused."""

# For each table that keeps something. {t}: the table, {c}: one of its columns that never changes,
# {key}: its primary key.
ON_A_TABLE = """
UPDATE {t} SET {c} = {c}
DELETE FROM {t}
TRUNCATE {t}
TRUNCATE {t} CASCADE
TRUNCATE ONLY {t} RESTART IDENTITY CASCADE
INSERT INTO {t} SELECT * FROM {t} ON CONFLICT ({key}) DO UPDATE SET {c} = EXCLUDED.{c}
MERGE INTO {t} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE
MERGE INTO {t} USING (SELECT 1) AS one ON true WHEN MATCHED THEN UPDATE SET {c} = {t}.{c}
WITH gone AS (DELETE FROM {t} RETURNING 1) SELECT count(*) FROM gone
DO $$ BEGIN DELETE FROM {t}; END $$
DO $$ BEGIN LOCK TABLE {t} IN ACCESS EXCLUSIVE MODE; END $$
DROP TABLE {t}
DROP TABLE {t} CASCADE
ALTER TABLE {t} DISABLE TRIGGER ALL
ALTER TABLE {t} DISABLE TRIGGER USER
ALTER TABLE {t} OWNER TO liaison_app
ALTER TABLE {t} RENAME TO gone
ALTER TABLE {t} RENAME COLUMN {c} TO gone
ALTER TABLE {t} DROP COLUMN {c}
ALTER TABLE {t} ALTER COLUMN {c} DROP NOT NULL
ALTER TABLE {t} SET SCHEMA pg_temp
ALTER TABLE {t} ENABLE ROW LEVEL SECURITY
CREATE RULE gone AS ON INSERT TO {t} DO INSTEAD NOTHING
CREATE TRIGGER gone BEFORE INSERT ON {t} EXECUTE FUNCTION suppress_redundant_updates_trigger()
CREATE POLICY nobody ON {t} USING (false)
CREATE UNIQUE INDEX gone ON {t} ((1))
"""

# The rows of a conversation must be lockable: its head moves. Not so the others.
ON_A_TABLE_THAT_NEVER_CHANGES = """
SELECT * FROM {t} FOR UPDATE
SELECT * FROM {t} FOR NO KEY UPDATE
SELECT * FROM {t} FOR SHARE
SELECT * FROM {t} FOR KEY SHARE
"""

ANYWHERE = """
SET session_replication_role = replica
SELECT set_config('session_replication_role', 'replica', false)
SET ROLE liaison_owner
SET ROLE postgres
SET SESSION AUTHORIZATION liaison_owner
GRANT liaison_owner TO liaison_app
ALTER ROLE liaison_app SUPERUSER
ALTER ROLE liaison_owner PASSWORD 'mine'
CREATE ROLE another
REASSIGN OWNED BY liaison_owner TO liaison_app
DROP OWNED BY liaison_owner CASCADE
ALTER DEFAULT PRIVILEGES FOR ROLE liaison_owner GRANT ALL ON TABLES TO liaison_app
CREATE TABLE mine (id int)
CREATE TEMPORARY TABLE mine (id int)
CREATE VIEW mine AS SELECT 1
CREATE SCHEMA mine
CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE OR REPLACE FUNCTION conversations_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'
DROP FUNCTION conversations_refuse() CASCADE
DROP TRIGGER never_changed ON conversations_message
ALTER TABLE conversations_message DISABLE TRIGGER never_changed
DROP SCHEMA public CASCADE
DROP DATABASE template
ALTER DATABASE {database} OWNER TO liaison_app
ALTER DATABASE {database} SET session_replication_role = replica
ALTER SYSTEM SET fsync = off
UPDATE pg_class SET relowner = 0 WHERE relname = 'conversations_message'
DELETE FROM pg_trigger
COPY conversations_message TO PROGRAM 'true'
COPY conversations_message TO '/tmp/messages'
SELECT pg_read_file('postgresql.conf')
UPDATE conversations_conversation SET created_at = created_at
UPDATE conversations_conversation SET client_id = client_id
UPDATE conversations_conversation SET founder_id = founder_id
UPDATE conversations_conversation SET last_seq = last_seq - 1
UPDATE directory_account SET professional_id = professional_id
INSERT INTO django_migrations (app, name, applied) VALUES ('conversations', '9999', now())
"""
