// Every state of the panel, from the fixture states, in every look. The background is played by a
// stand-in for the port, so that states a flow passes in a moment can be looked at.
import { ownPage, panelStates as states, show } from '../../tests/e2e/own-pages.mjs';
import { LOOKS, dress, sheet } from './looks.mjs';

export { show, states };
/** Opens the panel with a background that is played: `show` brings a state in. @param {any} b */
export async function standInPanel(b) {
  const page = await ownPage(b, 'panel.html');
  // The fixture states end at a fixed moment: the clock starts eight minutes before it.
  await page.evaluate(() => {
    const [real, start] = [Date.now.bind(Date), Date.now()];
    Date.now = () => 1795000120000 + real() - start;
  });
  return page;
}

/** @param {any} b @param {string} out */
export async function panelShots(b, out) {
  const page = await standInPanel(b);
  let taken = 0;
  for (const look of Object.keys(LOOKS)) {
    const files = [];
    await dress(page, look, 400, 900);
    for (const [name, packed] of Object.entries(states())) {
      await show(page, packed);
      const path = `${out}/panel-${look}-${name}.png`;
      await page.bringToFront();
      await page.screenshot({ path, fullPage: true });
      files.push(path);
    }
    await sheet(b, files, `${out}/sheet-panel-${look}.png`);
    taken += files.length;
  }
  return taken;
}
