// Every state of the panel, from the fixture states, in every look. The background is played by a
// stand-in for the port, so that states a flow passes in a moment can be looked at.
import { execFileSync } from 'node:child_process';
import { until } from '../../tests/e2e/support.mjs';
import { LOOKS, dress, sheet } from './looks.mjs';

/** name → packed state. @returns {Record<string, number[]>} */
export const states = () => JSON.parse(execFileSync('cargo', ['run', '--quiet', '--example', 'panel_states'], { encoding: 'utf8', maxBuffer: 64 << 20 }));

/** Opens the panel with a port that says what the test wants: `show(packed)` brings a state in. @param {any} b */
export async function standInPanel(b) {
  const page = await b.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const g = /** @type {any} */ (globalThis);
    const listeners = [];
    g.chrome.runtime.connect = () => ({ postMessage: () => {}, onMessage: { addListener: (f) => listeners.push(f) }, onDisconnect: { addListener: () => {} } });
    g.showState = (packed) => listeners.forEach((f) => f({ v: 1, state: packed }));
    g.standsIn = () => listeners.length > 0;
  });
  await page.goto(b.panelUrl);
  await until('the panel', () => page.evaluate(() => globalThis.standsIn()));
  return page;
}

/** A state with ten minutes left, whatever the time. */
export const show = (page, packed) => page.evaluate((bytes) => globalThis.showState(bytes), packed);

/** @param {any} b @param {string} out */
export async function panelShots(b, out) {
  const page = await standInPanel(b);
  let taken = 0;
  for (const look of Object.keys(LOOKS)) {
    const files = [];
    await dress(page, look, 400, 900);
    for (const [name, packed] of Object.entries(states())) {
      await show(page, packed);
      const path = `${out}/panel-${look}-${name}.png`;
      await page.screenshot({ path, fullPage: true });
      files.push(path);
    }
    await sheet(b, files, `${out}/sheet-panel-${look}.png`);
    taken += files.length;
  }
  return taken;
}
