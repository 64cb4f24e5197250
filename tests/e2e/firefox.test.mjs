// What only Firefox has: the toolbar button opens a sidebar with the panel, and closes it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSER, GECKO_ID, inWindow } from './browsers.mjs';
import { startBrowser, startPractice, until } from './support.mjs';

const only = BROWSER === 'firefox' ? {} : { skip: 'the sidebar is Firefox’s; Chromium opens its side panel itself (setPanelBehavior)' };

const PRESS = `(() => {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { extension } = WebExtensionPolicy.getByID('${GECKO_ID}');
  ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
})()`;
const SHOWN = `window.SidebarController.isOpen ? window.SidebarController.browser.contentDocument?.getElementById('webext-panels-browser')?.currentURI.spec ?? '' : 'closed'`;

test('the toolbar button opens the panel in the sidebar and closes it again', only, async () => {
  const practice = await startPractice();
  const b = await startBrowser(practice.port);
  try {
    assert.equal(await inWindow(b, SHOWN), 'closed', 'installing opens no sidebar');
    await inWindow(b, PRESS);
    await until('the panel in the sidebar', async () => (await inWindow(b, SHOWN)) === b.panelUrl);
    await inWindow(b, PRESS);
    await until('the sidebar closed', async () => (await inWindow(b, SHOWN)) === 'closed');
  } finally {
    await b.stop();
    practice.stop();
  }
});
