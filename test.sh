#!/usr/bin/env bash
# Builds everything and runs every test. The last line says how many passed and failed.
#   ./test.sh             all of it
#   ./test.sh --quick     unit tests and a few simulated seeds: the inner loop
#   ./test.sh --seeds N   so many simulated seeds instead of 2000
#   ./test.sh --store-seeds N   so many over SQLite, over PostgreSQL, and over MongoDB, instead of 40
#   ./test.sh --minutes N as many more seeds as that takes
#   ./test.sh --kills N   so many kills of the real program instead of 25
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

quick=false
export BATCHLINE_SEEDS=${BATCHLINE_SEEDS:-2000} BATCHLINE_STORE_SEEDS=${BATCHLINE_STORE_SEEDS:-40} BATCHLINE_KILLS=${BATCHLINE_KILLS:-25}
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) quick=true; BATCHLINE_SEEDS=20 BATCHLINE_STORE_SEEDS=5 ;;
    --seeds) BATCHLINE_SEEDS=${2:?--seeds wants a number}; shift ;;
    --store-seeds) BATCHLINE_STORE_SEEDS=${2:?--store-seeds wants a number}; shift ;;
    --minutes) export BATCHLINE_MINUTES=${2:?--minutes wants a number}; shift ;;
    --kills) BATCHLINE_KILLS=${2:?--kills wants a number}; shift ;;
    *) echo "unknown option $1; see the head of $0" >&2; exit 2 ;;
  esac
  shift
done

passed=0 failed=0

# Programs that live for seconds have less to do when they collect no profile of themselves.
export DOTNET_TieredPGO=0

# The databases of the tests are synced at every write: in memory, nothing waits for a disk. Containers have little of it.
logs=$(mktemp -d)
scratch=$logs
if [ -w /dev/shm ] && [ "$(df --output=avail /dev/shm | tail -n 1)" -gt $((4 << 20)) ]; then
  scratch=$(mktemp -d /dev/shm/batchline-tests.XXXXXX)
fi
mkdir "$scratch/tmp"
chmod 711 "$scratch" # One test starts the program as nobody.
chmod 1777 "$scratch/tmp"
trap 'kill $(jobs -p) 2>/dev/null; wait; rm -rf "$logs" "$scratch"' EXIT

# Who gets a processor first: tests that judge by the clock, which mostly wait; then the other tests with processes; and last
# what only computes and takes what the others leave.
after=(nice -n 10)
last=(nice -n 19)
if chrt --idle 0 true 2>/dev/null; then last=(chrt --idle 0); fi
declare -A running=()

# Begins a check, beside whatever follows.
begin() {
  local name=$1
  shift
  "$@" >"$logs/$name" 2>&1 &
  running[$name]=$!
}

# Waits for a check and counts it; what it printed is shown only when it failed.
settle() {
  local name=$1
  echo "== $name"
  if wait "${running[$name]}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    cat "$logs/$name"
  fi
}

# Makes $suite the command line of a test project.
suite() {
  suite=(env "TMPDIR=$scratch/tmp" dotnet "artifacts/bin/$1/release/$1.dll" -noLogo -noColor)
}

# Waits for tests that were begun, shows what they printed, and adds their own counts.
count() {
  local name=$1 status=0 total errors bad skipped unrun ok
  wait "${running[$name]}" || status=$?
  echo "== $name"
  cat "$logs/$name"
  read -r total errors bad skipped unrun < <(
    sed -nE 's/^.*  Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+), Not Run: ([0-9]+), Time: .*/\1 \2 \3 \4 \5/p' "$logs/$name" | tail -n 1
  )
  ok=$((total - bad - skipped - unrun)) bad=$((bad + errors))
  # A runner that broke without counting a failure has failed all the same, and so has one that ran nothing.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ok" -eq 0 ]; }; then bad=1; fi
  passed=$((passed + ok)) failed=$((failed + bad))
}

# The programs of the tests that come from Debian, in one go: apt-get refuses to run twice at a time.
install() {
  local missing=() root=()
  command -v chromium || missing+=(chromium)
  ls /usr/lib/postgresql/*/bin/pg_ctl || command -v pg_ctl || missing+=(postgresql)
  PATH=$PATH:/usr/sbin command -v pgbouncer || missing+=(pgbouncer)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || root=(sudo)
  "${root[@]}" apt-get -o DPkg::Lock::Timeout=300 update &&
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y "${missing[@]}"
}

# One PostgreSQL for all tests of this run; it ends with its standard input, which is ours.
postgres() {
  local uri folder
  echo "== postgres"
  [ -z "${POSTGRES_TEST_URI:-}" ] || return 0
  coproc SERVER { TMPDIR=$scratch/tmp exec test/postgres/server.sh --set max_connections=500; }
  read -r uri folder <&"${SERVER[0]}"
  if [[ $uri == postgres://* ]]; then
    export POSTGRES_TEST_URI=$uri
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$uri $folder"
  fi
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

begin build dotnet build Batchline.slnx -c Release
if ! $quick; then
  begin packages sh -c 'cd test/mongo-wire && npm ci --silent'
  begin system install
fi
settle build
[ "$failed" -eq 0 ] || finish

if ! $quick; then
  settle packages
  settle system
  postgres
  suite Batchline.IntegrationTests
  begin clock-sqlite "${suite[@]}" -trait clock=sqlite
  begin clock-mongo "${suite[@]}" -trait clock=mongo
  begin clock-postgres "${suite[@]}" -trait clock=postgres
  begin format "${last[@]}" dotnet format Batchline.slnx --no-restore --verify-no-changes
  begin mongo-wire "${after[@]}" sh -c 'cd test/mongo-wire && node --test'
fi
suite Batchline.UnitTests
begin unit "${last[@]}" "${suite[@]}"
suite Batchline.HouseTests
begin house "${last[@]}" "${suite[@]}"
suite Batchline.SimulationTests
begin simulation "${last[@]}" "${suite[@]}"

if ! $quick; then
  # Until here, only what takes leftovers ran beside the clock's tests: anything else may delay a request by as much as they judge.
  count clock-sqlite
  count clock-mongo
  count clock-postgres
  suite Batchline.IntegrationTests
  begin integration "${after[@]}" "${suite[@]}" -trait- clock=sqlite -trait- clock=mongo -trait- clock=postgres -maxThreads 4
  count integration
  suite Batchline.BrowserTests
  begin browser "${after[@]}" "${suite[@]}" -maxThreads 4
  settle format
  settle mongo-wire
fi
count unit
count house
count simulation
$quick || count browser
finish
