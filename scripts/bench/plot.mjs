// Line plots as inline SVG: ticks, one line with its own dash and mark per series, names at the
// lines' ends. Colours come from the page's custom properties `--c0` … so that both themes work.

const esc = (s) => String(s).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const W = 720;
const H = 320;
const PAD = { left: 74, right: 190, top: 16, bottom: 48 };
const DASH = ['', '7 4', '2 4', '10 3 2 3', '5 5', '1 3'];

const marks = [
  (x, y) => `<circle cx="${x}" cy="${y}" r="4"/>`,
  (x, y) => `<rect x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"/>`,
  (x, y) => `<path d="M${x} ${y - 5}l4.6 8.4h-9.2z"/>`,
  (x, y) => `<path d="M${x} ${y - 5}l5 5-5 5-5-5z"/>`,
  (x, y) => `<path d="M${x - 4} ${y - 4}l8 8m0-8l-8 8" fill="none"/>`,
  (x, y) => `<path d="M${x} ${y - 5}v10m-5-5h10" fill="none"/>`,
];

/** Moves labels apart so that none covers another, keeping their order. */
function apart(list, gap) {
  const sorted = [...list].sort((a, b) => a.y - b.y);
  for (let i = 1; i < sorted.length; i++) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + gap);
  const over = (sorted.at(-1)?.y ?? 0) - (H - PAD.bottom);
  if (over > 0) for (let i = sorted.length - 1; i >= 0; i--) sorted[i].y = Math.min(sorted[i].y, H - PAD.bottom - (sorted.length - 1 - i) * gap);
  return list;
}

/**
 * A line plot. `x` and `y` give `{at: value → 0…1, ticks: [value, text][], name}`.
 * @param {{title: string, desc: string, x: any, y: any, series: {name: string, colour: number, strong?: boolean, points: [number, number][]}[]}} plot
 */
export function lines({ title, desc, x, y, series }) {
  const px = (v) => +(PAD.left + x.at(v) * (W - PAD.left - PAD.right)).toFixed(1);
  const py = (v) => +(H - PAD.bottom - y.at(v) * (H - PAD.top - PAD.bottom)).toFixed(1);
  const grid = y.ticks.map(([v, t]) => `<line class="grid" x1="${PAD.left}" x2="${W - PAD.right}" y1="${py(v)}" y2="${py(v)}"/><text class="tick" x="${PAD.left - 8}" y="${py(v) + 4}" text-anchor="end">${esc(t)}</text>`);
  const foot = x.ticks.map(([v, t]) => `<text class="tick" x="${px(v)}" y="${H - PAD.bottom + 18}" text-anchor="middle">${esc(t)}</text>`);
  const labels = apart(series.map((s, i) => ({ i, y: py(s.points.at(-1)[1]), from: py(s.points.at(-1)[1]), x: px(s.points.at(-1)[0]) })), 16);
  const drawn = series.map((s, i) => {
    const c = `var(--c${s.colour})`;
    const path = s.points.map(([a, b]) => `${px(a)},${py(b)}`).join(' ');
    const l = labels[i];
    return `<g style="stroke:${c};fill:${c}"><polyline points="${path}" fill="none" stroke-width="${s.strong ? 3 : 1.8}" stroke-dasharray="${DASH[s.colour]}"/>
<g stroke-width="1.6" stroke-dasharray="none">${s.points.map(([a, b]) => marks[s.colour](px(a), py(b))).join('')}</g>
<line x1="${l.x + 8}" y1="${l.from}" x2="${W - PAD.right + 20}" y2="${l.y}" stroke-width=".8" opacity=".6"/>
<text class="name" x="${W - PAD.right + 24}" y="${l.y + 4}" stroke="none"${s.strong ? ' font-weight="650"' : ''}>${esc(s.name)}</text></g>`;
  });
  return `<svg viewBox="0 0 ${W} ${H}" role="img" aria-label="${esc(title)}"><title>${esc(title)}</title><desc>${esc(desc)}</desc>
${grid.join('')}<line class="axis" x1="${PAD.left}" x2="${W - PAD.right}" y1="${H - PAD.bottom}" y2="${H - PAD.bottom}"/>${foot.join('')}
<text class="axis-name" x="${PAD.left + (W - PAD.left - PAD.right) / 2}" y="${H - 8}" text-anchor="middle">${esc(x.name)}</text>
<text class="axis-name" transform="translate(14 ${PAD.top + (H - PAD.top - PAD.bottom) / 2}) rotate(-90)" text-anchor="middle">${esc(y.name)}</text>
${drawn.reverse().join('\n')}</svg>`;
}

/** A scale from 0 to `most`. */
export const linear = (most, ticks, name) => ({ at: (v) => v / most, ticks, name });
/** Equal steps between the values, in order. */
export const steps = (values, name) => ({ at: (v) => values.indexOf(v) / (values.length - 1), ticks: values.map((v) => [v, String(v)]), name });
/** A logarithmic scale. */
export const logarithmic = (least, most, ticks, name) => ({ at: (v) => Math.log(Math.max(v, least) / least) / Math.log(most / least), ticks, name });
export { esc };
