// Who still finds the right element when the page changes: ours, driver.js, Shepherd,
// testing-library, Similo and Similo++, on the same changed pages, in one browser, in one run.
// The changes are in mutations.mjs, what each was given to work with in targets.mjs.
import { AUTOTASK, openPractice } from '../../tests/e2e/support.mjs';
import { installEyes, installJudge, installPeers, installSimilo } from './eyes.mjs';
import { installMutations } from './mutations.mjs';
import { find, openReader } from './recognise.mjs';
import { RULES, rank } from './similo.mjs';
import { PAGES, TARGETS, person } from './targets.mjs';

export const STRENGTHS = [0, 1, 2, 4, 8, 16];
/** Most changed pages of each page and strength. */
const SEEDS = Number(process.env.BENCH_SEEDS ?? 4);
export const WHO = ['ours', '@testing-library/dom', ...Object.keys(RULES), 'driver.js', 'shepherd.js'];

/** Those who were given something written by a person. */
const PERSONS = ['driver.js', 'shepherd.js', '@testing-library/dom'];

/** A page of the practice with everything that may be asked in it. */
async function open(b, kit, spec) {
  const page = await openPractice(b, { kit, sections: 'open', user: 'exists', level: 'exists' }, AUTOTASK + spec.path);
  // By the clock, not by frames: a page that is not in front draws none.
  await page.waitForFunction((t) => globalThis.__practice?.find(t), { polling: 20 }, spec.press[0] ?? spec.targets[0]);
  await page.evaluate((press) => {
    for (const id of press) {
      const el = globalThis.__practice.find(id);
      for (const type of ['pointerover', 'mouseover', 'mouseenter', 'pointerdown', 'mousedown', 'pointerup', 'mouseup']) el.dispatchEvent(new MouseEvent(type, { bubbles: type !== 'mouseenter', cancelable: true }));
      el.click();
    }
  }, spec.press);
  await page.waitForFunction((ids) => ids.every((t) => globalThis.__practice.find(t)), { polling: 20 }, spec.targets);
  await installPeers(page);
  await installEyes(page);
  await page.evaluate(installMutations, Object.fromEntries(spec.targets.map((id) => [id, TARGETS[id]])));
  await page.evaluate(installSimilo);
  await page.evaluate(installJudge);
  return page;
}

const plain = (query) => ({ ...query, ...(query.name instanceof RegExp ? { name: { re: query.name.source } } : {}) });

/** Everyone's answers on a page as it is now: who → target → right, wrong or none. */
async function ask(page, reader, kit, spec, targets, old) {
  const answers = {};
  const judge = (who, id, verdict) => ((answers[who] ??= {})[id] = verdict);
  const digest = await page.evaluate(() => globalThis.__eyes.digest());
  const numbers = await find(reader, digest, targets);
  const ours = await page.evaluate((ids, list) => ids.map((id, i) => globalThis.__judge(id, list[i] > 0 ? globalThis.__eyes.element(list[i]) : null)), targets, numbers);
  targets.forEach((id, i) => judge('ours', id, ours[i]));

  const candidates = await page.evaluate(() => globalThis.__similo.candidates());
  for (const name of Object.keys(RULES)) {
    const best = targets.map((id) => rank(RULES[name], old[id], candidates)[0][1]);
    const verdicts = await page.evaluate((ids, list) => ids.map((id, i) => globalThis.__judge(id, globalThis.__similo.list[list[i]])), targets, best);
    targets.forEach((id, i) => judge(name, id, verdicts[i]));
  }

  const asked = targets.map((id) => ({ id, css: person(kit, spec.name, id).css, query: plain(person(kit, spec.name, id).query) }));
  const peers = await page.evaluate(async (list) => {
    const out = [];
    for (const { id, css, query } of list) {
      const testing = globalThis.__judge(id, globalThis.__ask.testing(query));
      const driver = globalThis.__judge(id, globalThis.__ask.driver(css));
      const shepherd = globalThis.__judge(id, await globalThis.__ask.shepherd(css));
      out.push({ id, '@testing-library/dom': testing, 'driver.js': driver, 'shepherd.js': shepherd });
    }
    return out;
  }, asked);
  for (const { id, ...verdicts } of peers) for (const [who, verdict] of Object.entries(verdicts)) judge(who, id, verdict);
  return answers;
}

/** A number for a page and round, so that no two pages are changed alike. */
const seedOf = (kit, spec, strength, seed) => [...`${kit} ${spec.name} ${strength} ${seed}`].reduce((h, c) => (Math.imul(h, 31) + c.charCodeAt(0)) | 0, 7);

/** Asks everyone about one page, changed `strength` times; adds to the tally. */
async function changed(b, reader, tally, kit, spec, strength, seed, old) {
  const page = await open(b, kit, spec);
  const done = await page.evaluate((s, n) => globalThis.__bench.mutate(s, n), seedOf(kit, spec, strength, seed), strength);
  const targets = spec.targets.filter((id) => !done.vanished.includes(id));
  const answers = await ask(page, reader, kit, spec, targets, old);
  await page.close();
  tally.pages += 1;
  tally.vanished += done.vanished.length;
  for (const who of WHO) {
    for (const id of targets) {
      const verdict = answers[who][id];
      tally.counts[who][STRENGTHS.indexOf(strength)][verdict] += 1;
      if (strength === 0 && verdict !== 'right' && PERSONS.includes(who)) tally.unsound.push(`${who} ${kit} ${spec.name} ${id}: ${verdict}`);
      if (who === 'ours' && verdict === 'wrong') tally.mistakes.push({ kit, page: spec.name, strength, seed, target: id, done: done.told });
      // With few changes it can be seen which of them made us silent.
      if (who === 'ours' && verdict === 'none' && strength <= 2) tally.silent.push({ kit, page: spec.name, strength, seed, target: id, done: done.told });
    }
  }
}

/** The properties of each target on the unchanged page: all that Similo knows. */
async function before(b, kit, spec) {
  const page = await open(b, kit, spec);
  const list = await page.evaluate((ids) => ids.map((id) => [id, globalThis.__similo.facts(globalThis.__bench.truth.get(id))]), spec.targets);
  await page.close();
  return Object.fromEntries(list);
}

/** Once over every page of a kit at every strength; the unchanged page only in the first pass. */
async function pass(browser, kit, tally, seed, olds) {
  // The practice keeps its switches by cookie: each kit has a visitor of its own.
  const b = { browser: await browser.createBrowserContext() };
  const reader = await openReader(b.browser);
  for (const spec of PAGES[kit]) {
    const old = (olds[`${kit} ${spec.name}`] ??= await before(b, kit, spec));
    for (const strength of STRENGTHS) if (strength > 0 || seed === 1) await changed(b, reader, tally, kit, spec, strength, seed, old);
  }
  await b.browser.close();
}

/**
 * Counts by who and strength, and each of our mistakes with the changes that led to it. Goes over
 * the pages again with other changes until `enough(ms of one pass)` says that no time is left.
 */
export async function accuracy(b, enough = (_ms) => false) {
  const counts = Object.fromEntries(WHO.map((who) => [who, STRENGTHS.map(() => ({ right: 0, wrong: 0, none: 0 }))]));
  const tally = { counts, pages: 0, vanished: 0, mistakes: [], silent: [], unsound: [] };
  const olds = {};
  let seeds = 0;
  let took = 0;
  while (seeds < SEEDS && !(seeds > 0 && enough(took))) {
    const begin = performance.now();
    seeds += 1;
    await Promise.all(Object.keys(PAGES).map((kit) => pass(b.browser, kit, tally, seeds, olds)));
    took = performance.now() - begin;
    // The peers must have been given something that works on the page that it was written for.
    if (tally.unsound.length) throw new Error(`a peer's selector or query is not right on the unchanged page:\n${tally.unsound.join('\n')}`);
  }
  const { pages, vanished, mistakes, silent } = tally;
  return { strengths: STRENGTHS, seeds, pages, vanished, counts, mistakes, silent };
}
