// Walks through a page that was written apart from this code, as an admin would, and says at each
// step what the guide shows: the way to find out how it does on pages that it has never seen.
//
//   node scripts/walk.mjs SITE.html [--have-user] [--trouble] [--digests=DIR [--guided]]
//
// SITE.html imitates the article's pages. An attribute `data-truth="<target>"` marks the element that
// a person would press or fill for each of the guide's targets; the guide never reads it. Each line
// says whether the ring was at one of the marks that the walk has left to do (ok), at one that is done
// (late), elsewhere (BAD), or nowhere. What the guide itself presses and fills is said as well, and a WRONG TICK is what it never
// announced (what a page's own script presses is counted with it). With --have-user the
// walk edits the API user that is in the list already (the article's steps B10 to B13) instead of
// making one. With --trouble the site is opened at #trouble, where a site may refuse the first save of each
// form and be slow with the secret; the walk then saves twice. At the end it says what the panel holds of the key and the secret. Screenshots go beside SITE.html; with --digests also what was listed of each page, with
// the right rows, as tests/unseen.rs reads them (the guide runs meanwhile only if --guided).
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { digestOf } from '../tests/e2e/digest.mjs';
import { overlays, startBrowser, startGuide, startPractice } from '../tests/e2e/support.mjs';

const [file, ...flags] = process.argv.slice(2);
if (!file) throw new Error('usage: node scripts/walk.mjs SITE.html [--digests=DIR]');
const digests = flags.find((f) => f.startsWith('--digests='))?.slice(10);
const site = resolve(file);
const name = basename(site, '.html').replace(/^site-/, '');
const URL = 'https://ww5.autotask.net/AutotaskOnyx/Apart';

const haveUser = flags.includes('--have-user');
const trouble = flags.includes('--trouble');

/** What is done, and the stage that is on the screen before it (none: listed already). */
const LEVEL = [
  ['home', 'main-menu'], ['menu', 'admin-menu'], ['admin-menu', 'settings-users'], ['admin-page', 'resources-hr'], ['hr-open', 'security-levels'],
  ['levels-part', 'load-more', 'optional'], ['levels', 'api-level-row', 'hover'], ['levels', 'api-level-options'], ['row-menu', 'copy-item'], ['editor', 'level-name', 'type'], ['editor', 'section-other'], ['editor-other', 'can-create-webhooks', 'see'], ['', 'maximum-webhooks', 'kept'],
  ['', 'section-web-services'], ['', 'section-web-services', 'again'], ['editor-web', 'can-login-api', 'see'], ['editor-web', 'full-permission', 'see'], ['', 'save-level'],
  ['', 'main-menu'], ['', 'admin-menu'], ['', 'settings-users'], ['', 'resources-hr'], ['', 'users-link'],
];
const NEW_USER = [
  ['users', 'new-button'], ['new-menu', 'new-api-user'], ['user', 'first-name', 'type'], ['user', 'last-name', 'type'], ['user', 'email', 'type'], ['user', 'user-level', 'choose'],
  ['user', 'generate-key'], ['', 'generate-secret'], ['', 'integration-vendor'], ['user-vendor', 'vendor-picker', 'choose'], ['user-chosen', 'line-of-business', 'see'], ['user-vendor', 'save-user'],
];
const OLD_USER = [
  ['old-users', 'user-row', 'hover'], ['old-users', 'user-options'], ['old-user-menu', 'edit-item'], ['old-user', 'user-level', 'choose'],
  ['old-user', 'generate-key', 'see'], ['', 'generate-secret'], ['old-user', 'save-user'],
];
const WALK = [...LEVEL, ...(haveUser ? OLD_USER : NEW_USER)];
/** What the guide sets itself. */
const TICKED = ['can-create-webhooks', 'maximum-webhooks', 'can-login-api', 'full-permission'];
const CHOICES = { 'user-level': 'API User for Proxuma', 'vendor-picker': 'Proxuma' };
const VALUES = { 'level-name': 'API User for Proxuma', 'first-name': 'Proxuma', 'last-name': 'API', email: 'api@acme.example' };

const pause = (ms) => new Promise((r) => setTimeout(r, ms));

/** In a page: the marked elements that can be seen, through open shadow roots. */
function marks(wanted, nth = 0) {
  const found = [];
  const visit = (root) => {
    for (const el of root.querySelectorAll('*')) {
      const is = el.getAttribute('data-truth');
      const b = el.getBoundingClientRect();
      if (is && (!wanted || is === wanted) && el.checkVisibility({ visibilityProperty: true }) && (b.width > 0 || b.height > 0) && b.right > 0 && b.left < innerWidth) found.push(el);
      if (el.shadowRoot) visit(el.shadowRoot);
    }
  };
  visit(document);
  return wanted ? (found[nth] ?? null) : found.map((el) => [el.getAttribute('data-truth'), el]);
}

async function handleOf(page, wanted) {
  for (const frame of page.frames()) {
    const handle = (await frame.evaluateHandle(marks, wanted).catch(() => null))?.asElement();
    if (handle) return handle;
  }
  return null;
}

/** Boxes of all marks, in the page's coordinates. */
async function truths(page) {
  const list = [];
  for (const frame of page.frames()) {
    const names = await frame.evaluate(`(${marks})().map(([n]) => n)`).catch(() => []);
    for (const [at, n] of names.entries()) {
      const nth = names.slice(0, at).filter((other) => other === n).length;
      const handle = (await frame.evaluateHandle(marks, n, nth).catch(() => null))?.asElement();
      const box = await handle?.boundingBox();
      if (box) list.push({ name: n, ...box });
    }
  }
  return list;
}

const near = (ring, t) => {
  const [cx, cy] = [ring.x + ring.width / 2, ring.y + ring.height / 2];
  const inside = cx > t.x - 4 && cx < t.x + t.width + 4 && cy > t.y - 4 && cy < t.y + t.height + 4;
  const [tx, ty] = [t.x + t.width / 2, t.y + t.height / 2];
  const around = tx > ring.x && tx < ring.x + ring.width && ty > ring.y && ty < ring.y + ring.height && ring.height < Math.max(16, t.height) * 3 + 16;
  return inside || around;
};

/** In a page: notes what a program presses and fills there, by its mark or its words. */
function noteActs() {
  globalThis.__acts = [];
  const note = (event) => {
    const el = event.composedPath()[0];
    if (event.isTrusted || !(el instanceof Element)) return;
    const near = (up) => up?.closest('[data-truth]') ?? up?.querySelector('[data-truth]');
    const mark = near(el) ?? near(el.closest('label')) ?? near(el.parentElement);
    const words = (el.closest('label, tr, li, [role=row]') ?? el.parentElement)?.textContent.trim().replace(/\s+/g, ' ').slice(0, 60);
    globalThis.__acts.push(mark?.getAttribute('data-truth') ?? `${el.tagName} ${el.id || el.getAttribute('name') || ''} «${words}»`);
  };
  for (const type of ['click', 'change']) document.addEventListener(type, note, true);
}

/** What the guide pressed and filled since it was asked last. */
async function acts(page) {
  const all = [];
  for (const frame of page.frames()) all.push(...(await frame.evaluate('__acts.splice(0)').catch(() => [])));
  return [...new Set(all)];
}

/** What the guide shows when it has come to rest. */
async function shown(page) {
  let last = '';
  for (let i = 0; i < 20; i++) {
    const list = await overlays(page);
    const now = JSON.stringify(list.map((o) => [o.step, o.state, o.ring]));
    if (i > 4 && now === last) return list;
    last = now;
    await pause(200);
  }
  return overlays(page);
}

/** Lists each frame as content.js does, with the row of each mark. */
async function dig(page, stage) {
  for (const [n, frame] of page.frames().entries()) {
    const names = await frame.evaluate(`globalThis.__practice = { find: ${marks} }; (${marks})().map(([name]) => name)`).catch(() => null);
    if (!names || (n > 0 && names.length === 0)) continue;
    const { digest, truth } = await digestOf(frame, [...new Set(names)]);
    for (const [target, number] of Object.entries(truth)) truth[target] = digest.rows.findIndex((r) => r.length > 2 && r[1] === number);
    digest.url = digest.url.replace(/^null.*/, URL);
    writeFileSync(join(digests, `${name}.${stage}${n ? `.${n}` : ''}.json`), JSON.stringify({ truth, digest }));
  }
}

/**
 * In a page: the innermost thing in view, other than the picker, that begins with these words and was not
 * there when this was asked `before` the picker was opened.
 */
function entry(words, picker, before) {
  if (before) globalThis.__before = new Set();
  const found = [];
  const visit = (root) => {
    for (const el of root.querySelectorAll('*')) {
      const b = el.getBoundingClientRect();
      const inView = b.width > 0 && b.height > 0 && b.top < innerHeight && el.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (inView && el !== picker && el.textContent.trim().startsWith(words)) found.push(el);
      if (el.shadowRoot) visit(el.shadowRoot);
    }
  };
  visit(document);
  if (before) globalThis.__before = new Set(found);
  return found.findLast((el) => !globalThis.__before.has(el)) ?? null;
}

/** Chooses from a native or drawn picker; one that shows only some of its entries is typed into. */
async function choose(page, handle, words) {
  const native = await handle.evaluate((el, name) => [...(el.options ?? [])].find((o) => o.text.includes(name))?.value, words);
  if (native !== undefined) return void (await handle.select(native));
  const find = (before) => handle.evaluateHandle((el, find, words, before) => (0, eval)(`(${find})`)(words, el, before), String(entry), words, before);
  await find(true);
  await handle.click();
  for (const typed of ['', words]) {
    if (typed) await page.keyboard.type(typed);
    await pause(600);
    const item = (await find(false)).asElement();
    if (item) return void (await item.click());
  }
}

/** Brings a mark into view, with the pointer over it; a page may draw it anew meanwhile. */
async function approach(page, target) {
  for (let tries = 0; tries < 3; tries++) {
    const handle = await handleOf(page, target);
    if (!handle) return null;
    try {
      await handle.evaluate((el) => el.scrollIntoView({ block: 'center' }));
      await handle.hover();
      return handle;
    } catch (e) {
      if (!/detached/.test(e.message)) throw e;
    }
  }
  return null;
}

async function act(page, target, how) {
  const handle = await approach(page, target);
  if (!handle) return false;
  if (how === 'type') {
    await handle.click({ count: 3 });
    await page.keyboard.type(VALUES[target]);
  } else if (how === 'choose') await choose(page, handle, CHOICES[target]);
  // A form that closes its window at the press is gone before the press has been answered.
  else if (!['hover', 'see', 'kept'].includes(how)) await handle.click().catch((e) => (e.name === 'TargetCloseError' ? undefined : Promise.reject(e)));
  await pause(500);
  return true;
}

/** A list that holds only what is in view: scrolls it until the mark is there. */
async function scrollTo(page, target) {
  await page.mouse.move(700, 500);
  for (let i = 0; i < 12 && !(await handleOf(page, target)); i++) {
    await page.mouse.wheel({ deltaY: 400 });
    await pause(150);
  }
}

/** What stands on another page of an editor or wizard: back to its index, or on by its «Next». */
async function turnTo(page, target) {
  for (const way of ['go-back', 'go-on', 'go-on', 'go-on']) if (!(await handleOf(page, target))) await act(page, way, '');
}

/** What the panel says first. */
const cardOf = (panel) => panel.$eval('#guide', (el) => el.innerText.replaceAll('\n', ' | ').slice(0, 120)).catch(() => '');

/** Windows of the site in the order they opened; the walk goes on in the last one that is still there. */
const windows = [];

/** Serves the site in a window. A window that a page opened asked elsewhere first, and is loaded anew. */
async function serve(page, loaded) {
  windows.push(page);
  await page.setRequestInterception(true);
  await page.evaluateOnNewDocument(`(${noteActs})()`);
  page.on('request', (r) => (r.url().startsWith(URL) ? r.respond({ contentType: 'text/html; charset=utf-8', body: readFileSync(site, 'utf8') }) : r.continue()));
  page.on('pageerror', (e) => console.log('page error:', e.message));
  await loaded();
}

async function front() {
  await pause(100);
  const page = windows.findLast((w) => !w.isClosed());
  await page.bringToFront();
  return page;
}

const practice = await startPractice();
const b = await startBrowser(practice.port, {});
const tally = { ok: 0, late: 0, BAD: 0, none: 0, ticks: 0 };
try {
  const first = await b.browser.newPage();
  await serve(first, () => first.goto(trouble ? `${URL}#trouble` : URL));
  let opening = Promise.resolve();
  b.browser.on('targetcreated', (target) => {
    if (target.url().startsWith(URL) || target.opener()) opening = target.page().then((page) => page && serve(page, () => page.reload()));
  });
  const panel = digests && !flags.includes('--guided') ? null : await startGuide(b, { haveUser });
  let at = 0;
  for (const [step, [stage, target, how]] of WALK.entries()) {
    await opening;
    const page = await front();
    // Some open a list of sections first, and the section then.
    if (how === 'kept' && !(await handleOf(page, target))) continue;
    if (how === 'again' && (await handleOf(page, 'full-permission'))) continue;
    // Lists come after a moment.
    for (let i = 0; how !== 'optional' && i < 8 && !(await handleOf(page, target)); i++) await pause(150);
    if (!(await handleOf(page, target))) {
      if (target === 'api-level-row') await scrollTo(page, target);
      if (how !== 'optional') await turnTo(page, target);
      if (!(await handleOf(page, target))) {
        if (how !== 'optional') console.log(`   - «${target}» is not there`);
        continue;
      }
    }
    if (digests) stage && (await dig(page, stage));
    if (panel) {
      const list = await shown(page);
      for (const what of await acts(page)) {
        const announced = TICKED.includes(what);
        if (!announced) tally.ticks += 1;
        console.log(`     ${announced ? 'set' : 'WRONG TICK'}: ${what}`);
      }
      const all = await truths(page);
      const ring = list.find((o) => o.ring)?.ring;
      const hits = ring ? all.filter((t) => near(ring, t)).map((t) => t.name) : [];
      const ahead = WALK.slice(step).map(([, name]) => name);
      const verdict = hits.includes(target) ? 'ok' : !ring ? 'none' : !hits.length ? 'BAD' : hits.some((name) => ahead.includes(name)) ? 'ok' : 'late';
      tally[verdict] += 1;
      const card = await cardOf(panel);
      console.log(`${verdict.padEnd(4)} ${target}: ${list.map((o) => `${o.step} ${o.state}`).join(', ') || 'nothing'}${hits.length ? ` at ${hits}` : ring ? ` ring ${Object.values(ring).map(Math.round)}` : ''}   [${card}]`);
      await page.screenshot({ path: join(dirname(site), `${name}-${String(at++).padStart(2, '0')}-${target}.png`) });
    }
    // A group that stays open would be closed.
    const open = target === 'admin-menu' && (await handleOf(page, 'settings-users'));
    await act(page, target, open ? 'see' : how);
    if (trouble && /^(save|generate)-/.test(target)) {
      await pause(2500);
      if (target.startsWith('save-') && panel) {
        const list = page.isClosed() ? [] : await shown(page);
        console.log(`     refused: ${list.map((o) => `${o.step} ${o.state}`).join(', ')}   [${await cardOf(panel)}]`);
        if (!page.isClosed()) await act(page, target, how);
      }
    }
    // What a page does in answer to being chosen from or asked for a key is its own.
    if (how === 'choose' || target.startsWith('generate')) await acts(page);
  }
  // The last save may take a while.
  await pause(2500);
  if (panel) console.log(`     held: ${await panel.$eval('#guide', (el) => el.innerText.replaceAll('\n', ' | ').slice(0, 160)).catch(() => '')}`);
  if (!digests) console.log(`${name}: ${JSON.stringify(tally)}`);
} finally {
  await b.stop();
  practice.stop();
}
