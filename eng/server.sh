# shellcheck shell=bash
# What eng/postgres.sh and eng/rabbitmq.sh share. Sourced, not run; each keeps one server in one directory, with its settings in the file 'node'.

fail() { echo "eng/$(basename "$0"): $*" >&2; exit 1; }

usage() { # the comment at the head of the script
  awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0" >&2
  exit 2
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2> /dev/null; }

free_port() { # below the range from which the system hands out ports to clients
  local port
  for _ in $(seq 200); do
    port=$((10000 + (RANDOM * 32768 + RANDOM) % 20000))
    if ! listens "$port"; then echo "$port"; return; fi
  done
  fail "no free port found"
}

random() { od -An "-N$1" -tx1 /dev/urandom | tr -d ' \n'; } # random BYTES

first_of() { # first_of PROGRAM HINT PLACE...: the program in the first place that has it, or on the path
  local program=$1 hint=$2 place
  shift 2
  for place in "$@"; do
    if [ -x "$place/$program" ]; then echo "$place/$program"; return; fi
  done
  command -v "$program" || fail "$program not found: install $hint"
}

new_session() { command -v setsid || command -v nohup; } # for a server that Ctrl+C is not meant for

choose_directory() { # choose_directory NAME COMMAND [DIR] sets $dir; only 'start' makes a directory
  if [ "$2" = start ] && [ -z "${3:-}" ]; then
    dir=$(mktemp -d "${TMPDIR:-/tmp}/picoclaw-$1.XXXXXX")
  elif [ -n "${3:-}" ]; then
    dir=$3
    if [ "$2" = start ]; then mkdir -p "$dir"; fi
  else
    usage
  fi
  dir=$(cd "$dir" && pwd)
}

read_settings() {
  [ -f "$dir/node" ] || fail "no server in '$dir'"
  # shellcheck source=/dev/null
  . "$dir/node"
}
