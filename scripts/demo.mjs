// The demo: practice Autotask and Proxuma over TLS on loopback, and a browser with the extension.
// Ends when the browser is closed. `--check` opens it without a window, waits for the first
// highlight, says so and ends: for machines without a display.
import { startBrowser, startPractice, startGuide, openPractice, overlays, until, PROXUMA } from '../tests/e2e/support.mjs';

const args = process.argv.slice(2);
const kit = args.find((a) => a.startsWith('--kit='))?.slice(6) ?? '2026';
const check = args.includes('--check') || (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && process.platform === 'linux');
if (check && !args.includes('--check')) console.log('No display here: showing the first highlight without a window instead.');

const practice = await startPractice();
const b = await startBrowser(practice.port, { headless: check });
const page = await openPractice(b, { kit });
const proxuma = await b.browser.newPage();
await proxuma.goto(`${PROXUMA}/`);
if (check) {
  await startGuide(b);
  await page.bringToFront();
  const shown = await until('the first highlight', async () => (await overlays(page)).find((o) => o.state === 'shown' && o.ring));
  console.log(`The guide highlights step «${shown.step}» on ${page.url().split('?')[0]}.`);
  await b.stop();
} else {
  const panel = await b.browser.newPage();
  await panel.goto(b.panelUrl);
  await page.bringToFront();
  console.log('Press the extension\'s icon (puzzle piece, «Proxuma Connect») to open the side panel, or use the tab «Proxuma Connect»; press Start there.');
  console.log('Autotask (practice) and Proxuma (practice) are open in the other tabs. Close the browser to end.');
  await new Promise((done) => b.browser.once('disconnected', done));
}
practice.stop();
