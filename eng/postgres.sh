#!/usr/bin/env bash
# A private PostgreSQL for tests: loopback only, any user, no systemd, gone without a trace after 'destroy'.
#
#   eng/postgres.sh start [DIR]   starts a server, prints its directory once it accepts clients; DIR: the same server again, with its data
#   eng/postgres.sh address DIR   prints postgres://user:password@127.0.0.1:port/picoclaw
#   eng/postgres.sh stop DIR      ends the server in order (fast shutdown)
#   eng/postgres.sh kill DIR      ends the server as a crash would (immediate shutdown); 'start DIR' brings it back
#   eng/postgres.sh destroy DIR   ends the server and removes the directory
#   eng/postgres.sh version DIR   prints the server's name and version
#   eng/postgres.sh installed     fails when this machine has no PostgreSQL
#
# PG_PORT, PG_USER and PG_PASSWORD fix values that 'start' would choose. PG_FSYNC=off is faster; it survives a crash of the server, not of the machine.
# PostgreSQL refuses to run as root: for root, the server runs as the package's user, postgres.
set -euo pipefail
# shellcheck source=eng/server.sh
. "$(dirname "$0")/server.sh"

# The newest version; Debian keeps a folder for each and puts none of them on the path.
tool() {
  # shellcheck disable=SC2012,SC2046
  first_of "$1" "PostgreSQL (Debian and Ubuntu: postgresql)" $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin \
    /usr/local/opt/postgresql*/bin /usr/libexec/postgresql*/ 2> /dev/null | sort -Vr)
}

as_owner() { # the server's files and processes never belong to root; its tools want a working directory that they may enter
  if [ "$(id -u)" -ne 0 ]; then (cd "$dir" && "$@")
  elif command -v runuser > /dev/null; then (cd "$dir" && runuser -u postgres -- "$@")
  else (cd "$dir" && su postgres -s /bin/sh -c 'exec "$@"' -- sh "$@")
  fi
}

dir='' port='' user='' password=''
initialize() {
  port=${PG_PORT:-$(free_port)} user=${PG_USER:-app} password=${PG_PASSWORD:-$(random 12)}
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
  as_owner sh -c 'umask 077; printf "%s\n" "$1" > "$2"' sh "$password" "$dir/password"
  as_owner "$(tool initdb)" --pgdata="$dir/data" --username="$user" --pwfile="$dir/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C --no-sync > "$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; fail "cannot make a database in '$dir'"; }
  as_owner sh -c 'cat >> "$1"' sh "$dir/data/postgresql.conf" <<C
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
max_connections = 300
fsync = ${PG_FSYNC:-on}
C
  (umask 077; printf 'port=%s\nuser=%s\npassword=%s\n' "$port" "$user" "$password" > "$dir/node")
}

control() { as_owner "$(tool pg_ctl)" --pgdata="$dir/data" --silent "$@"; }

query() { # query DATABASE SQL
  PGPASSWORD="$password" "$(tool psql)" -qAtX -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$port" -U "$user" -d "$1" -c "$2"
}

alive() { control status > /dev/null 2>&1; }

end() { # end MODE
  if alive; then control --mode="$1" --timeout=60 -w stop; fi
}

command=${1:-}
if [ "$command" = installed ]; then tool initdb; exit; fi
choose_directory postgres "$command" "${2:-}"

case "$command" in
start)
  tool initdb > /dev/null
  [ -f "$dir/node" ] || initialize
  read_settings
  if alive; then fail "the server in '$dir' runs already"; fi
  as_owner "$(new_session)" "$(tool pg_ctl)" --pgdata="$dir/data" --silent --log="$dir/data/log" --timeout=60 -w start < /dev/null > /dev/null \
    || { tail -n 20 "$dir/data/log" >&2; fail "the server did not start"; }
  if [ -z "$(query postgres "SELECT 1 FROM pg_database WHERE datname = 'picoclaw'")" ]; then query postgres 'CREATE DATABASE picoclaw'; fi
  echo "$dir" ;;
address) read_settings; echo "postgres://$user:$password@127.0.0.1:$port/picoclaw" ;;
stop)    read_settings; end fast ;;
kill)    read_settings; end immediate ;;
version) read_settings; exec "$(tool postgres)" --version ;;
destroy) read_settings; end immediate; rm -rf "$dir" ;;
*)       fail "unknown command '$command'" ;;
esac
