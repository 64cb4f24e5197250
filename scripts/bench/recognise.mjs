// Builds examples/recognise.rs to Wasm with the shipped module's flags, and makes its `Reader`
// available in a browser page as `globalThis.reader`. Measures nothing itself.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../tests/e2e/support.mjs';

const OUT = join(ROOT, 'target/bench-wasm');
const WASM = join(OUT, 'recognise_bg.wasm');

/** The flags that wasm-pack gives wasm-opt for the shipped module, read where they are written. */
function optimiserFlags() {
  const line = readFileSync(join(ROOT, 'Cargo.toml'), 'utf8').match(/^wasm-opt = (\[.*\])$/m);
  if (!line) throw new Error('Cargo.toml: no wasm-opt flags for wasm-pack');
  return JSON.parse(line[1]);
}

/** Builds the module; a second run without changes takes a moment. */
export function buildReader() {
  const { WASM_TOOLCHAIN } = process.env;
  const run = (what, args) => execFileSync(what, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...(WASM_TOOLCHAIN ? { RUSTUP_TOOLCHAIN: WASM_TOOLCHAIN } : {}) } });
  run('cargo', ['build', '--quiet', '--release', '--target', 'wasm32-unknown-unknown', '--example', 'recognise']);
  run('wasm-bindgen', ['target/wasm32-unknown-unknown/release/examples/recognise.wasm', '--target', 'no-modules', '--no-typescript', '--out-dir', OUT]);
  run('wasm-opt', [WASM, '-o', WASM, ...optimiserFlags()]);
}

/** Opens an empty page with the reader in it. */
export async function openReader(browser) {
  const page = await browser.newPage();
  await page.evaluate(
    async (glue, base64) => {
      (0, eval)(`${glue};globalThis.wasm_bindgen = wasm_bindgen`);
      await globalThis.wasm_bindgen({ module_or_path: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) });
      globalThis.reader = new globalThis.wasm_bindgen.Reader();
    },
    readFileSync(join(OUT, 'recognise.js'), 'utf8'),
    readFileSync(WASM).toString('base64'),
  );
  return page;
}

/** Element number of each target on a digest: 0 = unsure, −1 = absent. */
export const find = (page, digest, targets) =>
  page.evaluate((text, ids) => {
    globalThis.reader.read(text);
    return ids.map((id) => globalThis.reader.find(id));
  }, digest, targets);
