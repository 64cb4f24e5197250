// Hands for the destination's form: measure its fields and fill them. Put in beside content.js,
// which asks for them, and only in the tab that the admin chose. Decides nothing: what a measure means,
// and whether a form is filled, is said by the core.
// @ts-check

(globalThis.proxumaHands ??= []).push(({ byNumber, fresh, put, valueOf, finish, post }) => {
  /** Facts of a form field just before filling. @param {any} el */
  function measure(el) {
    const b = el.getBoundingClientRect();
    let opacity = 1;
    let distorted = false;
    for (let up = el; up; up = up.parentElement ?? /** @type {any} */ (up.getRootNode()).host) {
      const s = getComputedStyle(up);
      opacity *= Number(s.opacity);
      if (s.visibility !== 'visible' && up === el) opacity = 0;
      if ((s.clipPath !== 'none' && s.clipPath !== '') || /opacity|blur/.test(s.filter) || /matrix\((?!1, 0, 0, 1,)/.test(s.transform)) distorted = true;
    }
    const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
    const hits = points.filter(([x, y]) => {
      const top = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
      return top === el;
    }).length;
    let action = '';
    if (el.form?.hasAttribute('action')) {
      try {
        action = new URL(el.form.getAttribute('action'), location.href).origin;
      } catch {
        action = 'null';
      }
    }
    return { opacity, hits, w: b.width, h: b.height, locked: el.disabled || el.readOnly, action, distorted };
  }

  /** Fills both fields, reads back now and after half a second. @param {any} cmd */
  async function fill(cmd) {
    const [id, secret] = [byNumber(cmd.id), byNumber(cmd.secret)];
    if (!id || !secret) return finish(cmd.call, 'gone');
    if (window !== window.top || !fresh(cmd.seq, cmd.id) || !fresh(cmd.seq, cmd.secret)) return finish(cmd.call, 'stale');
    const ok = put(id, cmd.client_id) && put(secret, cmd.client_secret);
    const same = () => valueOf(id) === cmd.client_id && valueOf(secret) === cmd.client_secret;
    const first = ok && same();
    await new Promise((r) => setTimeout(r, 500));
    const outcome = !ok ? 'refused' : first && same() ? 'ok' : 'reverted';
    cmd.client_secret = '';
    finish(cmd.call, outcome);
  }

  return {
    measure: (cmd) => post({ t: 'measured', call: cmd.call, fields: cmd.nodes.map(byNumber).filter(Boolean).map(measure) }),
    fill,
  };
});
