// The benchmark: one run, one table, ours beside the peers; bench-report/index.html shows the same
// with plots, docs/measurements.md keeps the last table (`--keep` writes it). What is measured and
// how stands in scripts/bench/. Everything runs on this computer and ends within ten minutes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { startBrowser, startPractice } from '../tests/e2e/support.mjs';
import { accuracy } from './bench/accuracy.mjs';
import { buildReader } from './bench/recognise.mjs';
import { keep } from './bench/keep.mjs';
import { report } from './bench/report.mjs';
import { similo } from './bench/similo.mjs';
import { sizes } from './bench/sizes.mjs';
import { idle, memory, storms } from './bench/storm.mjs';
import { rowsOf } from './bench/table.mjs';
import { againstElements, changeToRing, wakeUp } from './bench/times.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const DRIFT = resolve(ROOT, process.env.ELEMENT_DRIFT ?? '../shared/data/element-drift');
const OUT = join(ROOT, 'bench-report');
/** The last part begins no further round that would not end by then, ms. */
const LEAVE_MS = 565_000;
const MOST_MS = 595_000;

setTimeout(() => {
  console.error(`bench: not done after ${MOST_MS / 1000} s; stopped`);
  process.exit(1);
}, MOST_MS).unref();

const begun = performance.now();
const loads = [];
/** Runs a part, says how long it took and how busy the machine was. */
async function part(name, run) {
  const begin = performance.now();
  const result = await run();
  const load = loadavg()[0];
  loads.push(load);
  console.log(`  ${((performance.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${name} (load ${load.toFixed(1)})`);
  return result;
}

const practice = await startPractice();
/** Each part gets a browser and a profile of its own. */
async function inBrowser(run) {
  const b = await startBrowser(practice.port);
  const hard = () => b.browser.process()?.kill('SIGKILL');
  process.once('exit', hard);
  try {
    return await run(b);
  } finally {
    const timer = setTimeout(hard, 10_000);
    await b.stop();
    clearTimeout(timer);
    process.off('exit', hard);
  }
}

function drift() {
  if (!existsSync(DRIFT)) return null;
  const line = execFileSync('cargo', ['run', '--release', '--quiet', '--example', 'locate', '--', DRIFT], { cwd: ROOT, encoding: 'utf8' });
  return [{ name: 'ours', ...JSON.parse(line) }, ...similo(DRIFT)];
}

const results = { date: new Date().toISOString().slice(0, 10) };
results.idle = await part('a page without a guide', () => inBrowser(idle));
results.wake = await part('killed worker → first answer', () => wakeUp(practice.port));
results.elements = await part('build recognition as Wasm; times against elements', () => (buildReader(), inBrowser(againstElements)));
results.ring = await part('page changed → ring in place', () => inBrowser(changeToRing));
results.storm = await part('10,000 changes a second with and without the guide', () => inBrowser(storms));
results.memory = await part('1,000 page swaps', () => inBrowser(memory));
results.drift = await part('element-drift', drift);
results.accuracy = await part('right element on changed pages', () => inBrowser((b) => accuracy(b, (pass) => performance.now() - begun + 1.2 * pass > LEAVE_MS)));
results.sizes = sizes(ROOT);
results.load = { least: Math.min(...loads), most: Math.max(...loads) };
results.seconds = (performance.now() - begun) / 1000;
practice.stop();

const rows = rowsOf(results);
mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(join(OUT, 'index.html'), report(results, rows));
if (process.argv.includes('--keep')) keep(join(ROOT, 'docs/measurements.md'), results, rows);

const widths = [0, 1, 2].map((i) => Math.max(...rows.map((r) => r[i].length)));
for (const r of rows) console.log(`${r[0].padEnd(widths[0])}  ${r[1].padEnd(widths[1])}  ${r[2].padEnd(widths[2])}  ${r[3]}`.trimEnd());
console.log(`\nbench-report/index.html shows this with plots. ${results.seconds.toFixed(0)} s.`);
process.exit(0);
