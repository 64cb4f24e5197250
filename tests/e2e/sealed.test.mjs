// The sealed hand-over, from a practice Proxuma's offer to its receipt: delivered once whatever
// goes wrong on the way, refused in words when the offer is not what it should be.
import assert from 'node:assert/strict';
import { armed, holdIs, holdState } from './armed.mjs';
import { endBackground, press, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const sealed = withBrowser();

const text = (panel, id) => panel.$eval(`#${id}`, (el) => (el.checkVisibility() ? el.textContent : ''));
const received = (page) => page.evaluate(async () => (await fetch('/practice/received')).json());
/** Each test has a Proxuma of its own: what one stores must not be counted in another. */
let sites = 0;

/** Opens a practice Proxuma and presses its «Connect». */
async function connect(b, query = '') {
  const site = `site${process.pid}x${sites++}`;
  const page = await b.browser.newPage();
  await page.goto(`https://${site}.proxuma.com/${query}`);
  await (await page.waitForSelector('.connect')).click();
  await page.waitForFunction(() => document.querySelector('#proxuma-connect-offer'));
  return { page, site };
}

/** Types the confirmation of a first delivery and presses «Send». */
async function send(panel, site) {
  await panel.bringToFront();
  await until('a code', () => text(panel, 'code'));
  if (site) await panel.type('#confirm', site);
  await press(panel, 'send');
}

sealed('the zone of the new key is asked of Autotask, with the key alone', async (b) => {
  const { panel } = await armed(b);
  await until('the zone', async () => (await text(panel, 'zone')) === 'America West (webservices5.autotask.net)');
});

sealed('an offer is shown with its code and tenant, and a confirmed delivery ends with a checked receipt', async (b) => {
  const { panel } = await armed(b);
  await until('the zone', () => text(panel, 'zone'));
  const { page, site } = await connect(b);
  await panel.bringToFront();
  const code = await until('the code', () => text(panel, 'code'));
  assert.equal(code, await page.$eval('.code', (el) => el.textContent), 'both sides show the same code');
  assert.match(await text(panel, 'tenant'), new RegExp(`${site} MSP`, 'i'));
  await press(panel, 'send');
  await until('the confirmation is asked for', async () => (await text(panel, 'hold-note')).includes(`Type “${site}”`));
  assert.deepEqual(await received(page), [], 'nothing was sent without it');
  await panel.type('#confirm', site);
  await press(panel, 'send');
  await holdIs(panel, 'delivered');
  assert.match(await text(panel, 'hold-note'), /Delivered at \d\d:\d\d/);
  const stored = await received(page);
  assert.equal(stored.length, 1);
  assert.match(stored[0].client_id, /^[a-z0-9]{15}@acme\.example$/);
  assert.equal(stored[0].client_secret.length, 25);
  assert.equal(stored[0].from, 'https://ww5.autotask.net');
  assert.equal(stored[0].zone, 'America West (webservices5.autotask.net)');
  await page.bringToFront();
  await until('Proxuma says so too', () => page.evaluate(() => /Received from ww5\.autotask\.net/.test(document.body.textContent)));
});

const REFUSED = { forged: /does not come from Proxuma/, stranger: /key that does not belong/, later: /different versions/, garbage: /can’t be used/, expired: /run out/, other: /another Proxuma site/ };

for (const [lie, says] of Object.entries(REFUSED)) {
  sealed(`an offer that is «${lie}» is refused in words, and the credentials stay`, async (b) => {
    const { panel } = await armed(b);
    const { page } = await connect(b, `?offer=${lie}`);
    await panel.bringToFront();
    await until('the reason', async () => says.test(await text(panel, 'hold-note')));
    assert.equal(await panel.$eval('#send', (el) => el.checkVisibility()), false);
    assert.equal(await holdState(panel), 'armed');
    assert.deepEqual(await received(page), []);
  });
}

for (const plan of ['drop-before', 'drop-after', '500,busy', 'slow', 'truncated', 'redirect', 'forged']) {
  sealed(`an answer that goes wrong («${plan}») is asked for again and stored once`, async (b) => {
    const { panel } = await armed(b);
    const { page, site } = await connect(b);
    await page.evaluate((p) => fetch(`/practice/faults?plan=${p}`, { method: 'POST' }), plan);
    await send(panel, site);
    await holdIs(panel, 'delivered', 20_000);
    assert.equal((await received(page)).length, 1);
  });
}

sealed('a worker killed on the way goes on by itself and stores once', async (b) => {
  const { panel } = await armed(b);
  const { page, site } = await connect(b);
  await page.evaluate(() => fetch('/practice/faults?plan=drop-after,drop-before,500', { method: 'POST' }));
  await send(panel, site);
  await holdIs(panel, 'sending');
  await endBackground(b);
  await holdIs(panel, 'delivered', 30_000);
  assert.equal((await received(page)).length, 1);
});
