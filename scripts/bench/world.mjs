// A look into the extension's own world in a page (where content.js runs): evaluate there, and read
// where the ring is inside the closed shadow root. Measures nothing itself.

/** Opens the world of the extension `id` in a page's top frame. */
export async function openWorld(page, id) {
  const cdp = await page.createCDPSession();
  const found = new Promise((done) => {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === `chrome-extension://${id}` && context.auxData.frameId === page.mainFrame()._id) done(context.id);
    });
  });
  await cdp.send('Runtime.enable');
  const contextId = await found;
  const run = async (fn, ...args) => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { contextId, expression: `(${fn})(...${JSON.stringify(args)})`, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(installRing);
  return { run, cdp, contextId, close: () => cdp.detach().catch(() => {}) };
}

function installRing() {
  const SLACK = 2;
  /** Whether a ring in place encloses the element and little besides. @param {Element} el */
  globalThis.__ringOn = (el) => {
    const host = document.querySelector('proxuma-connect-overlay');
    const root = host && chrome.dom.openOrClosedShadowRoot(host);
    const ring = root?.querySelector('[part=ring]');
    if (!ring || ring.hidden || host.dataset.state !== 'shown') return false;
    const [a, b] = [ring.getBoundingClientRect(), el.getBoundingClientRect()];
    return a.left <= b.left + SLACK && a.top <= b.top + SLACK && a.right >= b.right - SLACK && a.bottom >= b.bottom - SLACK && a.width <= b.width + 80 && a.height <= b.height + 60;
  };
  /** Milliseconds until the ring is on what `el` gives; looked at in every frame. */
  globalThis.__ringAfter = (begin, el) =>
    new Promise((done, fail) => {
      const look = () => {
        const target = el();
        if (target && globalThis.__ringOn(target)) done(performance.now() - begin);
        else if (performance.now() - begin > 5000) fail(new Error('no ring within 5 s'));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
}
