// Takes the digest of a practice page as content.js makes it, with the element numbers of the
// truth, without a guide running: content.js is run in the page with a stand-in for the browser's
// messaging. Used to make fixtures and to measure.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support.mjs';

const CONTENT = readFileSync(join(ROOT, 'extension/content.js'), 'utf8');

export const TARGETS = ['main-menu', 'admin-menu', 'settings-users', 'resources-hr', 'security-levels', 'api-level-row', 'api-level-options', 'copy-item', 'level-name', 'section-other', 'can-create-webhooks', 'maximum-webhooks', 'section-web-services', 'can-login-api', 'full-permission', 'save-level', 'users-link', 'new-button', 'new-api-user', 'first-name', 'last-name', 'email', 'user-level', 'generate-key', 'generate-secret', 'key-field', 'secret-field', 'integration-vendor', 'vendor-picker', 'vendor-option', 'line-of-business', 'lob-associated', 'user-options', 'edit-item', 'save-user'];

/** @returns {Promise<{digest: any, truth: Record<string, number>}>} */
export function digestOf(frame, wanted = TARGETS) {
  return frame.evaluate(
    (code, targets) => {
      const sent = [];
      const listeners = [];
      globalThis.chrome = { runtime: { id: 'x', sendMessage: async (m) => sent.push(m), onMessage: { addListener: (f) => listeners.push(f), removeListener() {} } } };
      // What content.js keeps of elements, to ask for their numbers.
      const source = code.replace('const known = new WeakMap();', 'const known = (globalThis.__known = new WeakMap());');
      (0, eval)(source);
      const { head, rows } = sent.find((m) => m.t === 'digest');
      const digest = JSON.parse(`${head}${rows}]}`);
      const truth = {};
      for (const t of targets) {
        const el = globalThis.__practice?.find(t);
        const n = el && globalThis.__known.get(el)?.id;
        if (n) truth[t] = n;
      }
      for (const f of listeners) f({ v: 1, doc: sent[0].doc, t: 'leave' }, { id: 'x' });
      delete globalThis.proxumaConnect;
      return { digest, truth };
    },
    CONTENT,
    wanted,
  );
}
