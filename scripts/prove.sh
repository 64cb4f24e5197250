# Tests, the demo and the benchmark. Sourced by build.sh.

test_all() {
  set_up_build
  set_up_browser
  set_up_tests
  part "format (cargo fmt)" cargo fmt --all --check
  part "lint (cargo clippy, native)" cargo clippy --workspace --all-targets --quiet -- -D warnings
  part "Rust tests (native)" cargo test --workspace --quiet
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

# The flow, every page and every break once more; what else there is asks Chromium's own tools
# (tests/e2e/browsers.mjs says what differs). Each file has a browser of its own.
firefox_tests() {
  BROWSER=firefox node --test --test-concurrency=2 --test-timeout=900000 tests/e2e/{firefox,policy,flow,places,breaks}.test.mjs
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
