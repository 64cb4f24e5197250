// What runs in a page for the accuracy benchmark: content.js with a stand-in for the browser's
// messaging, the peers as they are published, the element facts that Similo compares, and the judge.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../../tests/e2e/support.mjs';

/** The peers' packages as one script: `globalThis.__peers`. */
const PEERS = buildSync({
  stdin: {
    contents: `export { driver } from 'driver.js'; export { default as Shepherd } from 'shepherd.js';
      export { getByRole, getByText, getByLabelText, getByTitle, getAllByText } from '@testing-library/dom';`,
    resolveDir: ROOT,
  },
  bundle: true, format: 'iife', globalName: '__peers', write: false, logLevel: 'silent',
}).outputFiles[0].text.replace('var __peers', 'globalThis.__peers');

const CONTENT = readFileSync(join(ROOT, 'dist/chromium/content.js'), 'utf8');

/** Puts the peers into a page. */
export const installPeers = (page) => page.evaluate((code) => void (0, eval)(code), PEERS);

/** Puts content.js into a page: `__eyes.digest()` looks and gives the digest's text, `__eyes.number(el)` and `__eyes.element(n)` go between elements and their numbers. */
export function installEyes(page) {
  return page.evaluate((code) => {
    /** @type {any} */ let last; // the newest digest as it was posted: of a long page a part
    let rows = '';
    // As extension/digests.js does.
    const sendMessage = async (m) => {
      if (m.t !== 'digest') return;
      rows = rows.slice(0, m.base ? m.at : 0) + m.rows + rows.slice(m.base ? rows.length - m.end : rows.length);
      last = m;
    };
    const listeners = [];
    globalThis.chrome = { runtime: { id: 'x', sendMessage, onMessage: { addListener: (f) => listeners.push(f), removeListener() {} } } };
    // Element numbers are private to content.js: the map that they are kept in is caught while it is made.
    const Weak = WeakMap;
    const maps = [];
    globalThis.WeakMap = class extends Weak { constructor(...a) { super(...a); maps.push(this); } };
    const begin = performance.now();
    (0, eval)(code);
    const first = performance.now() - begin;
    globalThis.WeakMap = Weak;
    const { doc } = last;
    const orders = { reads: [], watch: [], secret: null };
    const tell = (t, more) => listeners.forEach((f) => f({ v: 1, doc, t, ...more }, { id: 'x' }));
    globalThis.__eyes = {
      first, // ms: the script starts and looks for the first time
      digest() {
        tell('look', { orders });
        return `${last.head}${rows}]}`;
      },
      message: () => last,

      number: (el) => maps.map((m) => m.get(el)?.id).find((n) => typeof n === 'number') ?? 0,
      element: (n) => [...document.querySelectorAll('*')].find((el) => globalThis.__eyes.number(el) === n) ?? null,
      leave: () => tell('leave'),
    };
  }, CONTENT);
}

/** Run in the page: the facts of every candidate as Similo's own collector takes them. */
export function installSimilo() {
  // The tags that Similo's extraction asks for.
  const TAGS = 'input,textarea,button,select,a,h1,h2,h3,h4,h5,h6,li,span,div,p,th,tr,td,label,svg';
  const words = (s) => s.replace(/\s+/g, ' ').trim();
  const xpath = (el, byId) => {
    const parts = [];
    for (let up = el; up && up.nodeType === 1; up = up.parentElement) {
      if (byId && up.id) {
        parts.unshift(`//*[@id='${up.id}']`);
        return parts.join('/');
      }
      const mates = up.parentElement ? [...up.parentElement.children].filter((m) => m.tagName === up.tagName) : [up];
      parts.unshift(`${up.localName}[${mates.indexOf(up) + 1}]`);
    }
    return `/${parts.join('/')}`;
  };
  const textOf = (el) => words(el.tagName === 'INPUT' ? (/^(button|submit|reset)$/.test(el.type) ? el.value : el.placeholder ?? '') : el.innerText ?? '').slice(0, 300);
  const button = (el) => el.tagName === 'BUTTON' || (el.tagName === 'INPUT' && /^(button|submit|reset)$/.test(el.type)) || (el.tagName === 'A' && /btn|button/i.test(el.className));
  const facts = (el) => {
    const b = el.getBoundingClientRect();
    const [width, height] = [Math.round(b.width), Math.round(b.height)];
    // Words around it: the nearest ancestor that says more than the element itself.
    const own = textOf(el);
    let around = el.parentElement;
    while (around && around !== document.body && words(around.innerText ?? '').length <= own.length) around = around.parentElement;
    return {
      tag: el.tagName, id: el.id || undefined, name: el.getAttribute('name') ?? undefined, classList: el.classList.length ? [...el.classList] : undefined,
      href: el.getAttribute('href') ?? undefined, alt: el.getAttribute('alt') ?? undefined, type: el.getAttribute('type') ?? undefined, ariaLabel: el.getAttribute('aria-label') ?? undefined,
      xpath: xpath(el, false), idxpath: xpath(el, true), isButton: button(el), location: { x: Math.round(b.x + scrollX), y: Math.round(b.y + scrollY), width, height },
      area: width * height, shape: height ? Math.round((100 * width) / height) : 0, visibleText: own, neighborText: words(around?.innerText ?? '').slice(0, 300),
    };
  };
  globalThis.__similo = {
    facts,
    candidates() {
      const list = [...document.querySelectorAll(TAGS)].filter((el) => el.checkVisibility() && el.getBoundingClientRect().width > 0 && !el.closest('proxuma-connect-overlay'));
      globalThis.__similo.list = list;
      return list.map(facts);
    },
  };
}

/** Run in the page: the peers' answers and the judge. */
export function installJudge() {
  const { driver, Shepherd, getByRole, getByText, getByLabelText, getByTitle } = globalThis.__peers;
  const real = (q) => (q && typeof q === 'object' ? new RegExp(q.re) : q);

  globalThis.__ask = {
    driver(css) {
      const d = driver({ animate: false, smoothScroll: false });
      d.highlight({ element: css, popover: { title: 'Here' } });
      const el = d.getActiveElement();
      d.destroy();
      return el && el.id !== 'driver-dummy-element' ? el : null;
    },
    async shepherd(css) {
      const tour = new Shepherd.Tour({ useModalOverlay: false, defaultStepOptions: { scrollTo: false } });
      tour.addStep({ id: 'it', text: 'Here', attachTo: { element: css, on: 'bottom' } });
      await tour.start();
      const el = tour.getById('it').target;
      tour.complete();
      document.querySelectorAll('.shepherd-element, .shepherd-modal-overlay-container').forEach((x) => x.remove());
      return el && el !== document.body ? el : null;
    },
    testing(q) {
      try {
        let el = q.role ? getByRole(document.body, q.role, { name: real(q.name) }) : q.label ? getByLabelText(document.body, q.label) : q.title ? getByTitle(document.body, q.title) : getByText(document.body, q.text, q.selector ? { selector: q.selector } : {});
        if (q.closest) el = el?.closest(q.closest);
        if (q.next) el = el?.nextElementSibling;
        if (q.find) el = el?.querySelector(q.find);
        return el ?? null;
      } catch {
        return null; // nothing, or more than one
      }
    },
  };

  // Right: the element, something inside it that is no other target, or something around it that a
  // ring would not tell apart (the browser tests' own measure). The same for everyone.
  globalThis.__judge = (id, el) => {
    if (!el) return 'none';
    const { truth } = globalThis.__bench;
    const right = truth.get(id);
    if (el === right) return 'right';
    const others = [...truth.values()].filter((x) => x !== right);
    if (right.contains(el)) return others.some((x) => x === el || (right.contains(x) && x.contains(el))) || (el.matches('a,button,input') && !right.matches('a,button')) ? 'wrong' : 'right';
    if (!el.contains(right) || others.some((x) => el.contains(x))) return 'wrong';
    const [a, b] = [el.getBoundingClientRect(), right.getBoundingClientRect()];
    return a.width <= b.width + 80 && a.height <= b.height + 60 ? 'right' : 'wrong';
  };
}
