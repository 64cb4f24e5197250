// bench-report/index.html: the run as a page with plots, self-contained, light and dark. Shows what
// the table says; takes no measure.
import { esc, lines, linear, logarithmic, steps } from './plot.mjs';

const CSS = `
:root{color-scheme:light dark;--paper:#fff;--sheet:#f6f7f9;--ink:#1b1f24;--soft:#545d68;--line:#d9dee5;--good:#1a6b35;--goodp:#e3f4e8;--bad:#a1270f;--badp:#fdebe6;
--c0:#b4236a;--c1:#0b62a8;--c2:#8a5a00;--c3:#3f6f00;--c4:#5d4bb5;--c5:#55606c}
@media (prefers-color-scheme:dark){:root{--paper:#15181d;--sheet:#1d2127;--ink:#f2f4f7;--soft:#aab3be;--line:#39414c;--good:#8fdca6;--goodp:#17301f;--bad:#ffb09c;--badp:#3a1d16;
--c0:#ff7ab8;--c1:#76b9f5;--c2:#e5b45a;--c3:#a6d16b;--c4:#b9aaff;--c5:#b3bcc7}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}h1{font-size:1.7rem;margin:0}h2{font-size:1.2rem;margin:44px 0 4px}p{max-width:74ch;margin:.4em 0}.soft{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:12px;margin:24px 0 0;padding:0;list-style:none}
.tiles li{background:var(--sheet);border-radius:10px;padding:14px 16px}.tiles b{display:block;font-size:1.55rem;line-height:1.25;font-variant-numeric:tabular-nums}.tiles span{color:var(--soft);font-size:.9rem}
figure{margin:18px 0 0;overflow-x:auto}figcaption{font-weight:600}svg{width:100%;height:auto;min-width:600px;max-width:900px;display:block}.grid{stroke:var(--line)}.axis{stroke:var(--soft)}.tick,.axis-name{fill:var(--soft);font-size:11px}.name{font-size:12px}
.scroll{overflow-x:auto}.scroll:focus-visible,summary:focus-visible{outline:3px solid var(--c1);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem;margin-top:12px}th,td{text-align:left;vertical-align:top;padding:7px 12px 7px 0;border-bottom:1px solid var(--line)}thead th{color:var(--soft);font-weight:600}tbody th{font-weight:500;width:34%}td:last-child{min-width:200px}td.val{min-width:170px}
td.num{text-align:right;font-variant-numeric:tabular-nums}td.val{font-variant-numeric:tabular-nums}.pill{display:inline-block;border-radius:6px;padding:1px 8px;font-size:.85rem}.held{background:var(--goodp);color:var(--good)}.missed{background:var(--badp);color:var(--bad)}
details{margin-top:8px}summary{cursor:pointer;color:var(--soft);min-height:24px}
`;

const share = (c) => c.right + c.wrong + c.none;
const sum = (list) => list.reduce((x, y) => ({ right: x.right + y.right, wrong: x.wrong + y.wrong, none: x.none + y.none }));
const percent = (x, d = 0) => `${(100 * x).toFixed(d)} %`;

/** Series of the accuracy plots; who answers alike throughout shares a line. */
function series(counts, strengths, what) {
  const groups = [];
  for (const [who, list] of Object.entries(counts)) {
    const key = JSON.stringify(list);
    const same = groups.find((g) => g.key === key);
    if (same) same.names.push(who);
    else groups.push({ key, names: [who], list });
  }
  return groups.map((g, i) => ({ name: g.names.join(', '), colour: i, strong: i === 0, points: g.list.map((c, at) => [strengths[at], c[what] / share(c)]) }));
}

function accuracyPlots({ strengths, counts }) {
  const tenths = [0, 0.25, 0.5, 0.75, 1].map((v) => [v, percent(v)]);
  const x = steps(strengths, 'changes made to the page');
  const worst = Math.max(...Object.values(counts).flat().map((c) => c.wrong / share(c)));
  const top = Math.max(0.1, Math.ceil(worst * 10) / 10);
  const right = lines({ title: 'Right element found, by number of changes', desc: 'Share of targets for which the right element was found. The table below the plots has the numbers.', x, y: linear(1, tenths, 'right'), series: series(counts, strengths, 'right') });
  const wrong = lines({ title: 'Wrong element pointed at, by number of changes', desc: 'Share of targets for which another element was pointed at. The table below the plots has the numbers.', x, y: linear(top, Array.from({ length: Math.round(top * 10) + 1 }, (_, i) => [i / 10, percent(i / 10)]), 'wrong'), series: series(counts, strengths, 'wrong') });
  return `<figure><figcaption>Right element: higher is better</figcaption>${right}</figure><figure><figcaption>Wrong element: lower is better; ours may say «not sure» instead</figcaption>${wrong}</figure>`;
}

function accuracyTable({ strengths, counts }) {
  const head = strengths.map((s) => `<th scope="col">${s}</th>`).join('');
  const rows = Object.entries(counts).map(([who, list]) => `<tr><th scope="row">${esc(who)}</th>${list.map((c) => `<td class="val">${c.right} · ${c.wrong} · ${c.none}</td>`).join('')}</tr>`);
  return `<details><summary>Numbers: right · wrong · none, by changes</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers by changes"><table><thead><tr><th scope="col">who</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`;
}

function timePlot(elements) {
  const of = (f) => elements.map((e) => [e.elements, f(e)]);
  const list = [
    { name: 'ours, all together', colour: 0, strong: true, points: of((e) => e.ours.median) },
    { name: 'ours, digest alone', colour: 1, points: of((e) => e.digest.median) },
    { name: 'ours, read + locate', colour: 2, points: of((e) => e.read.median + e.locate.median) },
    { name: 'Similo', colour: 3, points: of((e) => e.similo.median) },
    { name: 'getByRole, frequent role', colour: 4, points: of((e) => e.peers.at(-1).median) },
    { name: 'getByLabelText', colour: 5, points: of((e) => e.peers[0].median) },
  ];
  const values = list.flatMap((s) => s.points.map(([, v]) => v));
  const decades = [0.01, 0.1, 1, 10, 100, 1000, 10_000];
  const least = decades.findLast((d) => d <= Math.min(...values)) ?? 0.01;
  const most = decades.find((d) => d >= Math.max(...values)) ?? 10_000;
  const x = logarithmic(elements[0].elements, elements.at(-1).elements, elements.map((e) => [e.elements, String(e.elements)]), 'elements on the page');
  const y = logarithmic(least, most, decades.filter((d) => d >= least && d <= most).map((d) => [d, `${d} ms`]), 'time (logarithmic)');
  const svg = lines({ title: 'Time to find one target, by number of elements', desc: 'Median times; the table of the whole run has the numbers.', x, y, series: list });
  return `<figure><figcaption>Time for one target: lower is better</figcaption>${svg}</figure>`;
}

function table(rows) {
  const verdict = (text) => (text ? `<span class="pill ${text.startsWith('NOT') ? 'missed' : 'held'}">${esc(text.startsWith('NOT') ? text.replace('NOT reached', 'Not reached') : text.replace('reached', 'Reached'))}</span>` : '');
  // A measure's name stands once, before all who were measured.
  const span = (i) => {
    let n = 1;
    while (rows[i + n]?.[0] === rows[i][0]) n++;
    return n;
  };
  const name = (i) => (i > 0 && rows[i - 1][0] === rows[i][0] ? '' : `<th scope="rowgroup" rowspan="${span(i)}">${esc(rows[i][0])}</th>`);
  const body = rows.map(([, b, c, d], i) => `<tr>${name(i)}<td>${esc(b)}</td><td class="val">${esc(c)}</td><td>${verdict(d)}</td></tr>`);
  return `<div class="scroll" tabindex="0" role="region" aria-label="The whole run"><table><thead><tr><th scope="col">measure</th><th scope="col">who</th><th scope="col">value</th><th scope="col">goal</th></tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** The page. @param {any} r results @param {string[][]} rows the table */
export function report(r, rows) {
  const all = sum(r.accuracy.counts.ours.slice(1));
  const most = sum(r.accuracy.counts.ours.slice(-1));
  const goals = rows.filter((x) => x[3]);
  const held = goals.filter((x) => !x[3].startsWith('NOT')).length;
  const tiles = [
    [percent(all.right / share(all), 1), 'right element, over all changed pages'],
    [`${all.wrong} of ${share(all)}`, 'wrong elements pointed at'],
    [percent(most.right / share(most), 1), 'right element after 16 changes'],
    [`${held} of ${goals.length}`, 'goals reached in this run'],
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Proxuma Connect: benchmark of ${r.date}</title><style>${CSS}</style></head><body><main>
<h1>Benchmark</h1>
<p class="soft">${r.date}. 2 cores, shared with other work (load ${r.load.least.toFixed(1)} to ${r.load.most.toFixed(1)}); times are best read as ratios within this run.</p>
<ul class="tiles">${tiles.map(([b, t]) => `<li><b>${esc(b)}</b><span>${esc(t)}</span></li>`).join('')}</ul>
<h2>Who still finds the right element when the page changes?</h2>
<p>The practice pages of both kits, changed in the browser by seeded mutations: ids and classes, wrappers, order, wording, language, look-alikes, hints, geometry, tags, noise. ${r.accuracy.pages} pages, ${share(all)} questions to each. The same changes were made before each was asked. driver.js and Shepherd have the best selector a person would write for the unchanged page, testing-library the best query, Similo the target's properties on it.</p>
${accuracyPlots(r.accuracy)}
${accuracyTable(r.accuracy)}
<h2>How long does it take?</h2>
<p>Medians for one target on a form that is filled up with table rows. Ours, all together, is the digest in the page, the message to the worker, reading it and locating; it then knows every target of the page, while a peer has answered one question.</p>
${timePlot(r.elements)}
<h2>The whole run</h2>
${table(rows)}
</main></body></html>
`;
}
