// What a fleet sets by policy, in a real browser: it is shown, it is kept to, and a value that is not
// understood is ignored with a note.
import assert from 'node:assert/strict';
import { noPolicy } from './browsers.mjs';
import { AUTOTASK, openPractice, press, ringOn, startGuide, stepStates, truth, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const EDITOR = `${AUTOTASK}/Mvc/AdministrationSetup/SecurityLevel.mvc/Copy?source=102`;
const may = { skip: noPolicy() || false };

const fleet = withBrowser();

const notes = (panel) => panel.$$eval('#policy li', (list) => list.map((li) => li.textContent)).catch(() => []);

fleet('policy is shown and kept to: language, help link, no ticking', async (b) => {
  const panel = await startGuide(b);
  const lines = await until('the notes', async () => {
    const list = await notes(panel);
    return list.length === 5 && list;
  });
  assert.equal(await panel.evaluate(() => document.documentElement.lang), 'de');
  assert.ok(lines.some((l) => l.startsWith('Hilfe Ihrer Organisation')), lines.join());
  assert.equal(await panel.$eval('#policy a', (a) => a.href), 'https://help.acme.example/connect');
  assert.equal(lines.filter((l) => l.startsWith('Ihre Organisation hat')).length, 4, lines.join());
  const page = await openPractice(b, { kit: '2026', sections: 'open' }, EDITOR);
  await page.bringToFront();
  await ringOn(page, 'name-level', 'level-name');
  await press(panel, 'offer');
  await page.bringToFront();
  await ringOn(page, 'allow-webhooks', ['can-create-webhooks', 'maximum-webhooks']);
  assert.equal((await stepStates(panel))['allow-webhooks'], 'now');
  assert.equal(await (await truth(page, 'can-create-webhooks')).evaluate((el) => el.checked ?? el.classList.contains('Checked')), false);
}, { policy: { automaticActions: 'off', tenantOrigin: 'https://acme.proxuma.com', routes: ['fill'], language: 'de', helpLink: 'https://help.acme.example/connect' } }, may);

fleet('values that are not understood are ignored, each with a note', async (b) => {
  const panel = await startGuide(b);
  const lines = await until('the notes', async () => {
    const list = await notes(panel);
    return list.length === 5 && list;
  });
  for (const shown of ['sometimes', 'http://acme.example', 'fax', 'tlh', 'javascript:alert(1)']) {
    assert.ok(lines.some((l) => l.includes('not understood and is ignored') && l.includes(shown)), `${shown}: ${lines.join()}`);
  }
  assert.equal(await panel.$$eval('#policy a', (list) => list.length), 0);
  const page = await openPractice(b, { kit: '2026', sections: 'open' }, EDITOR);
  await page.bringToFront();
  await ringOn(page, 'name-level', 'level-name');
  await press(panel, 'offer');
  await page.bringToFront();
  await ringOn(page, 'save-level', 'save-level', 20_000);
}, { policy: { automaticActions: 'sometimes', tenantOrigin: 'http://acme.example', routes: ['fax'], language: 'tlh', helpLink: 'javascript:alert(1)' } }, may);
