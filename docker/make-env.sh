#!/usr/bin/env bash
# Write docker/.env with new secrets, once. An existing one is never touched.
set -euo pipefail
cd "$(dirname "$0")"
if [ -e .env ]; then
    echo ".env is there already; delete it to make new secrets (the databases keep the old ones)." >&2
    exit 1
fi
umask 077
{
    echo "KAGA_SITE_URL=${KAGA_SITE_URL:-http://127.0.0.1:5000}"
    for name in POSTGRES_PASSWORD CKAN_PASSWORD WRITE_PASSWORD READ_PASSWORD REDIS_PASSWORD SECRET_KEY CSRF_KEY TOKEN_KEY; do
        echo "$name=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    done
} > .env
echo "Wrote docker/.env. Next: docker compose -f docker/compose.yml up --build"
