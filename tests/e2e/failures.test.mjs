// Documented failures in the real browser: the practice's switch makes one, the panel names it with
// a way out, and the right highlight stays. Which words and states mean which: tests/failures.rs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AUTOTASK, Person, SHELL, openPractice, overlays, press, ringOn, startBrowser, startGuide, startPractice, telling, until } from './support.mjs';

const ADMIN = '/Mvc/AdministrationSetup';
const AT = {
  2026: { levels: `${ADMIN}/SecurityLevelGrid.mvc/Index`, editor: `${ADMIN}/SecurityLevel.mvc/Copy?source=102`, system: `${ADMIN}/SecurityLevel.mvc/Copy?id=102` },
  2017: { levels: '/Administrator/Security/levels.asp', editor: '/Autotask/Views/Administration/Security/level.aspx?source=102', system: '/Autotask/Views/Administration/Security/level.aspx?id=102' },
};
const SETTINGS = `${ADMIN}/Landing.mvc/Index?tab=features`;
const NEW_USER = `${ADMIN}/ApiUser.mvc/NewApiUser`;

let practice;
before(async () => {
  practice = await startPractice();
});
after(() => practice.stop());

const code = (panel) => panel.$eval('#problem', (el) => (el.hidden ? '' : el.dataset.code));
const problem = (panel, want) => until(`the problem «${want}»`, async () => (await code(panel)) === want);

/** A tab of the practice with these switches, and what the panel says of it. */
async function tab(b, switches, to) {
  const page = await openPractice(b, switches, AUTOTASK + to.replace(AUTOTASK, ''));
  await page.bringToFront();
  return page;
}

for (const kit of ['2026', '2017']) {
  test(`kit ${kit}: each failure that a page shows has its problem, and none hides the right highlight`, async () => {
    const b = await startBrowser(practice.port);
    const me = new Person();
    try {
      await telling(b, async () => {
        const panel = await startGuide(b);
        const at = AT[kit];
        /** @type {[string, object, string, (page: any) => Promise<void>][]} */
        const cases = [
          ['access-denied', { rights: 'title' }, at.levels, async () => {}],
          ['access-denied', { rights: 'none' }, at.levels, async () => {}],
          ['no-rights', { rights: 'partial' }, SETTINGS, async () => {}],
          ['system-level-opened', {}, at.system, async (page) => {
            await until('unsure', async () => (await overlays(page)).every((o) => o.state === 'unsure'));
          }],
          ['level-limit', { levels: 'many' }, at.levels, async (page) => {
            await copy(me, page);
          }],
          ['popup-blocked', { popup: 'blocked' }, at.levels, async (page) => {
            await copy(me, page);
            await ringOn(page, 'copy-api-level', 'api-level-options');
          }],
          ['vendor-missing', { vendor: 'missing', level: 'exists' }, NEW_USER, async (page) => {
            await vendors(me, page, kit);
          }],
          ['name-taken', { validation: 'name-taken', sections: 'open' }, at.editor, async (page) => {
            await save(me, panel, page);
          }],
          ['session-expired', { validation: 'session', sections: 'open' }, at.editor, async (page) => {
            await save(me, panel, page);
          }],
          ['validation', { validation: 'server-error', sections: 'open' }, at.editor, async (page) => {
            await save(me, panel, page);
          }],
        ];
        for (const [want, switches, to, act] of cases) {
          const page = await tab(b, { kit, ...switches }, to);
          await act(page);
          await problem(panel, want);
          assert.notEqual(await panel.$eval('#problem-next', (el) => el.textContent.trim()), '', want);
          await page.close();
        }
      });
    } finally {
      await b.stop();
    }
  });
}

/** Opens the row's menu and presses Copy. */
async function copy(me, page) {
  await ringOn(page, 'copy-api-level', 'api-level-options');
  await me.clickOn(page, 'api-level-options');
  await ringOn(page, 'copy-api-level', 'copy-item');
  await me.clickOn(page, 'copy-item');
}

async function save(me, panel, page) {
  await press(panel, 'offer');
  await ringOn(page, 'save-level', 'save-level');
  await me.clickOn(page, 'save-level');
  await ringOn(page, 'save-level', 'save-level');
}

async function vendors(me, page, kit) {
  // The guide scrolls to what it marks first: a click on the way there would miss.
  await ringOn(page, 'user-details', 'first-name');
  await me.clickOn(page, 'integration-vendor');
  if (kit === '2026') await me.clickOn(page, 'vendor-picker');
}

test('a session that ends in the middle is said, and after signing in the guide goes on', async () => {
  const b = await startBrowser(practice.port);
  const me = new Person();
  try {
    await telling(b, async () => {
      const panel = await startGuide(b);
      const page = await tab(b, { kit: '2026' }, SHELL);
      await ringOn(page, 'open-admin', 'admin-menu');
      assert.equal(await code(panel), '');
      await page.goto(`${SHELL}&session=expired`);
      await problem(panel, 'session-expired');
      const next = await page.waitForSelector('.SignIn .Button2');
      await me.click(page, next, 'sign in');
      await problem(panel, '');
      await ringOn(page, 'open-admin', 'admin-menu');
    });
  } finally {
    await b.stop();
  }
});

test('no network is said in the panel, and that it is back', async () => {
  const b = await startBrowser(practice.port);
  try {
    const panel = await startGuide(b);
    const page = await tab(b, { kit: '2026' }, SHELL);
    await ringOn(page, 'open-admin', 'admin-menu');
    await panel.setOfflineMode(true);
    await problem(panel, 'offline');
    await ringOn(page, 'open-admin', 'admin-menu');
    await panel.setOfflineMode(false);
    await problem(panel, '');
  } finally {
    await b.stop();
  }
});
