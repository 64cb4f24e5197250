// What differs between Chromium and Firefox under test, and nothing else: how each is started with
// the extension, how the practice's host names reach loopback, how the background is ended, and how
// a closed shadow root is looked into. `BROWSER=chromium|firefox` chooses; tests don't ask which.
// What differs in the extension itself stands in scripts/browsers.mjs.
//
// Known differences in what is tested:
// - Firefox has no service worker: «ended» means what its idle timer does to an event page.
// - Firefox's WebDriver BiDi reports no navigation of extension pages, so they are polled.
// - The panel is opened as a tab in both. Firefox's toolbar button and sidebar have a test of their own
//   (firefox.test.mjs); Chromium's driver does not reach its toolbar.
// - Our own pages' looks, contrast and accessibility tree (axe, reading) are looked at in Chromium only:
//   BiDi emulates neither forced colours nor colour schemes and has no accessibility tree.
// - The practice page inside the extension (try) is a page with frames of its own, which BiDi does not
//   follow; a second extension beside ours (hostile), files of the profile under a running browser
//   (canary) and the long soak are tried in Chromium only.
// - Firefox takes no --host-resolver-rules: a CONNECT proxy on loopback leads every practice host to
//   the practice and refuses all others.
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';
import { until } from './until.mjs';

export const ROOT = resolve(import.meta.dirname, '../..');
// Older Chromium (148, as Debian's mirrors still give) loads an extension over the pipe only when told
// that it may; the driver no longer says so.
export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-popup-blocking', '--disable-features=HttpsFirstBalancedModeAutoEnable', '--enable-unsafe-extension-debugging'];
const HOST = 'proxuma-connect-overlay';
const VIEW = { width: 1360, height: 900 };

/**
 * @typedef {object} Overlay what one document shows, boxes in page coordinates
 * @property {string} step @property {string} state @property {any} ring @property {any} card @property {boolean} closed
 */

const pairs = (list) => Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);

// ── Chromium ────────────────────────────────────────────────────────────────────────────────────

const chromium = {
  async start(port, { headless, extension = join(ROOT, 'dist/chromium'), dir, args = [], extra = [], policy }) {
    const unplace = policy ? placePolicy(extension, policy) : () => {};
    const browser = await puppeteer.launch({
      browser: 'chrome',
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless,
      pipe: true,
      enableExtensions: [extension, ...extra],
      acceptInsecureCerts: true,
      userDataDir: dir,
      defaultViewport: headless ? VIEW : null,
      args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP *.autotask.net 127.0.0.1:${port}, MAP *.proxuma.com 127.0.0.1:${port}`, '--ignore-certificate-errors', '--window-size=1360,980', ...args],
    });
    const worker = await browser.waitForTarget((t) => t.type() === 'service_worker' && t.url().endsWith('background.js'), { timeout: 20_000 });
    return { browser, base: `chrome-extension://${new URL(worker.url()).host}`, close: () => browser.close().finally(unplace) };
  },

  openOwn: (_b, page, url) => page.goto(url),

  async endBackground(b) {
    const target = await b.browser.waitForTarget((t) => t.type() === 'service_worker');
    await (await target.worker()).close();
  },

  /** @returns {Promise<Overlay[]>} */
  async overlays(page) {
    const cdp = await page.createCDPSession();
    try {
      const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
      const hosts = [];
      const walk = (node) => {
        if (node.nodeName === HOST.toUpperCase()) hosts.push(node);
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
  },
};

const POLICIES = '/etc/chromium/policies/managed';

/** An unpacked extension's id: the path's digest in letters from a to p. */
const idOf = (path) => createHash('sha256').update(path).digest('hex').slice(0, 32).replace(/./g, (c) => String.fromCharCode(97 + parseInt(c, 16)));

/** Sets a machine's policy for one extension; Chromium brings it a few seconds after its start. */
function placePolicy(extension, policy) {
  const file = join(POLICIES, `proxuma-connect-test-${process.pid}.json`);
  const remove = () => rmSync(file, { force: true });
  process.once('exit', remove);
  mkdirSync(POLICIES, { recursive: true });
  writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [idOf(extension)]: policy } } }));
  return remove;
}

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

// ── Firefox ─────────────────────────────────────────────────────────────────────────────────────

export const GECKO_ID = 'connect@proxuma.com';
/** Firefox gives each installation an address of its own; under test it is always this one. */
const GECKO_UUID = '6a1b1f6e-0c0e-4c7e-9d52-1f0c54f3a001';

/** A policies.json of this profile alone; Firefox reads it from there only where it is told that it is tested. */
function placeFirefoxPolicy(dir, policy) {
  const file = join(dir, 'policies.json');
  writeFileSync(file, JSON.stringify({ policies: { '3rdparty': { Extensions: { [GECKO_ID]: policy } } } }));
  return {
    prefs: { 'browser.policies.alternatePath': file, 'security.turn_off_all_security_so_that_viruses_can_take_over_this_computer': true },
    env: { MOZ_DISABLE_NONLOCAL_CONNECTIONS: '1' },
  };
}

/** Leads the practice's host names to its port and refuses every other. */
async function startProxy(port) {
  const server = createServer((_req, res) => res.writeHead(502).end());
  server.on('connect', (req, socket, head) => {
    socket.on('error', () => {});
    if (!/\.(autotask\.net|proxuma\.com):443$/.test(req.url)) return void socket.end('HTTP/1.1 502 Not here\r\n\r\n');
    const up = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      up.write(head);
      up.pipe(socket).pipe(up);
    });
    up.on('error', () => socket.destroy());
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { port: server.address().port, stop: () => (server.closeAllConnections(), server.close()) };
}

const firefox = {
  async start(port, { headless, extension = join(ROOT, 'dist/firefox'), dir, prefs = {}, policy }) {
    const proxy = await startProxy(port);
    const fleet = policy ? placeFirefoxPolicy(dir, policy) : { prefs: {}, env: {} };
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      headless,
      acceptInsecureCerts: true,
      userDataDir: dir,
      defaultViewport: headless ? VIEW : null,
      // Without it BiDi refuses to open extension pages and to reach the event page.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'network.proxy.type': 1, 'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': proxy.port,
        'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxy.port,
        'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: GECKO_UUID }),
        'dom.disable_open_during_load': false,
        ...fleet.prefs,
        ...prefs,
      },
      env: { ...process.env, ...fleet.env },
    });
    await browser.installExtension(extension);
    return { browser, base: `moz-extension://${GECKO_UUID}`, close: () => browser.close().finally(proxy.stop) };
  },

  async openOwn(b, page, url) {
    await bidi(b.browser, 'browsingContext.navigate', { context: contextOf(page.mainFrame()), url, wait: 'none' });
    await until(`${url} to open`, () => page.evaluate((to) => location.href === to && document.readyState === 'complete', url));
  },

  async endBackground(b) {
    const value = await inWindow(b, `(async () => {
      const { extension } = WebExtensionPolicy.getByID('${GECKO_ID}');
      await extension.terminateBackground({ disableResetIdleForTest: true });
      return extension.backgroundState;
    })()`);
    if (value !== 'stopped') throw new Error(`the event page was not ended but is ${value}`);
  },

  /** @returns {Promise<Overlay[]>} */
  async overlays(page) {
    const browser = page.browser();
    const found = [];
    for (const frame of page.frames()) {
      const host = await evaluate(browser, contextOf(frame), `document.querySelector('${HOST}')`, { includeShadowTree: 'all', maxDomDepth: 5 });
      if (host.type !== 'node') continue;
      const parts = {};
      const inside = (node) => {
        if (node.value.attributes?.part) parts[node.value.attributes.part] = node.sharedId;
        for (const child of node.value.children ?? []) inside(child);
      };
      const { shadowRoot, attributes } = host.value;
      if (shadowRoot) inside(shadowRoot);
      const ring = await rect(browser, frame, parts.ring);
      const card = await rect(browser, frame, parts.card);
      found.push({ step: attributes['data-step'], state: attributes['data-state'], ring, card, closed: shadowRoot?.value.mode === 'closed' });
    }
    return found;
  },
};

/** Runs a script in Firefox's own window, where its buttons and sidebar are. */
export async function inWindow(b, expression) {
  const { contexts } = await bidi(b.browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' });
  return (await evaluate(b.browser, contexts[0].context, expression)).value;
}

const bidi = async (browser, method, params) => (await browser.connection.send(method, params)).result;
const contextOf = (frame) => frame._id;

async function evaluate(browser, context, expression, serializationOptions = {}) {
  const answer = await bidi(browser, 'script.evaluate', { expression, target: { context }, awaitPromise: true, serializationOptions });
  if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? expression);
  return answer.result;
}

/** A node's box in page coordinates: its own, moved by where its document stands in the page. */
async function rect(browser, frame, sharedId) {
  if (!sharedId) return null;
  const functionDeclaration = '(el) => [el, document.documentElement].flatMap((e) => { const b = e.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; })';
  const answer = await bidi(browser, 'script.callFunction', { functionDeclaration, arguments: [{ sharedId }], target: { context: contextOf(frame) }, awaitPromise: false });
  const [x, y, width, height, rootX, rootY] = answer.result.value.map((v) => (v.value === '-0' ? 0 : v.value));
  if (width === 0 && height === 0) return null;
  const root = await (await frame.$('html')).boundingBox();
  return { x: x + root.x - rootX, y: y + root.y - rootY, width, height };
}

// ────────────────────────────────────────────────────────────────────────────────────────────────

const DRIVERS = { chromium, firefox };
export const BROWSER = process.env.BROWSER ?? 'chromium';
const driver = DRIVERS[BROWSER];
if (!driver) throw new Error(`BROWSER is «${BROWSER}», not one of ${Object.keys(DRIVERS)}`);

/** Why a fleet's policy can't be set on this machine, or nothing if it can. */
export function noPolicy() {
  if (BROWSER !== 'chromium') return '';
  try {
    mkdirSync(POLICIES, { recursive: true });
    accessSync(POLICIES, constants.W_OK);
    return '';
  } catch (error) {
    return `Chromium reads policies from ${POLICIES}, which can't be written (${error.code})`;
  }
}

/** Opens a page of the extension in a tab. */
export const openOwn = (b, page, url) => driver.openOwn(b, page, url);
/** Ends the background script, as the browser does when it idles. */
export const endBackground = (b) => driver.endBackground(b);
/** All frames of a page, with their overlay if they show one. */
export const overlays = (page) => driver.overlays(page);

/**
 * Removes a browser's profile once the browser is gone. Its helper processes outlive it by a moment
 * and go on writing, and rmSync's own retries only repeat the last rmdir: ENOTEMPTY was seen after five.
 */
export const removeProfile = (dir) => until('the profile is removed', () => {
  rmSync(dir, { recursive: true, force: true });
  return true;
});

/** A fresh browser profile with the extension as built for that browser. */
export async function startBrowser(port, { headless = true, profile, ...more } = {}) {
  const dir = profile ?? mkdtempSync(join(tmpdir(), 'proxuma-e2e-'));
  const { browser, base, close } = await driver.start(port, { headless, dir, ...more });
  return {
    browser, profile: dir, base,
    id: new URL(base).host,
    panelUrl: `${base}/panel.html`,
    async stop() {
      await close().catch(() => {});
      if (!profile) await removeProfile(dir);
    },
  };
}
