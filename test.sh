#!/usr/bin/env bash
# Builds everything and runs every test. The last line says how many passed and failed.
#   ./test.sh             all of it
#   ./test.sh --quick     unit tests and a few simulated seeds: the inner loop
#   ./test.sh --seeds N   so many simulated seeds instead of 2000
#   ./test.sh --store-seeds N   so many over SQLite, and over MongoDB, instead of 100
#   ./test.sh --minutes N as many more seeds as that takes
#   ./test.sh --kills N   so many kills of the real program instead of 25
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

quick=false
export BATCHLINE_SEEDS=${BATCHLINE_SEEDS:-2000} BATCHLINE_STORE_SEEDS=${BATCHLINE_STORE_SEEDS:-100} BATCHLINE_KILLS=${BATCHLINE_KILLS:-25}
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

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
declare -A checks=()

# Begins one check, beside whatever follows; `settle` waits for it.
begin() {
  local name=$1
  shift
  "$@" >"$logs/$name" 2>&1 &
  checks[$name]=$!
}

# Counts a check that was begun; what it printed is shown only when it failed.
settle() {
  local name=$1
  echo "== $name"
  if wait "${checks[$name]}"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    cat "$logs/$name"
  fi
}

# Runs one test project and adds its own counts.
tests() {
  local project=$1 log status ok bad
  shift
  log=$logs/$project
  echo "== $project"
  dotnet test --project "test/$project" -c Release --no-build "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  ok=$(awk '/^ *succeeded: /{n = $2} END {print n + 0}' "$log")
  bad=$(awk '/^ *failed: /{n = $2} END {print n + 0}' "$log")
  # A runner that broke without counting a failure has failed all the same, and so has one that ran nothing.
  if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$ok" -eq 0 ]; }; then bad=1; fi
  passed=$((passed + ok)) failed=$((failed + bad))
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

begin build dotnet build Batchline.slnx -c Release
settle build
[ "$failed" -eq 0 ] || finish
if ! $quick; then
  begin format dotnet format Batchline.slnx --no-restore --verify-no-changes
  begin mongo-wire sh -c 'cd test/mongo-wire && npm ci --silent && node --test'
  begin chromium sh -c 'command -v chromium || { apt-get update && apt-get install -y chromium; }'
fi
tests Batchline.UnitTests
tests Batchline.HouseTests
tests Batchline.SimulationTests
$quick && finish

# Nothing else runs beside the tests that judge by the clock.
settle format
settle mongo-wire
settle chromium
tests Batchline.IntegrationTests
tests Batchline.BrowserTests
finish
