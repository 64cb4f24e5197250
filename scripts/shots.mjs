// Screenshots of every state, to be looked at: `./build.sh shots [FOLDER] [PART…]`. Parts: panel,
// pages, overlay, flow, store. Beside the pictures it leaves sheet-*.png with a whole part on one page.
import { mkdirSync } from 'node:fs';
import { startBrowser, startPractice } from '../tests/e2e/support.mjs';
import { panelShots } from './shots/panel.mjs';
import { pageShots } from './shots/pages.mjs';
import { overlayShots } from './shots/overlay.mjs';
import { flowShots } from './shots/flow.mjs';
import { storeShots } from './shots/store.mjs';

const PARTS = { panel: panelShots, pages: pageShots, overlay: overlayShots, flow: flowShots, store: storeShots };
const [out = 'shots', ...asked] = process.argv.slice(2);
const unknown = asked.find((p) => !(p in PARTS));
if (unknown) throw new Error(`no part «${unknown}»; there are ${Object.keys(PARTS).join(', ')}`);
mkdirSync(out, { recursive: true });
for (const [name, take] of Object.entries(PARTS)) {
  if (asked.length && !asked.includes(name)) continue;
  const practice = await startPractice();
  const b = await startBrowser(practice.port);
  try {
    console.log(`${name}: ${await take(b, out)} pictures in ${out}/`);
  } finally {
    await b.stop();
    practice.stop();
  }
}
