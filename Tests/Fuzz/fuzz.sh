#!/bin/sh
# Runs the fuzzers one after the other: fuzz.sh PROGRAM WORK SECONDS [ENTRY…]
# Each is given SECONDS and starts from its seeds, its findings, what the clinic folder ships and what
# earlier runs have found interesting (WORK/corpus). A broken promise is kept in WORK/found, told at
# the end, and makes the exit code 1. With RECALL_TRUST_LEDGER the executions, as each fuzzer itself
# counts them, are written there.
set -u
program=$1 work=$2 seconds=$3
shift 3
here=$(dirname "$0")
root=$here/../..
[ $# -gt 0 ] || set -- $("$program")
export SWIFT_BACKTRACE=enable=no
total=0 broken=0 failed=""
for entry in "$@"; do
  corpus=$work/corpus/$entry
  found=$work/found/$entry
  mkdir -p "$corpus" "$found"
  case $entry in
  clinic) shipped=$root/clinic.yaml ;;
  script) shipped=$(ls "$root"/scripts/*.yaml) ;;
  locale) shipped=$(ls "$root"/locales/*/*.yaml) ;;
  *) shipped="" ;;
  esac
  for file in $shipped; do
    cp "$file" "$corpus/$(echo "$file" | tr / _ | tail -c 60)"
  done
  cp "$here/Seeds/$entry"/* "$here/Findings/$entry"/* "$corpus" 2>/dev/null
  said=$work/$entry.log
  RECALL_FUZZ_ENTRY=$entry "$program" "$corpus" -dict="$here/Words/$entry.dict" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -len_control=20 \
    -print_final_stats=1 -artifact_prefix="$found/" >"$said" 2>&1
  status=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$said" | tail -n 1)
  runs=${runs:-0}
  total=$((total + runs))
  [ "$runs" -gt 0 ] && [ $status -eq 0 ] || { broken=$((broken + 1)); failed="$failed $entry"; }
  printf '%12d  %s\n' "$runs" "$entry"
done
printf '%12d  executions, %d of %d entries with a broken promise\n' "$total" "$broken" $#
if [ -n "${RECALL_TRUST_LEDGER:-}" ]; then
  printf '%d\t%d\tfuzz executions\n' "$total" "$broken" >>"$RECALL_TRUST_LEDGER"
fi
for entry in $failed; do
  echo
  echo "$entry: the input is in $work/found/$entry; what it broke:"
  grep -m 3 -E 'Fatal error|ERROR: libFuzzer|deadly signal' "$work/$entry.log"
done
[ -z "$failed" ]
