// Puts dist/chromium and dist/firefox together from extension/ and manifest.json. What differs
// between browsers stands in browsers.mjs and nowhere else.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync, readdirSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { manifestFor } from './browsers.mjs';

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));
// Scripts that run in pages are sent to every frame: comments, white space and long local names are
// left out of them.
const PAGE_SCRIPTS = ['gate.js', 'content.js', 'overlay.js', 'fill.js', 'press.js', 'seek.js'];

/** Every file a manifest or page names must be there. */
function check(dir, m) {
  const named = [
    m.background.service_worker, ...(m.background.scripts ?? []), m.side_panel?.default_path, m.sidebar_action?.default_panel,
    m.options_ui?.page, m.storage?.managed_schema, ...Object.values(m.icons), ...m.content_scripts.flatMap((c) => c.js),
  ].filter(Boolean);
  for (const file of named) if (!existsSync(`${dir}/${file}`)) throw new Error(`${dir}: the manifest names ${file}, which is not there`);
}

/** The texts of a guide that is tried (`PROXUMA_GUIDE`) stand beside it, in one language. @param {string} dir */
function addTexts(dir) {
  const guide = process.env.PROXUMA_GUIDE;
  if (!guide) return;
  const texts = JSON.parse(readFileSync(join(dirname(guide), 'texts.json'), 'utf8'));
  for (const language of readdirSync(`${dir}/_locales`)) {
    const file = `${dir}/_locales/${language}/messages.json`;
    const own = JSON.parse(readFileSync(file, 'utf8'));
    for (const [id, message] of Object.entries(texts)) own[id] = { message };
    writeFileSync(file, `${JSON.stringify(own, null, 2)}\n`);
  }
}

for (const browser of ['chromium', 'firefox']) {
  const dir = `dist/${browser}`;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  cpSync('extension', dir, { recursive: true });
  for (const extra of ['wasm/.inputs', 'wasm/.gitignore', 'wasm/package.json']) rmSync(`${dir}/${extra}`, { force: true });
  for (const file of readdirSync(`${dir}/wasm`)) if (file.endsWith('.d.ts')) rmSync(`${dir}/wasm/${file}`);
  rmSync(`${dir}/types.d.ts`, { force: true });
  rmSync(`${dir}/guides`, { recursive: true }); // packed into the Wasm by the build
  for (const file of PAGE_SCRIPTS) {
    const { code } = transformSync(readFileSync(`extension/${file}`, 'utf8'), { minify: true, legalComments: 'none', target: 'es2022' });
    // What line breaks are left stand in the overlay's style sheet.
    writeFileSync(`${dir}/${file}`, code.replace(/\n\s*/g, ''));
  }
  addTexts(dir);
  const own = manifestFor(browser, structuredClone(manifest));
  writeFileSync(`${dir}/manifest.json`, `${JSON.stringify(own, null, 2)}\n`);
  check(dir, own);
}
