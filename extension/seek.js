// The hand that scrolls a list which draws only what is in view. Put in after content.js, which asks
// for it when the core first wants it. Decides nothing: whether to go on is said by the core.
// @ts-check

(globalThis.proxumaHands ??= []).push(({ byNumber, finish, settled, look }) => {
  /** Where the list was. @type {[Element, number]|null} */
  let from = null;

  /** What scrolls the element up and down. @param {any} el */
  function scroller(el) {
    for (let up = el.parentElement; up; up = up.parentElement ?? /** @type {any} */ (up.getRootNode()).host) {
      if (up.scrollHeight > up.clientHeight + 40 && /auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
    }
    return document.scrollingElement;
  }

  /** @param {any} cmd */
  async function seek(cmd) {
    if (cmd.back) {
      if (from) from[0].scrollTop = from[1];
      from = null;
      return;
    }
    const row = byNumber(cmd.node);
    if (!row) return finish(cmd.call, 'gone');
    const list = scroller(row);
    const b = row.getBoundingClientRect();
    const top = list === document.scrollingElement ? 0 : list.getBoundingClientRect().top;
    // Below the last row there must be room for another: else all rows are in the document.
    if (list.scrollHeight - (b.bottom - top + list.scrollTop) < b.height) return finish(cmd.call, 'refused');
    from ??= [list, list.scrollTop];
    const before = list.scrollTop;
    list.scrollBy({ top: 0.8 * list.clientHeight, behavior: 'instant' });
    await settled();
    look(true);
    finish(cmd.call, list.scrollTop > before ? 'ok' : 'refused');
  }

  return { seek };
});
