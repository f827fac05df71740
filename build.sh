#!/usr/bin/env bash
# ./build.sh          restore and build everything, warnings as errors
# ./build.sh test     build, format check, native publish of the test host, all tests; what CI calls
# ./build.sh pack     the NuGet package, into artifacts/packages; -p:Version=0.1.1 makes another version
# ./build.sh drills   all drills, also the long ones: kills, freezes, outages of real processes; about 5 minutes
# ./build.sh format   put the sources in the agreed form
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
CONFIGURATION=${CONFIGURATION:-Release}
ARTIFACTS=$PWD/artifacts
export JOBBERS_NATIVE_TESTHOST=$ARTIFACTS/testhost/TestHost
export JOBBERS_NATIVE_REPORTS=$ARTIFACTS/reports/Reports
export JOBBERS_PACKAGES=$ARTIFACTS/packages
export JOBBERS_RECEIVER=$PWD/samples/Reports/Receiver/bin/$CONFIGURATION/net10.0/Receiver.dll

say() { printf '\n== %s\n' "$*"; }

# Tests run against a real redis-server; where it is missing and we may install it, we do.
need() {
  command -v "$1" >/dev/null && return
  say "installing $2"
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "$1 is missing and cannot be installed from here: run 'apt-get install -y $2' as root, or install it your system's way." >&2
    return 1
  fi
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"; } >/dev/null
}

# The dashboard is driven in the system's Chromium, by a small package of Node's own registry.
need_browser() {
  need chromium chromium
  need npm npm
  say "browser driver"
  (cd tests/Jobbers.Hosts.Tests/Dashboard/browser && npm ci --silent)
}

build() {
  say "restore and build ($CONFIGURATION)"
  dotnet build Jobbers.sln -c "$CONFIGURATION" --nologo -v quiet
}

check_format() {
  say "format"
  # Code style is enforced by the build (EnforceCodeStyleInBuild, warnings as errors); what the build cannot see is white space.
  dotnet format whitespace Jobbers.sln --no-restore --verify-no-changes --verbosity quiet
}

# publish_native PROJECT FOLDER: outside the project's own folder, or the next publish sweeps it up.
publish_native() {
  say "native publish of $1"
  rm -rf "$ARTIFACTS/$2"
  dotnet publish "$1" -c "$CONFIGURATION" -r linux-x64 -o "$ARTIFACTS/$2" --nologo -v quiet
}

# pack [PROPERTY]: one package, the others in its folder go.
pack() {
  say "package"
  rm -rf "$JOBBERS_PACKAGES"
  dotnet pack Jobbers.Hosts/Package -c "$CONFIGURATION" -o "$JOBBERS_PACKAGES" --nologo -v quiet "$@"
}

# Under a version of its own: NuGet's cache would go on with the first package that had the name.
pack_for_tests() { pack -p:PackageVersion="0.1.0-test.$(date +%s)"; }

run_tests() {
  say "tests"
  local log status=0
  log=$(mktemp)
  dotnet test --solution Jobbers.sln -c "$CONFIGURATION" --no-build --max-parallel-test-modules 1 --no-progress --no-ansi 2>&1 | tee "$log" || status=$?
  # One project at a time: the drills measure recovery, and two cores are few.
  # The closing line is counted from the runner's own summary; a run that executed nothing has failed.
  local passed failed skipped
  count() { sed -nE "s/^ *$1: ([0-9]+).*/\1/p" "$log" | tail -1; }
  passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
  # What failed stands far up, above the output of everything else: said again where it is looked for.
  if [ "${failed:-0}" != 0 ]; then say "failed"; grep -aE -A 15 '^ *failed [A-Za-z]' "$log" | cut -c 1-400; fi
  rm -f "$log"
  if [ "${passed:-0}" = 0 ] && [ "${failed:-0}" = 0 ]; then echo "no test was executed" >&2; status=1; fi
  printf '%s passed, %s failed, %s skipped\n' "${passed:-0}" "${failed:-0}" "${skipped:-0}"
  [ "${failed:-0}" = 0 ] && return "$status"
  return 1
}

# The short drills are part of the tests; here the long ones run too, and each prints its row.
run_drills() {
  say "drills"
  dotnet build tests/Drills -c "$CONFIGURATION" --nologo -v quiet
  dotnet build samples/Reports/Receiver -c "$CONFIGURATION" --nologo -v quiet
  JOBBERS_DRILLS=all "tests/Drills/bin/$CONFIGURATION/net10.0/Drills" -noColor
}

case "${1:-build}" in
  build) build ;;
  test) need redis-server redis-server; need_browser; build; check_format; publish_native tests/TestHost testhost; pack_for_tests; run_tests ;;
  drills) need redis-server redis-server; publish_native tests/TestHost testhost; publish_native samples/Reports reports; run_drills ;;
  pack) shift; pack "$@" ;;
  format) dotnet format Jobbers.sln ;;
  *) sed -n '2,6p' "$0" | sed 's/^# //'; exit 2 ;;
esac
