#!/usr/bin/env bash
# The only entry point: sets up what is missing, then does one thing.
#
#   ./build.sh demo      set up, build, start the practice sites, open a browser with the extension
#   ./build.sh test      set up, build, run every test
#   ./build.sh build     leave unpacked extensions in dist/chromium and dist/firefox
#   ./build.sh bench     measure recognition, time and size beside their peers
#   ./build.sh shots     take screenshots of every state, to be looked at
#   ./build.sh size      print sizes against their budgets
#   ./build.sh package   leave reproducible zips in dist/
#   ./build.sh clean     remove everything that was built (tools stay; `clean all` removes them too)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
ROOT=$PWD
# shellcheck source=tools.env
. ./tools.env
TOOLS=${PROXUMA_TOOLS:-$ROOT/.tools}
export PATH="$TOOLS/bin:$ROOT/node_modules/.bin:$PATH"
export CARGO_TERM_PROGRESS_WHEN=auto
# For all Wasm: hashes in their small form, and no path of this machine in what ships.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--cfg sha2_backend_soft=\"compact\" --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src/="
# Many shells name the preferred web browser so; here it chooses the browser under test.
export BROWSER=chromium
. ./scripts/say.sh
. ./scripts/setup.sh
. ./scripts/make.sh
. ./scripts/prove.sh

usage() { sed -n '4,11p' "${BASH_SOURCE[0]}" | sed 's/^# *//'; }

verb=${1:-help}
[ $# -gt 0 ] && shift
case "$verb" in
  demo)    set_up_build; set_up_browser; build_all; demo "$@" ;;
  test)    test_all "$@" ;;
  build)   set_up_build; build_all ;;
  bench)   set_up_build; set_up_browser; build_all; bench "$@" ;;
  shots)   set_up_build; set_up_browser; build_all; shots "$@" ;;
  size)    set_up_build; build_all; sizes ;;
  package) set_up_build; build_all; package ;;
  clean)   clean "$@" ;;
  help|-h|--help) usage ;;
  *) usage >&2; fail "unknown verb «$verb»" ;;
esac
closing
