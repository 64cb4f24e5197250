# Installing what a fresh machine lacks. Sourced by build.sh. Versions stand in tools.env.
# Everything but Debian's packages goes to the project's own tool folder.

have() { command -v "$1" >/dev/null 2>&1; }

# apt PACKAGE… : from Debian, where we may.
apt() {
  have apt-get || fail "missing: $*. This is not a Debian system, so install the like yourself and run again."
  local sudo=
  if [ "$(id -u)" != 0 ]; then
    have sudo && sudo -n true 2>/dev/null || fail "missing: $*. Run as root once:  apt-get install $*"
    sudo="sudo -n"
  fi
  # A machine's image may bring lists of half a year ago, and with them browsers that old.
  [ -n "${LISTS_RENEWED:-}" ] || $sudo apt-get update -q || echo "the package lists could not be renewed"
  LISTS_RENEWED=1
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends "$@"
}

set_up_build() {
  have cargo || fail "missing: cargo. Install Rust 1.94 or later (https://rustup.rs) and run again."
  have node && have npm || fail "missing: Node.js 20 or later with npm. Install it and run again."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js 20 or later is needed; this is $(node -v)."
  have cc || part "install a C compiler" apt gcc libc6-dev
  wasm_target_ready || part "install the wasm32 target" install_wasm_target
  [ -f "$TOOLS/rust.env" ] && . "$TOOLS/rust.env"
  tool wasm-pack "$WASM_PACK" wasm-pack
  tool wasm-bindgen "$(locked wasm-bindgen)" wasm-bindgen-cli
  node_packages_ready || part "install the node packages of package-lock.json" install_node_packages
}

set_up_browser() {
  have chromium || have google-chrome-for-testing || part "install Chromium" apt chromium
  CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v google-chrome-for-testing)}
  export CHROMIUM
}

set_up_tests() {
  have c++ || part "install a C++ compiler" apt g++ # libFuzzer
  have chromedriver || part "install chromedriver" apt chromium-driver
  have firefox-esr || have firefox || part "install Firefox" apt firefox-esr
  FIREFOX=${FIREFOX:-$(command -v firefox-esr || command -v firefox)}
  export FIREFOX
  tool cargo-deny "$CARGO_DENY" cargo-deny
}

# locked CRATE : the version in Cargo.lock.
locked() {
  awk -v name="\"$1\"" '$1=="name" && $3==name {getline; gsub(/"/,"",$3); print $3; exit}' Cargo.lock
}

# tool COMMAND VERSION CRATE : a cargo-installed command at exactly this version.
tool() {
  local has
  has=$("$1" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -1 || true)
  [ "$has" = "$2" ] && return 0
  part "install $3 $2 (a few minutes, once)" install_tool "$3" "$2"
}

install_tool() {
  mkdir -p "$TOOLS"
  CARGO_TARGET_DIR="$TOOLS/build" cargo install --locked --root "$TOOLS" --version "$2" "$1" ||
    CARGO_TARGET_DIR="$TOOLS/build" cargo install --root "$TOOLS" --version "$2" "$1"
}

wasm_target_ready() {
  [ -f "$TOOLS/rust.env" ] && return 0
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]
}

# rustup first; where it cannot fetch the target, Debian's compiler and a standard library built here.
install_wasm_target() {
  if have rustup && rustup target add wasm32-unknown-unknown; then return 0; fi
  echo "rustup can't fetch the target: building it from Debian's packages"
  # shellcheck disable=SC2086
  apt $DEBIAN_WASM
  local std="$TOOLS/wasm-std"
  mkdir -p "$std/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2024"\n[lib]\n[workspace]\n' > "$std/Cargo.toml"
  echo '#![no_std]' > "$std/src/lib.rs"
  (cd "$std" && RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTUP_TOOLCHAIN='' \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$DEBIAN_WASM_LD \
    /usr/bin/cargo build --release --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort,test)
  local lib=/usr/lib/rustlib/wasm32-unknown-unknown/lib sudo=
  [ -w /usr/lib ] || sudo=sudo
  $sudo mkdir -p "$lib"
  find "$std/target/wasm32-unknown-unknown/release/deps" -name '*.rlib' ! -name 'libempty*' -exec $sudo cp {} "$lib/" \;
  {
    echo "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$DEBIAN_WASM_LD"
    if have rustup; then
      rustup toolchain link proxuma-wasm /usr >&2
      echo 'export WASM_TOOLCHAIN=proxuma-wasm'
    fi
  } > "$TOOLS/rust.env"
}

node_packages_ready() { cmp -s package-lock.json node_modules/.installed; }

install_node_packages() {
  npm ci --no-audit --no-fund --ignore-scripts && cp package-lock.json node_modules/.installed
}
