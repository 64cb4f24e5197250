// What the browser tests share: the practice server, a person who clicks and types (and is counted),
// and what the ring must enclose. What differs between browsers stands in browsers.mjs.
// No test stands here.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, openOwn, overlays } from './browsers.mjs';
import { until } from './until.mjs';

export { CHROMIUM_FLAGS, ROOT, endBackground, openOwn, overlays, startBrowser } from './browsers.mjs';
export { until } from './until.mjs';

export const AUTOTASK = 'https://ww5.autotask.net';
export const PROXUMA = 'https://acme.proxuma.com';
export const SHELL = `${AUTOTASK}/AutotaskOnyx/LandingPage?view=my-workspace`;

/** Runs a test's body; when it fails, says what each page and the panel showed, with a screenshot of each. */
export async function telling(b, body) {
  try {
    return await body();
  } catch (error) {
    const dir = mkdtempSync(join(tmpdir(), 'proxuma-failed-'));
    let n = 0;
    for (const page of await b.browser.pages()) {
      const url = await page.evaluate(() => location.href).catch(() => page.url());
      if (!/^(https|.*-extension)/.test(url)) continue;
      const file = join(dir, `${n++}.png`);
      // A picture of a tab behind another one is never taken, and would keep the test waiting.
      await page.bringToFront().catch(() => {});
      await page.screenshot({ path: file }).catch(() => {});
      const panel = await page.$eval('#guide', (el) => el.innerText.slice(0, 260)).catch(() => '');
      console.error(`at failure: ${url.split('?')[0]} ${file} ${panel.replaceAll('\n', ' | ')} ${JSON.stringify(await overlays(page).catch(() => 'closed'))}`);
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

/** Opens panel.html as a tab, presses start and gives consent. */
export async function startGuide(b, { haveUser = false } = {}) {
  const panel = await b.browser.newPage();
  await openOwn(b, panel, b.panelUrl);
  await press(panel, 'start');
  await press(panel, 'consent');
  if (haveUser) await press(panel, 'have-user');
  return panel;
}

const testid = (id) => `[data-testid="${id}"]`;

/**
 * Presses a control of the panel when it can be pressed and has stood still between two looks: one
 * that hands a secret over ignores a press that comes as it moves.
 */
export async function press(panel, id) {
  let last = '';
  await until(`panel control «${id}»`, async () => {
    const now = await panel.$eval(testid(id), (el, before) => {
      const can = el.checkVisibility() && !el.disabled && el.getAttribute('aria-disabled') !== 'true' && !el.hasAttribute('data-inert');
      const { x, y, width, height } = el.getBoundingClientRect();
      const place = can ? [x, y, width, height].join() : '';
      if (place && place === before) el.click();
      return place;
    }, last).catch(() => '');
    const pressed = now !== '' && now === last;
    last = now;
    return pressed;
  });
}

/** An element's box when the page has stopped moving it: the guide scrolls gently to what it marks. */
async function restingBox(el) {
  let last;
  return until('the element at rest', async () => {
    const { x, y, width, height } = await el.boundingBox();
    const same = last === [x, y].join();
    last = [x, y].join();
    return same && { x, y, width, height };
  });
}

export const panelText = (panel, id) => panel.$eval(testid(id), (el) => el.innerText.trim()).catch(() => '');
export const stepStates = (panel) =>
  panel.$$eval(`${testid('steps')} li[data-step]`, (list) => Object.fromEntries(list.map((li) => [li.dataset.step, li.dataset.state])));

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
    const box = await restingBox(el);
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
    const box = await restingBox(el);
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
