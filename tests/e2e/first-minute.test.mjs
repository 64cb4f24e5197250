// The first minute after installing: until the admin has chosen, no page is looked at; and the
// keyboard's place in the panel outlives what the guide puts away under it.
import assert from 'node:assert/strict';
import { AUTOTASK, openOwn, openPractice, press, ringOn, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const LIST = `${AUTOTASK}/Mvc/AdministrationSetup/ResourceGrid.mvc/Index`;

const fresh = withBrowser();

/** Whether the eyes are in any frame of the Autotask tab, asked from one of our own pages. */
const eyes = (own) =>
  own.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://ww5.autotask.net/*' });
    const found = await chrome.scripting.executeScript({ target: { tabId: tab.id, allFrames: true }, func: () => 'proxumaConnect' in globalThis });
    return found.some((f) => f.result);
  });

const own = async (b, file) => {
  const page = await b.browser.newPage();
  await openOwn(b, page, `${b.base}/${file}`);
  return page;
};

fresh('a browser that is too old is told which version is needed, and one that is not sees the page', async (b) => {
  for (const file of ['welcome.html', 'panel.html']) {
    const page = await own(b, file);
    await until('the page', () => page.$eval('[data-msg]', (el) => el.textContent !== ''));
    assert.equal(await page.$('[data-testid="old-browser"]'), null);
    const firefox = (await page.evaluate(() => navigator.userAgent)).includes('Firefox');
    const [now, needed] = firefox ? ['Firefox/139.0', 'Firefox 140'] : ['Chrome/126.0.0.0 Safari/537.36', 'Chrome 127'];
    await page.setUserAgent({ userAgent: `Mozilla/5.0 (X11; Linux x86_64) ${now}` });
    await openOwn(b, page, `${b.base}/${file}`);
    const says = await until('the words', () => page.$eval('[data-testid="old-browser"]', (el) => el.checkVisibility() && el.textContent).catch(() => ''));
    assert.match(says, new RegExp(`too old.*${needed} or later`));
    assert.equal((await page.$$('button')).length, 0, 'nothing is offered that would not work');
  }
});

fresh('no page is looked at before the admin agrees, neither after «start» nor after a reload', async (b) => {
  const page = await openPractice(b, { kit: '2026' }, LIST);
  const panel = await own(b, 'panel.html');
  assert.equal(await eyes(panel), false);
  await press(panel, 'start');
  await until('the question', () => panel.$eval('[data-testid="consent"]', (el) => el.checkVisibility()));
  await page.reload();
  assert.equal(await eyes(panel), false);
  await panel.bringToFront();
  await press(panel, 'consent');
  await page.bringToFront();
  await ringOn(page, 'new-api-user', 'new-button');
  assert.equal(await eyes(panel), true);
});

fresh('on the welcome page «not now» leaves all pages alone, and agreeing starts the guide', async (b) => {
  const page = await openPractice(b, { kit: '2026' }, LIST);
  const welcome = await own(b, 'welcome.html');
  await until('the words', () => welcome.$eval('#later', (el) => el.textContent !== ''));
  await welcome.click('#later');
  await page.reload();
  assert.equal(await eyes(welcome), false);
  await welcome.bringToFront();
  await welcome.click('#agree');
  await page.bringToFront();
  await ringOn(page, 'new-api-user', 'new-button');
  assert.equal(await eyes(welcome), true);
});

fresh('a button that goes away under the keyboard leaves the focus on the heading of its card', async (b) => {
  const page = await openPractice(b, { kit: '2026' }, `${AUTOTASK}/Mvc/AdministrationSetup/SecurityLevel.mvc/Copy?source=102`);
  const panel = await own(b, 'panel.html');
  const onHeading = () => panel.evaluate(() => /^H[12]$/.test(document.activeElement.tagName) && document.activeElement.checkVisibility());
  await panel.focus('[data-testid="start"]');
  await panel.keyboard.press('Enter');
  await until('the question, with the focus on a heading', async () => (await onHeading()) && (await panel.$eval('[data-testid="consent"]', (el) => el.checkVisibility())));
  await panel.focus('[data-testid="consent"]');
  await panel.keyboard.press('Enter');
  await page.bringToFront();
  await ringOn(page, 'name-level', 'level-name');
  await panel.bringToFront();
  await until('the focus on a heading in view', onHeading);
});
