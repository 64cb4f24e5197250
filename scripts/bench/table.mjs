// The one table: measure, who, value, and what should be reached (with whether it is).
// Makes text only; the figures come from one run.

const percent = (x, digits = 1) => `${(100 * x).toFixed(digits)} %`;
const ms = (x) => `${x < 10 ? x.toFixed(1) : x.toFixed(0)} ms`;
const kb = (x) => `${(x / 1024).toFixed(0)} KB`;

/** A goal with the verdict on a value. @param {string} text @param {boolean} held */
const goal = (text, held) => `${held ? 'reached' : 'NOT reached'}: ${text}`;

/** Rows of the table. @param {any} r results of a run @returns {[string, string, string, string][]} */
export function rowsOf(r) {
  return [...driftRows(r), ...accuracyRows(r), ...elementRows(r), ...changeRows(r), ...costRows(r), ...sizeRows(r)];
}

function driftRows({ drift }) {
  if (!drift) return [['element-drift', '', 'no files here: not measured', '']];
  const rows = drift.map((d) => ['element-drift: tolerant top-1 · top-3', d.name, `${percent(d.tolerant)} · ${percent(d.top3)}`, d.name === 'ours' ? goal('≥ 96 % · ≥ 98.5 %', d.tolerant >= 0.96 && d.top3 >= 0.985) : '']);
  const o = drift[0];
  rows.push(['element-drift: answered · wrong when answered', 'ours', `${percent(o.confident)} · ${percent(o.wrong_when_confident, 2)}`, goal('≥ 90 % · ≤ 0.5 %', o.confident >= 0.9 && o.wrong_when_confident <= 0.005)]);
  return rows;
}

/** Shares over all changed pages and at the strongest change. */
function accuracyRows({ accuracy: a }) {
  const rows = [];
  const share = (c) => {
    const n = c.right + c.wrong + c.none;
    return `${percent(c.right / n)} · ${percent(c.wrong / n)} · ${percent(c.none / n)}`;
  };
  for (const [who, list] of Object.entries(a.counts)) {
    for (const [what, part] of [['all strengths 1–16', list.slice(1)], ['16 changes', list.slice(-1)]]) {
      const sum = part.reduce((x, y) => ({ right: x.right + y.right, wrong: x.wrong + y.wrong, none: x.none + y.none }));
      rows.push([`changed pages, ${what}: right · wrong · none`, who, share(sum), who === 'ours' ? goal('wrong 0', sum.wrong === 0) : '']);
    }
  }
  return rows.sort((x, y) => (x[0] < y[0] ? 1 : x[0] > y[0] ? -1 : 0));
}

function elementRows({ elements }) {
  const rows = [];
  for (const e of elements) {
    const at = `${e.elements} elements`;
    const limit = e.elements < 1000 ? 2 : 5;
    rows.push([`locate one target in Wasm, ${at}`, 'ours', `${ms(e.locate.median)} (p95 ${ms(e.locate.p95)}); reading the digest before it ${ms(e.read.median)}`, e.elements < 2500 ? goal(`≤ ${limit} ms`, e.locate.median <= limit) : '']);
    rows.push([`locate one target, ${at}`, 'Similo (2022 weights)', ms(e.similo.median), '']);
  }
  const five = elements.find((e) => e.elements > 4000) ?? elements.at(-1);
  const at = `${five.elements} elements`;
  rows.push([`digest of a page seen for the first time, ${at}`, 'ours', `${ms(five.first.median)} (p95 ${ms(five.first.p95)})`, goal('≤ 5 ms', five.first.median <= 5)]);
  rows.push([`digest after one change, ${at}`, 'ours', `${ms(five.digest.median)} (p95 ${ms(five.digest.p95)})`, goal('≤ 5 ms', five.digest.median <= 5)]);
  rows.push([`digest after one change + message + read + locate, ${at}`, 'ours', `${ms(five.ours.median)} (p95 ${ms(five.ours.p95)})`, '']);
  for (const p of five.peers) {
    const ratio = p.median / five.ours.median;
    rows.push([`${p.peer}, ${p.what}, ${at}`, '@testing-library/dom', `${ms(p.median)}; ${ratio >= 1 ? `ours is ${ratio.toFixed(1)} times faster` : `ours takes ${(1 / ratio).toFixed(1)} times as long`}`, goal('ours 5 times faster', ratio >= 5)]);
  }
  return rows;
}

function changeRows({ ring, wake }) {
  const of = (t) => `${ms(t.median)} · ${ms(t.p95)}`;
  const longest = ({ tasks, frames }) => `${ms(tasks.longest)} · ${ms(frames.longest)} (${tasks.n} · ${frames.n} over 50 ms)`;
  return [
    [`target moved → ring in place, ${ring.elements} elements: p50 · p95`, 'ours', of(ring.moved), goal('p95 ≤ 50 ms', ring.moved.p95 <= 50)],
    ['target replaced on a calm page → ring in place: p50 · p95', 'ours', of(ring.replaced), goal('p95 ≤ 50 ms', ring.replaced.p95 <= 50)],
    ['the same again after 0.2 s: p50 · p95', 'ours', of(ring.again), ''],
    ['longest task · longest frame while the page changes', 'ours', longest(ring.guided), goal('none over 50 ms', ring.guided.tasks.n === 0 && ring.guided.frames.n === 0)],
    ['the same changes without a guide', 'the page itself', longest(ring.without), ''],
    ['killed worker → first answer: p50 · p95', 'ours', of(wake.ours.killed), goal('≤ 60 ms', wake.ours.killed.median <= 60)],
    ['the same, a worker that does nothing', 'the browser itself', of(wake.empty.killed), ''],
  ];
}

function stormRows(s) {
  const cpu = (list) => list.reduce((sum, r) => sum + r.script, 0) / list.length;
  const extra = (cpu(s.guided) - cpu(s.without)) / s.seconds;
  const frames = (list) => Math.round(list.reduce((sum, r) => sum + r.frames / (r.took / 1000), 0) / list.length);
  return [
    [`${Math.round(s.changesPerSecond)} changes a second for ${s.seconds} s, ${s.elements} elements: work that the page gets done besides`, 'ours', `${percent(-s.slower)} against no guide`, goal('≥ −5 %', s.slower <= 0.05)],
    ['the same: scripts and layout they ask for, share of one core · frames a second, without → with', 'ours', `${percent(extra)} · ${frames(s.without)} → ${frames(s.guided)}`, ''],
  ];
}

function costRows({ storm, memory: m, idle }) {
  const growth = (list) => `${list.map(kb).join(' → ')}`;
  const per = (list) => (list.at(-1) - list[0]) / m.guided.swaps;
  return [
    ...storm.flatMap(stormRows),
    [`page heap over ${m.guided.swaps} page swaps`, 'ours', `${growth(m.guided.page)} (${Math.round(per(m.guided.page))} bytes a swap)`, goal('flat (≤ 200 bytes a swap)', per(m.guided.page) <= 200)],
    ['the same without a guide', 'the page itself', growth(m.without.page), ''],
    [`worker heap over ${m.guided.swaps} page swaps`, 'ours', `${growth(m.guided.worker)} (${Math.round(per(m.guided.worker))} bytes a swap)`, goal('flat (≤ 200 bytes a swap)', per(m.guided.worker) <= 200)],
    ['page without a guide: gate.js · observers · timers · Wasm', 'ours', `${idle.bytes} bytes · ${idle.observers} · ${idle.timers} · ${idle.wasm}`, goal('< 1 KB · 0 · 0 · 0', idle.bytes < 1024 && !idle.observers && !idle.timers && !idle.wasm)],
  ];
}

const sizeRows = ({ sizes }) => sizes.map((s) => ['size: bytes · gzip -9', s.name, `${s.bytes} · ${s.gzip}`, '']);
