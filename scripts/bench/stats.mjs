// Median and percentiles of measured times.

const sorted = (list) => [...list].sort((a, b) => a - b);

/** @param {number[]} list @returns {{median:number,p95:number,max:number,n:number}} */
export function stats(list) {
  const s = sorted(list);
  return { median: s[Math.floor(s.length / 2)], p95: s[Math.min(s.length - 1, Math.floor(s.length * 0.95))], max: s.at(-1), n: s.length };
}
