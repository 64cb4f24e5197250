// Prints the digest of a practice page, as content.js makes it, for `cargo run --example explain`.
//
//   node scripts/digest.mjs /Mvc/AdministrationSetup/TicketCategory.mvc/Edit [kit=2017 sections=open …] > digest.json
import { AUTOTASK, openPractice, startBrowser, startPractice, until } from '../tests/e2e/support.mjs';
import { digestOf } from '../tests/e2e/digest.mjs';

const [path, ...switches] = process.argv.slice(2);
if (!path) throw new Error('usage: node scripts/digest.mjs PATH [SWITCH=VALUE…]');
const practice = await startPractice();
const b = await startBrowser(practice.port);
try {
  const page = await openPractice(b, Object.fromEntries(switches.map((s) => s.split('='))), `${AUTOTASK}${path}`);
  await until('the page to be drawn', () => page.evaluate(() => document.body.childElementCount > 0));
  const { digest } = await digestOf(page.mainFrame());
  console.log(JSON.stringify(digest));
} finally {
  await b.stop();
  practice.stop();
}
