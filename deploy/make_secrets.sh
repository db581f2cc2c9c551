#!/bin/sh
# Invent the secrets of a first installation, in ./secrets. What is there already is kept.
# The TLS certificate (with its chain) and its key are yours: secrets/tls_certificate, secrets/tls_key.
set -eu
umask 077
mkdir -p secrets

invent() { [ -s "secrets/$1" ] || openssl rand -hex 32 | tr -d '\n' >"secrets/$1"; }
write() { printf '%s' "$2" >"secrets/$1.new" && mv "secrets/$1.new" "secrets/$1"; }

for name in secret_key postgres_password owner_password app_password redis_password mailbox_secret; do
  invent "$name"
done
write database_url "postgresql://liaison_app:$(cat secrets/app_password)@postgres/liaison"
write database_owner_url "postgresql://liaison_owner:$(cat secrets/owner_password)@postgres/liaison"
write redis_url "redis://:$(cat secrets/redis_password)@redis:6379/0"
# Containers read them as users of their own; the folder lets nobody else in.
chmod 444 secrets/*
