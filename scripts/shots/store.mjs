// The stores' pictures: 1280×800, a practice page with the panel beside it as a browser shows it,
// and Chrome's small tile of 440×280. Made from a real flow; nothing is drawn into it.
import { AUTOTASK, PROXUMA, openPractice, ringOn, startGuide, until } from '../../tests/e2e/support.mjs';
import { tickAll } from './editor.mjs';
import { dress } from './looks.mjs';
import { standInPanel, show, states } from './panel.mjs';

const [WIDE, HIGH, SIDE] = [1280, 800, 400];
const EDITOR = `${AUTOTASK}/Mvc/AdministrationSetup/SecurityLevel.mvc/Copy?source=102`;

/** Puts a page and the panel beside each other. @param {any} b @param {string} path @param {any} page @param {any} panel */
async function beside(b, path, page, panel) {
  const shot = async (p) => {
    await p.bringToFront();
    return `data:image/png;base64,${await p.screenshot({ encoding: 'base64' })}`;
  };
  const [left, right] = [await shot(page), await shot(panel)];
  const frame = await b.browser.newPage();
  await frame.setViewport({ width: WIDE, height: HIGH });
  await frame.setContent(`<style>body{margin:0;display:flex;background:#c9ced6;gap:1px}img{display:block}</style><img src="${left}"><img src="${right}">`);
  await frame.screenshot({ path });
  await frame.close();
}

/** @param {any} b @param {string} out */
export async function storeShots(b, out) {
  let taken = 0;
  const name = (what) => `${out}/store-${++taken}-${what}.png`;
  const panel = await startGuide(b);
  await dress(panel, 'light', SIDE, HIGH);
  const page = await openPractice(b, {}, `${AUTOTASK}/AutotaskOnyx/LandingPage`);
  await dress(page, 'light', WIDE - SIDE - 1, HIGH);
  await page.goto(EDITOR);
  await ringOn(page, 'name-level', 'level-name');
  await beside(b, name('highlight'), page, panel);
  await tickAll(page, panel);
  await panel.evaluate(() => document.getElementById('changes-card')?.scrollIntoView({ block: 'start' }));
  await beside(b, name('boxes'), page, panel);

  const proxuma = await b.browser.newPage();
  await proxuma.setViewport({ width: WIDE - SIDE - 1, height: HIGH });
  await proxuma.goto(`${PROXUMA}/`);
  const credentials = await standInPanel(b);
  await credentials.setViewport({ width: SIDE, height: HIGH });
  await show(credentials, states().armed);
  await credentials.evaluate(() => document.getElementById('credentials')?.scrollIntoView({ block: 'start' }));
  await until('the credentials', () => credentials.$eval('#credentials', (el) => el.checkVisibility()));
  await beside(b, name('hand-over'), proxuma, credentials);

  for (const own of ['welcome', 'help']) {
    const tab = await b.browser.newPage();
    await tab.setViewport({ width: WIDE, height: HIGH });
    await tab.goto(`chrome-extension://${b.id}/${own}.html`, { waitUntil: 'networkidle0' });
    await tab.bringToFront();
    await tab.screenshot({ path: name(own) });
    await tab.close();
  }
  await tile(b, `${out}/store-tile.png`);
  return taken + 1;
}

/** @param {any} b @param {string} path */
async function tile(b, path) {
  const tab = await b.browser.newPage();
  await tab.setViewport({ width: 440, height: 280 });
  await tab.goto(`chrome-extension://${b.id}/help.html`);
  await tab.evaluate(() => {
    const mark = Object.assign(document.createElement('img'), { src: 'icons/mark.svg', width: 112, height: 112, alt: '' });
    const brand = Object.assign(document.createElement('p'), { textContent: 'Proxuma Connect' });
    document.body.replaceChildren(mark, brand);
    document.body.style.cssText = 'height:280px;display:grid;align-content:center;justify-items:center;gap:16px;background:var(--accent-soft)';
    brand.style.cssText = 'font-size:1.75rem;font-weight:680';
  });
  await tab.bringToFront();
  await tab.screenshot({ path });
  await tab.close();
}
