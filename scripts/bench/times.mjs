// Times in the browser: our parts against the number of elements beside their peers on the same
// page and target in turn, a change on the page until the ring is in place, and the first answer
// after the worker was killed. Times only; who is right stands in accuracy.mjs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUTOTASK, openPractice, startBrowser, startGuide } from '../../tests/e2e/support.mjs';
import { installEyes, installPeers, installSimilo } from './eyes.mjs';
import { openReader } from './recognise.mjs';
import { RULES, rank } from './similo.mjs';
import { stats } from './stats.mjs';
import { openWorld } from './world.mjs';

const FORM = `${AUTOTASK}/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser`;
const LIST = `${AUTOTASK}/Mvc/AdministrationSetup/ResourceGrid.mvc/Index`;
const SIZES = [600, 1900, 5000, 10_000];
/** Rows of the practice's user list that make about 5,000 elements. */
export const ROWS_5000 = '610';

/** What is looked for: on which page, and how testing-library is asked for it. `ours` is the guide's target. */
const SOUGHT = [
  { ours: 'integration-vendor', on: 'form', peer: 'getByLabelText', label: 'Integration Vendor', what: 'a radio by its label' },
  { ours: 'integration-vendor', on: 'form', peer: 'getByRole', role: 'radio', name: 'Integration Vendor', what: 'a radio, the role being rare on the page' },
  { ours: 'save-user', on: 'form', peer: 'getByRole', role: 'link', name: 'Save & Close', what: 'a link, the role being frequent on the page' },
];

/** Fills the form's page up with table rows to about `wanted` elements, as long lists do. */
function fill(wanted) {
  const table = document.createElement('table');
  document.querySelector('.ScrollingContainer').append(table);
  for (let n = 0; document.getElementsByTagName('*').length < wanted; n++) {
    const tr = table.insertRow();
    for (const text of [`Service Desk ${n}`, `user${n}@acme.example`, 'Active']) {
      const span = document.createElement('span');
      span.textContent = text;
      tr.insertCell().append(span);
    }
    const a = document.createElement('a');
    a.href = '#';
    a.textContent = `Open ${n}`;
    tr.insertCell().append(a);
  }
  return document.getElementsByTagName('*').length;
}

/** A page that was never looked at: content.js starts and lists it all. */
async function timeFirst(page) {
  await page.evaluate(() => {
    globalThis.__eyes?.leave();
    document.body.offsetHeight;
  });
  await installEyes(page);
  return page.evaluate(() => globalThis.__eyes.first);
}

/** A digest after one element was replaced, everything being laid out. */
function timeDigest() {
  const rows = document.querySelectorAll('tr');
  const cell = rows[Math.floor(rows.length / 2)].cells[0];
  cell.replaceChildren(...[...cell.childNodes].map((n) => n.cloneNode(true)));
  document.body.offsetHeight;
  const begin = performance.now();
  globalThis.__digest = globalThis.__eyes.digest();
  return performance.now() - begin; // putting the text together again, under 1 ms, is counted here
}

function timeReader(text, target) {
  const a = performance.now();
  globalThis.reader.read(text);
  const b = performance.now();
  const found = globalThis.reader.find(target);
  return { read: b - a, locate: performance.now() - b, found };
}

function timePeer({ peer, role, name, label }) {
  const { getByRole, getByLabelText } = globalThis.__peers;
  const begin = performance.now();
  const el = peer === 'getByRole' ? getByRole(document.body, role, { name }) : getByLabelText(document.body, label);
  globalThis.__found = el;
  return performance.now() - begin;
}

/** The message sent to the worker and back, in the extension's own world; the worker ignores it (v 0). */
const timeMessage = async (message) => {
  const begin = performance.now();
  await chrome.runtime.sendMessage({ ...message, v: 0 }).catch(() => {});
  return performance.now() - begin;
};

/** All parts on one page of about `wanted` elements, in turn. */
async function atSize(b, reader, wanted, runs) {
  const page = await openPractice(b, { kit: '2017' }, FORM);
  await page.waitForFunction((t) => globalThis.__practice?.find(t), {}, SOUGHT[0].ours);
  const elements = await page.evaluate(fill, wanted);
  await installPeers(page);
  await page.evaluate(installSimilo);
  const world = await openWorld(page, b.id);
  const candidates = await page.evaluate(() => globalThis.__similo.candidates());
  const old = await page.evaluate((t) => globalThis.__similo.facts(globalThis.__practice.find(t)), SOUGHT[0].ours);
  const t = { first: [], digest: [], message: [], read: [], locate: [], ours: [], similo: [] };
  const peers = SOUGHT.map(() => []);
  for (let i = 0; i < runs; i++) {
    if (i % 3 === 0) t.first.push(await timeFirst(page));
    const digest = await page.evaluate(timeDigest);
    const text = await page.evaluate(() => globalThis.__digest);
    const message = await world.run(timeMessage, await page.evaluate(() => globalThis.__eyes.message()));
    for (const [at, sought] of SOUGHT.entries()) {
      const { read, locate, found } = await reader.evaluate(timeReader, text, sought.ours);
      const right = await page.evaluate((n, id) => globalThis.__eyes.element(n) === globalThis.__practice.find(id), found, sought.ours);
      if (!right) throw new Error(`${elements} elements: ours did not find ${sought.ours}`);
      t.read.push(read), t.locate.push(locate);
      if (at === 0) t.digest.push(digest), t.message.push(message), t.ours.push(digest + message + read + locate);
      if (i % 3 === 0) {
        peers[at].push(await page.evaluate(timePeer, sought));
        if (!(await page.evaluate((id) => globalThis.__found === globalThis.__practice.find(id), sought.ours))) throw new Error(`${sought.peer} found another element than ${sought.ours}`);
      }
    }
    if (i % 3 === 0) {
      const begin = performance.now();
      rank(RULES['Similo (2022 weights)'], old, candidates);
      t.similo.push(performance.now() - begin);
    }
  }
  await world.close();
  await page.close();
  return { elements, candidates: candidates.length, ...Object.fromEntries(Object.entries(t).map(([k, v]) => [k, stats(v)])), peers: SOUGHT.map(({ peer, what }, at) => ({ peer, what, ...stats(peers[at]) })) };
}

/** Our parts and the peers against the number of elements. */
export async function againstElements(b) {
  const reader = await openReader(b.browser);
  const list = [];
  for (const wanted of SIZES) list.push(await atSize(b, reader, wanted, wanted > 5000 ? 9 : 18));
  await reader.close();
  return list;
}

/** In the extension's world: `n` changes of a kind, each after a pause of `pause` ms; times until the ring is in place. */
async function timeChanges(kind, n, pause) {
  const button = () => document.querySelector('.DropDownButton2 > .Button2');
  const times = [];
  let banner = null;
  for (let i = 0; i < n; i++) {
    await new Promise((r) => setTimeout(r, pause + (i % 7) * 5));
    const begin = performance.now();
    if (kind === 'moved') {
      if (banner) banner.remove(), (banner = null);
      else {
        banner = document.createElement('div');
        banner.style.height = '40px';
        document.body.prepend(banner);
      }
    } else {
      const old = button();
      old.replaceWith(old.cloneNode(true));
    }
    times.push(await globalThis.__ringAfter(begin, button));
  }
  banner?.remove();
  return times;
}

/** In the page: notes tasks and frames that the browser calls long (over 50 ms). */
function watchLong() {
  const notes = (globalThis.__long = { longtask: [], 'long-animation-frame': [] });
  globalThis.__watchers = Object.keys(notes).map((type) => {
    const watcher = new PerformanceObserver((l) => notes[type].push(...l.getEntries().map((e) => e.duration)));
    watcher.observe({ type });
    return watcher;
  });
}

/** What was noted since the last time. */
async function long(page) {
  const { longtask: tasks, 'long-animation-frame': frames } = await page.evaluate(() => {
    const told = structuredClone(globalThis.__long);
    for (const list of Object.values(globalThis.__long)) list.length = 0;
    return told;
  });
  const most = (list) => ({ n: list.length, longest: Math.max(0, ...list) });
  return { tasks: most(tasks), frames: most(frames) };
}

/** Proves that a task of 80 ms is noted. */
async function proveLong(page) {
  await page.evaluate(() => new Promise((done) => setTimeout(() => {
    for (const begin = performance.now(); performance.now() - begin < 80; );
    requestAnimationFrame(() => setTimeout(done, 200));
  })));
  const noted = await long(page);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  await long(page); // what came late of it
  if (noted.tasks.n === 0) throw new Error('the browser does not tell of long tasks');
}

/** Run in any world: the same replacements with nobody watching. */
async function changeOnly(n, pause) {
  for (let i = 0; i < n; i++) {
    await new Promise((r) => setTimeout(r, pause));
    const old = document.querySelector('.DropDownButton2 > .Button2');
    old.replaceWith(old.cloneNode(true));
    await new Promise((r) => requestAnimationFrame(r));
  }
}

/** A change on a page of 5,000 elements until the ring is in place. */
export async function changeToRing(b) {
  const page = await openPractice(b, { kit: '2026', rows: ROWS_5000 }, LIST);
  await page.waitForSelector('tr.Display');
  await page.bringToFront();
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  await page.evaluate(watchLong);
  await proveLong(page);
  await page.evaluate(changeOnly, 16, 200);
  const without = await long(page);
  const panel = await startGuide(b);
  await page.bringToFront();
  await page.waitForSelector('proxuma-connect-overlay');
  const world = await openWorld(page, b.id);
  await world.run(() => globalThis.__ringAfter(performance.now(), () => document.querySelector('.DropDownButton2 > .Button2')));
  await long(page);
  const moved = await world.run(timeChanges, 'moved', 20, 200);
  const replaced = await world.run(timeChanges, 'replaced', 16, 2200);
  const guided = await long(page);
  const again = await world.run(timeChanges, 'replaced', 12, 200);
  await world.close();
  await panel.close();
  await page.close();
  return { elements, moved: stats(moved), replaced: stats(replaced), again: stats(again), without, guided };
}

/** In a panel: opens a port, asks, and gives the time until the answer. */
const firstAnswer = () =>
  new Promise((done) => {
    const begin = performance.now();
    const port = chrome.runtime.connect({ name: 'panel' });
    port.onMessage.addListener(() => {
      done(performance.now() - begin);
      port.disconnect();
    });
    port.postMessage({ v: 1, body: { t: 'open' } });
  });

/** An extension whose worker does nothing but answer: what the browser itself needs. */
function emptyExtension() {
  const dir = mkdtempSync(join(tmpdir(), 'proxuma-empty-'));
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Empty', version: '1', background: { service_worker: 'empty.js' } }));
  writeFileSync(join(dir, 'empty.js'), 'chrome.runtime.onConnect.addListener((p) => p.onMessage.addListener(() => p.postMessage(1)));');
  writeFileSync(join(dir, 'panel.html'), '<!doctype html><title>Empty</title>');
  return dir;
}

async function killed(browser, script, panelUrl, runs) {
  const page = await browser.newPage();
  await page.goto(panelUrl);
  const times = [];
  for (let i = 0; i < runs; i++) {
    const target = await browser.waitForTarget((t) => t.type() === 'service_worker' && t.url() === script);
    const gone = new Promise((done) => browser.on('targetdestroyed', (t) => t === target && done()));
    await (await target.worker()).close();
    await gone;
    times.push(await page.evaluate(firstAnswer));
  }
  const warm = [];
  for (let i = 0; i < runs; i++) warm.push(await page.evaluate(firstAnswer));
  await page.close();
  return { killed: stats(times), warm: stats(warm) };
}

/** The first answer after the worker was killed, ours and an empty worker's, in the same browser. */
export async function wakeUp(port) {
  const dir = emptyExtension();
  const b = await startBrowser(port, { extra: [dir] });
  try {
    const other = await b.browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().endsWith('/empty.js'));
    const origin = other.url().replace('/empty.js', '');
    const ours = await killed(b.browser, `chrome-extension://${b.id}/background.js`, b.panelUrl.replace('panel.html', 'welcome.html'), 12);
    const empty = await killed(b.browser, other.url(), `${origin}/panel.html`, 12);
    return { ours, empty };
  } finally {
    await b.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
