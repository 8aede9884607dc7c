#!/usr/bin/env bash
# How long a start takes and what runs weigh: a fresh clone with empty caches, a second start
# while it runs, a start after ./kaga down, and the memory of each service. Debian's packages
# are left as they are. Run it as: bench/start.sh
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
unset KAGA_HOME KAGA_PORT
export KAGA_CACHE="$folder/cache" UV_CACHE_DIR="$folder/uv" MAVEN_OPTS="-Dmaven.repo.local=$folder/m2"

finish() {
    "$folder/kaga/kaga" down || true
    rm -rf "$folder"
}
trap finish EXIT

seconds() {
    local begun=$SECONDS
    "$@" >/dev/null
    echo "$((SECONDS - begun)) s"
}

git clone --quiet "$here" "$folder/kaga"
cd "$folder/kaga"
echo "cold start (empty caches):   $(seconds ./kaga up)"
echo "second start (running):      $(seconds ./kaga up)"
echo "stop:                        $(seconds ./kaga down)"
echo "warm start (after a stop):   $(seconds ./kaga up)"
./kaga status
