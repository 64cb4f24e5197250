// «Opening or reloading a page is enough»: each page of the practice, in both kits and under each
// switch, shows the step that belongs to it, with the ring on the right element or none at all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AUTOTASK, openPractice, overlays, ringOn, startBrowser, startGuide, startPractice, telling, until } from './support.mjs';

const ADMIN = '/Mvc/AdministrationSetup';
const PAGES = {
  2026: { admin: `${ADMIN}/Landing.mvc/Index?tab=settings`, levels: `${ADMIN}/SecurityLevelGrid.mvc/Index`, editor: `${ADMIN}/SecurityLevel.mvc/Copy?source=102`, users: `${ADMIN}/ResourceGrid.mvc/Index`, user: `${ADMIN}/ApiUser.mvc/NewApiUser` },
  2017: { admin: `${ADMIN}/Landing.mvc/Index?tab=settings`, levels: '/Administrator/Security/levels.asp', editor: '/Autotask/Views/Administration/Security/level.aspx?source=102', users: '/Administrator/Resources/list.asp', user: `${ADMIN}/ApiUser.mvc/NewApiUser` },
};
const EXPECT = {
  admin: ['open-security-levels', ['resources-hr', 'security-levels']],
  levels: ['copy-api-level', ['api-level-options']],
  editor: ['name-level', ['level-name']],
  users: ['new-api-user', ['new-button']],
  user: ['user-details', ['first-name']],
};
const SWITCHES = [
  {}, { sections: 'open' }, { sections: 'closed' }, { term: 'Account' }, { term: 'Business Unit' }, { lang: 'de' }, { slow: '600' }, { csp: 'strict' }, { coep: '1' }, { dialog: 'above' },
  { domain: 'beside' }, { masked: '1' }, { icon: 'right' }, { copy: 'Copy Security Level' }, { twins: '1' }, { theme: 'dark' }, { level: 'exists' }, { user: 'exists' }, { churn: '100' }, { rows: '1500' },
];

let practice;
let b;
before(async () => {
  practice = await startPractice();
  b = await startBrowser(practice.port);
  await startGuide(b);
});
after(async () => {
  await b?.stop();
  practice?.stop();
});

for (const kit of ['2026', '2017']) {
  for (const sw of SWITCHES) {
    const name = Object.entries(sw).map(([k, v]) => `${k}=${v}`).join(' ') || 'no switch';
    test(`kit ${kit}, ${name}: each page shows its step on the right element`, () => telling(b, async () => {
      const page = await openPractice(b, { kit, ...sw }, `${AUTOTASK}${PAGES[kit].admin}`);
      try {
        for (const [what, [step, targets]] of Object.entries(EXPECT)) {
          await page.goto(AUTOTASK + PAGES[kit][what]);
          await ringOn(page, step, targets);
          assert.ok((await overlays(page)).every((o) => o.closed), 'the shadow root is closed');
        }
        await page.reload();
        await ringOn(page, 'user-details', 'first-name');
        await page.goBack();
        await ringOn(page, 'new-api-user', 'new-button');
      } finally {
        await page.close();
      }
    }));
  }
}

test('a page that belongs to nothing is unsure, without a ring', async () => {
  const page = await openPractice(b, { kit: '2026' }, `${AUTOTASK}/Mvc/Home/Dashboard.mvc/Index`);
  const o = await until('the card', async () => (await overlays(page)).find((x) => x.state === 'unsure'));
  assert.equal(o.ring, null);
  await page.close();
});
