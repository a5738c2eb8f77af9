#!/usr/bin/env bash
# A private PostgreSQL for tests: loopback only, any user, no systemd, gone without a trace after 'destroy'.
#
#   eng/postgres.sh start [DIR]   starts a server, prints its directory once it accepts clients (a new one, or DIR: the same server again, with its data)
#   eng/postgres.sh address DIR   prints postgres://user:password@127.0.0.1:port/picoclaw
#   eng/postgres.sh stop DIR      ends the server in order (fast shutdown)
#   eng/postgres.sh kill DIR      ends the server as a crash would (immediate shutdown); 'start DIR' brings it back
#   eng/postgres.sh destroy DIR   ends the server and removes the directory
#   eng/postgres.sh version DIR   prints the server's name and version
#   eng/postgres.sh installed     fails when this machine has no PostgreSQL
#
# PG_PORT, PG_USER and PG_PASSWORD fix what 'start' would otherwise choose. PG_FSYNC=off is faster and survives a crash of the server, not of the machine.
# PostgreSQL refuses to run as root: then the server runs as the package's user, postgres.
set -euo pipefail

fail() { echo "eng/postgres.sh: $*" >&2; exit 1; }

# The newest one; Debian keeps a folder for each version and puts none of them on the path.
tool() {
  local place
  # shellcheck disable=SC2012
  for place in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin /usr/libexec/postgresql*/ 2>/dev/null | sort -Vr); do
    if [ -x "$place/$1" ]; then echo "$place/$1"; return; fi
  done
  command -v "$1" || fail "$1 not found: install PostgreSQL (Debian and Ubuntu: postgresql)"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() { # below the range from which the system hands out ports to clients
  local port
  for _ in $(seq 200); do
    port=$((10000 + (RANDOM * 32768 + RANDOM) % 20000))
    if ! listens "$port"; then echo "$port"; return; fi
  done
  fail "no free port found"
}

as_owner() { # the server's files and processes are never root's; its tools want a working directory that they may enter
  if [ "$(id -u)" -ne 0 ]; then (cd "$dir" && "$@")
  elif command -v runuser > /dev/null; then (cd "$dir" && runuser -u postgres -- "$@")
  else (cd "$dir" && su postgres -s /bin/sh -c 'exec "$@"' -- sh "$@")
  fi
}

port='' user='' password=''
load() {
  [ -f "$dir/node" ] || fail "no server in '$dir'"
  # shellcheck source=/dev/null
  . "$dir/node"
}

initialize() {
  port=${PG_PORT:-$(free_port)} user=${PG_USER:-app} password=${PG_PASSWORD:-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')}
  if [ "$(id -u)" -eq 0 ]; then chown postgres "$dir"; fi
  as_owner sh -c 'umask 077; printf "%s\n" "$1" > "$2"' sh "$password" "$dir/password"
  as_owner "$(tool initdb)" --pgdata="$dir/data" --username="$user" --pwfile="$dir/password" --auth=scram-sha-256 --encoding=UTF8 --locale=C --no-sync > "$dir/initdb.log" 2>&1 \
    || { cat "$dir/initdb.log" >&2; fail "no database could be made in '$dir'"; }
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
if [ "$command" = start ]; then
  if [ -n "${2:-}" ]; then dir=$2; mkdir -p "$dir"; else dir=$(mktemp -d "${TMPDIR:-/tmp}/picoclaw-postgres.XXXXXX"); fi
elif [ "$command" = installed ]; then
  tool initdb; exit
elif [ -n "${2:-}" ]; then
  dir=$2
else
  sed -n '2,14s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
dir=$(cd "$dir" && pwd)

case "$command" in
start)
  tool initdb > /dev/null
  [ -f "$dir/node" ] || initialize
  load
  if alive; then fail "the server in '$dir' runs already"; fi
  # A session of its own: Ctrl+C is not for it.
  session=$(command -v setsid || command -v nohup)
  as_owner "$session" "$(tool pg_ctl)" --pgdata="$dir/data" --silent --log="$dir/data/log" --timeout=60 -w start < /dev/null > /dev/null \
    || { tail -n 20 "$dir/data/log" >&2; fail "the server did not start"; }
  if [ -z "$(query postgres "SELECT 1 FROM pg_database WHERE datname = 'picoclaw'")" ]; then query postgres 'CREATE DATABASE picoclaw'; fi
  echo "$dir" ;;
address) load; echo "postgres://$user:$password@127.0.0.1:$port/picoclaw" ;;
stop)    load; end fast ;;
kill)    load; end immediate ;;
version) load; exec "$(tool postgres)" --version ;;
destroy) load; end immediate; rm -rf "$dir" ;;
*)       fail "unknown command '$command'" ;;
esac
