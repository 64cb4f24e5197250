// What content.js keeps of unchanged elements, and the parts that it posts of a long page: after any
// change the whole, put together, is what a first look would list. content.js runs in the page with a
// stand-in for the browser's messaging; no guide runs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Digests } from '../../extension/digests.js';
import { AUTOTASK, ROOT, openPractice, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const CONTENT = readFileSync(join(ROOT, 'extension/content.js'), 'utf8');
const EDITOR = `${AUTOTASK}/Mvc/AdministrationSetup/SecurityLevel.mvc/Copy`;
const CHANGES = 120;

/** In the page: `__look()` posts what the lasting instance sees, `__first()` gives what a new one does. */
function install(code) {
  globalThis.__sent = [];
  const listeners = new Set();
  globalThis.chrome = {
    runtime: {
      id: 'x',
      sendMessage: async (m) => void globalThis.__sent.push(m),
      onMessage: { addListener: (f) => listeners.add(f), removeListener: (f) => listeners.delete(f) },
    },
  };
  const tell = (doc, t) => [...listeners].forEach((f) => f({ v: 1, doc, t, orders: { reads: [], watch: [], secret: null } }, { id: 'x' }));
  (0, eval)(code);
  const lasting = globalThis.__sent[0].doc;
  const own = globalThis.proxumaConnect;
  globalThis.__look = () => tell(lasting, 'look');
  globalThis.__first = () => {
    delete globalThis.proxumaConnect;
    const at = globalThis.__sent.length;
    (0, eval)(code);
    const [first] = globalThis.__sent.splice(at);
    tell(first.doc, 'leave');
    globalThis.proxumaConnect = own;
    return first;
  };
}

/** In the page: one change, by chance but from a seed. */
function change(seed) {
  let dice = (seed + 1) * 2654435761;
  const below = (n) => ((dice = (Math.imul(dice ^ (dice >>> 15), 2246822519) + 0x9e3779b9) >>> 0), dice % n);
  const all = [...document.body.querySelectorAll('*')];
  const el = all[below(all.length)];
  const other = all[below(all.length)];
  const kinds = {
    copy: () => el.after(el.cloneNode(true)),
    remove: () => el.querySelectorAll('*').length < 60 && el.remove(),
    text: () => el.firstChild?.nodeType === 3 && (el.firstChild.data = `Text ${seed} 😀`),
    hide: () => el.querySelectorAll('*').length < 60 && (el.style.display = 'none'),
    clear: () => (el.style.visibility = 'hidden'),
    widen: () => (el.style.paddingLeft = '7px'),
    title: () => (el.title = `Title ${seed}`),
    move: () => !el.contains(other) && !other.contains(el) && el.querySelectorAll('*').length < 60 && other.parentElement.insertBefore(el, other),
    push: () => (el.style.position = 'relative', el.style.left = `${below(30)}px`),
    wrap: () => {
      const box = document.createElement('div');
      el.replaceWith(box);
      box.append(el);
    },
    check: () => 'checked' in el && (el.checked = !el.checked),
    disable: () => 'disabled' in el && (el.disabled = true),
  };
  const name = Object.keys(kinds)[below(Object.keys(kinds).length)];
  kinds[name]();
  return name;
}

/** Rows of a digest without the numbers of elements, which each instance gives anew. */
const rows = (text) => JSON.parse(text).rows.map((r) => JSON.stringify(r.length > 2 ? [r[0], ...r.slice(2)] : r));

/** Takes in what was posted since, and gives the newest whole digest. */
async function newest(page, digests) {
  const sent = await page.evaluate(() => globalThis.__sent.splice(0).filter((m) => m.t === 'digest'));
  const texts = sent.map((m) => digests.whole(m));
  assert.ok(texts.every((t) => t !== null), 'each part fits the one before');
  return { text: texts.at(-1), parts: sent.filter((m) => m.base).length };
}

/** The editor with all its sections, looked at once. */
async function watched(b) {
  const page = await openPractice(b, { kit: '2017', sections: 'open' }, EDITOR);
  await until('the editor', () => page.evaluate(() => document.querySelectorAll('input').length > 20));
  await page.evaluate(install, CONTENT);
  const digests = new Digests();
  await newest(page, digests);
  return { page, digests };
}

const browserTest = withBrowser();

browserTest('after any change the digest is what a first look would list', async (b) => {
  const { page, digests } = await watched(b);
  let parts = 0;
  for (let seed = 0; seed < CHANGES; seed++) {
    const kind = await page.evaluate(change, seed);
    await page.evaluate(() => globalThis.__look());
    const kept = await newest(page, digests);
    const first = await page.evaluate(() => globalThis.__first());
    assert.deepEqual(rows(kept.text), rows(`${first.head}${first.rows}]}`), `change ${seed}: ${kind}`);
    parts += kept.parts;
  }
  assert.ok(parts > CHANGES / 2, `${parts} were posted in part`);
});

browserTest('what moves without a trace in the document is listed anew when all is quiet', async (b) => {
  const { page, digests } = await watched(b);
  await page.bringToFront(); // no animation ends in a tab behind another
  // An animation that the page starts by script alone changes no attribute.
  await page.evaluate(() => document.querySelector('input').parentElement.animate([{ transform: 'none' }, { transform: 'translateX(33px)' }], { duration: 120, fill: 'forwards' }).finished.then(() => 0));
  await page.evaluate(() => (document.body.title = 'moved'));
  const first = rows(await page.evaluate(() => {
    const { head, rows } = globalThis.__first();
    return `${head}${rows}]}`;
  }));
  await until('the new place in what is posted', async () => {
    const { text } = await newest(page, digests);
    return text && JSON.stringify(rows(text)) === JSON.stringify(first);
  });
});

browserTest('a worker that was ended is given the whole again', async (b) => {
  const { page, digests } = await watched(b);
  await page.evaluate(() => (document.body.title = 'a'));
  await page.evaluate(() => globalThis.__look());
  const [part] = await page.evaluate(() => globalThis.__sent.splice(0));
  assert.ok(part.base > 0 && part.rows.length < 1000, 'a part');
  assert.equal(new Digests().whole(part), null, 'a part of what was never seen is none');
  assert.equal(typeof digests.whole(part), 'string');
  digests.forget(part.doc);
  assert.equal(digests.whole(part), null, 'nor of what was forgotten');
});

browserTest('a box that only its label draws is listed, and what is folded up or to the side is not', async (b) => {
  const { page, digests } = await watched(b);
  await page.evaluate(() => {
    document.body.innerHTML = `
      <label id="drawn" style="display:inline-block;width:46px;height:28px"><input type="checkbox" id="unrendered" style="display:none"></label>
      <input type="checkbox" id="gone" style="display:none">
      <div style="height:0;overflow:hidden"><a href="/x" id="folded">Security Levels</a></div>
      <nav style="width:0;height:300px;overflow:hidden"><a href="/x" id="aside">Admin</a></nav>
      <div style="height:0"><a href="/x" id="floating">Resources/Users</a></div>
      <div style="width:0;height:0;overflow:hidden;float:left"><a href="/x" id="popup" style="position:absolute">Copy</a></div>`;
  });
  await page.evaluate(() => globalThis.__look());
  const ids = rows((await newest(page, digests)).text).flatMap((row) => JSON.parse(row)[7]?.id ?? []);
  // A box of no size clips nothing that is placed on the page itself: kits keep their popups in one.
  assert.deepEqual(ids, ['drawn', 'unrendered', 'floating', 'popup']);
});
