// What the two kits share: the tenant's data, making elements, opening and closing windows, and
// the truth that tests ask for. How things look and react is the kits' own business.

export const page = document.body.dataset.page;
export const query = new URLSearchParams(location.search);
export const post = async (path, body) => (await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
export const S = await (await fetch('/practice/session.json')).json();
export const W = S.words;
export const SW = S.switches;

/** Makes an element. `on…` keys are listeners, `class` and others attributes, children text or nodes. */
export function h(tag, attrs = {}, ...children) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) el.addEventListener(name.slice(2), value);
    else if (name === 'truth') truth(value, el);
    else el.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== false) el.append(child);
  return el;
}

const found = new Map();
/** Tells tests which element is the right one for a target. Never visible in the document. */
export function truth(id, el) {
  if (id) found.set(id, el);
  return el;
}
window.__practice = {
  find: (id) => {
    const el = found.get(id);
    return el?.isConnected && el.checkVisibility() ? el : null;
  },
};

/** An id as the kit makes them: useless, and new on every load. */
export const randomId = () => `z${[...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')}`;

export const log = (what, more = {}) => post('/practice/log', { what, ...more });

/** Opens a window as the product does: a tab or popup, or with AES a frame inside the shell. */
export function openWindow(url, features) {
  if (SW.popup) return null;
  const shell = window.top;
  if (SW.aes && shell !== window && shell.practiceOpenFrame) return shell.practiceOpenFrame(url, window);
  return window.open(url, '_blank', features);
}

/** Closes this window after a save and refreshes the list behind it. */
export function closeWindow() {
  const opener = window.aesOpener ?? window.opener;
  try {
    opener?.practiceRefresh?.();
  } catch {
    /* the opener went elsewhere */
  }
  if (window.frameElement?.classList.contains('at-tab-frame')) window.frameElement.remove();
  else window.close();
}

/** State of the level editor: values by field, name, and where it comes from. */
export function levelModel() {
  const source = S.levels.find((l) => String(l.id) === (query.get('source') ?? query.get('id')));
  const copying = query.has('source');
  return {
    id: copying ? undefined : source?.id,
    name: copying ? '' : source?.name ?? '',
    suggested: copying && source ? `Copy (1) of ${source.name}` : '',
    readonly: !copying && !!source?.system,
    active: copying || !!source?.active,
    values: { ...source?.values },
  };
}

/** Every control of a section of the catalog. */
export const controls = (section) => section.groups.flatMap((g) => g.body.items ?? g.body.rows.flatMap((r) => r.cells));

/** What «Full Permission» and «No Permission» make of a control's value. */
export const fullest = (c) => (c.kind === 'check' ? '1' : c.kind === 'select' ? String(c.options.length - 1) : undefined);
export const emptiest = (c) => (c.kind === 'number' ? undefined : '0');

export const isOpen = (index) => (SW.sections === 'open' ? true : SW.sections === 'closed' ? false : index % 3 === 0);

export const levelName = (id) => S.levels.find((l) => l.id === id)?.name ?? '';
/** Levels as the user's picker shows them: active API-only levels, in alphabetical order. */
export const pickable = () => S.levels.filter((l) => l.api_only && l.active).map((l) => ({ id: l.id, name: l.name.replace(' (API-only)', '') })).sort((a, b) => a.name.localeCompare(b.name));

/** Turns what the two pickers and lists of the user form start with. */
export function userModel() {
  const known = S.users.find((u) => String(u.id) === query.get('id'));
  return known ? { ...known, secret: '' } : { first: '', last: '', email: '', active: true, locked: false, level: null, key: '', secret: '', vendor: '', lines: [] };
}
export const LINES = ['Managed Services', 'Professional Services', 'Hardware & Cloud'];

/** Changes in an unrelated corner, as clocks and tickers make them. */
export function churn() {
  if (!SW.churn) return;
  const corner = h('div', { class: 'Ticker' });
  document.body.append(corner);
  let n = 0;
  setInterval(() => {
    for (let i = 0; i < Math.max(1, SW.churn / 50); i++) corner.replaceChildren(h('span', { class: `t${n++ % 7}` }, String(n)));
  }, 20);
}

/** An announcement over the page. */
export function announcement() {
  if (!['1', 'above'].includes(SW.dialog)) return;
  const box = h('dialog', { class: 'Announcement' }, h('h2', {}, 'Planned maintenance'), h('p', {}, 'This zone is read-only on Sunday from 02:00 to 03:00.'), h('form', { method: 'dialog' }, h('button', {}, W.close)));
  document.body.append(box);
  box.show();
}
