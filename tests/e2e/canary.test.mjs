// The canary: a unique secret goes through every route, the browser is killed at every state, and
// the profile on disk, the extension's storage, its console, its requests, titles, addresses and
// notifications are searched for it in every shape. A planted leak shows that the search works.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { armed, holdIs, noticed } from './armed.mjs';
import { removeProfile } from './browsers.mjs';
import { search, searchFolder, shapes } from './scan.mjs';
import { PROXUMA, endBackground, practiceEvents, press, startBrowser, startPractice, telling, until } from './support.mjs';

let practice;
before(async () => {
  practice = await startPractice();
});
after(() => practice.stop());

/** What the extension says and asks for: console lines and requests of its worker and its pages. */
async function listen(b) {
  const heard = [];
  const attach = async (target) => {
    if (!target.url().startsWith('chrome-extension://')) return;
    // A worker has one session already; a second one made while it starts can leave it paused.
    const cdp = target.type() === 'service_worker' ? (await target.worker())?.client : await target.createCDPSession().catch(() => null);
    if (!cdp) return;
    cdp.on('Runtime.consoleAPICalled', (e) => heard.push(['console', JSON.stringify(e.args)]));
    cdp.on('Network.requestWillBeSent', (e) => heard.push(['request', `${e.request.url} ${JSON.stringify(e.request.headers)} ${e.request.postData ?? ''}`]));
    await Promise.all([cdp.send('Runtime.enable'), cdp.send('Network.enable')].map((p) => p.catch(() => {})));
  };
  b.browser.on('targetcreated', attach);
  await Promise.all(b.browser.targets().map(attach));
  return heard;
}

const stored = (panel) => panel.evaluate(async () => {
  const areas = await Promise.all(['local', 'session', 'sync'].map((area) => chrome.storage[area].get(null)));
  return JSON.stringify([areas, await (chrome.notifications?.getAll?.() ?? {})]);
});

/** Drives to a state, kills the browser there, and gives what was found where. */
async function killedAt(drive, plant) {
  const profile = mkdtempSync(join(tmpdir(), 'proxuma-canary-'));
  const b = await startBrowser(practice.port, { profile });
  const found = [];
  try {
    await telling(b, async () => {
      const heard = await listen(b);
      const { panel, list, secret } = await drive(b);
      if (plant) await plant(panel, secret);
      for (const page of await b.browser.pages()) {
        for (const what of [page.url(), await page.title()]) found.push(...search(what, secret).map((s) => `title or address: ${s}`));
      }
      found.push(...search(await stored(panel), secret).map((s) => `storage: ${s}`));
      if (drive === STATES['sealed and on its way']) assert.ok(heard.some(([what, text]) => what === 'request' && text.includes('/api/handoff/v1/envelopes')), 'the record of requests works');
      found.push(...heard.flatMap(([what, text]) => search(text, secret).map((s) => `${what}: ${s}`)));
      assert.ok(await practiceEvents(list), 'the practice server is there');
      b.browser.process().kill('SIGKILL');
      await until('the browser is gone', () => b.browser.process().signalCode !== null || b.browser.process().exitCode !== null);
      // Helper processes end a moment later, and a folder that goes while it is listed ends the search.
      const { onDisk } = await until('the profile is searched', () => ({ onDisk: searchFolder(profile, secret) }));
      found.push(...onDisk.map((s) => `disk: ${s}`));
    });
    return found;
  } finally {
    b.browser.process().kill('SIGKILL');
    await removeProfile(profile);
  }
}

let sites = 0;
async function connected(b, panel, plan) {
  const site = `canary${process.pid}x${sites++}`;
  const page = await b.browser.newPage();
  await page.goto(`https://${site}.proxuma.com/`);
  if (plan) await page.evaluate((p) => fetch(`/practice/faults?plan=${p}`, { method: 'POST' }), plan);
  await (await page.waitForSelector('.connect')).click();
  await panel.bringToFront();
  await until('a code', () => panel.$eval('#code', (el) => el.checkVisibility() && el.textContent));
  await panel.type('#confirm', site);
  await press(panel, 'send');
}

async function filled(b) {
  const made = await armed(b);
  const page = await b.browser.newPage();
  await page.goto(PROXUMA);
  await made.panel.bringToFront();
  await press(made.panel, 'fill');
  await holdIs(made.panel, 'filled');
  return { ...made, page };
}

const STATES = {
  'noticed and not saved': noticed,
  'ready to hand over': armed,
  'ready, after the worker was killed': async (b) => {
    const made = await armed(b);
    await endBackground(b);
    await made.panel.reload();
    await holdIs(made.panel, 'armed');
    return made;
  },
  'filled into the form': filled,
  'the Client ID copied by hand': async (b) => {
    const made = await armed(b);
    await made.panel.bringToFront();
    await press(made.panel, 'copy-id');
    await until('the copy is told', () => made.panel.$eval('#copied', (el) => el.checkVisibility()));
    return made;
  },
  'the secret copied by hand': async (b) => {
    const made = await armed(b);
    await made.panel.bringToFront();
    await press(made.panel, 'copy-secret');
    await holdIs(made.panel, 'copied');
    return made;
  },
  'confirmed after filling': async (b) => {
    const made = await filled(b);
    await press(made.panel, 'worked');
    await holdIs(made.panel, 'delivered');
    return made;
  },
  'sealed and on its way': async (b) => {
    const made = await armed(b);
    await connected(b, made.panel, Array(30).fill('500').join(','));
    await holdIs(made.panel, 'sending');
    return made;
  },
  'delivered sealed': async (b) => {
    const made = await armed(b);
    await connected(b, made.panel);
    await holdIs(made.panel, 'delivered');
    return made;
  },
  discarded: async (b) => {
    const made = await armed(b);
    await press(made.panel, 'discard');
    await holdIs(made.panel, 'wiped');
    return made;
  },
};

for (const [state, drive] of Object.entries(STATES)) {
  test(`killed when ${state}: the secret is found nowhere`, async () => {
    assert.deepEqual(await killedAt(drive), []);
  });
}

test('a planted leak is found in storage and on disk, in whatever shape', async () => {
  for (const shape of ['UTF-8', 'base64/1', 'hex']) {
    const found = await killedAt(noticed, (panel, secret) => panel.evaluate((text) => chrome.storage.local.set({ leak: text }), shapes(secret)[shape].toString('latin1')));
    assert.ok(found.some((f) => f.startsWith('storage: ')) && found.some((f) => f.startsWith('disk: ')), JSON.stringify({ shape, found }));
  }
});

test('the search knows each shape and does not see one in noise', () => {
  const secret = '7f#Kp2$mQ9@xL4!nR8*sT3&vW';
  for (const [name, bytes] of Object.entries(shapes(secret))) assert.ok(search(Buffer.concat([Buffer.from('noise '), bytes, Buffer.from(' noise')]), secret).includes(name), name);
  for (let shift = 0; shift < 3; shift++) assert.ok(search(Buffer.from(`${'x'.repeat(shift)}${secret}yz`).toString('base64'), secret).length > 0, String(shift));
  assert.deepEqual(search('7f#Kp2$mQ9@xL4!nR8*sT3&v and more', secret), []);
});
