-- The two roles and the database. psql runs it, as a superuser; running it again changes nothing.
-- Wants the variables owner_password and app_password (empty where nobody but us can connect).
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SELECT format('CREATE ROLE %I LOGIN', name)
  FROM unnest(ARRAY['liaison_owner', 'liaison_app']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE liaison_owner PASSWORD :'owner_password';
ALTER ROLE liaison_app PASSWORD :'app_password';
SELECT 'CREATE DATABASE liaison OWNER liaison_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'liaison') \gexec
