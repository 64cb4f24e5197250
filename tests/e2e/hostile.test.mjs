// The page can't drive us: script in Autotask's or Proxuma's page, look-alike hosts, another
// extension, framed or probed extension pages. No state change, no request, no fill, no answer.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { armed, holdIs, holdState, noticed } from './armed.mjs';
import { PROXUMA, ROOT, openPractice, overlays, press, ringOn, startGuide, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const hostile = withBrowser();

/** What the extension has stored, and what its panel shows. */
const everything = (panel) => panel.evaluate(async () => JSON.stringify([
  await chrome.storage.local.get(null), document.querySelector('#credentials').dataset.state, document.querySelector('#changes').textContent,
]));

/** Messages as our own content script and panel send them, with every kind there is. */
const MESSAGES = ['hello', 'digest', 'done', 'measured', 'pressed', 'secret', 'bye', 'open', 'start', 'consent', 'accept', 'undo', 'fill', 'send', 'copy', 'worked', 'discard', 'pin', 'look', 'page-report', 'stop']
  .map((t) => ({ v: 1, t, doc: 'x', call: 1, node: 1, outcome: 'ok', fields: [], id: 'KEY', secret: 'PLANTEDSECRET1234567890', head: '{"nodes":[', rows: '', base: 0, at: 0, end: 0, seq: 1, body: { t, yes: true, secret: true, typed: 'acme', origin: 'https://acme.proxuma.com' } }));

/** Everything a page's own script can try. */
function attack(messages) {
  for (const m of messages) {
    window.postMessage(m, '*');
    for (const target of [window, document, document.documentElement]) {
      target.dispatchEvent(new CustomEvent('proxuma-connect', { detail: m }));
      target.dispatchEvent(new CustomEvent(m.t, { detail: m }));
      target.dispatchEvent(new MessageEvent('message', { data: m }));
    }
    try {
      globalThis.chrome?.runtime?.sendMessage?.(m);
    } catch { /* pages have no such thing */ }
  }
  globalThis.proxumaConnect?.again?.();
  const fake = document.createElement('proxuma-connect-overlay');
  fake.dataset.step = 'hand-off';
  fake.dataset.state = 'done';
  document.documentElement.append(fake);
  // Presses that only a listener of ours could take for the admin's: the kit's own buttons want more.
  for (const el of document.querySelectorAll('[id], button, a, input')) {
    el.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  }
  fake.remove();
}

hostile('script in the page that shows the secret changes nothing and gets no answer', async (b) => {
  const { panel, form } = await noticed(b);
  await form.bringToFront();
  const answers = await form.evaluateHandle(() => {
    const heard = [];
    addEventListener('message', (e) => heard.push(e.data));
    return heard;
  });
  const before = await everything(panel);
  await form.evaluate(attack, MESSAGES);
  // A round trip through page, worker and panel after the attack: had it done something, it would show.
  await panel.reload();
  await holdIs(panel, 'captured');
  assert.equal(await everything(panel), before);
  const heard = await answers.jsonValue();
  assert.ok(heard.every((m) => MESSAGES.some((own) => own.t === m.t)), 'only its own messages came back');
  // A press that script made is none: the form that goes away was not saved.
  await form.evaluate(attack, MESSAGES);
  await form.close();
  await holdIs(panel, 'none');
});

hostile('script in a Proxuma page can make neither a fill nor a delivery happen', async (b) => {
  const { panel } = await armed(b);
  const page = await b.browser.newPage();
  await page.goto(PROXUMA);
  await (await page.waitForSelector('.connect')).click();
  await panel.bringToFront();
  await until('the offer is on show', () => panel.$eval('#code', (el) => el.checkVisibility()));
  const requests = [];
  page.on('request', (r) => requests.push(r.url()));
  await page.evaluate(attack, MESSAGES);
  await panel.reload();
  await until('the offer is on show again', () => panel.$eval('#code', (el) => el.checkVisibility()));
  assert.equal(await holdState(panel), 'armed');
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('input')].map((i) => i.value).join('')), '');
  assert.deepEqual(await page.evaluate(async () => (await fetch('/practice/received')).json()), []);
});

hostile('a button that hands over ignores a press in the first 700 ms, and a synthetic one always waits', async (b) => {
  const { panel } = await armed(b);
  const page = await b.browser.newPage();
  await page.goto(PROXUMA);
  await panel.bringToFront();
  await until('the destination', () => panel.$eval('#fill', (el) => el.getAttribute('aria-disabled') !== 'true'));
  // The button is moved and pressed twice at once, as a hidden double-click would be.
  const early = await panel.evaluate(async () => {
    document.querySelector('#credentials').style.marginTop = '37px';
    const button = document.querySelector('#fill');
    button.click();
    button.click();
    await new Promise((r) => setTimeout(r, 300));
    button.click();
    return document.querySelector('#credentials').dataset.state;
  });
  assert.equal(early, 'armed');
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('input')].map((i) => i.value).join('')), '');
  await press(panel, 'fill');
  await holdIs(panel, 'filled');
});

const LOOKALIKES = ['https://ww5.autotask.net.evil.example', 'https://autotask-net.example', 'https://wwautotask.net', 'http://ww5.autotask.net', 'https://ww5.autotask.net:8443'];

// Chromium would turn http into https by itself, and load the real host.
const HTTP = { args: ['--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable'] };

hostile('look-alike hosts are not looked at', async (b) => {
  const page = await openPractice(b);
  const panel = await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
  for (const host of LOOKALIKES) {
    const other = await b.browser.newPage();
    await other.setRequestInterception(true);
    other.on('request', (r) => r.respond({ status: 200, contentType: 'text/html', body: '<title>Autotask</title><h1>Security Levels</h1><table><tr><td>API User (system) (API-only)</td><td><button title="Options">x</button></td></tr></table>' }));
    await other.goto(`${host}/AutotaskOnyx/LandingPage`);
    await other.bringToFront();
    assert.deepEqual(await overlays(other), [], host);
    await press(panel, 'page-report');
    const report = await until('the report', () => panel.$eval('[data-testid="page-report-json"]', (el) => el.value));
    assert.ok(!report.includes(new URL(host).host) || new URL(host).host === 'ww5.autotask.net', host);
    assert.ok(!report.includes('Security Levels'), host);
    await other.close();
  }
}, HTTP);

hostile('no packaged file can be framed, fetched or probed by a page', async (b) => {
  const page = await openPractice(b);
  const files = readdirSync(join(ROOT, 'dist/chromium'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile()).map((f) => join(f.parentPath, f.name).slice(join(ROOT, 'dist/chromium').length + 1));
  assert.ok(files.includes('panel.html') && files.includes('wasm/proxuma_connect_bg.wasm'));
  const reached = await page.evaluate(async (id, list) => {
    const found = [];
    for (const file of list) {
      const url = `chrome-extension://${id}/${file}`;
      if (await fetch(url).then(() => true, () => false)) found.push(`fetch ${file}`);
      const img = new Image();
      if (await new Promise((r) => ((img.onload = () => r(true)), (img.onerror = () => r(false)), (img.src = url)))) found.push(`image ${file}`);
    }
    return found;
  }, b.id, files);
  assert.deepEqual(reached, []);
  await page.evaluate((id) => {
    const frame = document.createElement('iframe');
    frame.src = `chrome-extension://${id}/panel.html`;
    document.body.append(frame);
  }, b.id);
  const framed = await until('the frame has settled', () => page.frames().find((f) => f.parentFrame() && /chrome-error|chrome-extension/.test(f.url())));
  assert.ok(framed.url().startsWith('chrome-error:'), framed.url());
});

/** Another extension that tries every message on ours. */
function intruder() {
  const dir = mkdtempSync(join(tmpdir(), 'proxuma-intruder-'));
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Intruder', version: '1', permissions: ['storage'] }));
  writeFileSync(join(dir, 'try.html'), '<!doctype html><title>Intruder</title>');
  return dir;
}

const stranger = intruder();
after(() => rmSync(stranger, { recursive: true, force: true }));

hostile('another extension gets no answer and no port', async (b) => {
  const { panel } = await armed(b);
  const before = await everything(panel);
  const ids = await panel.evaluate(() => chrome.runtime.id);
  const page = await b.browser.newPage();
  await page.goto('chrome://extensions');
  const others = await page.evaluate(() => new Promise((r) => chrome.developerPrivate.getExtensionsInfo((list) => r(list.map((e) => [e.id, e.name])))));
  const [other] = others.find(([, name]) => name === 'Intruder');
  await page.goto(`chrome-extension://${other}/try.html`);
  const got = await page.evaluate(async (id, messages) => {
    const answers = [];
    for (const m of messages) {
      const answer = await Promise.race([
        chrome.runtime.sendMessage(id, m).then((a) => a ?? 'none', () => 'refused'),
        new Promise((r) => setTimeout(() => r('silence'), 300)),
      ]);
      answers.push(answer);
    }
    const port = chrome.runtime.connect(id, { name: 'panel' });
    const ended = await new Promise((r) => {
      port.onDisconnect.addListener(() => r('disconnected'));
      port.onMessage.addListener((m) => r(m));
      setTimeout(() => r('silence'), 1000);
      try {
        port.postMessage(messages[0]);
      } catch { /* closed already */ }
    });
    return [...new Set(answers), ended];
  }, ids, MESSAGES);
  assert.ok(got.every((a) => ['none', 'refused', 'silence', 'disconnected'].includes(a)), JSON.stringify(got));
  await panel.bringToFront();
  assert.equal(await everything(panel), before);
}, { extra: [stranger] });
