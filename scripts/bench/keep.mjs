// Writes the table of a run into docs/measurements.md, between its two marks; what was written by
// hand below (reasons where a figure is not reached) stays.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- table -->';
const END = '<!-- end of table -->';

export function keep(file, results, rows) {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : `# Measurements\n\n${BEGIN}\n${END}\n`;
  const [head, rest] = before.split(BEGIN);
  const tail = rest?.split(END)[1];
  if (tail === undefined) throw new Error(`${file}: the marks around the table are gone`);
  const cell = (text) => text.replaceAll('|', '\\|');
  const table = ['| measure | who | value | goal |', '| --- | --- | --- | --- |', ...rows.map((r) => `| ${r.map(cell).join(' | ')} |`)].join('\n');
  const { load, accuracy: a } = results;
  const when = `Measured on ${results.date}: 2 cores, shared with other work (load ${load.least.toFixed(1)} to ${load.most.toFixed(1)} while measuring), Chromium headless. ${a.pages} pages, each changed ${a.seeds === 1 ? 'once' : `${a.seeds} times`} at each strength.`;
  writeFileSync(file, `${head}${BEGIN}\n${when}\n\n${table}\n${END}${tail}`);
}
