// Bringing credentials to where they can be handed over, the short way.
// No test stands here.
import assert from 'node:assert/strict';
import { AUTOTASK, Person, openPractice, ringOn, startGuide, truth, until } from './support.mjs';

const LIST = `${AUTOTASK}/Mvc/AdministrationSetup/ResourceGrid.mvc/Index`;

/** State of the hand-over, as the panel shows it. */
export const holdState = (panel) => panel.$eval('#credentials', (el) => (el.hidden ? 'none' : el.dataset.state));

/** Waits for a state of the hand-over; tells the note when it does not come. */
export const holdIs = (panel, state, ms) =>
  until(`hand-over «${state}»`, async () => {
    const now = await holdState(panel);
    if (now === state) return true;
    throw new Error(`${now}: ${await panel.$eval('#hold-note', (el) => el.textContent)}`);
  }, ms);

/** Has credentials generated, without the first procedure; the form is not saved yet. */
export async function noticed(b, switches = {}) {
  const me = new Person();
  const list = await openPractice(b, { kit: '2026', level: 'exists', ...switches }, LIST);
  const panel = await startGuide(b);
  await me.clickOn(list, 'new-button');
  const known = new Set(await b.browser.pages());
  await me.clickOn(list, 'new-api-user');
  const form = await until('the form', async () => (await b.browser.pages()).find((p) => !known.has(p) && p.url().includes('NewApiUser')));
  await ringOn(form, 'user-details', 'first-name');
  for (const [field, text] of [['first-name', 'Proxuma'], ['last-name', 'API'], ['email', 'api@acme.example']]) await me.type(form, field, text);
  await me.clickOn(form, 'user-level');
  await me.clickOn(form, 'user-level-option');
  // The guide scrolls to each step once: clicked when it is there, as a person would.
  await ringOn(form, 'generate-key', 'generate-key');
  await me.clickOn(form, 'generate-key');
  await ringOn(form, 'generate-secret', 'generate-secret');
  await me.clickOn(form, 'generate-secret');
  await holdIs(panel, 'captured');
  assert.equal(await panel.$eval('#fill', (el) => el.getAttribute('aria-disabled')), 'true', 'not saved: not usable');
  const secret = await (await truth(form, 'secret-field')).evaluate((el) => el.value);
  return { me, panel, list, form, secret };
}

/** The same, saved: ready to hand over. */
export async function armed(b, switches) {
  const made = await noticed(b, switches);
  await made.me.clickOn(made.form, 'save-user');
  await holdIs(made.panel, 'armed');
  return made;
}
