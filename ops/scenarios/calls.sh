# shellcheck shell=bash
# Core, adapter, database and Asterisk are killed, frozen, cut off and flooded while callers talk and wait (12 minutes).

scenario() {
  need_containers && need_asterisk && need_speech || return 1
  local log outcome=0
  log=$(mktemp)
  mvn -B -ntp -q -Pquick -pl ops/calls -am test -Dexcluded.groups=none -Dchaos=calls \
    -Dtest=CallsChaosTest -Dsurefire.failIfNoSpecifiedTests=false >"$log" 2>&1 || outcome=$?
  [[ $outcome -eq 0 ]] || grep -E 'ERROR|FAIL' "$log" | head -n 40 || true
  echo "log: $log"
  sed -n '/^thrown at it/,/^chaos calls/p' "$log"
  return "$outcome"
}
