// Our own pages as a person sees them: any fixture state of the panel, in any language, colour mode
// and width, in the real extension. The background is played, so that a state stands still.
// Chromium only: forced colours and the accessibility tree come from its own protocol.
import { execFileSync } from 'node:child_process';
import { openOwn } from './browsers.mjs';
import { ROOT, until } from './support.mjs';

export const LANGUAGES = ['en', 'nl', 'de', 'es', 'fr', 'pt'];

/** Colour modes by name. */
export const MODES = {
  light: { 'prefers-color-scheme': 'light', 'forced-colors': 'none' },
  dark: { 'prefers-color-scheme': 'dark', 'forced-colors': 'none' },
  forced: { 'prefers-color-scheme': 'dark', 'forced-colors': 'active' },
};

/** Every state of tests/fixtures/panel-states.json, packed as the background sends it. */
export const panelStates = () =>
  JSON.parse(execFileSync('cargo', ['run', '--quiet', '--example', 'panel_states'], { cwd: ROOT, maxBuffer: 1 << 26 }).toString());

/** Opens one of our pages in a language, with a background that answers only through `show`. */
export async function ownPage(b, file, language = 'en') {
  const page = await b.browser.newPage();
  await page.evaluateOnNewDocument((lang) => {
    globalThis.heard = [];
    const port = { onMessage: { addListener: (f) => heard.push(f) }, onDisconnect: { addListener() {} }, postMessage() {}, disconnect() {} };
    chrome.runtime.connect = () => port;
    chrome.i18n.getUILanguage = () => lang;
  }, language);
  await openOwn(b, page, `${b.base}/${file}`);
  await until(`the words of ${file}`, () => page.evaluate((lang) => document.documentElement.lang === lang && document.querySelector('[data-msg]').textContent !== '', language));
  return page;
}

/** Shows a packed state in the panel. */
export async function show(page, packed) {
  await until('the panel to listen', () => page.evaluate(() => heard.length > 0));
  await page.evaluate((state) => heard.at(-1)({ v: 1, state }), packed);
}

/** Brings a page into a colour mode, without motion. The session stays: detaching would undo it. */
export async function paint(page, mode) {
  const cdp = await page.createCDPSession();
  const features = Object.entries({ ...MODES[mode], 'prefers-reduced-motion': 'reduce' }).map(([name, value]) => ({ name, value }));
  await cdp.send('Emulation.setEmulatedMedia', { features });
}
