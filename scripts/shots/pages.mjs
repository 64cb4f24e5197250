// Welcome, help and practice page in every look, the welcome page with each answer to its choice.
import { press } from '../../tests/e2e/support.mjs';
import { LOOKS, dress, sheet } from './looks.mjs';

/** @param {any} b @param {string} out */
export async function pageShots(b, out) {
  const files = [];
  const page = await b.browser.newPage();
  const take = async (name) => {
    const path = `${out}/page-${name}.png`;
    await page.bringToFront(); // a tab behind another is not drawn
    await page.screenshot({ path, fullPage: true });
    files.push(path);
  };
  for (const look of Object.keys(LOOKS)) {
    await dress(page, look, 1100, 800);
    for (const name of ['welcome', 'help', 'try']) {
      await page.goto(`chrome-extension://${b.id}/${name}.html`, { waitUntil: 'networkidle0' });
      await take(`${look}-${name}`);
    }
    await page.goto(`chrome-extension://${b.id}/welcome.html`, { waitUntil: 'networkidle0' });
    await press(page, 'welcome-later');
    await take(`${look}-welcome-refused`);
    await press(page, 'welcome-agree');
    await take(`${look}-welcome-agreed`);
  }
  await sheet(b, files, `${out}/sheet-pages.png`, 480);
  return files.length;
}
