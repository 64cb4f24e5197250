// Digests as content.js posts them: of a long one only what differs from the one before it in the
// same document. This file puts them together again; it reads nothing in them.
// @ts-check

/** Most documents remembered; the oldest go first. As many as the core remembers. */
const DOCS = 32;

export class Digests {
  /** @type {Map<string, {seq: number, rows: string}>} */ #last = new Map();

  /**
   * The whole digest as JSON text, or null if what it differs from was never seen here (the worker
   * was ended since): the page must be told to post all of it.
   * @param {any} msg
   */
  whole(msg) {
    const [doc, seq, base, at, end] = [String(msg.doc), ...[msg.seq, msg.base, msg.at, msg.end].map(Number)];
    const last = this.#last.get(doc);
    if (base && last?.seq !== base) return null;
    const before = base && last ? last.rows : '';
    const rows = before.slice(0, at) + String(msg.rows) + before.slice(before.length - end);
    this.#last.delete(doc);
    this.#last.set(doc, { seq, rows });
    if (this.#last.size > DOCS) this.forget(/** @type {string} */ (this.#last.keys().next().value));
    return `${msg.head}${rows}]}`;
  }

  /** @param {string} doc */
  forget(doc) {
    this.#last.delete(doc);
  }
}
