#!/usr/bin/env bash
# Runs the receiver's tests on a throwaway PostgreSQL (Debian: apt-get install postgresql) that
# listens on a socket in a temporary directory only, and stops it again. With arguments, runs those
# with RECEIVER_TEST_POSTGRES set instead of the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -z "$bin" ]; then
  command -v initdb >/dev/null || { echo "postgres.sh: no PostgreSQL (apt-get install postgresql)" >&2; exit 2; }
  bin=$(dirname "$(command -v initdb)")
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/receiver-pg.XXXXXX")
as=()
if [ "$(id -u)" = 0 ]; then
  # PostgreSQL refuses to run as root; its package brings a user of its own.
  chown postgres "$dir"
  chmod 711 "$dir"
  as=(runuser -u postgres --)
fi
stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT

"${as[@]}" "$bin/initdb" -D "$dir/data" -U receiver -A trust -E UTF8 --no-sync >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w \
  -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=400" start >/dev/null

export RECEIVER_TEST_POSTGRES="postgres://receiver@localhost/postgres?host=$dir"
if [ $# -gt 0 ]; then
  "$@"
else
  cargo test -p receiver
fi
