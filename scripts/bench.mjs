// The benchmark: one run, one table, ours beside the peers; also bench-report/results.json.
// What is measured and how stands in scripts/bench/. Everything runs on this computer.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accuracy } from './bench/accuracy.mjs';
import { buildReader } from './bench/recognise.mjs';
import { similo } from './bench/similo.mjs';
import { sizes } from './bench/sizes.mjs';
import { times } from './bench/times.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const DRIFT = resolve(ROOT, process.env.ELEMENT_DRIFT ?? '../shared/data/element-drift');
const results = {};
const rows = [];
const row = (measure, who, value) => rows.push([measure, who, value]);
const percent = (x) => `${(100 * x).toFixed(1)} %`;

if (existsSync(DRIFT)) {
  const line = execFileSync('cargo', ['run', '--release', '--quiet', '--example', 'locate', '--', DRIFT], { cwd: ROOT, encoding: 'utf8' });
  results.drift = { ours: JSON.parse(line), peers: similo(DRIFT) };
  for (const r of [{ name: 'ours', ...results.drift.ours }, ...results.drift.peers]) row('element-drift: tolerant top-1 · top-3 · ms a target', r.name, `${percent(r.tolerant)} · ${percent(r.top3)} · ${r.ms_per_target.toFixed(2)}`);
  const o = results.drift.ours;
  row('element-drift: confident · wrong when confident', 'ours', `${percent(o.confident)} · ${percent(o.wrong_when_confident)}`);
} else {
  console.log(`element-drift: no files at ${DRIFT}; not measured`);
}

results.times = await times();
const ms = (t) => `${t.median.toFixed(1)} ms median · ${t.p95.toFixed(1)} ms p95`;
const n = `${results.times.elements} elements`;
row(`digest, ${n}`, 'ours', ms(results.times.digest));
row(`core step in Wasm (read, recognise, decide), ${n}`, 'ours', ms(results.times.core));
row(`getByRole, ${n}`, '@testing-library/dom', ms(results.times.peer));
row('page loaded → ring seen by the test, same page', 'ours', ms(results.times.ring));

results.sizes = sizes(ROOT);
for (const s of results.sizes) row('size: bytes · gzip -9', s.name, `${s.bytes} · ${s.gzip}`);

mkdirSync(join(ROOT, 'bench-report'), { recursive: true });
writeFileSync(join(ROOT, 'bench-report/results.json'), `${JSON.stringify(results, null, 2)}\n`);
const widths = [0, 1].map((i) => Math.max(...rows.map((r) => r[i].length)));
for (const r of rows) console.log(`${r[0].padEnd(widths[0])}  ${r[1].padEnd(widths[1])}  ${r[2]}`);
