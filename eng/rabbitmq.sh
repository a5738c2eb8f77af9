#!/usr/bin/env bash
# A private RabbitMQ node for tests: loopback only, any user, no systemd, gone without a trace after 'destroy'.
#
#   eng/rabbitmq.sh start [DIR]   starts a node, prints its directory; DIR: the same node again, with its data
#   eng/rabbitmq.sh wait DIR      returns when the node accepts clients
#   eng/rabbitmq.sh address DIR   prints amqp://user:password@127.0.0.1:port
#   eng/rabbitmq.sh stop DIR      ends the node in order (SIGTERM)
#   eng/rabbitmq.sh kill DIR      ends the node as a crash would (SIGKILL); 'start DIR' brings it back
#   eng/rabbitmq.sh destroy DIR   ends the node and removes the directory
#   eng/rabbitmq.sh version DIR   prints the server's version
#   eng/rabbitmq.sh ctl DIR ...   rabbitmqctl on that node
#
# RMQ_PORT, RMQ_DIST_PORT, RMQ_EPMD_PORT, RMQ_USER and RMQ_PASSWORD fix values that 'start' would choose.
set -euo pipefail
# shellcheck source=eng/server.sh
. "$(dirname "$0")/server.sh"

# The scripts in Debian's /usr/sbin insist on root or the rabbitmq user; those of the package itself do not.
tool() {
  first_of "$1" "RabbitMQ (Debian and Ubuntu: rabbitmq-server)" \
    /usr/lib/rabbitmq/bin /opt/homebrew/sbin /usr/local/sbin /usr/local/opt/rabbitmq/sbin
}

choose() {
  cat > "$dir/node" <<N
port=${RMQ_PORT:-$(free_port)}
dist=${RMQ_DIST_PORT:-$(free_port)}
epmd=${RMQ_EPMD_PORT:-$(free_port)}
user=${RMQ_USER:-app}
password=${RMQ_PASSWORD:-$(random 12)}
N
}

dir='' port='' dist='' epmd='' user='' password=''
load() {
  read_settings
  export HOME="$dir"                              # .erlang.cookie lives here
  export RABBITMQ_NODENAME="picoclaw$port@localhost"
  export RABBITMQ_CONF_ENV_FILE="$dir/env.conf"   # not the system's
  export RABBITMQ_CONFIG_FILE="$dir/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$dir/none"
  export RABBITMQ_ENABLED_PLUGINS_FILE="$dir/enabled_plugins"
  export RABBITMQ_MNESIA_BASE="$dir/mnesia" RABBITMQ_LOG_BASE="$dir/log"
  export RABBITMQ_GENERATED_CONFIG_DIR="$dir/gen" RABBITMQ_FEATURE_FLAGS_FILE="$dir/feature_flags"
  export RABBITMQ_DIST_PORT="$dist" ERL_EPMD_PORT="$epmd" ERL_EPMD_ADDRESS=127.0.0.1
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +sbwt none'
}

configure() {
  mkdir -p "$dir/mnesia" "$dir/log" "$dir/gen"
  : > "$dir/env.conf"
  echo '[].' > "$dir/enabled_plugins"
  if [ ! -f "$dir/.erlang.cookie" ]; then
    random 16 > "$dir/.erlang.cookie"
    chmod 400 "$dir/.erlang.cookie"
  fi
  cat > "$dir/rabbitmq.conf" <<C
listeners.tcp.1 = 127.0.0.1:$port
default_user = $user
default_pass = $password
loopback_users = none
disk_free_limit.absolute = 200MB
vm_memory_high_watermark.absolute = 1GB
log.console = false
log.file.level = warning
C
}

alive() {
  local pid
  pid=$(cat "$dir/pid" 2>/dev/null) || return 1
  kill -0 "$pid" 2>/dev/null || return 1
  case $(cat "/proc/$pid/stat" 2>/dev/null) in *') Z '*) return 1 ;; esac # a zombie: dead, but its parent has not collected it
}

end() { # end SIGNAL
  alive || return 0
  kill "-$1" "$(cat "$dir/pid")"
  while alive; do sleep 0.05; done
  rm -f "$dir/pid"
}

command=${1:-}
choose_directory rabbitmq "$command" "${2:-}"

case "$command" in
start)
  server=$(tool rabbitmq-server)
  umask 077
  [ -f "$dir/node" ] || choose
  load
  configure
  if alive; then fail "the node in '$dir' runs already"; fi
  # RUNNING_UNDER_SYSTEMD makes the launcher 'exec' Erlang, so that $! is the node itself.
  RUNNING_UNDER_SYSTEMD=1 "$(new_session)" "$server" > "$dir/log/console" 2>&1 < /dev/null &
  echo $! > "$dir/pid"
  echo "$dir" ;;
wait)
  load
  for _ in $(seq 1200); do # a minute; the listener is one of the last things to start, so a port that answers means ready
    if listens "$port"; then exit 0; fi
    alive || break
    sleep 0.05
  done
  tail -n 20 "$dir/log/console" >&2
  fail "the node did not start" ;;
address) load; echo "amqp://$user:$password@127.0.0.1:$port" ;;
stop)    load; end TERM ;;
kill)    load; end KILL ;;
destroy)
  load
  end KILL
  # The node's port mapper is a separate daemon; it refuses to stop while it still lists a node that has just died.
  if mapper=$(command -v epmd); then
    for _ in $(seq 20); do
      if "$mapper" -port "$epmd" -kill 2>&1 | grep -qiE 'killed|cannot connect'; then break; fi
      sleep 0.1
    done
  fi
  rm -rf "$dir" ;;
version) load; exec "$(tool rabbitmqctl)" -q version ;;
ctl)     load; ctl=$(tool rabbitmqctl); shift 2; exec "$ctl" "$@" ;;
*)       fail "unknown command '$command'" ;;
esac
