// Both procedures of the article, from start to credentials in Proxuma's form, in both kits: the
// ring encloses the right element at every step, exactly the announced boxes change, and the
// admin's own clicks and typed fields are counted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, PROXUMA, openPractice, panelText, practiceEvents, practiceState, press, ringOn, startBrowser, startGuide, startPractice, stepStates, telling, truth, until } from './support.mjs';

let practice;
before(async () => {
  practice = await startPractice();
});
after(() => practice.stop());

/** The page that opens next, fully loaded. */
async function nextPage(b, act) {
  const known = new Set(await b.browser.pages());
  await act();
  return until('a new window', async () => (await b.browser.pages()).find((p) => !known.has(p) && p.url().startsWith('https://')));
}

/** Procedure A up to the saved level; returns the page with the lists. */
async function makeLevel(b, me, page, kit) {
  await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
  if (kit === '2017') await me.hover(page, 'main-menu');
  await until('the Admin entry', () => truth(page, 'admin-menu'));
  await ringOn(page, 'open-admin', 'admin-menu');
  await me.hover(page, 'admin-menu');
  await ringOn(page, 'open-admin', 'settings-users');
  await me.clickOn(page, 'settings-users');
  const first = await ringOn(page, 'open-security-levels', ['resources-hr', 'security-levels']);
  if (first === 'resources-hr') {
    await me.clickOn(page, 'resources-hr');
    await ringOn(page, 'open-security-levels', 'security-levels');
  }
  await me.clickOn(page, 'security-levels');
  await ringOn(page, 'copy-api-level', 'api-level-options');
  await me.clickOn(page, 'api-level-options');
  await ringOn(page, 'copy-api-level', 'copy-item');
  const editor = await nextPage(b, () => me.clickOn(page, 'copy-item'));
  await ringOn(editor, 'name-level', 'level-name');
  return editor;
}

async function finishLevel(b, me, panel, editor) {
  await me.pressPanel(panel, 'offer');
  await editor.bringToFront();
  await until('the step after the name', async () => (await stepStates(panel))['name-level'] === 'done');
  for (const [step, heading] of [['open-other', 'section-other'], ['open-web-services', 'section-web-services']]) {
    const states = await until(`«${step}» now or done`, async () => {
      const s = await stepStates(panel);
      return (s[step] === 'now' || s[step] === 'done') && s;
    });
    if (states[step] === 'now') {
      await ringOn(editor, step, heading);
      await me.clickOn(editor, heading);
    }
    const auto = step === 'open-other' ? 'allow-webhooks' : 'allow-api-login';
    await until(`«${auto}» done by itself`, async () => (await stepStates(panel))[auto] === 'done');
  }
  await ringOn(editor, 'save-level', 'save-level');
}

const ANNOUNCED = /^(other\.webhooks\.(create|maximum)|api\.)/;

async function makeUser(b, me, panel, page) {
  await until('the user list step', async () => (await stepStates(panel))['open-users'] === 'now' || (await stepStates(panel))['new-api-user'] === 'now');
  const where = await ringOn(page, 'open-users', ['main-menu', 'admin-menu', 'settings-users', 'resources-hr', 'users-link']);
  if (where === 'main-menu') await me.hover(page, 'main-menu');
  if (where === 'main-menu' || where === 'admin-menu') {
    await until('the Admin entry', () => truth(page, 'admin-menu'));
    await me.hover(page, 'admin-menu');
    await ringOn(page, 'open-users', 'settings-users');
    await me.clickOn(page, 'settings-users');
    const next = await ringOn(page, 'open-users', ['resources-hr', 'users-link']);
    if (next === 'resources-hr') await me.clickOn(page, 'resources-hr');
  }
  await ringOn(page, 'open-users', 'users-link');
  await me.clickOn(page, 'users-link');
  await ringOn(page, 'new-api-user', 'new-button');
  await me.clickOn(page, 'new-button');
  await ringOn(page, 'new-api-user', 'new-api-user');
  const form = await nextPage(b, () => me.clickOn(page, 'new-api-user'));
  await ringOn(form, 'user-details', 'first-name');
  await me.pressPanel(panel, 'offer');
  await form.bringToFront();
  await ringOn(form, 'user-details', 'email');
  await me.type(form, 'email', 'autotask-api@acme.example');
  return form;
}

async function chooseIn(form, me, target, option, kit, text) {
  if (kit === '2017') {
    const el = await truth(form, target);
    const value = await el.evaluate((s, t) => [...s.options].find((o) => o.text.startsWith(t)).value, text);
    await el.select(value);
    me.clicks += 1;
    me.log.push(`choose ${target}`);
    return;
  }
  await me.clickOn(form, target);
  await me.clickOn(form, option);
}

for (const kit of ['2026', '2017']) {
  test(`kit ${kit}: a new level and a new user, from start to credentials in Proxuma`, async () => {
    const b = await startBrowser(practice.port);
    try {
      await telling(b, async () => {
      const me = new Person();
      const page = await openPractice(b, { kit });
      const panel = await startGuide(b);
      me.clicks += 2;
      await page.bringToFront();
      const editor = await makeLevel(b, me, page, kit);
      await finishLevel(b, me, panel, editor);
      await me.clickOn(editor, 'save-level');
      await until('the editor is closed', () => editor.isClosed());
      const { levels } = await practiceState(page);
      const level = levels.find((l) => l.name === 'Proxuma API Connection');
      assert.equal(level.values['other.webhooks.create'], '1');
      assert.equal(level.values['other.webhooks.maximum'], '50');
      assert.equal(level.values['api.access.login'], '1');
      const touched = (await practiceEvents(page)).filter((e) => e.what === 'change').map((e) => e.field);
      assert.deepEqual(touched.filter((f) => !ANNOUNCED.test(f)), [], 'nothing else was changed');

      const form = await makeUser(b, me, panel, page);
      await ringOn(form, 'user-details', 'user-level');
      await chooseIn(form, me, 'user-level', 'user-level-option', kit, 'Proxuma');
      await ringOn(form, 'generate-key', 'generate-key');
      await me.clickOn(form, 'generate-key');
      await ringOn(form, 'generate-secret', 'generate-secret');
      await me.clickOn(form, 'generate-secret');
      await ringOn(form, 'tracking-identifier', 'integration-vendor');
      assert.match(await until('the noticed key', () => panelText(panel, 'from')), /ww5\.autotask\.net/);
      await me.clickOn(form, 'integration-vendor');
      await ringOn(form, 'tracking-identifier', 'vendor-picker');
      await chooseIn(form, me, 'vendor-picker', 'vendor-option', kit, 'Proxuma');
      await until('line of business', async () => (await stepStates(panel))['line-of-business'] === 'now');
      await me.pressPanel(panel, 'offer');
      await form.bringToFront();
      await ringOn(form, 'save-user', 'save-user');
      await me.clickOn(form, 'save-user');
      await until('the form is closed', () => form.isClosed());

      const proxuma = await b.browser.newPage();
      await proxuma.goto(`${PROXUMA}/`);
      await panel.bringToFront();
      await until('the destination', async () => (await panelText(panel, 'to')).includes('acme.proxuma.com'));
      await me.pressPanel(panel, 'fill');
      const user = (await practiceState(page)).users.find((u) => u.first === 'Proxuma');
      const filled = () => proxuma.evaluate(() => [...document.querySelectorAll('input')].map((i) => i.value));
      await until('both values in the form', async () => (await filled()).join() === [user.key, user.secret].join());
      assert.equal((await practiceEvents(proxuma)).length, 0, 'nothing was submitted');
      await press(panel, 'worked');
      await until('delivered', async () => (await panel.$eval('#credentials', (e) => e.dataset.state)) === 'delivered');
      console.log(`kit ${kit}: ${me.clicks} clicks and ${me.fields} fields typed = ${me.clicks + me.fields} of the admin's own actions`);
      console.log(`  ${me.log.join(' · ')}`);
      assert.ok(me.clicks + me.fields <= 30, me.log.join(', '));
      });
    } finally {
      await b.stop();
    }
  });
}

for (const kit of ['2026', '2017']) {
  test(`kit ${kit}: with «do this step» the guide goes there itself and the admin does the rest`, async () => {
    const b = await startBrowser(practice.port);
    try {
      await telling(b, async () => {
        const me = new Person();
        const page = await openPractice(b, { kit, sections: 'closed' });
        const panel = await startGuide(b);
        me.clicks += 2;
        await page.bringToFront();
        await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
        await page.mouse.move(900, 600);
        await me.pressPanel(panel, 'offer');
        await page.bringToFront();
        await ringOn(page, 'copy-api-level', 'api-level-options');
        await me.clickOn(page, 'api-level-options');
        const editor = await nextPage(b, () => me.clickOn(page, 'copy-item'));
        await ringOn(editor, 'name-level', 'level-name');
        await me.pressPanel(panel, 'offer');
        await editor.bringToFront();
        await ringOn(editor, 'open-other', 'section-other');
        await me.pressPanel(panel, 'offer');
        await editor.bringToFront();
        // Both sections are opened and the boxes of both are ticked.
        await ringOn(editor, 'save-level', 'save-level', 12_000);
        await me.clickOn(editor, 'save-level');
        await until('the editor is closed', () => editor.isClosed());
        await ringOn(page, 'open-users', ['main-menu', 'admin-menu', 'settings-users', 'resources-hr', 'users-link']);
        // The pointer is in the panel when its button is pressed, not over a menu that closes by hovering.
        await page.mouse.move(900, 600);
        await me.pressPanel(panel, 'offer');
        await page.bringToFront();
        await ringOn(page, 'new-api-user', 'new-button');
        await me.clickOn(page, 'new-button');
        const form = await nextPage(b, () => me.clickOn(page, 'new-api-user'));
        await ringOn(form, 'user-details', 'first-name');
        await me.pressPanel(panel, 'offer');
        await form.bringToFront();
        await ringOn(form, 'user-details', 'email');
        await me.type(form, 'email', 'autotask-api@acme.example');
        await ringOn(form, 'user-details', 'user-level');
        await me.pressPanel(panel, 'offer');
        await form.bringToFront();
        await ringOn(form, 'generate-key', 'generate-key');
        await me.clickOn(form, 'generate-key');
        await ringOn(form, 'generate-secret', 'generate-secret');
        await me.clickOn(form, 'generate-secret');
        await ringOn(form, 'tracking-identifier', 'integration-vendor');
        await me.pressPanel(panel, 'offer');
        await form.bringToFront();
        await until('line of business', async () => (await stepStates(panel))['line-of-business'] === 'now');
        await me.pressPanel(panel, 'offer');
        await form.bringToFront();
        await me.clickOn(form, 'save-user');
        await until('armed', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'armed');
        const made = (await practiceState(page)).users.find((u) => u.first === 'Proxuma');
        assert.match(made.vendor, /^Proxuma/);
        assert.equal((await practiceState(page)).levels.find((l) => l.id === made.level).name, 'Proxuma API Connection');
        const proxuma = await b.browser.newPage();
        await proxuma.goto(`${PROXUMA}/`);
        await panel.bringToFront();
        await me.pressPanel(panel, 'fill');
        await until('filled', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'filled');
        console.log(`kit ${kit} with «do this step»: ${me.clicks} clicks and ${me.fields} fields typed = ${me.clicks + me.fields} of the admin's own actions`);
        assert.ok(me.clicks + me.fields <= 20, me.log.join(', '));
      });
    } finally {
      await b.stop();
    }
  });
}
