// Zips dist/chromium and dist/firefox, and the source that rebuilds them, so that the same files
// give the same bytes: entries sorted, times fixed, no owner, no extra fields.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join, relative } from 'node:path';
import { deflateRawSync, crc32 } from 'node:zlib';

const { version } = JSON.parse(readFileSync('manifest.json', 'utf8'));

/** @param {string} dir @returns {string[]} */
const filesIn = (dir) => readdirSync(dir).flatMap((n) => (statSync(join(dir, n)).isDirectory() ? filesIn(join(dir, n)) : [join(dir, n)]));

/** @param {string} out @param {[string, Buffer][]} entries */
function zip(out, entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, data] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const packed = deflateRawSync(data, { level: 9 });
    const title = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x0800, 2); // names are UTF-8
    common.writeUInt16LE(8, 4); // deflate
    common.writeUInt16LE(0, 6); // 00:00:00
    common.writeUInt16LE(0x0021, 8); // 1980-01-01
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(title.length, 22);
    common.copy(head, 4);
    parts.push(head, title, packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, title);
    offset += 30 + title.length + packed.length;
  }
  const size = directory.reduce((n, b) => n + b.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  const bytes = Buffer.concat([...parts, ...directory, end]);
  writeFileSync(out, bytes);
  console.log(`${out}  ${bytes.length} bytes  sha256 ${createHash('sha256').update(bytes).digest('hex')}`);
}

for (const browser of ['chromium', 'firefox']) {
  const dir = `dist/${browser}`;
  zip(`dist/proxuma-connect-${version}-${browser}.zip`, filesIn(dir).map((f) => [relative(dir, f).replaceAll('\\', '/'), readFileSync(f)]));
}
const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
zip(`dist/proxuma-connect-${version}-source.zip`, tracked.map((f) => [f, readFileSync(f)]));
