// The overlay's states on practice pages of both kits and themes: ring, unsure, done, arrows at the
// edges. overlay.js is the shipped file; a stand-in shows what is wanted, which a flow does only
// where it belongs.
import { readFileSync } from 'node:fs';
import { AUTOTASK, openPractice, truth, until } from '../../tests/e2e/support.mjs';
import { LOOKS, dress, sheet } from './looks.mjs';

const CODE = readFileSync('dist/chromium/overlay.js', 'utf8');
const TEXTS = JSON.parse(readFileSync('extension/_locales/en/messages.json', 'utf8'));
const text = (id, ...args) => TEXTS[id].message.replace(/\$(\d)/g, (_, n) => args[n - 1] ?? '');

const NAME = { step: 'name-level', state: 'shown', title: text('step_name_level_title'), body: text('step_name_level_todo'), foot: text('card_foot', '5', '18') };
const SAVE = { step: 'save-level', state: 'shown', title: text('step_save_level_title'), body: text('step_save_level_todo'), foot: text('card_foot', '10', '18') };
const UNSURE = { step: 'open-other', state: 'unsure', title: text('step_open_other_title'), body: text('unsure_no_page'), foot: text('card_foot', '6', '18') };
const DONE = { step: 'hand-off', state: 'done', title: text('card_page_done_title'), body: text('card_page_done'), foot: '' };
/** name → what is shown, its target, how far the page is scrolled (px) */
const STATES = { ring: [NAME, 'level-name', 0], button: [SAVE, 'save-level', 0], unsure: [UNSURE, null, 0], done: [DONE, null, 0], below: [NAME, 'section-web-services', 0], above: [NAME, 'level-name', 9000] };
const EDITOR = { 2026: '/Mvc/AdministrationSetup/SecurityLevel.mvc/Copy?source=102', 2017: '/Autotask/Views/Administration/Security/level.aspx?source=102' };

/** @param {any} b @param {string} out */
export async function overlayShots(b, out) {
  const files = [];
  for (const kit of ['2026', '2017']) {
    for (const look of Object.keys(LOOKS)) {
      const page = await openPractice(b, { kit, theme: LOOKS[look].scheme, sections: 'open' }, AUTOTASK + EDITOR[kit]);
      await dress(page, look, 1100, 700);
      await until('the form', () => truth(page, 'level-name'));
      await page.evaluate(`${CODE}; globalThis.theOverlay = new proxumaOverlay()`);
      for (const [name, [shown, target, scroll]] of Object.entries(STATES)) {
        await page.evaluate(
          (what, id, y) => {
            const el = id && globalThis.__practice.find(id);
            const scrolls = [document.scrollingElement, ...document.querySelectorAll('.ScrollingContainer')];
            for (const s of scrolls) s.scrollTop = y;
            globalThis.theOverlay.show(what, el);
          },
          shown, target, scroll,
        );
        await page.bringToFront();
        const path = `${out}/overlay-${kit}-${look}-${name}.png`;
        await page.screenshot({ path });
        files.push(path);
      }
      await page.close();
    }
  }
  await sheet(b, files, `${out}/sheet-overlay.png`, 420);
  return files.length;
}
