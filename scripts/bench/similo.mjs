// Similo (2022 weights) and Similo++ on element-drift files, after their published weights and
// comparators. Missing on either side scores 0, as in both originals.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const text = (v) => (v === undefined || v === null ? '' : String(v));

/** A function that remembers its answers for texts: pages say the same things many times. */
function remembered(f) {
  const known = new Map();
  return (v) => {
    const key = text(v);
    if (!known.has(key)) {
      if (known.size > 50_000) known.clear();
      known.set(key, f(key));
    }
    return known.get(key);
  };
}
const lower = remembered((v) => v.toLowerCase());
const plain = remembered((v) => v.toLowerCase().replace(/[^a-z0-9]/g, '').slice(0, 300));
const words = remembered((v) => new Set(v.toLowerCase().split(/\s+/).filter(Boolean)));

const row = new Uint16Array(301);

/** Levenshtein's distance; what is equal at both ends does not count and is left out first. */
function distance(a, b) {
  let [start, ends] = [0, 0];
  const shorter = Math.min(a.length, b.length);
  while (start < shorter && a[start] === b[start]) start++;
  while (ends < shorter - start && a[a.length - 1 - ends] === b[b.length - 1 - ends]) ends++;
  const [m, n] = [a.length - start - ends, b.length - start - ends];
  if (!m || !n) return m + n;
  for (let j = 0; j <= n; j++) row[j] = j;
  for (let i = 1; i <= m; i++) {
    const c = a.charCodeAt(start + i - 1);
    let corner = row[0];
    row[0] = i;
    for (let j = 1; j <= n; j++) {
      const best = Math.min(row[j] + 1, row[j - 1] + 1, corner + (c === b.charCodeAt(start + j - 1) ? 0 : 1));
      corner = row[j];
      row[j] = best;
    }
  }
  return row[n];
}

const both = (f) => (a, b) => (text(a) === '' || text(b) === '' ? 0 : f(a, b));
const equal = both((a, b) => Number(lower(a) === lower(b)));
const edit = both((a, b) => {
  const [x, y] = [plain(a), plain(b)];
  const longest = Math.max(x.length, y.length);
  return longest ? 1 - distance(x, y) / longest : 0;
});
const shared = (a, b) => [...a].filter((w) => b.has(w)).length;
const overlap = both((a, b) => {
  const [x, y] = [words(a), words(b)];
  return shared(x, y) / Math.max(1, Math.min(x.size, y.size));
});
const jaccard = both((a, b) => {
  const [x, y] = [words(a), words(b)];
  return shared(x, y) / Math.max(1, x.size + y.size - shared(x, y));
});
const ratio = (a, b) => (a > 0 && b > 0 ? Math.min(a, b) / Math.max(a, b) : 0);
const near = (reach) => (a, b) => Math.max(0, reach - Math.hypot(a.x - b.x, a.y - b.y)) / reach;

// Everything a file records of an element's attributes, for Similo++'s comparison of all of them.
const attributes = (e) => new Set([['id', e.id], ['name', e.name], ['class', e.classList?.join(' ')], ['href', e.href], ['alt', e.alt], ['type', e.type], ['aria-label', e.ariaLabel]].filter(([, v]) => v).map(([k, v]) => `${k}=${v}`));

/** Weight, field and comparator of each. */
export const RULES = {
  'Similo (2022 weights)': [
    [1.5, 'tag', equal], [1.5, 'name', equal], [1.5, 'id', equal], [1.5, 'visibleText', edit], [1.5, 'neighborText', overlap],
    [0.5, 'classList', both((a, b) => edit(a.join(' '), b.join(' ')))], [0.5, 'href', edit], [0.5, 'alt', edit], [0.5, 'xpath', edit], [0.5, 'idxpath', edit],
    [0.5, 'isButton', equal], [0.5, 'location', near(100)], [0.5, 'area', ratio], [0.5, 'shape', ratio],
  ],
  'Similo++ weights': [
    [0.8, 'tag', jaccard], [2.85, 'name', edit], [0.5, 'id', edit], [0.95, 'href', equal], [1.85, 'alt', equal], [2.75, 'type', equal], [0.9, 'ariaLabel', jaccard],
    [0.1, 'xpath', edit], [0.45, 'idxpath', edit], [1.2, 'location', near(500)], [0.35, 'area', ratio], [2.8, 'visibleText', edit], [1.45, 'neighborText', jaccard],
    [1.8, null, (a, b) => shared(attributes(a), attributes(b)) / Math.max(1, attributes(a).size)],
  ],
};

/** Candidates by points: `[points, index]`, best first. */
export function rank(rules, target, candidates) {
  const scores = candidates.map((c, i) => [rules.reduce((sum, [weight, key, compare]) => sum + weight * (key ? compare(target[key], c[key]) : compare(target, c)), 0), i]);
  return scores.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
}

/** Tolerant top-1 and top-3 of each rule set over all files of a directory. */
export function similo(dir) {
  const files = readdirSync(dir).filter((f) => f.endsWith('.json')).sort().map((f) => JSON.parse(readFileSync(join(dir, f), 'utf8')));
  return Object.entries(RULES).map(([name, rules]) => {
    let [pairs, first, three, ms] = [0, 0, 0, 0];
    for (const { candidates, pairs: list } of files) {
      for (const { target, answer, near: around } of list) {
        const begin = performance.now();
        const scores = rank(rules, target, candidates);
        ms += performance.now() - begin;
        const good = ([, i]) => i === answer || around.includes(i);
        pairs += 1;
        first += good(scores[0]);
        three += scores.slice(0, 3).some(good);
      }
    }
    return { name, pairs, tolerant: first / pairs, top3: three / pairs, ms_per_target: ms / pairs };
  });
}
