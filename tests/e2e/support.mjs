// What the browser tests share: the practice server, a browser with the extension as shipped, a
// person who clicks and types (and is counted), and a look into the closed shadow root.
// No test stands here.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';

export const ROOT = resolve(import.meta.dirname, '../..');
export const AUTOTASK = 'https://ww5.autotask.net';
export const PROXUMA = 'https://acme.proxuma.com';
export const SHELL = `${AUTOTASK}/AutotaskOnyx/LandingPage?view=my-workspace`;

/** Polls until `probe` gives something truthy; fails with what it last gave. */
export async function until(what, probe, ms = 10_000) {
  const end = Date.now() + ms;
  let last;
  for (;;) {
    try {
      last = await probe();
      if (last) return last;
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${error.message}`, { cause: error });
      last = error.message;
    }
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}; last seen: ${JSON.stringify(last)}`);
    await new Promise((r) => setTimeout(r, 40));
  }
}

/** Runs a test's body; when it fails, says what each page and the panel showed, with a screenshot of each. */
export async function telling(b, body) {
  try {
    return await body();
  } catch (error) {
    const dir = mkdtempSync(join(tmpdir(), 'proxuma-failed-'));
    let n = 0;
    for (const page of await b.browser.pages()) {
      if (!/^(https|chrome-extension)/.test(page.url())) continue;
      const file = join(dir, `${n++}.png`);
      await page.screenshot({ path: file }).catch(() => {});
      const panel = await page.$eval('#guide', (el) => el.innerText.slice(0, 260)).catch(() => '');
      console.error(`at failure: ${page.url().split('?')[0]} ${file} ${panel.replaceAll('\n', ' | ')} ${JSON.stringify(await overlays(page).catch(() => 'closed'))}`);
    }
    throw error;
  }
}

/** Starts the practice server; it ends when this process's pipe to it closes. */
export async function startPractice() {
  const child = spawn(process.env.PRACTICE ?? join(ROOT, 'target/release/practice'), ['--port', '0', '--until-stdin-closes'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise((done, fail) => {
    createInterface({ input: child.stdout }).once('line', done);
    child.once('exit', (code) => fail(new Error(`practice ended with ${code}`)));
    child.once('error', fail);
  });
  const { port } = JSON.parse(line);
  return { port, stop: () => child.stdin.end() };
}

export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-popup-blocking', '--disable-features=HttpsFirstBalancedModeAutoEnable'];

/** A fresh browser profile with the extension of dist/chromium. */
export async function startBrowser(port, { headless = true, extension = join(ROOT, 'dist/chromium'), profile, args = [], extra = [] } = {}) {
  const dir = profile ?? mkdtempSync(join(tmpdir(), 'proxuma-e2e-'));
  const browser = await puppeteer.launch({
    browser: 'chrome',
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless,
    pipe: true,
    enableExtensions: [extension, ...extra],
    acceptInsecureCerts: true,
    userDataDir: dir,
    defaultViewport: headless ? { width: 1360, height: 900 } : null,
    args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP *.autotask.net 127.0.0.1:${port}, MAP *.proxuma.com 127.0.0.1:${port}`, '--ignore-certificate-errors', '--window-size=1360,980', ...args],
  });
  const worker = await browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().endsWith('background.js'), { timeout: 20_000 });
  const id = new URL(worker.url()).host;
  return {
    browser, id, profile: dir,
    panelUrl: `chrome-extension://${id}/panel.html`,
    async stop() {
      await browser.close().catch(() => {});
      if (!profile) rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Opens panel.html as a tab, presses start and gives consent. */
export async function startGuide(b, { haveUser = false } = {}) {
  const panel = await b.browser.newPage();
  await panel.goto(b.panelUrl);
  await press(panel, 'start');
  await press(panel, 'consent');
  if (haveUser) await press(panel, 'have-user');
  return panel;
}

const testid = (id) => `[data-testid="${id}"]`;

/** Presses a control of the panel when it can be pressed. */
export async function press(panel, id) {
  await until(`panel control «${id}»`, () => panel.$eval(testid(id), (el) => el.checkVisibility() && !el.disabled && el.getAttribute('aria-disabled') !== 'true' && !el.hasAttribute('data-inert')).catch(() => false));
  await panel.$eval(testid(id), (el) => el.click());
}

export const panelText = (panel, id) => panel.$eval(testid(id), (el) => el.innerText.trim()).catch(() => '');
export const stepStates = (panel) =>
  panel.$$eval(`${testid('steps')} li[data-step]`, (list) => Object.fromEntries(list.map((li) => [li.dataset.step, li.dataset.state])));

/** All frames of a page, with their overlay if they show one: step, state, ring and card boxes in page coordinates. */
export async function overlays(page) {
  const cdp = await page.createCDPSession();
  try {
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const hosts = [];
    const walk = (node) => {
      if (node.nodeName === 'PROXUMA-CONNECT-OVERLAY') hosts.push(node);
      for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? []), ...(node.contentDocument ? [node.contentDocument] : [])]) walk(child);
    };
    walk(root);
    const found = [];
    for (const host of hosts) {
      const attrs = Object.fromEntries(pairs(host.attributes ?? []));
      const parts = {};
      const inside = (node) => {
        const a = Object.fromEntries(pairs(node.attributes ?? []));
        if (a.part) parts[a.part] = node;
        for (const child of node.children ?? []) inside(child);
      };
      for (const shadow of host.shadowRoots ?? []) inside(shadow);
      found.push({ step: attrs['data-step'], state: attrs['data-state'], ring: await boxOf(cdp, parts.ring), card: await boxOf(cdp, parts.card), closed: host.shadowRoots?.[0]?.shadowRootType === 'closed' });
    }
    return found;
  } finally {
    await cdp.detach().catch(() => {});
  }
}

const pairs = (list) => Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);

async function boxOf(cdp, node) {
  if (!node) return null;
  try {
    const { model } = await cdp.send('DOM.getBoxModel', { nodeId: node.nodeId });
    const [x, y] = model.border;
    return { x, y, width: model.width, height: model.height };
  } catch {
    return null; // not rendered
  }
}

/** The element that the practice itself names as right, with its frame. */
export async function truth(page, target) {
  for (const frame of page.frames()) {
    const handle = await frame.evaluateHandle((t) => globalThis.__practice?.find?.(t) ?? null, target).catch(() => null);
    const el = handle?.asElement();
    if (el && (await el.boundingBox())) return el;
  }
  return null;
}

const SLACK = 2;
const encloses = (ring, box) => ring && box && ring.x <= box.x + SLACK && ring.y <= box.y + SLACK && ring.x + ring.width >= box.x + box.width - SLACK && ring.y + ring.height >= box.y + box.height - SLACK;
/** A ring that encloses the target but a whole page besides does not point at anything. */
const tight = (ring, box) => ring.width <= box.width + 80 && ring.height <= box.height + 60;

/** Waits until the page's overlay shows this step with its ring on one of these targets. Gives the target. */
export async function ringOn(page, step, targets, ms = 8000) {
  const list = [targets].flat();
  return until(`step «${step}» with the ring on ${list}`, async () => {
    const shown = (await overlays(page)).filter((o) => o.step === step && o.state === 'shown' && o.ring);
    for (const o of shown) {
      for (const t of list) {
        const el = await truth(page, t);
        const box = await el?.boundingBox();
        if (encloses(o.ring, box) && tight(o.ring, box)) return t;
      }
    }
    const all = await overlays(page);
    const where = await Promise.all(list.map(async (t) => [t, await (await truth(page, t))?.boundingBox()]));
    throw new Error(JSON.stringify({ all, where }));
  }, ms);
}

/** A person: real mouse and keyboard input through the browser, counted. */
export class Person {
  clicks = 0;
  fields = 0;
  log = [];

  /** Clicks an element in its middle, with the real mouse. */
  async click(page, el, why) {
    await page.bringToFront();
    await el.scrollIntoView().catch(() => {});
    const box = await el.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    this.clicks += 1;
    this.log.push(`click ${why}`);
  }

  /** Clicks the practice's target. */
  async clickOn(page, target) {
    await this.click(page, await until(`target «${target}»`, () => truth(page, target)), target);
  }

  async hover(page, target) {
    const el = await until(`target «${target}»`, () => truth(page, target));
    const box = await el.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  }

  /** Replaces a field's text by typing. */
  async type(page, target, text) {
    const el = await until(`target «${target}»`, () => truth(page, target));
    const box = await el.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2, { count: 3 });
    await page.keyboard.type(text);
    this.fields += 1;
    this.log.push(`type ${target}`);
  }

  async pressPanel(panel, id) {
    await press(panel, id);
    this.clicks += 1;
    this.log.push(`panel ${id}`);
  }
}

/** What the practice server has stored and seen, for the browser's practice session. */
export const practiceState = (page) => page.evaluate(async () => (await fetch('/practice/state')).json());
export const practiceEvents = (page) => page.evaluate(async () => (await fetch('/practice/events')).json());

/** Sets the practice's switches and opens a page of it. */
export async function openPractice(b, switches = {}, to = SHELL) {
  const page = await b.browser.newPage();
  const query = new URLSearchParams({ ...switches, to: to.replace(AUTOTASK, '') });
  await page.goto(`${AUTOTASK}/practice/switches?${query}`);
  return page;
}
