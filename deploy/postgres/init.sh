#!/bin/sh
# The image runs this once, on an empty volume. The passwords are on no command line.
set -eu
psql --username postgres --no-psqlrc <<'SQL'
\set owner_password `cat /run/secrets/owner_password`
\set app_password `cat /run/secrets/app_password`
\i /roles.sql
SQL
