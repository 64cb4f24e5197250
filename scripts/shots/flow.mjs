// A real flow, as the extension runs it: highlighted steps in both kits and the panel, light and
// dark. The README's pictures are among them.
import { AUTOTASK, openPractice, ringOn, startGuide } from '../../tests/e2e/support.mjs';
import { tickAll } from './editor.mjs';

const ADMIN = '/Mvc/AdministrationSetup';
const EDITOR = { 2026: `${ADMIN}/SecurityLevel.mvc/Copy?source=102`, 2017: '/Autotask/Views/Administration/Security/level.aspx?source=102' };

/** @param {any} b @param {string} out */
export async function flowShots(b, out) {
  let taken = 0;
  const shoot = async (page, name) => {
    await page.screenshot({ path: `${out}/${name}.png` });
    taken += 1;
  };
  const panel = await startGuide(b);
  await panel.setViewport({ width: 400, height: 1100 });
  for (const kit of ['2026', '2017']) {
    for (const theme of kit === '2026' ? ['light', 'dark'] : ['light']) {
      const page = await openPractice(b, { kit, theme }, `${AUTOTASK}/AutotaskOnyx/LandingPage`);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      await panel.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
      await shoot(page, `menu-${kit}-${theme}`);
      await page.goto(AUTOTASK + EDITOR[kit]);
      await ringOn(page, 'name-level', 'level-name');
      await shoot(page, `name-${kit}-${theme}`);
      await tickAll(page, panel);
      await shoot(page, `save-${kit}-${theme}`);
      await panel.bringToFront();
      await shoot(panel, `panel-${kit}-${theme}`);
      await page.close();
    }
  }
  return taken;
}
