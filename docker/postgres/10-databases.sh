#!/usr/bin/env bash
# The three roles that CKAN prescribes, and their two databases.
set -euo pipefail
psql --username postgres --set ON_ERROR_STOP=1 \
    --set ckan="$CKAN_PASSWORD" --set write="$WRITE_PASSWORD" --set read="$READ_PASSWORD" <<'SQL'
CREATE ROLE ckan LOGIN PASSWORD :'ckan';
CREATE ROLE datastore_write LOGIN PASSWORD :'write';
CREATE ROLE datastore_read LOGIN PASSWORD :'read';
CREATE DATABASE ckan OWNER ckan;
CREATE DATABASE datastore OWNER datastore_write;
REVOKE CONNECT ON DATABASE ckan FROM PUBLIC;
REVOKE CONNECT ON DATABASE datastore FROM PUBLIC;
SQL
