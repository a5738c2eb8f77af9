#!/usr/bin/env bash
# Runs all tests: installs what they need, starts private servers, builds, runs every test project, and stops what it started.
#
#   eng/test.sh                                           everything
#   eng/test.sh --only PicoClaw.Agent.Tests               one project; may be repeated
#   eng/test.sh --only X -- --filter-method '*.Lane_*'    arguments after -- go to the test program
#   eng/test.sh --containers                              RabbitMQ and PostgreSQL in containers; fails without an engine
#   eng/test.sh --native                                  RabbitMQ and PostgreSQL as local programs, even if an engine answers
#
# By default the servers run in containers if an engine answers and has or can pull the images, else natively. The output says which.
# Tests that crash a server start their own, of the same kind.
#
# PICOCLAW_TEST_AMQP=amqp://user:password@host:port   use this broker instead of a private one
# PICOCLAW_TEST_POSTGRES=postgres://user:password@host:port/database   use this server, as a user who may create databases
# PICOCLAW_TEST_CHROMIUM=/path/to/chromium            use this Chromium or Chrome in the browser tests
# PICOCLAW_TEST_SCREENSHOTS=/path/to/folder           where the browser tests put their screenshots; default artifacts/screenshots
# PICOCLAW_TEST_MINUTES=25                            time limit of one test project
#
# Without --only the sources are checked too: eng/house.sh and dotnet format count as one test each.
#
# The last line is "N passed, N failed". A failed build, and a test program that crashes or runs no test,
# count as one failure each. The exit code is 0 only if nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

only=()
extra=()
kind='' insists='' # of the servers: containers or native
while [ $# -gt 0 ]; do
  case $1 in
  --only) only+=("${2:?--only needs the name of a test project}"); shift 2 ;;
  --containers|--native) kind=${1#--} insists=$kind; shift ;;
  --)     shift; extra=("$@"); break ;;
  *)      sed -n '2,22s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

minutes=${PICOCLAW_TEST_MINUTES:-25}
passed=0 failed=0 skipped=0 # for the last line
child='' broker='' database='' servers='' work=''  # started or created by this run

trap finish EXIT
trap 'echo "interrupted" >&2; exit 130' INT
trap 'echo "terminated" >&2; exit 143' TERM HUP

finish() {
  local code=$?
  trap - EXIT
  trap '' INT TERM HUP
  stop_child
  if [ -n "$broker" ]; then eng/rabbitmq.sh destroy "$broker"; fi
  if [ -n "$database" ]; then eng/postgres.sh destroy "$database"; fi
  if [ -n "$servers" ]; then kill -TERM "$servers" 2> /dev/null; wait "$servers" 2> /dev/null; fi
  if [ -n "$work" ]; then rm -rf "$work"; fi
  if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ "$code" -eq 0 ] && [ "$failed" -ne 0 ]; then code=1; fi
  printf 'total %s\n' "$(seconds_since "$started")"
  if [ "$skipped" -gt 0 ]; then echo "$skipped skipped, for the reasons above"; fi
  echo "$passed passed, $failed failed"
  exit "$code"
}

fail() { echo "eng/test.sh: $*" >&2; exit 1; }

now() { # microseconds; whole seconds where bash is older than 5
  local clock=${EPOCHREALTIME:-}
  if [ -n "$clock" ]; then echo "${clock/[.,]/}"; else echo "$(date +%s)000000"; fi
}

seconds_since() { # "12.3 s"
  local tenths=$((($(now) - $1) / 100000))
  printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

step() { # step NAME COMMAND...: prints how long it took
  local name=$1 begin code=0
  shift
  begin=$(now)
  "$@" || code=$?
  if [ "$code" -ne 0 ]; then fail "$name failed after $(seconds_since "$begin")"; fi
  printf '== %-48s %s\n' "$name" "$(seconds_since "$begin")"
}

# If this script was started with SIGINT ignored, as by `eng/test.sh &` in a script, the shell cannot reset that for its children; GNU env can.
default_signals=()
if env --default-signal true 2> /dev/null; then default_signals=(env --default-signal); fi

# Runs a command in its own process group, so that its leftovers are stopped with it, and keeps reacting to signals.
run() { # run LOG COMMAND...: kills the group after $limit seconds, if set
  local log=$1 code=0 guard=''
  shift
  set -m
  ${default_signals[@]+"${default_signals[@]}"} "$@" > "$log" 2>&1 < /dev/null &
  child=$!
  if [ -n "${limit:-}" ]; then { sleep "$limit" && kill -KILL -- "-$child"; } > /dev/null 2>&1 & guard=$!; fi
  set +m
  wait "$child" || code=$?
  if [ -n "$guard" ]; then
    kill -KILL -- "-$guard" 2> /dev/null
    wait "$guard" 2> /dev/null
  fi
  stop_child
  return "$code"
}

stop_child() { # interrupts first, so that a test program can dispose of what its tests have started
  if [ -z "$child" ]; then return; fi
  if kill -INT "$child" 2>/dev/null; then
    for _ in $(seq 100); do
      kill -0 "$child" 2>/dev/null || break
      sleep 0.1
    done
  fi
  kill -KILL -- "-$child" 2>/dev/null
  wait "$child" 2>/dev/null
  child=''
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif ! command -v sudo > /dev/null; then fail "installing needs root: run once as root, or install sudo: $*"
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"
  fi
}

apt_install() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
  as_root "${apt[@]}" install -y --no-install-recommends "$@" > "$work/apt" 2>&1 < /dev/null && return
  # the package lists are missing or stale
  { as_root "${apt[@]}" update && as_root "${apt[@]}" install -y --no-install-recommends "$@"; } > "$work/apt" 2>&1 < /dev/null && return
  cat "$work/apt" >&2
  return 1
}

has_rabbitmq() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || command -v rabbitmq-server > /dev/null || [ -x /usr/local/sbin/rabbitmq-server ]; }

install_rabbitmq() {
  if ! command -v apt-get > /dev/null; then
    fail "RabbitMQ is missing. macOS: brew install rabbitmq; Alpine: apk add rabbitmq-server; Fedora: dnf install rabbitmq-server.
Or set PICOCLAW_TEST_AMQP to a broker that the tests may use."
  fi
  apt_install rabbitmq-server || return
  if [ -d /run/systemd/system ]; then # the package starts a broker for the whole machine; the tests use their own
    as_root systemctl disable --now rabbitmq-server > /dev/null 2>&1 || echo "note: the system's own rabbitmq-server service is running; the tests do not use it"
  fi
}

has_postgres() { eng/postgres.sh installed > /dev/null 2>&1; } # needed even with PICOCLAW_TEST_POSTGRES: some tests crash their own server

install_postgres() {
  if ! command -v apt-get > /dev/null; then
    fail "PostgreSQL is missing. macOS: brew install postgresql; Alpine: apk add postgresql; Fedora: dnf install postgresql-server."
  fi
  apt_install postgresql || return
  if [ -d /run/systemd/system ]; then # the package starts a server for the whole machine; the tests use their own
    as_root systemctl disable --now postgresql > /dev/null 2>&1 || echo "note: the system's own postgresql service is running; the tests do not use it"
  fi
}

# The interop tests run DingTalk's official Node SDK.
has_node() { command -v node > /dev/null && command -v npm > /dev/null; }

install_node() {
  if ! command -v apt-get > /dev/null; then fail "Node.js with npm is missing: install it from https://nodejs.org (macOS: brew install node)"; fi
  apt_install nodejs npm
}

# The browser tests drive the system's Chromium. Chinese text needs a font for the screenshots.
has_chromium() { [ -n "${PICOCLAW_TEST_CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome google-chrome-stable > /dev/null || [ -x /Applications/Chromium.app/Contents/MacOS/Chromium ]; }

install_chromium() {
  if ! command -v apt-get > /dev/null; then
    fail "Chromium is missing. macOS: brew install --cask chromium; Alpine: apk add chromium; Fedora: dnf install chromium.
Or set PICOCLAW_TEST_CHROMIUM to the program of a Chromium or Chrome."
  fi
  apt_install chromium fonts-wqy-microhei
}

need_dotnet() {
  command -v dotnet > /dev/null || fail "the .NET SDK is missing: install .NET 10 from https://dot.net"
  dotnet --version > "$work/sdk" 2>&1 || { cat "$work/sdk" >&2; fail "no .NET SDK here satisfies global.json"; }
}

build() { # build SOLUTION-OR-PROJECT...
  local target
  for target in "$@"; do
    # Leave no build servers running.
    run "$work/build" dotnet build "$target" --nologo -v:quiet -p:RunAnalyzersDuringBuild=true -nodeReuse:false -p:UseSharedCompilation=false || { cat "$work/build" >&2; return 1; }
    sed -n '/warning/p' "$work/build" | sort -u
  done
}

# A package source may lack Aspire. Everything else is still built and tested.
without_aspire() { # a solution filter with all projects but the AppHost and its tests
  {
    printf '{ "solution": { "path": "%s", "projects": [' "$PWD/PicoClaw.sln"
    grep -o '[^"]*\.csproj' PicoClaw.sln | grep -v 'PicoClaw\.AppHost' | sed 's/\\/\\\\/g; s/.*/"&"/' | paste -sd, -
    echo ' ] } }'
  } > "$1"
}

aspire_restores() { run "$work/restore" dotnet restore tests/PicoClaw.AppHost.Tests --nologo -v:quiet -nodeReuse:false; }

broker_image=rabbitmq:4-management database_image=postgres:17 # as docker-compose.yml

# Decides where the servers come from.
choose_servers() {
  local reason
  if [ -n "${PICOCLAW_TEST_AMQP:-}${PICOCLAW_TEST_POSTGRES:-}" ]; then
    if [ "$kind" = containers ]; then fail "--containers, but PICOCLAW_TEST_AMQP or PICOCLAW_TEST_POSTGRES names a server: unset it"; fi
    kind=native
  elif [ "$kind" != native ]; then
    if reason=$(eng/engine.sh "$broker_image" "$database_image"); then kind=containers; else use_native "$reason"; fi
  fi
}

use_native() { # use_native REASON
  if [ "$insists" = containers ]; then fail "--containers, but $1"; fi
  kind=native
  echo "RabbitMQ and PostgreSQL are native servers: $1"
}

start_containers() {
  # An older engine refuses a newer client version. Containers publish their ports on 127.0.0.1 only, not on localhost's ::1.
  DOCKER_API_VERSION=${DOCKER_API_VERSION:-$(docker version --format '{{.Server.APIVersion}}')} TESTCONTAINERS_HOST_OVERRIDE=${TESTCONTAINERS_HOST_OVERRIDE:-127.0.0.1} \
    dotnet tests/Servers/bin/Debug/net10.0/Servers.dll "$broker_image" "$database_image" > "$work/servers" 2> "$work/servers.log" < /dev/null &
  servers=$!
  for _ in $(seq 1200); do # two minutes
    if grep -qs '^PICOCLAW_TEST_POSTGRES=' "$work/servers" || ! kill -0 "$servers" 2> /dev/null; then break; fi
    sleep 0.1
  done
  if ! grep -qs '^PICOCLAW_TEST_POSTGRES=' "$work/servers"; then
    kill -TERM "$servers" 2> /dev/null
    wait "$servers" 2> /dev/null
    servers=''
    return 1
  fi
  # shellcheck source=/dev/null
  set -a; . "$work/servers"; set +a
  export PICOCLAW_TEST_AMQP_IMAGE=$broker_image PICOCLAW_TEST_POSTGRES_IMAGE=$database_image # for tests that crash a server
  cat "$work/servers.log"
}

start_broker() {
  broker=$(eng/rabbitmq.sh start) || return
  PICOCLAW_TEST_AMQP=$(eng/rabbitmq.sh address "$broker")
  export PICOCLAW_TEST_AMQP
}

start_postgres() {
  database=$(PG_FSYNC=off eng/postgres.sh start) || return
  PICOCLAW_TEST_POSTGRES=$(eng/postgres.sh address "$database")
  export PICOCLAW_TEST_POSTGRES
}

start_native() {
  has_postgres || step "install PostgreSQL" install_postgres
  if [ -n "${PICOCLAW_TEST_POSTGRES:-}" ]; then
    echo "using the server given by PICOCLAW_TEST_POSTGRES"
  else
    step "start a private PostgreSQL" start_postgres
  fi
  if [ -n "${PICOCLAW_TEST_AMQP:-}" ]; then
    echo "using the broker given by PICOCLAW_TEST_AMQP"
  else
    has_rabbitmq || step "install RabbitMQ" install_rabbitmq
    step "start a private RabbitMQ" start_broker # it comes up while the build runs
  fi
}

attribute() { # attribute NAME REPORT: sums a count over the report's assemblies
  grep -o '<assembly .*' "$2" 2>/dev/null | sed -n "s/^<assembly [^>]* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

test_project() {
  local name=$1 program begin code=0 report log p f s why=''
  begin=$(now) report="$work/$name.xml" log="$work/$name.log"
  program=$(find "tests/$name/bin/Debug" -maxdepth 2 -name "$name.dll" 2>/dev/null | head -n 1)
  if [ -z "$program" ]; then
    failed=$((failed + 1))
    printf '   %-32s not built: is it in PicoClaw.sln?\n' "$name"
    return
  fi
  # The program's own timeout cancels its tests. If that does not end it, it is killed a minute later, so that the other projects still run.
  limit=$((minutes * 60 + 60)) run "$log" dotnet "$program" --no-ansi --progress off --timeout "${minutes}m" --long-running 180 --results-directory "$work" \
    --report-xunit-xml --report-xunit-xml-filename "$name.xml" ${extra[@]+"${extra[@]}"} || code=$?
  p=$(attribute passed "$report") f=$(($(attribute failed "$report") + $(attribute errors "$report"))) s=$(attribute skipped "$report")
  if [ "$code" -eq 137 ]; then why="killed: it did not end within $minutes minutes"
  elif [ ! -s "$report" ]; then why="crashed (exit code $code)"
  elif [ $((p + f + s)) -eq 0 ]; then why='ran no test'
  elif [ "$code" -ne 0 ] && [ "$code" -ne 2 ]; then why="ended with exit code $code" # 2: tests failed; 3: aborted, as by the timeout
  fi
  if [ -n "$why" ] && [ "$f" -eq 0 ]; then f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if [ "$f" -gt 0 ]; then cat "$log"; fi
  if [ "$s" -gt 0 ]; then sed -n 's/.*<reason>\(<!\[CDATA\[\)\{0,1\}\(.*\)<\/reason>.*/   skipped: \2/p' "$report" | sed 's/]]>$//' | sort -u; fi
  sed -n 's/^note: /   /p' "$log"
  printf '   %-32s %4d passed, %d failed, %d skipped  %8s  %s\n' "$name" "$p" "$f" "$s" "$(seconds_since "$begin")" "$why"
}

# A check that is no test program counts as one: its last lines are shown when it fails.
check() { # check NAME COMMAND...
  local name=$1 begin code=0
  shift
  begin=$(now)
  run "$work/check" "$@" || code=$?
  if [ "$code" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); tail -n 100 "$work/check"; fi
  printf '   %-32s %-32s  %8s\n' "$name" "$(if [ "$code" -eq 0 ]; then echo passed; else echo "failed, see above"; fi)" "$(seconds_since "$begin")"
}

check_sources() { # check_sources SOLUTION
  check "eng/house.sh" eng/house.sh
  sed -n '1,/^all /p' "$work/check"
  check "dotnet format" dotnet format "$1" --verify-no-changes --no-restore --verbosity quiet
}

test_projects() {
  local name
  for name in "${projects[@]}"; do test_project "$name"; done
}

started=$(now)
work=$(mktemp -d "${TMPDIR:-/tmp}/picoclaw-test.XXXXXX") || exit 1
if [ -z "${HOME:-}" ]; then HOME=$(cd ~ 2>/dev/null && pwd); fi
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then export HOME="$work"; fi # dotnet and NuGet need a writable home
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_UI_LANGUAGE=en
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

solution=PicoClaw.sln
projects=()
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  if [ ${#only[@]} -eq 0 ] || [[ " ${only[*]} " == *" $name "* ]]; then projects+=("$name"); fi
done
if [ ${#only[@]} -gt 0 ] && [ ${#projects[@]} -ne ${#only[@]} ]; then
  fail "no such test project among: $(cd tests && echo *.Tests)"
fi

need_dotnet
choose_servers
has_node || step "install Node.js" install_node
if [[ " ${projects[*]} " == *" Browser.Tests "* ]]; then has_chromium || step "install Chromium" install_chromium; fi
if [ "$kind" = native ]; then start_native; fi

if [ ${#only[@]} -gt 0 ]; then
  step "build ${only[*]}" build "${projects[@]/#/tests/}"
elif aspire_restores; then
  step "build PicoClaw.sln" build "$solution"
else
  echo "Aspire cannot be restored here, so PicoClaw.AppHost and PicoClaw.AppHost.Tests are left out: $(grep -m 1 -o 'error.*' "$work/restore" | cut -c 1-120)"
  solution=$work/PicoClaw.slnf
  without_aspire "$solution"
  step "build PicoClaw.sln without PicoClaw.AppHost" build "$solution"
  for i in "${!projects[@]}"; do
    if [ "${projects[$i]}" = PicoClaw.AppHost.Tests ]; then unset "projects[$i]"; fi
  done
fi

if [ "$kind" = containers ]; then
  if [ ${#only[@]} -gt 0 ]; then step "build Servers" build tests/Servers; fi
  begin=$(now)
  if start_containers; then
    printf '== %-48s %s\n' "start RabbitMQ and PostgreSQL in containers" "$(seconds_since "$begin")"
  else
    reason=$(tail -n 1 "$work/servers.log")
    use_native "${reason:-the servers in containers were not ready within two minutes}"
    start_native
  fi
fi
if [ -n "$broker" ]; then
  step "wait for RabbitMQ" eng/rabbitmq.sh wait "$broker"
  echo "RabbitMQ $(eng/rabbitmq.sh version "$broker"), native"
fi
if [ -n "$database" ]; then echo "$(eng/postgres.sh version "$database"), native"; fi
if [ ${#only[@]} -eq 0 ]; then step "checks of the sources" check_sources "$solution"; fi
step "tests" test_projects
