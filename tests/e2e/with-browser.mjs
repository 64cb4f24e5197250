// How most files run their tests: one practice server for the file, and for each test a browser of
// its own, so that what one breaks does not reach the next. No test stands here.
import { after, before, test } from 'node:test';
import { startBrowser, startPractice, telling } from './support.mjs';

/**
 * To be called once in a file. A test's body gets the browser; `browser` are options of
 * `startBrowser`, `node` those of node's own `test`.
 */
export function withBrowser() {
  let practice;
  before(async () => {
    practice = await startPractice();
  });
  after(() => practice.stop());
  return (name, body, browser = {}, node = {}) => test(name, node, async () => {
    const b = await startBrowser(practice.port, browser);
    try {
      await telling(b, () => body(b));
    } finally {
      await b.stop();
    }
  });
}
