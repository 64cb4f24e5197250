# Saying what happens and how long it took. Sourced by build.sh; does nothing by itself.

STARTED=$SECONDS
TIMES=()

fail() { printf '\nbuild.sh: %s\n' "$*" >&2; exit 1; }

# part NAME COMMAND… : runs a part, says its name before and its time after.
part() {
  local name=$1 begin=$SECONDS; shift
  printf '\n── %s\n' "$name"
  if ! "$@"; then fail "«$name» failed (after $((SECONDS - begin)) s)"; fi
  local took=$((SECONDS - begin))
  TIMES+=("$(printf '%4d s  %s' "$took" "$name")")
  printf '   %s: %d s\n' "$name" "$took"
}

closing() {
  [ ${#TIMES[@]} -gt 0 ] || return 0
  printf '\nParts:\n'
  printf '  %s\n' "${TIMES[@]}"
  printf '  %4d s  in all\n' "$((SECONDS - STARTED))"
}
