// The side panel where it really is: in the browser's first window, while the form is in a window of
// its own. Chromium only, as its side panel can be opened and driven; which window has the focus
// can't be changed in a browser without a screen, so the event that says so is fired by hand.
import { SHELL, openPractice, press, ringOn, startGuide, truth, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const beside = withBrowser();
const step = (side) => side.$eval('#steps li[data-state=now]', (li) => li.dataset.step).catch(() => '');

/** The guide at the level's name: the list in the first window with the side panel, the editor in its own. */
async function apart(b) {
  const list = await openPractice(b, { kit: '2026', sections: 'closed' }, SHELL.replace(/\/AutotaskOnyx.*/, '/Mvc/AdministrationSetup/SecurityLevelGrid.mvc/Index'));
  const panel = await startGuide(b);
  const windowId = await panel.evaluate(async () => (await chrome.windows.getCurrent()).id);
  await panel.evaluate((id) => chrome.sidePanel.open({ windowId: id }), windowId);
  const side = await (await b.browser.waitForTarget((t) => t.url().endsWith('panel.html') && t !== panel.target())).asPage();
  await panel.close();
  await list.bringToFront();
  const opened = b.browser.waitForTarget((t) => t.url().includes('/SecurityLevel.mvc/Copy'));
  await list.evaluate(() => void window.open('/Mvc/AdministrationSetup/SecurityLevel.mvc/Copy?source=102', '_blank', 'popup,width=1000,height=800'));
  const form = await (await opened).page();
  await ringOn(form, 'name-level', 'level-name');
  await until('the panel at the form', async () => (await step(side)) === 'name-level');
  const worker = await (await b.browser.waitForTarget((t) => t.type() === 'service_worker')).worker();
  /** A page's window comes to the front. */
  const front = async (page) => {
    const [x, y] = await page.evaluate(() => [outerWidth, outerHeight]);
    await worker.evaluate(async (width, height) => {
      const { id } = (await chrome.windows.getAll()).find((w) => w.width === width && w.height === height);
      await chrome.windows.update(id, { focused: true });
      /** @type {any} */ (chrome.windows.onFocusChanged).dispatch(id);
    }, x, y);
  };
  return { list, side, form, front };
}

beside('a press on the side panel acts on the form, though the list’s window comes to the front', async (b) => {
  const { list, side, form, front } = await apart(b);
  const offer = await side.$('[data-testid=offer]');
  await front(list);
  await offer.click();
  await until('the name is filled', async () => (await truth(form, 'level-name')).evaluate((el) => el.value === 'Proxuma API Connection'));
  await until('the panel goes on with the form', async () => (await step(side)) === 'open-other');
});

beside('the panel goes with the admin to another window, and to the page beside it', async (b) => {
  const { list, side, form, front } = await apart(b);
  await front(list);
  await until('the panel at the list', async () => (await step(side)) === 'copy-api-level');
  await front(form);
  await until('the panel at the form', async () => (await step(side)) === 'name-level');
  // The press calls off the turn to the list's window; only leaving the panel leads there.
  await front(list);
  await side.mouse.click(5, 5);
  await side.evaluate(() => dispatchEvent(new Event('blur')));
  await until('the panel at the list again', async () => (await step(side)) === 'copy-api-level');
});
