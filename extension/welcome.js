// Glue of the welcome page: names the boxes that the background announces, and passes the admin's
// choice on. Nothing is decided here.
// @ts-check

import { speak } from './words.js';

const V = 1;
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const texts = await speak();
// Quoted as Autotask shows them; a test compares them with what the guide announces.
const ANNOUNCED = ['Can create Webhooks', 'Maximum number of Webhooks: 50', 'Can login to Web Services API', 'Full Permission'];
for (const name of ANNOUNCED) {
  const item = document.createElement('li');
  item.textContent = name;
  byId('announces').append(item);
}

/** @param {string} id */
function say(id) {
  byId('said').textContent = texts[id];
  byId('next').hidden = id !== 'welcome_agreed';
}

byId('agree').addEventListener('click', () => {
  const port = chrome.runtime.connect({ name: 'panel' });
  for (const t of ['open', 'start', 'consent']) port.postMessage({ v: V, body: { t } });
  say('welcome_agreed');
});
byId('later').addEventListener('click', () => say('welcome_refused'));
byId('open-panel').addEventListener('click', openPanel);

/** The side panel where the browser has one (it opens only in a press's own turn), else a tab. */
async function openPanel() {
  try {
    const firefox = /** @type {any} */ (globalThis).browser?.sidebarAction;
    if (firefox) return await firefox.open();
    const { sidePanel } = chrome;
    const window = await chrome.windows.getCurrent();
    await sidePanel.open({ windowId: /** @type {number} */ (window.id) });
  } catch {
    open('panel.html', '_blank');
  }
}
