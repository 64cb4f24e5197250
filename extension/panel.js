// Glue of the side panel: loads the Wasm and the texts, keeps the port to the background open, and
// does what only JavaScript in a press's own turn may do (clipboard, download). What is shown is
// decided and built in Rust.
// @ts-check

import init, { Panel } from './wasm/proxuma_connect.js';
import { keepingFocus } from './focus.js';
import { catalogue, language, whenLanguageChanges } from './locale.js';

const V = 1;
const CLIPBOARD_MS = 30_000;
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {chrome.runtime.Port|null} */ let port = null;
/** @type {Panel} */ let panel;
/** @type {Record<string, string>} */ const texts = {};
/** @type {ReturnType<typeof setTimeout>|undefined} */ let ringing;

whenLanguageChanges(() => location.reload());
document.documentElement.lang = await language();
const [messages] = await Promise.all([catalogue(), init({ module_or_path: chrome.runtime.getURL('wasm/proxuma_connect_bg.wasm') })]);
for (let i = 0; i < messages.length; i += 2) texts[messages[i]] = messages[i + 1];
panel = new Panel(messages, send);
connect();
setInterval(() => panel.tick(Date.now()), 100);

/** The worker may be asleep: connecting wakes it, and the state comes anew. */
function connect() {
  try {
    // In the practice page the panel is a frame, and speaks to the practice's own core only.
    port = parent === self ? chrome.runtime.connect({ name: 'panel' }) : /** @type {chrome.runtime.Port} */ (/** @type {any} */ (parent).proxumaTry.connect());
  } catch {
    // The extension is being updated: what is shown stays, and says so.
    notice('ui_reconnecting');
    setTimeout(connect, 1000);
    return;
  }
  port.onMessage.addListener(onMessage);
  port.onDisconnect.addListener(() => {
    port = null;
    setTimeout(connect, 50);
  });
  port.postMessage({ v: V, body: { t: 'open' } });
  connection();
}

function connection() {
  send({ t: 'online', yes: navigator.onLine });
}
addEventListener('online', connection);
addEventListener('offline', connection);

// Who turns to the panel has not turned to the page beside it, though its window comes to the front.
if (parent === self) {
  chrome.windows?.getCurrent().then(({ id }) => {
    for (const type of ['focus', 'pointerdown', 'blur']) addEventListener(type, () => port?.postMessage({ v: V, turned: type !== 'blur', window: id }));
  });
}

/** @param {any} body */
function send(body) {
  if (!port) connect();
  port?.postMessage({ v: V, body });
}

/** @param {any} msg */
function onMessage(msg) {
  if (msg?.v !== V || msg.refused) return notice('problem_wrong_version_what');
  byId('notice').hidden = true;
  if (msg.state) {
    try {
      keepingFocus(() => panel.render(new Uint8Array(msg.state)));
    } catch {
      notice('problem_wrong_version_what');
    }
  }
  if (msg.copy) copy(msg.copy);
  if (msg.report) report(msg.report);
}

/** @param {string} id */
function notice(id) {
  byId('notice').textContent = texts[id] ?? id;
  byId('notice').hidden = false;
}

/** Guarded copy: on the clipboard for thirty seconds, then overwritten. @param {{secret: boolean, text: string}} what */
async function copy(what) {
  const line = byId('copied');
  line.hidden = false;
  try {
    await navigator.clipboard.writeText(what.text);
    line.textContent = what.secret ? texts.ui_copied_secret : texts.ui_copied;
    if (what.secret) countDown(Date.now() + CLIPBOARD_MS);
  } catch {
    line.textContent = texts.ui_copy_failed;
  }
  what.text = '';
}

/** Shows a ring that empties, then overwrites the clipboard. @param {number} until ms since the epoch */
function countDown(until) {
  clearTimeout(ringing);
  const left = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const ring = byId('ring');
  ring.toggleAttribute('hidden', left === 0);
  ring.setAttribute('aria-label', (texts.ui_seconds_left ?? '').replace('$1', String(left)));
  ring.querySelector('.ring-left')?.setAttribute('stroke-dasharray', `${left} 30`);
  if (left === 0) clear();
  else ringing = setTimeout(() => countDown(until), 1000);
}

/** Overwriting needs the focus: without it, it is done as soon as the panel has it. */
async function clear() {
  if (!document.hasFocus()) {
    byId('copied').textContent = texts.ui_clipboard_not_cleared;
    addEventListener('focus', clear, { once: true });
    return;
  }
  const line = byId('copied');
  try {
    await navigator.clipboard.writeText(' ');
    line.textContent = texts.ui_clipboard_cleared;
  } catch {
    line.textContent = texts.ui_clipboard_not_cleared;
  }
}

/** @param {string} json */
function report(json) {
  byId('report').hidden = false;
  /** @type {HTMLTextAreaElement} */ (byId('page-report-json')).value = json;
  byId('report').scrollIntoView({ block: 'nearest' });
}

// Verdicts as lines of text. Nothing secret is ever among them.
byId('checks-copy').addEventListener('click', () => {
  const lines = [...byId('checks').children].map((li) => ['.what', '.says', '.why'].map((part) => li.querySelector(part)?.textContent).filter(Boolean).join(' · '));
  copyPlain(byId('checks-copy'), `${lines.join('\n')}\n`);
});
byId('checks-print').addEventListener('click', () => print());

/** Copies what is no secret, and says so beside the button. @param {HTMLElement} button @param {string} text */
async function copyPlain(button, text) {
  const said = await navigator.clipboard.writeText(text).then(() => 'ui_copied', () => 'ui_copy_failed');
  const line = button.parentElement?.querySelector('[role=status]');
  if (line) line.textContent = texts[said];
}

const reportText = () => /** @type {HTMLTextAreaElement} */ (byId('page-report-json')).value;
byId('report-copy').addEventListener('click', () => copyPlain(byId('report-copy'), reportText()));
byId('report-download').addEventListener('click', () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([reportText()], { type: 'application/json' }));
  link.download = 'proxuma-connect-page-report.json';
  link.click();
  URL.revokeObjectURL(link.href);
});
