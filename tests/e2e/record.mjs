// Records the practice pages as the eyes list them, for the native mutation harness
// (`tests/mutations.rs`): `node tests/e2e/record.mjs [DIR] [NAME-PART]`. Needs the practice server built
// and Chromium. One file for each page in each kit and switch: the digest, the element numbers that
// are right for each target, and the targets that are there without being seen. No test stands here.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { removeProfile } from './browsers.mjs';
import { digestOf } from './digest.mjs';
import { AUTOTASK, CHROMIUM_FLAGS, ROOT, startPractice, until } from './support.mjs';

const ADMIN = '/Mvc/AdministrationSetup';
const LANDING = `${ADMIN}/Landing.mvc/Index?tab=settings`;
const LEVELS = `${ADMIN}/SecurityLevelGrid.mvc/Index`;
const USERS = `${ADMIN}/ResourceGrid.mvc/Index`;
const NEW_USER = `${ADMIN}/ApiUser.mvc/NewApiUser`;

const TARGETS = Object.keys(JSON.parse(readFileSync(join(ROOT, 'extension/guides/autotask.json'), 'utf8')).targets);

/** What the pages mark for no test yet: the sign-in's two controls and the row around a marked icon. */
const unmarked = (page) =>
  page.evaluate(() => {
    const { find } = globalThis.__practice;
    const more = {
      'user-row': () => find('user-options')?.closest('tr'),
      'user-name-box': () => document.querySelector('[name=UserName]'),
      'sign-in-button': () => [...document.querySelectorAll('.SignIn [tabindex], .SignIn button, .SignIn [type=submit]')].find((el) => !el.matches('input[name]')),
    };
    globalThis.__practice.find = (id) => find(id) ?? more[id]?.() ?? null;
  });

/** Does something to the right element of a target, as a person would. */
const act = (target, ...types) => (page) =>
  page.evaluate((id, list) => list.forEach((type) => globalThis.__practice.find(id)?.dispatchEvent(new MouseEvent(type, { bubbles: type !== 'mouseenter', cancelable: true }))), target, types);
const hover = (target) => act(target, 'mouseenter', 'mouseover');
const click = (target) => act(target, 'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click');

const editor = (data) => `${ADMIN}/SecurityLevel.mvc/Copy?source=${data.levels.find((l) => l.name === 'API User (system) (API-only)').id}`;
const edited = (data) => `${ADMIN}/ApiUser.mvc/EditApiUser?id=${data.users.find((u) => /Proxuma/.test(`${u.first} ${u.last}`))?.id}`;

/** Name → address and what is done there first. */
const PAGES = {
  shell: ['/AutotaskOnyx/LandingPage'],
  'shell-menu': ['/AutotaskOnyx/LandingPage', hover('main-menu'), hover('admin-menu')],
  signin: ['/Mvc/Framework/Authentication.mvc/Authenticate'],
  home: ['/Mvc/Home/Dashboard.mvc/Index'],
  admin: [LANDING],
  'admin-first': [LANDING.replace('=settings', '=features')],
  levels: [LEVELS],
  'levels-menu': [LEVELS, click('api-level-options')],
  editor: [editor],
  users: [USERS],
  'users-new': [USERS, click('new-button')],
  'users-row': [USERS, click('user-options')],
  'user-new': [NEW_USER],
  'user-new-level': [NEW_USER, click('user-level')],
  'user-new-vendor': [NEW_USER, click('integration-vendor')],
  'user-new-vendors': [NEW_USER, click('integration-vendor'), click('vendor-picker')],
  'user-edit': [edited],
};

const ALL = Object.keys(PAGES);
/** Switches, each with the pages that it changes. */
const SWITCHES = {
  '': ALL.filter((p) => !['users-row', 'user-edit'].includes(p)),
  'lang=de': ['shell-menu', 'admin', 'levels', 'levels-menu', 'editor', 'users', 'users-new', 'user-new', 'user-new-vendor'],
  'term=Business+Unit': ['shell-menu', 'admin'],
  'sections=open': ['admin', 'editor', 'user-new'],
  'sections=closed': ['admin', 'editor', 'user-new'],
  'dialog=above': ['admin', 'levels', 'users'],
  'domain=beside': ['user-new'],
  'masked=1': ['user-new'],
  'level=exists': ['levels', 'user-new-level'],
  'user=exists': ['users', 'users-row', 'user-edit'],
  'levels=many': ['levels'],
  'rights=title': ['levels'],
  'rows=40': ['levels', 'users'],
  'copy=Copy': ['levels-menu'],
  'copy=Copy+Security+Level': ['levels-menu'],
  'icon=right': ['levels', 'users'],
  'vendor=missing': ['user-new-vendors'],
  'twins=1': ['editor'],
};

/** Random ids are as long as they are useless: numbered, so that a record changes only with its page. */
function numbered(digest) {
  let n = 0;
  for (const row of digest.rows) if (/^z[0-9a-f]{32}$/.test(row[8]?.id ?? '')) row[8].id = `z${n++}`;
  return digest;
}

function text({ digest, truth }) {
  const { rows, ...head } = numbered(digest);
  return `{"truth":${JSON.stringify(truth)},\n"digest":${JSON.stringify(head).slice(0, -1)},"rows":[\n${rows.map((r) => JSON.stringify(r)).join(',\n')}\n]}}\n`;
}

const [dir = join(ROOT, 'tests/fixtures/pages'), part = ''] = process.argv.slice(2);
mkdirSync(dir, { recursive: true });
const practice = await startPractice();
const profile = mkdtempSync(join(tmpdir(), 'proxuma-record-'));
const browser = await puppeteer.launch({
  browser: 'chrome', executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, pipe: true, acceptInsecureCerts: true, userDataDir: profile,
  defaultViewport: { width: 1360, height: 900 },
  args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP *.autotask.net 127.0.0.1:${practice.port}`, '--ignore-certificate-errors'],
});
try {
  for (const kit of ['2026', '2017']) {
    for (const [switches, pages] of Object.entries(SWITCHES)) {
      for (const name of pages) {
        const file = [kit, name, switches.replace(/[^\w]+/g, '-')].filter(Boolean).join('.');
        if (!file.includes(part)) continue;
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        await page.goto(`${AUTOTASK}/practice/switches?kit=${kit}&${switches}&to=/practice/state`);
        const data = await page.evaluate(async () => (await fetch('/practice/state')).json());
        const [address, ...acts] = PAGES[name];
        await page.goto(`${AUTOTASK}${typeof address === 'string' ? address : address(data)}`);
        await until('the page', () => page.evaluate(() => !!globalThis.__practice && document.body.children.length > 0));
        for (const step of acts) await step(page);
        await unmarked(page);
        writeFileSync(join(dir, `${file}.json`), text(await digestOf(page.mainFrame(), TARGETS)));
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  practice.stop();
  await removeProfile(profile);
}
