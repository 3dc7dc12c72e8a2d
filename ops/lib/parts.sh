# shellcheck shell=bash
# Runs a script's parts one after the other, times each, and closes with a table of all.

PART_ROWS=()
PART_FAILED=no

# part NAME COMMAND…   A failed part does not hide what the following ones find.
part() {
  local name=$1 started=$SECONDS outcome=ok
  shift
  printf '\n== %s\n' "$name"
  "$@" || outcome=FAILED
  close_part "$name" "$outcome" $((SECONDS - started))
}

# need NAME COMMAND…   Like part, but without it nothing that follows can run.
need() {
  part "$@"
  if [[ $PART_FAILED == yes ]]; then
    finish
  fi
}

close_part() {
  local row
  row=$(printf '%-24s %-7s %3d min %02d s' "$1" "$2" $(($3 / 60)) $(($3 % 60)))
  PART_ROWS+=("$row")
  [[ $2 == ok ]] || PART_FAILED=yes
  printf '== %s\n' "$row"
}

finish() {
  printf '\n%s\n' '-- all parts'
  printf '%s\n' "${PART_ROWS[@]}"
  [[ $PART_FAILED == no ]] || exit 1
  exit 0
}
