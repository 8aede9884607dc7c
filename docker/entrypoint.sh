#!/usr/bin/env bash
# web: bring the databases up to date, then serve. worker: take up unfinished work, then the queue.
# clock: the commands of config/daily, each once a day.
set -euo pipefail

case "${1:-web}" in
web)
    ckan db init
    ckan db pending-migrations --apply
    ckan datastore set-permissions | sed -n '/^\/\*/,$p' | psql "$KAGA_SUPERUSER_URL" --set ON_ERROR_STOP=1 --quiet
    ckan translation js
    exec python -m gunicorn --bind 0.0.0.0:5000 --workers "${WEB_PROCESSES:-2}" --worker-class gthread --threads 1 \
        --worker-tmp-dir /dev/shm --timeout 180 --max-requests 5000 --max-requests-jitter 500 \
        'stack.wsgi:application()'
    ;;
worker)
    exec python -m stack.worker
    ;;
clock)
    exec python -m stack.clock config/daily /var/lib/kaga/daily.json
    ;;
*)
    exec "$@"
    ;;
esac
