#!/usr/bin/env bash
# Prints the measures of the sources (lines, parameters, folder cycles …) and each place over its limit; ends with 1 if there is one.
# Folder cycles are read from what was built in bin/Debug, so build first. The limits stand in tests/House/Measures.
set -euo pipefail
cd "$(dirname "$0")/.."
exec dotnet run --project tests/House --no-launch-profile --verbosity quiet
