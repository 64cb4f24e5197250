// Screenshots for the README and for looking at: highlighted steps in both kits and the panel,
// light and dark. Writes into shots/ (or the folder given).
import { mkdirSync } from 'node:fs';
import { AUTOTASK, Person, openPractice, press, ringOn, startBrowser, startGuide, startPractice, truth } from '../tests/e2e/support.mjs';

const out = process.argv[2] ?? 'shots';
mkdirSync(out, { recursive: true });
const practice = await startPractice();
const b = await startBrowser(practice.port);
const ADMIN = '/Mvc/AdministrationSetup';
const EDITOR = { 2026: `${ADMIN}/SecurityLevel.mvc/Copy?source=102`, 2017: '/Autotask/Views/Administration/Security/level.aspx?source=102' };

const panel = await startGuide(b);
await panel.setViewport({ width: 400, height: 1100 });
for (const kit of ['2026', '2017']) {
  for (const theme of kit === '2026' ? ['light', 'dark'] : ['light']) {
    const page = await openPractice(b, { kit, theme }, `${AUTOTASK}/AutotaskOnyx/LandingPage`);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await panel.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
    await page.screenshot({ path: `${out}/menu-${kit}-${theme}.png` });
    await page.goto(AUTOTASK + EDITOR[kit]);
    await ringOn(page, 'name-level', 'level-name');
    await page.screenshot({ path: `${out}/name-${kit}-${theme}.png` });
    await press(panel, 'offer');
    await page.bringToFront();
    for (const [step, heading, inside] of [['open-other', 'section-other', 'can-create-webhooks'], ['open-web-services', 'section-web-services', 'can-login-api']]) {
      if (await truth(page, inside)) continue;
      await ringOn(page, step, heading);
      await new Person().clickOn(page, heading);
    }
    await ringOn(page, 'save-level', 'save-level');
    await page.screenshot({ path: `${out}/save-${kit}-${theme}.png` });
    await panel.bringToFront();
    await panel.screenshot({ path: `${out}/panel-${kit}-${theme}.png` });
    await page.close();
  }
}
await b.stop();
practice.stop();
