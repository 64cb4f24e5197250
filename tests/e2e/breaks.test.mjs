// Trying to break it: killed workers, closed windows, refused saves, boxes that flip back, undo,
// frames instead of windows, forms that must not be filled, and the report without customer data.
import assert from 'node:assert/strict';
import { armed } from './armed.mjs';
import { AUTOTASK, PROXUMA, Person, SHELL, endBackground, openPractice, overlays, panelText, practiceState, press, ringOn, startGuide, stepStates, truth, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const ADMIN = '/Mvc/AdministrationSetup';
const EDITOR = { 2026: `${ADMIN}/SecurityLevel.mvc/Copy?source=102`, 2017: '/Autotask/Views/Administration/Security/level.aspx?source=102' };
const FORM = `${ADMIN}/ApiUser.mvc/NewApiUser`;

const broken = withBrowser();

const problem = (panel) => panel.$eval('#problem', (el) => (el.hidden ? '' : el.dataset.code));
const changes = (panel) => panel.$$eval('#changes li', (list) => list.map((li) => [li.querySelector('.what').textContent, li.dataset.took]));
const boxOn = async (page, target) => (await truth(page, target)).evaluate((el) => el.checked ?? el.classList.contains('Checked'));

for (const kit of ['2026', '2017']) {
  broken(`kit ${kit}: an existing user takes the short branch, with a warning, to armed credentials`, async (b) => {
    const me = new Person();
    const page = await openPractice(b, { kit, user: 'exists', level: 'exists' }, `${AUTOTASK}${kit === '2026' ? `${ADMIN}/ResourceGrid.mvc/Index` : '/Administrator/Resources/list.asp'}`);
    const panel = await startGuide(b, { haveUser: true });
    await page.bringToFront();
    await ringOn(page, 'edit-user', 'user-options');
    await me.clickOn(page, 'user-options');
    await ringOn(page, 'edit-user', 'edit-item');
    const known = new Set(await b.browser.pages());
    await me.clickOn(page, 'edit-item');
    const form = await until('the form', async () => (await b.browser.pages()).find((p) => !known.has(p) && p.url().includes('EditApiUser')));
    await ringOn(form, 'choose-level', 'user-level');
    if (kit === '2017') await (await truth(form, 'user-level')).select(await (await truth(form, 'user-level')).evaluate((s) => [...s.options].find((o) => o.text.startsWith('Proxuma')).value));
    else {
      await me.clickOn(form, 'user-level');
      await ringOn(form, 'choose-level', 'user-level-option');
      await me.clickOn(form, 'user-level-option');
    }
    await ringOn(form, 'generate-secret', 'generate-secret');
    assert.match(await panelText(panel, 'steps'), /not needed|Edit your API user/);
    await me.clickOn(form, 'generate-secret');
    await until('the secret is noticed', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'captured');
    // Regenerated: the last one before saving counts.
    await me.clickOn(form, 'generate-secret');
    // Who scrolled down to the button again also scrolls up again: that is the admin's own.
    await (await truth(form, 'save-user')).scrollIntoView();
    await ringOn(form, 'save-user', 'save-user');
    await me.clickOn(form, 'save-user');
    await until('armed', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'armed');
    const user = (await practiceState(page)).users.find((u) => u.first === 'Proxuma');
    assert.equal(user.secret.length, 25);
    assert.equal(await panel.$eval('#client-id', (el) => el.textContent), user.key);
  });

  broken(`kit ${kit}: a background ended between any two steps changes nothing and the guide goes on`, async (b) => {
    const page = await openPractice(b, { kit, sections: 'closed' }, AUTOTASK + EDITOR[kit]);
    const panel = await startGuide(b);
    await page.bringToFront();
    await ringOn(page, 'name-level', 'level-name');
    await endBackground(b);
    await press(panel, 'offer');
    await ringOn(page, 'open-other', 'section-other');
    await endBackground(b);
    await (await truth(page, 'section-other')).click();
    await ringOn(page, 'open-web-services', 'section-web-services');
    assert.ok(await boxOn(page, 'can-create-webhooks'));
    await endBackground(b);
    await (await truth(page, 'section-web-services')).click();
    await ringOn(page, 'save-level', 'save-level');
    await endBackground(b);
    await until('undo is offered', () => panel.$eval('#undo', (el) => !el.hidden));
    assert.deepEqual((await changes(panel)).map((c) => c[1]).filter((took) => took !== 'yes'), []);
  });

  broken(`kit ${kit}: undo puts back exactly what was changed`, async (b) => {
    const page = await openPractice(b, { kit, sections: 'open' }, AUTOTASK + EDITOR[kit]);
    const panel = await startGuide(b);
    await page.bringToFront();
    await press(panel, 'offer');
    await ringOn(page, 'save-level', 'save-level');
    await press(panel, 'undo');
    // Some thirty changes, each taken back when the page is quiet after the one before.
    await until('everything undone', async () => (await changes(panel)).every(([, took]) => took === 'undone'), 40_000);
    assert.equal(await boxOn(page, 'can-create-webhooks'), false);
    assert.equal(await boxOn(page, 'can-login-api'), false);
    assert.equal(await (await truth(page, 'maximum-webhooks')).evaluate((el) => el.value), '0');
  });

  broken(`kit ${kit}: a box that flips back is a problem and is not ticked again`, async (b) => {
    await openPractice(b, { kit, sections: 'open', flip: '1' }, AUTOTASK + EDITOR[kit]).then((p) => p.bringToFront());
    const panel = await startGuide(b);
    const page = (await b.browser.pages()).find((p) => p.url().startsWith(AUTOTASK));
    await page.bringToFront();
    await press(panel, 'offer');
    await until('the problem', async () => ['flipped-back', 'did-not-take'].includes(await problem(panel)));
    assert.equal(await boxOn(page, 'can-create-webhooks'), false);
  });

  broken(`kit ${kit}: a refused save says why, is no save, and a closed window starts the step again`, async (b) => {
    const me = new Person();
    const page = await openPractice(b, { kit, sections: 'open', validation: 'name-taken' }, AUTOTASK + EDITOR[kit]);
    const panel = await startGuide(b);
    await page.bringToFront();
    await press(panel, 'offer');
    await ringOn(page, 'save-level', 'save-level');
    await me.clickOn(page, 'save-level');
    await until('the problem', async () => (await problem(panel)) === 'name-taken');
    assert.equal((await stepStates(panel))['save-level'], 'problem');
    await page.close();
    await until('paused', () => panel.$eval('#panel', (el) => el.dataset.phase === 'paused'));
  });

  broken(`kit ${kit}: AES frames instead of windows`, async (b) => {
    const me = new Person();
    const page = await openPractice(b, { kit: '2026', aes: '1', sections: 'open' }, SHELL);
    const panel = await startGuide(b);
    await page.bringToFront();
    if (kit === '2017') return; // the classic shell has no frames of that kind
    await me.hover(page, 'admin-menu');
    await me.clickOn(page, 'settings-users');
    await ringOn(page, 'open-security-levels', 'security-levels');
    await me.clickOn(page, 'security-levels');
    await me.clickOn(page, 'api-level-options');
    await me.clickOn(page, 'copy-item');
    await ringOn(page, 'name-level', 'level-name');
    await press(panel, 'offer');
    await ringOn(page, 'save-level', 'save-level');
    await me.clickOn(page, 'save-level');
    await ringOn(page, 'open-users', ['admin-menu', 'settings-users', 'resources-hr', 'users-link']);
    assert.ok((await practiceState(page)).levels.some((l) => l.name === 'Proxuma API Connection'));
  });
}

broken('a page in a frame that comes and goes, as tabs made of frames do, is in view only while it is drawn', async (b) => {
  const page = await openPractice(b, { kit: '2026', level: 'exists' }, SHELL);
  await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { id: 'tab', src });
    frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;background:white;z-index:9';
    document.body.append(frame);
  }, FORM);
  const draw = (how) => page.evaluate((visibility) => void (document.getElementById('tab').style.visibility = visibility), how);
  await ringOn(page, 'user-details', 'first-name');
  await draw('hidden');
  await ringOn(page, 'open-admin', ['main-menu', 'admin-menu']);
  assert.deepEqual((await overlays(page)).map((o) => o.step), ['open-admin'], 'nothing is left in the frame');
  await draw('visible');
  await ringOn(page, 'user-details', 'first-name');
});

broken('a strict CSP with Trusted Types and cross-origin isolation change nothing', async (b) => {
  const page = await openPractice(b, { kit: '2026', csp: 'strict', coep: '1', press: 'full', sections: 'open' }, AUTOTASK + EDITOR[2026]);
  const panel = await startGuide(b);
  const errors = [];
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('console', (m) => /Content Security|Trusted/.test(m.text()) && errors.push(m.text()));
  await page.bringToFront();
  await press(panel, 'offer');
  await ringOn(page, 'save-level', 'save-level');
  assert.ok(await boxOn(page, 'can-login-api'));
  assert.deepEqual(errors, []);
});

const VETOES = { hidden: /not fully visible/, covered: /covers/, iframe: /inside another page/, readonly: /can’t be changed/, twins: /look alike|No form/ };

broken('a form that hides, covers, frames, locks or doubles its fields is never filled, and each says why', async (b) => {
  const { panel } = await armed(b);
  const page = await b.browser.newPage();
  for (const [form, says] of Object.entries(VETOES)) {
    await page.goto(`${PROXUMA}/?form=${form}`);
    await until('the destination', async () => (await panelText(panel, 'to')).includes('acme.proxuma.com'));
    await panel.bringToFront();
    await press(panel, 'fill');
    await until(`the reason for «${form}»`, async () => says.test(await panel.$eval('#hold-note', (el) => (el.hidden ? '' : el.textContent))));
    const values = await page.evaluate(() => [...document.querySelectorAll('input')].map((i) => i.value).join(''));
    assert.equal(values, '', form);
  }
  for (const form of ['react', 'swapped', 'plain']) {
    await page.goto(`${PROXUMA}/?form=${form}`);
    await panel.bringToFront();
    await press(panel, 'fill');
    const values = await until(`«${form}» filled`, async () => {
      const v = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll('input')].map((i) => [i.dataset.field, i.value])));
      return v.id && v.secret && v;
    });
    await until('«filled» in the panel', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'filled');
    assert.match(values.id, /^[a-z0-9]{15}@acme\.example$/);
    assert.equal(values.secret.length, 25);
  }
  // Filling brought the destination's tab to the front; nobody presses in a tab that is not seen.
  await panel.bringToFront();
  await press(panel, 'discard');
  await until('wiped', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'wiped');
});

broken('a page that writes its document anew, which takes all listeners away, is still watched', async (b) => {
  const page = await openPractice(b, { kit: '2026', level: 'exists' }, AUTOTASK + FORM);
  await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'user-details', 'first-name');
  await page.evaluate(() => {
    for (const el of document.querySelectorAll('script, proxuma-connect-overlay')) el.remove();
    const html = document.documentElement.outerHTML;
    document.open();
    document.write(html);
    document.close();
  });
  const ring = async () => (await overlays(page)).find((o) => o.step === 'user-details' && o.ring)?.ring;
  let last = await until('the ring on the new document', ring);
  // The first field may be noticed by the look that follows the writing; the others are not.
  for (const text of ['Proxuma', 'API', 'api@acme.example']) {
    await page.mouse.click(last.x + last.width / 2, last.y + last.height / 2);
    await page.keyboard.type(text);
    last = await until('the ring on another field', async () => {
      const now = await ring();
      return now && Math.hypot(now.x - last.x, now.y - last.y) > 20 && now;
    });
  }
});

broken('a reload of the form before saving loses the secret, says so, and nothing can be handed over', async (b) => {
  const page = await openPractice(b, { kit: '2026', level: 'exists' }, AUTOTASK + FORM);
  const panel = await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'user-details', 'first-name');
  await (await truth(page, 'generate-key')).click();
  await (await truth(page, 'generate-secret')).click();
  await until('noticed', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'captured');
  await page.reload();
  await until('gone', async () => (await panel.$eval('#credentials', (el) => el.dataset.state)) === 'none');
  await ringOn(page, 'user-details', 'first-name');
});

broken('the page report holds labels and roles and nothing of a customer', async (b) => {
  const page = await openPractice(b, { kit: '2026', rows: '40' }, `${AUTOTASK}${ADMIN}/ResourceGrid.mvc/Index`);
  const panel = await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'new-api-user', 'new-button');
  await press(panel, 'page-report');
  const json = await until('the report', () => panel.$eval('[data-testid="page-report-json"]', (el) => el.value));
  const report = JSON.parse(json);
  assert.ok(report.frames[0].elements.some((e) => e.name === 'New' && e.step === 'new-api-user' && e.score > 0.9));
  for (const private_ of ['Field 000', 'Engineer', '@acme.example', 'Service Desk 3']) assert.ok(!json.includes(private_), private_);
});

broken('stopping the guide removes everything from the page', async (b) => {
  const page = await openPractice(b, { kit: '2026' }, AUTOTASK + EDITOR[2026]);
  const panel = await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'name-level', 'level-name');
  await press(panel, 'stop');
  await until('no overlay', async () => (await overlays(page)).length === 0);
});

broken('a form stays where it is while its name is typed, and goes on to the next step when the typing stops', async (b) => {
  const me = new Person();
  const page = await openPractice(b, { kit: '2026', sections: 'closed' }, AUTOTASK + EDITOR[2026]);
  await page.setViewport({ width: 1000, height: 360 });
  await startGuide(b);
  await page.bringToFront();
  await ringOn(page, 'name-level', 'level-name');
  await me.clickOn(page, 'level-name');
  await page.evaluate(() => {
    globalThis.scrolls = 0;
    document.addEventListener('scroll', () => (globalThis.scrolls += 1), true);
  });
  await page.keyboard.down('Control');
  await page.keyboard.press('a');
  await page.keyboard.up('Control');
  await page.keyboard.type('Proxuma API Connection', { delay: 60 });
  assert.equal((await overlays(page))[0].step, 'open-other', 'the first letter ends the step');
  assert.equal(await page.evaluate('scrolls'), 0);
  await ringOn(page, 'open-other', 'section-other');
  assert.ok((await page.evaluate('scrolls')) > 0, 'the section was out of view');
});
