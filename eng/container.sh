#!/usr/bin/env bash
# A server in a container, for tests that crash servers. It has the commands of eng/rabbitmq.sh and eng/postgres.sh, preceded by an image.
#
#   eng/container.sh IMAGE start [ID]   starts a new server, or ID again with its data; prints the container's id
#   eng/container.sh IMAGE wait ID      returns when the server accepts clients
#   eng/container.sh IMAGE address ID   prints amqp:// or postgres:// with user, password and port
#   eng/container.sh IMAGE stop ID      ends the server in order
#   eng/container.sh IMAGE kill ID      ends it as a crash would (SIGKILL)
#   eng/container.sh IMAGE destroy ID   removes container and data
#   eng/container.sh IMAGE ctl ID ...   rabbitmqctl on that broker
set -euo pipefail

fail() { echo "eng/container.sh: $*" >&2; exit 1; }

image=${1:-} command=${2:-} id=${3:-}
case $image in
rabbitmq:*) port=5672 scheme=amqp path='' arguments=(rabbitmq-server) variables=(RABBITMQ_DEFAULT_USER RABBITMQ_DEFAULT_PASS)
            ready=(bash -c '</dev/tcp/127.0.0.1/5672') ;;
postgres:*) port=5432 scheme=postgres path=/picoclaw arguments=(postgres -c max_connections=300) variables=(POSTGRES_USER POSTGRES_PASSWORD)
            ready=(pg_isready -q -h 127.0.0.1 -U app -d picoclaw) ;;
*)          sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

free_port() { # a fixed port, because a restart must not change it; below the system's range for outgoing connections
  local candidate
  for _ in $(seq 200); do
    candidate=$((10000 + (RANDOM * 32768 + RANDOM) % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$candidate") 2> /dev/null; then echo "$candidate"; return; fi
  done
  fail "no free port found"
}

new() {
  docker run --detach --publish "127.0.0.1:$(free_port):$port" --hostname server \
    --env "${variables[0]}=app" --env "${variables[1]}=$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')" --env POSTGRES_DB=picoclaw "$image" "${arguments[@]}"
}

accepts() {
  for _ in $(seq 600); do # at least a minute
    if docker exec "$id" "${ready[@]}" > /dev/null 2>&1; then return; fi
    if [ "$(docker inspect --format '{{.State.Running}}' "$id")" != true ]; then break; fi
    sleep 0.1
  done
  docker logs --tail 20 "$id" >&2
  fail "the server did not start"
}

case "$command" in
start)
  if [ -z "$id" ]; then id=$(new); else docker start "$id" > /dev/null; fi
  if [ "$scheme" = postgres ]; then accepts; fi # as eng/postgres.sh
  echo "$id" ;;
wait) accepts ;;
address)
  password=$(docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$id" | sed -n "s/^${variables[1]}=//p")
  published=$(docker inspect --format "{{(index (index .HostConfig.PortBindings \"$port/tcp\") 0).HostPort}}" "$id")
  echo "$scheme://app:$password@127.0.0.1:$published$path" ;;
ctl)     shift 3; exec docker exec "$id" rabbitmqctl "$@" ;;
stop)    docker stop --time 30 "$id" > /dev/null ;;
kill)    docker kill --signal KILL "$id" > /dev/null ;;
destroy) docker rm --force --volumes "$id" > /dev/null ;;
*)       fail "unknown command '$command'" ;;
esac
