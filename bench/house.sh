#!/usr/bin/env bash
# Counts the house: circles of folders, files that a checkpoint passes, files that one more option touches, and so on.
#   bench/house.sh          the table
#   bench/house.sh --walk   the way of one job's outcome into each store, file by file
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

case "${1:-}" in
  "") test=Every_figure_of_the_house_is_counted ;;
  --walk) test=A_checkpoint_is_walked_from_the_step_to_the_head_in_the_store ;;
  *) echo "unknown option $1; see the head of $0" >&2; exit 2 ;;
esac
built=$(dotnet build test/Batchline.HouseTests -c Release -v quiet) || { echo "$built" >&2; exit 1; }
artifacts/bin/Batchline.HouseTests/release/Batchline.HouseTests \
  -noColor -showLiveOutput -method "Batchline.HouseTests.FigureTests.$test" | sed -n 's/.*\[OUTPUT\] //p'
