// Glue between the browser and the core: browser events in, effects out. No decision is taken here.
//
//   page message / panel message / tab event / alarm ──► Brain.* (Rust) ──► effects, carried out in order
//
// Listeners are added synchronously at the top level and await `ready`, so that an event that
// starts the worker is never lost.
// @ts-check

import init, { Brain, inspect_secret } from './wasm/proxuma_connect.js';
import { Digests } from './digests.js';
import * as hold from './hold.js';
import { catalogue } from './locale.js';

const V = 1;
/** Own pages that may act for the admin. */
const OWN = ['panel.html', 'welcome.html'].map((page) => chrome.runtime.getURL(page));
const DESTINATIONS = ['https://*.proxuma.com/*'];
const PRODUCT = ['https://*.autotask.net/*'];

/** @type {Set<chrome.runtime.Port>} */
const panels = new Set();
/** @type {chrome.runtime.Port|null} */
let asked = null;
/** @type {Brain} */
let brain;
const digests = new Digests();
const ready = wake();

async function wake() {
  // Persisted state must not be readable from pages' content scripts (the default for `session`).
  await chrome.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  const [messages, local, live, managed] = await Promise.all([
    catalogue(),
    chrome.storage.local.get('saved'),
    chrome.storage.session.get('live'),
    chrome.storage.managed?.get(null).catch(() => ({})) ?? {},
    init({ module_or_path: chrome.runtime.getURL('wasm/proxuma_connect_bg.wasm') }),
  ]);
  brain = new Brain(messages);
  await carryOut(brain.policy(Date.now(), JSON.stringify(managed)));
  await carryOut(brain.restored(Date.now(), bytes(local.saved), bytes(live.live)));
}

/** Stored bytes come back as plain arrays. @param {unknown} stored */
const bytes = (stored) => (Array.isArray(stored) ? new Uint8Array(stored) : undefined);

// Events are handled one after the other: what one persists is stored before the next is read.
let queue = Promise.resolve();

/** @param {() => any[] | Promise<any[]>} event */
function handle(event) {
  queue = queue.then(async () => {
    await ready;
    await carryOut(await event());
  }).catch((error) => console.error('proxuma-connect:', String(error?.message ?? error)));
  return queue;
}

const now = () => Date.now();

/** @param {chrome.runtime.MessageSender} sender */
function from(sender) {
  const tab = sender.tab?.id;
  if (sender.id !== chrome.runtime.id || tab === undefined || !sender.url) return null;
  const origin = /** @type {any} */ (sender).origin ?? new URL(sender.url).origin;
  return origin.startsWith('https://') ? { tab, frame: sender.frameId ?? 0, origin } : null;
}

chrome.runtime.onMessage.addListener((msg, sender) => {
  const who = from(sender);
  if (!who || msg?.v !== V || typeof msg.t !== 'string') return;
  if (msg.t === 'digest') {
    const text = digests.whole(msg);
    if (text === null) send(who.tab, who.frame, { t: 'again', doc: msg.doc });
    else handle(() => brain.digest(now(), who, String(msg.doc), Number(msg.seq), text));
  } else if (msg.t === 'secret') {
    handle(() => secret(who, msg));
  } else {
    if (msg.t === 'bye') digests.forget(String(msg.doc));
    handle(() => brain.page(now(), who, msg));
  }
});

/** The secret goes into the hold; the core learns only what it looks like. @param {any} who @param {any} msg */
async function secret(who, msg) {
  const bytes = new TextEncoder().encode(String(msg.secret));
  msg.secret = '';
  const finding = inspect_secret(bytes);
  if (finding.is === 'secret') await hold.put(bytes);
  bytes.fill(0);
  return brain.noticed(now(), who, String(msg.doc), String(msg.id), finding);
}

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== 'panel' || port.sender?.id !== chrome.runtime.id || !OWN.includes(port.sender?.url?.split(/[?#]/)[0] ?? '')) {
    port.disconnect();
    return;
  }
  panels.add(port);
  port.onDisconnect.addListener(() => panels.delete(port));
  port.onMessage.addListener((msg) => {
    if (msg?.v !== V) return void port.postMessage({ v: V, refused: 'version' });
    if ('turned' in msg) return msg.turned ? clearTimeout(turning) : turn(msg.window);
    handle(() => {
      asked = port;
      return brain.panel(now(), msg.body);
    });
  });
});

chrome.tabs.onActivated.addListener(({ tabId }) => handle(() => brain.active(now(), tabId)));
chrome.tabs.onRemoved.addListener((tabId) => handle(() => brain.closed(now(), tabId)));
chrome.tabs.onUpdated.addListener((_id, change, tab) => {
  // Only tabs we have access to carry an address: a destination tab came or went.
  if (change.status === 'complete' && tab.url && panels.size > 0) handle(tabs);
});
// A press on the side panel brings its window to the front first. The panel says so within
// milliseconds; without the wait its button would be gone before the press had ended.
/** @type {ReturnType<typeof setTimeout>|undefined} */ let turning;
/** The admin turned to another window, or from the panel to the page beside it. @param {number} windowId */
function turn(windowId) {
  clearTimeout(turning);
  turning = setTimeout(() => handle(async () => {
    const [tab] = await chrome.tabs.query({ active: true, windowId });
    if (tab?.id === undefined || !(await chrome.windows.get(windowId)).focused) return [];
    return brain.active(now(), tab.id);
  }), 250);
}
chrome.windows?.onFocusChanged.addListener((windowId) => {
  if (windowId !== chrome.windows.WINDOW_ID_NONE) turn(windowId);
});
chrome.alarms.onAlarm.addListener((alarm) => handle(() => brain.alarm(now(), alarm.name)));
chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== 'managed') return;
  // Other words: begin as after an end. What must survive is stored.
  if (changes.language) handle(() => wake().then(() => []));
  else handle(async () => brain.policy(now(), JSON.stringify(await chrome.storage.managed.get(null))));
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') chrome.tabs.create({ url: 'welcome.html' });
});
const { sidePanel } = chrome;
sidePanel?.setPanelBehavior({ openPanelOnActionClick: true }).catch(() => {});
// Firefox has a sidebar instead, which opens only in the press's own turn.
const { sidebarAction } = /** @type {any} */ (globalThis).browser ?? {};
if (sidebarAction) chrome.action.onClicked.addListener(() => sidebarAction.toggle());

/** @param {chrome.tabs.Tab[]} list */
const known = (list) => list.filter((t) => t.id !== undefined && t.url).map((t) => ({ tab: t.id, origin: new URL(/** @type {string} */ (t.url)).origin, active: !!t.active }));

async function tabs() {
  const [product, destination] = await Promise.all([chrome.tabs.query({ url: PRODUCT }), chrome.tabs.query({ url: DESTINATIONS })]);
  return brain.tabs(now(), known(product), known(destination));
}

/** @param {any} message */
function toPanels(message) {
  for (const port of panels) port.postMessage({ v: V, ...message });
}

/** @param {number} tab @param {number} frame @param {any} message */
function send(tab, frame, message) {
  chrome.tabs.sendMessage(tab, { v: V, ...message }, { frameId: frame }).catch((error) => {
    // «Message port closed» only says that nobody answers, which is how it is meant.
    if (/receiving end|no tab|invalid tab/i.test(String(error))) handle(() => brain.lost(now(), tab, frame));
  });
}

/** @type {Record<string, ReturnType<typeof setTimeout>>} */
const timers = {};

/** Chrome's alarms may come half a minute late: a timer stands beside a near one. @param {{name: string, at: number|null}} e */
function alarm(e) {
  clearTimeout(timers[e.name]);
  if (e.at === null) return chrome.alarms.clear(e.name);
  const wait = e.at - now();
  if (wait < 30_000) timers[e.name] = setTimeout(() => handle(() => brain.alarm(now(), e.name)), Math.max(0, wait));
  return chrome.alarms.create(e.name, { when: e.at });
}

/** @param {{tab: number}} e */
async function readOffer(e) {
  // Runs in the page's isolated world, whose `location` no page script can forge.
  const read = () => ({ origin: location.origin, text: document.getElementById('proxuma-connect-offer')?.textContent?.slice(0, 8193) });
  const [found] = await chrome.scripting.executeScript({ target: { tabId: e.tab, frameIds: [0] }, func: read }).catch(() => []);
  const tab = await chrome.tabs.get(e.tab).catch(() => undefined);
  const origin = tab?.url ? new URL(tab.url).origin : '';
  const text = found?.result?.origin === origin ? found.result.text : undefined;
  handle(() => brain.offer(now(), e.tab, origin, text));
}

/** A request: no cookies, no redirects, no cache, a short answer. @param {any} e */
async function request(e) {
  try {
    const response = await fetch(e.url, {
      method: e.body ? 'POST' : 'GET',
      body: e.body || undefined,
      headers: e.body ? { 'Content-Type': e.content_type } : e.proof ? { 'Proxuma-Connect-Proof': e.proof } : {},
      credentials: 'omit', redirect: 'error', cache: 'no-store', referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(20_000),
    });
    const retry = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
    return { status: response.status, retry: retry >= 0 ? retry : undefined, body: await short(response) };
  } catch {
    return { status: 0, retry: undefined, body: '' };
  }
}

/** The first bytes of an answer, one more than a receipt may have. @param {Response} response */
async function short(response) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && text.length <= 8192) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text.slice(0, 8193);
}

/** Documents with the hands that they were lent. @type {Set<string>} */
const lent = new Set();

/** @type {Record<string, (e: any) => any>} */
const EFFECTS = {
  persist: (e) => Promise.all([chrome.storage.local.set({ saved: e.local }), chrome.storage.session.set({ live: e.live })]),
  inject: (e) =>
    chrome.scripting
      .executeScript({
        target: e.frame === null ? { tabId: e.tab, allFrames: true } : { tabId: e.tab, frameIds: [e.frame] },
        files: ['overlay.js', ...(e.to_fill ? ['fill.js'] : []), 'content.js'],
        injectImmediately: true,
      })
      .catch(() => {}),
  send: async (e) => {
    // Hands that few frames need, lent once to each document.
    const hand = `${e.command.t}.js`;
    if (/^(press|seek)$/.test(e.command.t) && !lent.has(e.doc + hand)) {
      lent.add(e.doc + hand);
      await chrome.scripting.executeScript({ target: { tabId: e.tab, frameIds: [e.frame] }, files: [hand] }).catch(() => lent.delete(e.doc + hand));
    }
    send(e.tab, e.frame, { doc: e.doc, ...e.command });
  },
  panel: (e) => toPanels({ state: e.state }),
  'find-tabs': () => handle(tabs),
  alarm,
  'read-offer': readOffer,
  seal: async () => {
    const bytes = await hold.take();
    if (!bytes) return handle(() => brain.hold_lost(now()));
    await handle(() => brain.opened(now(), bytes, crypto.getRandomValues(new Uint8Array(32))));
    bytes.fill(0);
  },
  'ask-zone': async (e) => {
    const answer = await request({ url: e.url });
    handle(() => brain.zone(now(), e.id, answer.status, answer.body));
  },
  http: async (e) => {
    const answer = await request(e);
    handle(() => brain.answer(now(), e.idem, e.request, answer.status, answer.retry, answer.body));
  },
  fill: async (e) => {
    const bytes = await hold.take();
    if (!bytes) return handle(() => brain.hold_lost(now()));
    const client_secret = new TextDecoder().decode(bytes);
    bytes.fill(0);
    send(e.tab, 0, { t: 'fill', doc: e.doc, call: e.call, id: e.id, secret: e.secret, seq: e.seq, client_id: e.client_id, client_secret });
  },
  reveal: async (e) => {
    if (!e.secret) return void asked?.postMessage({ v: V, copy: { secret: false, text: e.client_id } });
    const bytes = await hold.take();
    if (!bytes) return handle(() => brain.hold_lost(now()));
    asked?.postMessage({ v: V, copy: { secret: true, text: new TextDecoder().decode(bytes) } });
    bytes.fill(0);
  },
  wipe: () => hold.wipe(),
  focus: async (e) => {
    const tab = await chrome.tabs.update(e.tab, { active: true }).catch(() => undefined);
    if (tab?.windowId !== undefined) await chrome.windows?.update(tab.windowId, { focused: true }).catch(() => {});
  },
  badge: (e) => chrome.action.setBadgeText({ text: e.text }),
  report: (e) => asked?.postMessage({ v: V, report: JSON.stringify(e.report, null, 1) }),
};

/** @param {any[]} effects */
async function carryOut(effects) {
  for (const effect of effects ?? []) {
    const done = EFFECTS[effect.t]?.(effect);
    // Only what must be on record before the next effect is waited for.
    if (effect.t === 'persist' || effect.t === 'wipe' || effect.t === 'focus') await done;
  }
}
