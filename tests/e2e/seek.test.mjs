// Lists that draw only what is in view: the guide scrolls until the wanted row is there, and puts the
// list back if it is not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTOTASK, ROOT, overlays, startGuide, until } from './support.mjs';
import { withBrowser } from './with-browser.mjs';

const PAGE = readFileSync(join(ROOT, 'tests/fixtures/drawn-in-part.html'), 'utf8');
const ADDRESS = `${AUTOTASK}/Mvc/AdministrationSetup/SecurityLevelGrid.mvc/Drawn`;

const browserTest = withBrowser();

async function open(b, rows, wanted) {
  const page = await b.browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', (r) => (r.url().startsWith(ADDRESS) ? r.respond({ contentType: 'text/html; charset=utf-8', body: PAGE }) : r.continue()));
  await page.goto(`${ADDRESS}?rows=${rows}&wanted=${wanted}`);
  await startGuide(b);
  await page.bringToFront();
  return page;
}

const scrollTop = (page) => page.$eval('#list', (el) => el.scrollTop);

browserTest('a row far down is scrolled to and ringed', async (b) => {
  const page = await open(b, 300, 211);
  await until('the ring in the row', async () => {
    const [{ state, ring } = {}] = await overlays(page);
    const row = await page.$eval('#wanted', (el) => el.getBoundingClientRect().toJSON()).catch(() => null);
    return state === 'shown' && ring && row && ring.y >= row.y - 12 && ring.y + ring.height <= row.y + row.height + 12;
  }, 30_000);
});

browserTest('a list without the row is put back where it was', async (b) => {
  const page = await open(b, 60, -1);
  let most = 0;
  await until('the list scrolled and put back', async () => {
    const top = await scrollTop(page);
    most = Math.max(most, top);
    return most === 60 * 36 - 400 && top === 0;
  }, 30_000);
  const [{ state }] = await until('the word that it is unsure', async () => {
    const list = await overlays(page);
    return list[0]?.state === 'unsure' && list;
  });
  assert.equal(state, 'unsure');
  assert.equal(await scrollTop(page), 0);
});

browserTest('a list whose rows are all in the document is left alone', async (b) => {
  const page = await open(b, 13, -1);
  await page.reload();
  await page.evaluate(() => document.getElementById('list').addEventListener('scroll', () => (document.body.dataset.scrolled = '1')));
  await until('the word that it is unsure', async () => (await overlays(page))[0]?.state === 'unsure');
  assert.ok(await page.$eval('#list', (el) => el.scrollHeight > el.clientHeight + 40), 'it could be scrolled');
  assert.equal(await page.evaluate(() => document.body.dataset.scrolled), undefined);
});
