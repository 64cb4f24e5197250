# Tests, the demo and the benchmark. Sourced by build.sh.

test_all() {
  set_up_build
  set_up_browser
  set_up_tests
  part "format (cargo fmt)" cargo fmt --all --check
  part "lint (cargo clippy, native)" cargo clippy --workspace --all-targets --quiet -- -D warnings
  part "Rust tests (native)" cargo test --workspace --quiet
  part "a second implementation reads the hand-off (node)" node --test --test-reporter=dot tests/interop.test.mjs
  part "fuzz the parsers of the hand-off (bounded)" fuzz_bounded
  build_all
  part "lint (cargo clippy, wasm32)" clippy_wasm
  part "types (tsc --checkJs)" check_javascript
  part "licences and sources (cargo deny)" cargo deny --log-level error --offline check bans licenses sources
  part "web-ext lint" web_ext_lint
  part "sizes against their budgets" sizes
  part "practice server (release)" cargo build --release --quiet -p practice
  part "adapters in Wasm (wasm-pack test)" wasm_tests
  part "browser tests (Chromium)" browser_tests
  part "browser tests (Firefox)" firefox_tests
}

# One million inputs for each parser, with coverage. `cargo fuzz` wants nightly for its sanitizers;
# coverage alone is a stable code generation option, so the targets are built without it.
fuzz_bounded() {
  local target flags out
  target=$(rustc -vV | sed -n 's/^host: //p')
  flags="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table -Ccodegen-units=1 -Cdebug-assertions"
  out=$PWD/target/fuzz
  RUSTFLAGS=$flags CARGO_TARGET_DIR=$out cargo build --quiet --release --locked --target "$target" --manifest-path fuzz/Cargo.toml
  local parser
  for parser in offer signed_offer envelope receipt; do
    mkdir -p "$out/found/$parser" "$out/failed"
    "$out/$target/release/$parser" "$out/found/$parser" "fuzz/corpus/$parser" \
      -runs="${FUZZ_RUNS:-1000000}" -max_total_time=120 -artifact_prefix="$out/failed/" -print_final_stats=1 > "$out/$parser.log" 2>&1 ||
      { tail -40 "$out/$parser.log"; fail "fuzz: $parser"; }
    echo "$parser: $(grep -E '^Done|stat::number_of_executed_units' "$out/$parser.log" | head -1), $(grep -oE 'cov: [0-9]+' "$out/$parser.log" | tail -1)"
  done
}

clippy_wasm() {
  env ${WASM_TOOLCHAIN:+RUSTUP_TOOLCHAIN=$WASM_TOOLCHAIN} cargo clippy --quiet --lib --target wasm32-unknown-unknown -- -D warnings
}

web_ext_lint() {
  web-ext lint --source-dir dist/firefox --self-hosted --no-config-discovery --warnings-as-errors
}

# Chromium as root needs --no-sandbox; the rest keeps it off the network. The runner is called by
# cargo itself: `wasm-pack test` would build the native test files for Wasm as well.
wasm_tests() {
  cat > webdriver.json <<JSON
{"goog:chromeOptions": {"binary": "$CHROMIUM", "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]}}
JSON
  local code=0
  env ${WASM_TOOLCHAIN:+RUSTUP_TOOLCHAIN=$WASM_TOOLCHAIN} CHROMEDRIVER="$(command -v chromedriver)" \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --target wasm32-unknown-unknown --test web || code=$?
  rm -f webdriver.json
  return $code
}

browser_tests() { node --test --test-concurrency=1 --test-timeout=900000 tests/e2e/*.test.mjs; }

# The flow, every page, break, check and failure and the hand-over once more; what else there is asks Chromium's own tools
# (tests/e2e/browsers.mjs says what differs). Each file has a browser of its own.
firefox_tests() {
  BROWSER=firefox node --test --test-concurrency=2 --test-timeout=900000 tests/e2e/{firefox,policy,first-minute,flow,places,breaks,checks,failures,sealed}.test.mjs
}

demo() {
  part "practice server (release)" cargo build --release --quiet -p practice
  node scripts/demo.mjs "$@"
}

shots() {
  part "practice server (release)" cargo build --release --quiet -p practice
  part "screenshots" node scripts/shots.mjs "$@"
}

bench() {
  part "practice server (release)" cargo build --release --quiet -p practice
  part "benchmark" node scripts/bench.mjs "$@"
}
