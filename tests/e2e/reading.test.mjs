// What a screen reader is told: the panel's accessibility tree through the whole flow and in every
// fixture state and language. Nothing is nameless, nothing reads as code, each new step is announced
// once, as a sentence.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LANGUAGES, ownPage, panelStates, show } from './own-pages.mjs';
import { PROXUMA, Person, openPractice, press, ringOn, startBrowser, startGuide, startPractice, stepStates, telling, until } from './support.mjs';

let practice;
let b;
before(async () => {
  practice = await startPractice();
  b = await startBrowser(practice.port);
});
after(async () => {
  await b?.stop();
  practice?.stop();
});

/** Roles that are read by their name. */
const NAMED = new Set(['button', 'link', 'textbox', 'checkbox', 'heading', 'progressbar', 'image', 'img', 'region', 'RootWebArea', 'DisclosureTriangle']);
/** Message ids, places left open, and what code prints for nothing. */
const CODE = /\b[a-z]+(_[a-z]+)+\b|\$\d|\{\w*\}|undefined|null|NaN|\[object/;

/** What is wrong with a tree, as lines. */
function wrong(tree) {
  const found = [];
  const walk = (node, path) => {
    const here = `${path} ${node.role}`;
    if (NAMED.has(node.role) && !node.name?.trim()) found.push(`nameless:${here}`);
    if (CODE.test(node.name ?? '')) found.push(`code: ${here} «${node.name}»`);
    if (node.role !== 'StaticText') for (const child of node.children ?? []) walk(child, `${here}›`);
  };
  walk(tree, '');
  return found;
}

/** The tree as it is read, one line per thing with a name. */
function lines(tree) {
  const out = [];
  const walk = (node) => {
    if (node.role !== 'RootWebArea' && node.name) out.push(`${node.role}: ${node.name}`);
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
  return out;
}

const read = (page) => page.accessibility.snapshot({ interestingOnly: false });

for (const language of LANGUAGES) {
  test(`${language}: every state of the panel, the welcome and the help page have names and no code`, async () => {
    const found = [];
    const panel = await ownPage(b, 'panel.html', language);
    for (const [name, packed] of Object.entries(panelStates())) {
      await show(panel, packed);
      for (const line of wrong(await read(panel))) found.push(`${name}: ${line}`);
    }
    await panel.close();
    for (const file of ['welcome.html', 'help.html']) {
      const page = await ownPage(b, file, language);
      for (const line of wrong(await read(page))) found.push(`${file}: ${line}`);
      await page.close();
    }
    assert.deepEqual(found, []);
  });
}

test('a planted nameless button and a planted message id are noticed', async () => {
  const page = await ownPage(b, 'help.html');
  await page.evaluate(() => document.querySelector('main').append(document.createElement('button'), 'step_open_admin_todo'));
  const found = wrong(await read(page));
  assert.equal(found.length, 2, found.join());
  assert.match(found.join(), /nameless:.*button/);
  await page.close();
});

/** Notes what the live region says, once per change. */
const listen = (panel) => panel.evaluate(() => {
  globalThis.said = [];
  const live = document.getElementById('live');
  new MutationObserver(() => live.textContent && said.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
});

test('the whole flow reads as sentences, and each step is announced once', async () => {
  await telling(b, async () => {
    const me = new Person();
    const page = await openPractice(b, { kit: '2026', sections: 'closed' });
    const panel = await startGuide(b);
    await listen(panel);
    const steps = [];
    /** Reads the panel at a step: its heading, what to do, and its place in the list. */
    const reads = async (step) => {
      await until(`«${step}» now`, async () => (await stepStates(panel))[step] === 'now');
      const tree = await read(panel);
      assert.deepEqual(wrong(tree), [], step);
      const text = lines(tree);
      const title = await panel.$eval('#now-title', (el) => el.textContent);
      assert.ok(text.includes(`heading: ${title}`), `${step}: ${title} is a heading`);
      assert.ok(text.some((line) => /^StaticText: .{12,}[.!?…]$/.test(line)), `${step}: a sentence says what to do`);
      assert.match(await panel.$eval('#now-todo', (el) => el.textContent), /^\p{Lu}.{10,}[.!?…]$/u, step);
      steps.push(step);
    };
    /** Lets the guide do what it may, with the pointer out of the page's menus. */
    const offer = async (on) => {
      await on.mouse.move(900, 600);
      await me.pressPanel(panel, 'offer');
      await on.bringToFront();
    };
    const next = async (act, part) => {
      const known = new Set(await b.browser.pages());
      await act();
      return until('a new window', async () => (await b.browser.pages()).find((p) => !known.has(p) && p.url().includes(part)));
    };
    await page.bringToFront();
    await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
    await reads('open-admin');
    await offer(page);
    await ringOn(page, 'copy-api-level', 'api-level-options');
    await reads('copy-api-level');
    await me.clickOn(page, 'api-level-options');
    const editor = await next(() => me.clickOn(page, 'copy-item'), 'SecurityLevel');
    await ringOn(editor, 'name-level', 'level-name');
    await reads('name-level');
    await offer(editor);
    await ringOn(editor, 'open-other', 'section-other');
    await reads('open-other');
    await offer(editor);
    await ringOn(editor, 'save-level', 'save-level', 20_000);
    await reads('save-level');
    await me.clickOn(editor, 'save-level');
    await until('the editor is closed', () => editor.isClosed());
    await ringOn(page, 'open-users', ['main-menu', 'admin-menu', 'settings-users', 'resources-hr', 'users-link']);
    await reads('open-users');
    await offer(page);
    await ringOn(page, 'new-api-user', 'new-button');
    await reads('new-api-user');
    await me.clickOn(page, 'new-button');
    const form = await next(() => me.clickOn(page, 'new-api-user'), 'NewApiUser');
    await ringOn(form, 'user-details', 'first-name');
    await reads('user-details');
    await offer(form);
    await ringOn(form, 'user-details', 'email');
    await me.type(form, 'email', 'autotask-api@acme.example');
    await ringOn(form, 'user-details', 'user-level');
    await offer(form);
    await ringOn(form, 'generate-key', 'generate-key');
    await reads('generate-key');
    await me.clickOn(form, 'generate-key');
    await ringOn(form, 'generate-secret', 'generate-secret');
    await reads('generate-secret');
    await me.clickOn(form, 'generate-secret');
    await ringOn(form, 'tracking-identifier', 'integration-vendor');
    await reads('tracking-identifier');
    await offer(form);
    await reads('line-of-business');
    await offer(form);
    await reads('save-user');
    await me.clickOn(form, 'save-user');
    const hold = (state) => until(state, async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === state);
    await hold('armed');
    const proxuma = await b.browser.newPage();
    await proxuma.goto(`${PROXUMA}/`);
    await panel.bringToFront();
    await press(panel, 'fill');
    await hold('filled');
    assert.deepEqual(wrong(await read(panel)), []);
    await press(panel, 'worked');
    await hold('delivered');
    assert.deepEqual(wrong(await read(panel)), []);

    const said = await panel.evaluate(() => globalThis.said);
    for (const line of said) assert.match(line, /^\p{Lu}.{8,}[.!?…]$/us, `«${line}» is a sentence`);
    assert.ok(said.every((line, i) => line !== said[i - 1]), `nothing is said twice in a row: ${said.join('\n')}`);
    assert.ok(said.length >= steps.length - 1, `each of ${steps.length} steps is announced: ${said.join('\n')}`);
  });
});
