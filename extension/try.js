// «Try it here first»: the guide runs on a practice page inside the extension. It has a core of its
// own in this page; the session, hold and storage of the real guide are not reached from here.
//
//   try-pages.js (stand-ins) · overlay.js, content.js and hands (as shipped) ── bridge ── Brain ── panel.html (frame)
//
// content.js speaks to a bridge in place of the background, the framed panel to a port made here.
// @ts-check

import init, { Brain, inspect_secret } from './wasm/proxuma_connect.js';
import { Digests } from './digests.js';
import { speak } from './words.js';
import { drawPages, showPage } from './try-pages.js';

const V = 1;
// Places as the core knows them. Names under the real hosts that exist for practice only: nothing is
// ever fetched from them, and the real guide refuses this page, which is not https.
const AUTOTASK = { tab: 1, frame: 0, origin: 'https://practice.autotask.net' };
const PROXUMA = { tab: 2, frame: 0, origin: 'https://practice.proxuma.com' };

/** @type {any} */ let here = AUTOTASK;
/** @type {string} */ let doc = '';
/** @type {((msg: any, sender: any) => void)[]} */ const eyes = [];
/** @type {((msg: any) => void)[]} */ const panels = [];
/** The practice secret. @type {Uint8Array<ArrayBuffer>|null} */ let held = null;

const real = globalThis.chrome;
const id = real.runtime.id;
/** @type {any} */ (globalThis).chrome = {
  i18n: real.i18n,
  storage: { managed: real.storage.managed, onChanged: real.storage.onChanged }, // the policy's language
  runtime: {
    id,
    getURL: (/** @type {string} */ path) => real.runtime.getURL(path),
    sendMessage: async (/** @type {any} */ msg) => heard(msg),
    onMessage: {
      addListener: (/** @type {any} */ f) => eyes.push(f),
      removeListener: (/** @type {any} */ f) => eyes.splice(eyes.indexOf(f) >>> 0, 1),
    },
  },
};
/** The framed panel connects here. */
/** @type {any} */ (globalThis).proxumaTry = {
  connect: () => ({
    postMessage: (/** @type {any} */ msg) => step(() => brain.panel(Date.now(), msg.body)),
    onMessage: { addListener: (/** @type {any} */ f) => panels.push(f) },
    onDisconnect: { addListener: () => {} },
  }),
};

const digests = new Digests();
/** @type {Brain} */ let brain;
const ready = start();

async function start() {
  const [texts] = await Promise.all([speak(), init({ module_or_path: real.runtime.getURL('wasm/proxuma_connect_bg.wasm') })]);
  brain = new Brain(Object.entries(texts).flat());
  drawPages(texts);
  carryOut(brain.restored(Date.now(), undefined, undefined));
  // The practice user is there already: its form is the shorter one.
  carryOut(brain.panel(Date.now(), { t: 'have-user', yes: true }));
}

/** One event after the other, as in the background. @param {() => any[]} event */
function step(event) {
  return ready.then(() => carryOut(event())).catch((error) => console.error('proxuma-connect:', String(error?.message ?? error)));
}

/** A message of content.js. What an instance that left still says is not heard. @param {any} msg */
function heard(msg) {
  const from = here;
  doc = msg.doc;
  const text = msg.t === 'digest' && digests.whole(msg);
  if (text) return step(() => brain.digest(Date.now(), from, msg.doc, msg.seq, text));
  if (msg.t === 'secret') return step(() => secret(from, msg));
  return step(() => brain.page(Date.now(), from, msg));
}

/** @param {any} from @param {any} msg */
function secret(from, msg) {
  const bytes = new TextEncoder().encode(msg.secret);
  const finding = inspect_secret(bytes.slice());
  if (finding.is === 'secret') held = bytes;
  return brain.noticed(Date.now(), from, msg.doc, msg.id, finding);
}

/** Turns to the other site, as bringing its tab to the front does. @param {any} to */
function turn(to) {
  if (here === to) return;
  tell(here.tab, doc, { t: 'leave' });
  here = to;
  showPage(to === PROXUMA ? 'proxuma' : null);
  step(() => brain.active(Date.now(), to.tab));
  if (to === AUTOTASK) inject();
}

/** @param {number} tab @param {string} to @param {any} command */
function tell(tab, to, command) {
  if (tab !== here.tab) return;
  for (const listen of [...eyes]) listen({ v: V, doc: to, ...command }, { id });
}

/** Puts the scripts in, in this order, as the browser does in a page. @param {boolean} [fill] */
async function inject(fill) {
  for (const src of ['overlay.js', 'press.js', ...(fill ? ['fill.js'] : []), 'content.js']) {
    const script = document.createElement('script');
    script.src = src;
    const loaded = new Promise((done) => script.addEventListener('load', done));
    document.head.append(script);
    await loaded;
    script.remove();
  }
}

/** @param {any} message */
const toPanel = (message) => panels.forEach((listen) => listen({ v: V, ...message }));

/** @param {Uint8Array<ArrayBuffer>} bytes */
const text = (bytes) => new TextDecoder().decode(bytes);

/** What the background does for the real guide, here with nothing that lasts. @type {Record<string, (e: any) => any>} */
const EFFECTS = {
  inject: (e) => e.tab === here.tab && inject(e.to_fill),
  send: (e) => tell(e.tab, e.doc, e.command),
  panel: (e) => toPanel({ state: e.state }),
  'find-tabs': () => step(() => brain.tabs(Date.now(), [{ ...AUTOTASK, active: here === AUTOTASK }], [{ ...PROXUMA, active: here === PROXUMA }])),
  fill: (e) => held && tell(e.tab, e.doc, { t: 'fill', call: e.call, id: e.id, secret: e.secret, seq: e.seq, client_id: e.client_id, client_secret: text(held) }),
  reveal: (e) => toPanel({ copy: e.secret ? { secret: true, text: held ? text(held) : '' } : { secret: false, text: e.client_id } }),
  wipe: () => {
    held?.fill(0);
    held = null;
  },
  focus: (e) => turn(e.tab === PROXUMA.tab ? PROXUMA : AUTOTASK),
  report: (e) => toPanel({ report: JSON.stringify(e.report, null, 1) }),
};

/** @param {any[]} effects */
function carryOut(effects) {
  for (const effect of effects ?? []) EFFECTS[effect.t]?.(effect);
}

await ready;
if (here === AUTOTASK) step(() => brain.page(Date.now(), AUTOTASK, { t: 'hello' }));
