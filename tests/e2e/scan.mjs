// Searching bytes for a secret in every shape it may have been written in. No test stands here.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const utf16 = (text) => Buffer.from(text, 'utf16le');

/** Base64 of the text wherever it begins in the encoded stream: the characters that depend on it alone. */
function phases(text, alphabet) {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString(alphabet).replaceAll('=', '');
    const skip = Math.ceil((shift * 8) / 6);
    const whole = Math.floor(((shift + Buffer.byteLength(text)) * 8) / 6);
    return encoded.slice(skip, whole);
  });
}

/** Every shape of the text, by name. */
export function shapes(text) {
  const bytes = Buffer.from(text);
  const list = { 'UTF-8': bytes, 'UTF-16LE': utf16(text), 'UTF-16BE': Buffer.from(utf16(text)).swap16(), reversed: Buffer.from([...text].reverse().join('')) };
  for (const alphabet of ['base64', 'base64url']) phases(text, alphabet).forEach((p, i) => (list[`${alphabet}/${i}`] = Buffer.from(p)));
  list.hex = Buffer.from(bytes.toString('hex'));
  list.HEX = Buffer.from(bytes.toString('hex').toUpperCase());
  list['\\u'] = Buffer.from([...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
  list.json = Buffer.from(JSON.stringify(text).slice(1, -1));
  list.percent = Buffer.from(encodeURIComponent(text));
  list.bytes = Buffer.from(JSON.stringify([...bytes]).slice(1, -1));
  return list;
}

/** Names of the shapes found in a buffer or text. */
export function search(where, text) {
  const bytes = Buffer.isBuffer(where) ? where : Buffer.from(String(where));
  return Object.entries(shapes(text)).filter(([, shape]) => bytes.includes(shape)).map(([name]) => name);
}

/** Files below a folder that hold the text, as «file: shape». */
export function searchFolder(folder, text) {
  const found = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch {
      continue; // gone, or a socket
    }
    for (const shape of search(bytes, text)) found.push(`${file.slice(folder.length + 1)}: ${shape}`);
  }
  return found;
}
