// Sizes as shipped, gzip -9, beside the peers' bundles (theirs minified with all they import).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const size = (bytes) => ({ bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length });
const bundle = (root, name) => size(Buffer.from(buildSync({ stdin: { contents: `export * from '${name}'; export { default } from '${name}';`, resolveDir: root }, bundle: true, minify: true, format: 'esm', write: false, logLevel: 'silent' }).outputFiles[0].contents));

export function sizes(root) {
  const ours = (file) => size(readFileSync(join(root, 'dist/chromium', file)));
  const list = ['gate.js', 'content.js', 'overlay.js', 'fill.js', 'press.js', 'seek.js', 'background.js', 'wasm/proxuma_connect_bg.wasm'].map((f) => ({ name: f, ...ours(f) }));
  for (const [name, module] of [['driver.js 1.8.0', 'driver.js'], ['shepherd.js 15.3.0', 'shepherd.js']]) {
    try {
      list.push({ name, ...bundle(root, module) });
    } catch {
      list.push({ name, ...size(Buffer.from(buildSync({ stdin: { contents: `export * from '${module}';`, resolveDir: root }, bundle: true, minify: true, format: 'esm', write: false }).outputFiles[0].contents)) });
    }
  }
  return list;
}
