// What the guide costs a page that changes all the time, and whether memory stays flat over a
// thousand page swaps; and that a page without a guide holds nothing of ours. Costs only; times of
// single changes stand in times.mjs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { AUTOTASK, ROOT, openPractice, press, ringOn, startGuide } from '../../tests/e2e/support.mjs';
import { ROWS_5000 } from './times.mjs';
import { openWorld } from './world.mjs';

const LIST = `${AUTOTASK}/Mvc/AdministrationSetup/ResourceGrid.mvc/Index`;
const SECONDS = Number(process.env.BENCH_STORM_SECONDS ?? 10);
const SWAPS = Number(process.env.BENCH_SWAPS ?? 1000);
/** A quarter of the swaps ends after this, ms, however many were made: a busy machine must not hold the run up. */
const QUARTER_MS = 18_000;

/**
 * In the page: 10,000 DOM changes a second for `seconds`, in 100 bursts a second. Between the bursts
 * the page does work of its own in small pieces; how many pieces it got done is what counts. The
 * changes: 40 texts, 30 attributes, 15 elements that come and 15 that go, of 100.
 */
async function storm(seconds) {
  const rows = [...document.querySelectorAll('tr.Display')];
  const cells = rows.map((r) => r.cells[1]);
  const corner = document.createElement('div');
  document.body.append(corner);
  const turn = new MessageChannel();
  const next = () => new Promise((done) => ((turn.port1.onmessage = done), turn.port2.postMessage(0)));
  let [done, bursts, pieces, kept, frames] = [0, 0, 0, 1, 0];
  let drawing = true;
  const draw = () => ((frames += 1), drawing && requestAnimationFrame(draw));
  requestAnimationFrame(draw);
  const burst = () => {
    for (let i = 0; i < 40; i++) (cells[(done + i * 7) % cells.length].firstChild ?? corner).data = `n${done + i}`;
    for (let i = 0; i < 30; i++) rows[(done + i * 11) % rows.length].className = i % 2 ? 'Display' : 'Display Marked';
    for (let i = 0; i < 15; i++) corner.append(document.createElement('b'));
    for (let i = 0; i < 15; i++) corner.firstChild.remove();
    done += 100;
  };
  const begin = performance.now();
  while (performance.now() - begin < seconds * 1000) {
    if (performance.now() - begin >= bursts * 10) {
      burst();
      bursts += 1;
      continue;
    }
    for (let i = 0; i < 100_000; i++) kept = (kept * 1103515245 + 12345) & 0x7fffffff;
    pieces += 1;
    await next();
  }
  const took = performance.now() - begin;
  drawing = false;
  corner.remove();
  rows.forEach((r) => (r.className = 'Display'));
  globalThis.__kept = kept;
  return { pieces, changes: done, took, frames };
}

/** One storm, with the processor time that the page's main thread got and spent on what. */
async function run(page) {
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]));
  const before = await read();
  const told = await page.evaluate(storm, SECONDS);
  const after = await read();
  await cdp.detach();
  const spent = (name) => after[name] - before[name];
  return { ...told, cpu: spent('TaskDuration'), script: spent('ScriptDuration'), layout: spent('LayoutDuration') + spent('RecalcStyleDuration') };
}

/** The page's own work per second with and without the guide, in turn, `rounds` times. */
async function compare(b, rows, rounds, consented) {
  const page = await openPractice(b, { kit: '2026', rows }, LIST);
  await page.waitForSelector('tr.Display');
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  const panel = await b.browser.newPage();
  await panel.goto(b.panelUrl);
  const [without, guided] = [[], []];
  for (let round = 0; round < rounds; round++) {
    await page.bringToFront();
    without.push(await run(page));
    await panel.bringToFront();
    await press(panel, 'start');
    if (round === 0 && !consented) await press(panel, 'consent');
    await page.bringToFront();
    await ringOn(page, 'new-api-user', 'new-button');
    guided.push(await run(page));
    await panel.bringToFront();
    await panel.evaluate(() => chrome.runtime.connect({ name: 'panel' }).postMessage({ v: 1, body: { t: 'stop' } }));
    await page.bringToFront(); // a hidden page has no frames, in which the condition is looked at
    await page.waitForFunction(() => !document.querySelector('proxuma-connect-overlay'));
  }
  await panel.close();
  await page.close();
  const total = (list, what) => list.reduce((sum, r) => sum + what(r), 0);
  const perClock = (list) => total(list, (r) => r.pieces) / total(list, (r) => r.took / 1000);
  const changes = [...without, ...guided].map((r) => r.changes / (r.took / 1000));
  return { elements, seconds: SECONDS, changesPerSecond: Math.min(...changes), without, guided, slower: 1 - perClock(guided) / perClock(without) };
}

/** On a page of usual size and on one of 5,000 elements, where drawing alone takes most of the time. */
export async function storms(b) {
  return [await compare(b, '20', 2, false), await compare(b, ROWS_5000, 1, true)];
}

/** Heap in use after collecting, bytes. */
async function heap(cdp) {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await cdp.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/**
 * Swaps the page's content `n` times between two views, as pages that load by Ajax do; with a guide
 * (in the extension's world) waits each time until the ring is on the new button, 60 ms at most,
 * else for a frame.
 */
async function swap(n, guided, most) {
  const views = (globalThis.__views ??= [document.body.innerHTML, document.body.innerHTML.replaceAll('Service Desk', 'Help Desk').replace('<tr class="Display"', '<tr class="Display Marked"')]);
  const end = performance.now() + most;
  let made = 0;
  for (; made < n && performance.now() < end; made++) {
    document.body.innerHTML = views[made % 2];
    const begin = performance.now();
    do await new Promise((done) => requestAnimationFrame(done));
    while (guided && performance.now() - begin < 60 && !globalThis.__ringOn(document.querySelector('.DropDownButton2 > .Button2')));
  }
  return made;
}

/** Heap of a page, and of the worker if a guide runs, before and after each quarter of the swaps. */
async function heaps(b, guided) {
  const page = await openPractice(b, { kit: '2026', rows: '20' }, LIST);
  await page.waitForSelector('tr.Display');
  const panel = guided ? await startGuide(b) : null;
  await page.bringToFront();
  if (guided) await ringOn(page, 'new-api-user', 'new-button');
  const world = await openWorld(page, b.id);
  const target = await b.browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().includes(b.id));
  const worker = guided ? await target.createCDPSession() : null;
  await world.run(swap, 100, guided, QUARTER_MS); // warm: code is compiled, caches are full
  const told = { swaps: 0, page: [await heap(world.cdp)], worker: worker ? [await heap(worker)] : [], elements: await page.evaluate(() => document.querySelectorAll('*').length) };
  for (let quarter = 0; quarter < 4; quarter++) {
    told.swaps += await world.run(swap, SWAPS / 4, guided, QUARTER_MS);
    told.page.push(await heap(world.cdp));
    if (worker) told.worker.push(await heap(worker));
  }
  await worker?.detach();
  await world.close();
  await panel?.close();
  await page.close();
  return told;
}

/** The same swaps without and with a guide. */
export async function memory(b) {
  const without = await heaps(b, false);
  return { without, guided: await heaps(b, true) };
}

/** What gate.js does when it runs, and what of ours is alive in a page without a guide. */
export async function idle(b) {
  const code = readFileSync(join(ROOT, 'dist/chromium/gate.js'), 'utf8');
  const used = new Set();
  const spy = new Proxy({}, {
    has: () => true,
    get: (_, name) => {
      if (typeof name === 'string') used.add(name);
      if (name === 'chrome') return { runtime: { sendMessage: () => Promise.resolve() } };
      return name === 'globalThis' ? spy : undefined;
    },
  });
  vm.runInNewContext(`with (spy) { ${code} }`, { spy });
  const page = await openPractice(b, { kit: '2026' }, LIST);
  await page.waitForSelector('tr.Display');
  const world = await openWorld(page, b.id);
  const count = async (what) => {
    const { result } = await world.cdp.send('Runtime.evaluate', { contextId: world.contextId, expression: `${what}.prototype` });
    const { objects } = await world.cdp.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
    const { result: length } = await world.cdp.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: 'function () { return this.length }', returnByValue: true });
    return length.value;
  };
  const observers = (await count('MutationObserver')) + (await count('IntersectionObserver')) + (await count('ResizeObserver')) + (await count('PerformanceObserver'));
  const wasm = await count('WebAssembly.Memory');
  const ours = await world.run(() => ({ content: !!globalThis.proxumaConnect, overlay: !!globalThis.proxumaOverlay }));
  await world.close();
  await page.close();
  const timers = ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback'].filter((t) => used.has(t));
  return { bytes: Buffer.byteLength(code), uses: [...used].filter((u) => u !== 'globalThis'), observers, timers: timers.length, wasm, content: ours.content || ours.overlay };
}
