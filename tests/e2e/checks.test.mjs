// «Check my set-up» on the pages of both kits: a set-up as the article wants it, and one with
// everything wrong. What each verdict needs and says is in tests/checks.rs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AUTOTASK, openPractice, practiceState, press, startBrowser, startGuide, startPractice, telling, until } from './support.mjs';

const ADMIN = '/Mvc/AdministrationSetup';
const LEVEL = { 2026: `${ADMIN}/SecurityLevel.mvc/Copy?id=`, 2017: '/Autotask/Views/Administration/Security/level.aspx?id=' };
const USER = `${ADMIN}/ApiUser.mvc/EditApiUser?id=`;
/** What a badly set up level or user can't be blamed for: a name, and being a copy for API users. */
const NEVER_WRONG = ['level-named', 'level-own', 'level-api-only'];

let practice;
before(async () => {
  practice = await startPractice();
});
after(() => practice.stop());

const verdicts = (panel) => panel.$$eval('#checks li', (list) => Object.fromEntries(list.map((li) => [li.dataset.check, li.dataset.verdict])));

/** The verdicts can be taken along: as text, a line for each, and on paper without the rest of the panel. */
async function reported(panel, lines) {
  await panel.bringToFront();
  await panel.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (globalThis.copied = text);
    globalThis.print = () => (globalThis.printed = true);
  });
  await press(panel, 'checks-copy');
  const text = await until('the copy', () => panel.evaluate(() => globalThis.copied));
  assert.equal(text.trim().split('\n').length, lines, text);
  assert.match(text, /maximum number of webhooks/i);
  assert.doesNotMatch(text, /@acme\.example|undefined|\$\d/);
  await until('it says so', () => panel.$eval('#checks-card [role=status]', (el) => el.textContent === 'Copied.'));
  await press(panel, 'checks-print');
  assert.equal(await panel.evaluate(() => globalThis.printed), true);
  if (!(await panel.emulateMediaType('print').then(() => true, () => false))) return; // Firefox: BiDi can't
  const shown = await panel.$$eval('h1, h2, button, summary', (list) => list.filter((el) => el.checkVisibility()).map((el) => el.id));
  assert.deepEqual(shown, ['checks-title']);
  await panel.emulateMediaType();
}

for (const kit of ['2026', '2017']) {
  for (const setup of ['right', 'wrong']) {
    test(`kit ${kit}: a set-up that is ${setup} is told so in every requirement`, async () => {
      const b = await startBrowser(practice.port);
      try {
        await telling(b, async () => {
          const page = await openPractice(b, { kit, setup, sections: 'open' }, `${AUTOTASK}${ADMIN}/Landing.mvc/Index`);
          const panel = await startGuide(b);
          await press(panel, 'check-setup');
          const { levels, users } = await practiceState(page);
          await page.bringToFront();
          await page.goto(`${AUTOTASK}${LEVEL[kit]}${levels.find((l) => l.name.startsWith('Proxuma')).id}`);
          await until('the level is read', async () => (await verdicts(panel))['level-active'] === setup);
          await page.goto(`${AUTOTASK}${USER}${users.find((u) => u.first === 'Proxuma').id}`);
          await until('the user is read', async () => (await verdicts(panel)).vendor === setup);
          const all = await until('a verdict for each', async () => {
            const now = await verdicts(panel);
            return Object.values(now).every((v) => v !== 'cant-tell') && now;
          });
          assert.equal(Object.keys(all).length, 14);
          const told = Object.entries(all).filter(([id]) => setup === 'right' || !NEVER_WRONG.includes(id));
          assert.deepEqual(told.filter(([, v]) => v !== setup), []);
          await reported(panel, Object.keys(all).length);
        });
      } finally {
        await b.stop();
      }
    });
  }
}
