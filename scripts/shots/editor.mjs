// The level editor of the practice Autotask with everything ticked, as pictures want it.
import { Person, press, ringOn, truth } from '../../tests/e2e/support.mjs';

/** From «name-level» in a fresh editor to «save-level». @param {any} page @param {any} panel */
export async function tickAll(page, panel) {
  await press(panel, 'offer');
  await page.bringToFront();
  for (const [step, heading, inside] of [['open-other', 'section-other', 'can-create-webhooks'], ['open-web-services', 'section-web-services', 'can-login-api']]) {
    if (await truth(page, inside)) continue;
    await ringOn(page, step, heading);
    await new Person().clickOn(page, heading);
  }
  await ringOn(page, 'save-level', 'save-level');
}
