// How a picture may be taken: the looks (light, dark, forced colours, narrow), and sheets that show
// many pictures at once. What is taken stands in the other files.
import { basename } from 'node:path';
import { readFileSync } from 'node:fs';
import { paint } from '../../tests/e2e/own-pages.mjs';

/** @type {Record<string, {scheme: 'light'|'dark', forced?: boolean, width?: number}>} */
export const LOOKS = {
  light: { scheme: 'light' },
  dark: { scheme: 'dark' },
  forced: { scheme: 'dark', forced: true },
  narrow: { scheme: 'light', width: 320 },
};

/** Puts a page into a look. @param {import('puppeteer-core').Page} page @param {string} look @param {number} width @param {number} height */
export async function dress(page, look, width, height) {
  const { scheme, forced, width: own } = LOOKS[look];
  await page.setViewport({ width: own ?? width, height });
  await paint(page, forced ? 'forced' : scheme);
}

/** One picture with all of these on it. @param {any} b @param {string[]} files @param {string} out @param {number} width of each, px */
export async function sheet(b, files, out, width = 320) {
  const page = await b.browser.newPage();
  await page.setViewport({ width: (width + 12) * Math.min(6, files.length) + 12, height: 800 });
  const cells = files.map((f) => `<figure><img width="${width}" src="data:image/png;base64,${readFileSync(f).toString('base64')}"><figcaption>${basename(f, '.png')}</figcaption></figure>`);
  await page.setContent(`<style>body{margin:12px;display:flex;flex-wrap:wrap;gap:12px;background:#777;font:12px sans-serif}figure{margin:0}img{display:block}</style>${cells.join('')}`);
  await page.screenshot({ path: out, fullPage: true });
  await page.close();
}
