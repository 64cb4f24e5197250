// «Try it here first»: the practice page inside the extension, from the welcome page to the filled
// form, with the scripts as shipped, and without a trace in the real guide's session or storage.
import test from 'node:test';
import assert from 'node:assert/strict';
import { openOwn, overlays, press, startBrowser, telling, until } from './support.mjs';

/** The extension's own page of this name, with its panel's frame. */
async function openTry(b) {
  const page = await b.browser.newPage();
  await openOwn(b, page, `${b.base}/welcome.html`);
  await page.waitForSelector('[data-testid="welcome-try"]');
  await page.bringToFront();
  await page.click('[data-testid="welcome-try"]');
  await until('the practice page', () => page.url().endsWith('/try.html'));
  const panel = await until('the panel', () => page.frames().find((f) => f.url().endsWith('/panel.html')));
  return { page, panel };
}

const centre = (box) => [box.x + box.width / 2, box.y + box.height / 2];

/** Waits for the ring of a step around an element, and gives the element. */
async function ringed(page, step, selector) {
  return until(`step «${step}» on ${selector}`, async () => {
    const el = await page.$(selector);
    const [at, ring] = [await el.boundingBox(), (await overlays(page)).find((o) => o.step === step && o.state === 'shown')?.ring];
    if (!at || !ring) throw new Error(JSON.stringify(await overlays(page)));
    const [x, y] = centre(at);
    return x > ring.x && x < ring.x + ring.width && y > ring.y && y < ring.y + ring.height && ring.height < at.height + 60 ? el : null;
  });
}

async function clickRinged(page, step, selector) {
  const el = await ringed(page, step, selector);
  await el.click();
}

/** What the real guide has stored. The worker is asked, so that nothing of the practice is in between. */
async function stored(b) {
  const target = await b.browser.waitForTarget((t) => t.type() === 'service_worker');
  const worker = await target.worker();
  return worker.evaluate(async () => JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null)]));
}

const value = (page, selector) => page.$eval(selector, (el) => el.value);
const on = (page, selector) => page.$eval(selector, (el) => el.checked);

test('the practice page runs the whole guide and leaves the real one alone', async () => {
  const b = await startBrowser(1);
  try {
    await telling(b, async () => {
      const { page, panel } = await openTry(b);
      // The worker stores its empty session once it has seen the tab come to the front.
      let real = '';
      await until('a stored session that stays', async () => (real = await stored(b)).includes('live') && real === (await stored(b)));
      await press(panel, 'start');
      assert.equal((await overlays(page)).length, 0, 'nothing is shown before consent');
      await press(panel, 'consent');

      await ringed(page, 'name-level', '#level-name');
      await press(panel, 'offer');
      await until('the name', async () => (await value(page, '#level-name')) === 'Proxuma API Connection');
      await clickRinged(page, 'open-other', '[aria-controls="other"]');
      await until('the webhook boxes', async () => (await on(page, '#webhooks')) && (await value(page, '#maximum')) === '50');
      await clickRinged(page, 'open-web-services', '[aria-controls="services"]');
      await until('the login box', () => on(page, '#login'));
      assert.equal(await page.$$eval('#other input:checked', (list) => list.length), 1, 'only the announced box');

      await ringed(page, 'save-level', '[data-save="user"]');
      await press(panel, 'undo');
      await until('the undo', async () => (await page.$$eval('main input:checked', (list) => list.length)) === 0 && (await value(page, '#maximum')) === '0');
      await ringed(page, 'name-level', '#level-name');
      await press(panel, 'offer');
      // What was undone is not set again by itself: the admin does it.
      await clickRinged(page, 'allow-webhooks', '#webhooks');
      await (await ringed(page, 'allow-webhooks', '#maximum')).click({ count: 3 });
      await page.keyboard.type('50');
      await clickRinged(page, 'allow-api-login', '#login');
      await clickRinged(page, 'allow-api-login', '[data-all="true"]');
      await clickRinged(page, 'save-level', '[data-save="user"]');

      await ringed(page, 'choose-level', '#user-level');
      await page.select('#user-level', 'Proxuma API Connection');
      await clickRinged(page, 'generate-key', '[data-generate="key"]');
      await clickRinged(page, 'generate-secret', '[data-generate="secret"]');
      const [key, secret] = [await value(page, '#key'), await value(page, '#secret')];
      await until('the credentials', async () => (await panel.$eval('#client-id', (el) => el.innerText)) === key);
      assert.ok(!(await panel.content()).includes(secret), 'the panel never shows the secret');
      await clickRinged(page, 'save-user', '[data-save="users"]');

      await press(panel, 'fill');
      await until('the filled form', async () => (await value(page, '#client-id')) === key && (await value(page, '#client-secret')) === secret);
      assert.equal(await page.$eval('#connected', (el) => el.innerText), '', 'nothing is submitted');
      await page.click('#connect');
      await press(panel, 'worked');
      await until('the end', () => panel.$eval('#finished', (el) => el.checkVisibility()));

      assert.equal(await stored(b), real, 'the real session and its storage are as before');
      assert.ok(!(await stored(b)).includes(key), 'no key outside the practice page');
    });
  } finally {
    await b.stop();
  }
});

test('the real guide refuses the practice page as a place', async () => {
  const b = await startBrowser(1);
  try {
    await telling(b, async () => {
      const { page } = await openTry(b);
      const panel = await b.browser.newPage();
      await openOwn(b, panel, b.panelUrl);
      await press(panel, 'start');
      await press(panel, 'consent');
      const away = await b.browser.newPage();
      await openOwn(b, away, `${b.base}/help.html`);
      const real = await stored(b);
      // As if the page spoke to the background itself, past its bridge.
      await away.evaluate(async () => {
        const head = JSON.stringify({ v: 1, url: 'https://ww5.autotask.net/', title: '', lang: 'en', w: 9, h: 9, focused: true, cut: false, rows: [] }).slice(0, -2);
        for (const msg of [{ t: 'hello' }, { t: 'digest', seq: 1, base: 0, head, at: 0, end: 0, rows: '' }, { t: 'secret', id: 'abcdefghijklmno@acme.example', secret: 'abcdefghijklmnopqrstuvwxy' }]) await chrome.runtime.sendMessage({ v: 1, doc: 'd', ...msg }).catch(() => {});
      });
      // The background takes one event after the other: what came before this report is done with it.
      await press(panel, 'page-report');
      await until('the report', () => panel.$eval('[data-testid="page-report-json"]', (el) => el.value));
      assert.equal((await overlays(page)).length, 0, 'the guide of the practice page was not started');
      assert.equal(await panel.$eval('#host', (el) => el.innerText), '', 'no host is guided');
      assert.equal(await stored(b), real);
    });
  } finally {
    await b.stop();
  }
});
