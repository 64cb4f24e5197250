// Times in the browser, on the practice's user list with about 5,000 elements: the digest as
// content.js makes it, the core's whole step for it in Wasm, and the same target found by
// @testing-library/dom on the same page in the same run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { AUTOTASK, ROOT, openPractice, ringOn, startBrowser, startGuide, startPractice } from '../../tests/e2e/support.mjs';

const RUNS = 40;
const sorted = (list) => [...list].sort((a, b) => a - b);
const stats = (list) => ({ median: sorted(list)[Math.floor(list.length / 2)], p95: sorted(list)[Math.floor(list.length * 0.95)] });

/** Runs content.js in the page with a stand-in for the browser's messaging and times its looks. */
function timeDigest(page, runs) {
  return page.evaluate(
    (code, n) => {
      const sent = [];
      const listeners = [];
      globalThis.chrome = { runtime: { id: 'x', sendMessage: async (m) => sent.push(m), onMessage: { addListener: (f) => listeners.push(f), removeListener() {} } } };
      (0, eval)(code);
      const doc = sent[0].doc;
      const orders = { reads: [], watch: [], secret: null };
      const times = [];
      for (let i = 0; i < n; i++) {
        const begin = performance.now();
        for (const f of listeners) f({ v: 1, doc, t: 'look', orders }, { id: 'x' });
        times.push(performance.now() - begin);
      }
      for (const f of listeners) f({ v: 1, doc, t: 'leave' }, { id: 'x' });
      return { times, json: sent.filter((m) => m.t === 'digest').at(-1).digest, elements: document.querySelectorAll('*').length };
    },
    readFileSync(join(ROOT, 'extension/content.js'), 'utf8'),
    runs,
  );
}

/** The core's step for a digest, in the extension's own Wasm. */
function timeCore(panel, json, origin, runs) {
  return panel.evaluate(
    async (text, from, n) => {
      const { default: init, Brain } = await import('./wasm/proxuma_connect.js');
      await init({ module_or_path: 'wasm/proxuma_connect_bg.wasm' });
      const brain = new Brain([]);
      brain.restored(0);
      for (const t of ['start', 'consent']) brain.panel(1, { t });
      const times = [];
      for (let i = 1; i <= n; i++) {
        const begin = performance.now();
        brain.digest(i, { tab: 1, frame: 0, origin: from }, 'doc', i, text);
        times.push(performance.now() - begin);
      }
      return times;
    },
    json,
    origin,
    runs,
  );
}

function timePeer(page, runs) {
  const { outputFiles } = buildSync({ stdin: { contents: "export { getByRole } from '@testing-library/dom'", resolveDir: ROOT }, bundle: true, format: 'iife', globalName: '__peer', write: false });
  return page.evaluate(
    (code, n) => {
      (0, eval)(code.replace('var __peer', 'globalThis.__peer'));
      const times = [];
      for (let i = 0; i < n; i++) {
        const begin = performance.now();
        try {
          globalThis.__peer.getByRole(document.body, 'row', { name: /Service Desk 3/ });
        } catch {
          /* ambiguous or not found: the time counts all the same */
        }
        times.push(performance.now() - begin);
      }
      return times;
    },
    outputFiles[0].text,
    runs,
  );
}

/** Page opened → ring in place, from navigation start, on the small list. */
async function timeRing(page, url, runs) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    await page.goto(url);
    const begin = performance.now();
    await ringOn(page, 'new-api-user', 'new-button');
    times.push(performance.now() - begin);
  }
  return times;
}

export async function times() {
  const practice = await startPractice();
  const b = await startBrowser(practice.port);
  try {
    const url = `${AUTOTASK}/Mvc/AdministrationSetup/ResourceGrid.mvc/Index`;
    const page = await openPractice(b, { kit: '2026', rows: '600' }, url);
    await page.waitForSelector('tr.Display');
    const own = await b.browser.newPage();
    await own.goto(b.panelUrl);
    await page.bringToFront();
    const digest = await timeDigest(page, RUNS);
    const core = await timeCore(own, digest.json, AUTOTASK, RUNS);
    const peer = await timePeer(page, 5);
    const panel = await startGuide(b);
    await page.bringToFront();
    const ring = await timeRing(page, url, 10);
    void panel;
    return { elements: digest.elements, digest: stats(digest.times), core: stats(core), peer: stats(peer), ring: stats(ring) };
  } finally {
    await b.stop();
    practice.stop();
  }
}
