# Building, measuring sizes, packaging, cleaning. Sourced by build.sh.

# inputs DIR… : a digest of the contents of files, to skip a part when nothing changed.
inputs() { find "$@" -type f ! -path '*/wasm/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-32; }

build_all() {
  local stamp
  stamp=$(inputs src handoff/src "${PROXUMA_GUIDE:-extension/guides}" build.rs Cargo.toml Cargo.lock tools.env)
  if [ "$(cat extension/wasm/.inputs 2>/dev/null)" = "$stamp" ]; then
    echo "Wasm: nothing changed"
  else
    part "build the Rust core to Wasm" build_wasm
    echo "$stamp" > extension/wasm/.inputs
  fi
  part "assemble dist/chromium and dist/firefox" node scripts/assemble.mjs
}

# wasm-pack compiles, runs wasm-bindgen and then wasm-opt with the flags in Cargo.toml.
build_wasm() {
  RUSTUP_TOOLCHAIN=${WASM_TOOLCHAIN:-${RUSTUP_TOOLCHAIN:-}} wasm_pack_build
}

wasm_pack_build() {
  [ -n "$RUSTUP_TOOLCHAIN" ] || unset RUSTUP_TOOLCHAIN
  wasm-pack --log-level warn build --mode no-install --no-pack --release --target web --out-dir extension/wasm --out-name proxuma_connect .
}

check_javascript() { tsc -p jsconfig.json; }

size_of() { gzip -9nc "$@" | wc -c; }

sizes() {
  local wasm content gate over=0
  wasm=$(size_of dist/chromium/wasm/proxuma_connect_bg.wasm)
  content=$(cat dist/chromium/content.js dist/chromium/overlay.js | size_of)
  gate=$(wc -c < dist/chromium/gate.js)
  printf '%-34s %9s %9s\n' "what" "bytes" "budget"
  # row WHAT BYTES BUDGET [CEILING]: over the ceiling fails; between budget and ceiling is said.
  row() {
    printf '%-34s %9d %9d%s\n' "$1" "$2" "$3" "$([ "$2" -le "$3" ] || echo '  over budget')"
    [ "$2" -le "${4:-$3}" ] || over=1
  }
  row "wasm, gzip -9" "$wasm" "$BUDGET_WASM" "$CEILING_WASM"
  row "content script + overlay, gzip -9" "$content" "$BUDGET_CONTENT"
  row "gate.js, raw" "$gate" "$BUDGET_GATE"
  [ "$over" = 0 ] || fail "over budget"
}

package() {
  part "zip dist/" node scripts/zip.mjs
}

clean() {
  rm -rf target dist extension/wasm bench-report shots node_modules/.installed
  [ "${1:-}" != all ] || rm -rf "$TOOLS" node_modules
  echo "removed what was built"
}
