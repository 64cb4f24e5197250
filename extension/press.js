// The hand that presses. Put in after content.js, which asks for it when the core first wants it.
// Decides nothing: what is pressed is said by the core.
// @ts-check

(globalThis.proxumaHands ??= []).push(({ act }) => {
  /** @param {Element} el */
  function inView(el) {
    const b = el.getBoundingClientRect();
    if (b.top < 0 || b.bottom > innerHeight || b.left < 0 || b.right > innerWidth) el.scrollIntoView({ block: 'center', behavior: 'instant' });
  }

  /** The whole sequence a mouse makes: some kits ignore a bare click. @param {any} el */
  function press(el) {
    inView(el);
    const b = el.getBoundingClientRect();
    const [clientX, clientY] = [b.left + b.width / 2, b.top + b.height / 2];
    const top = el.getRootNode().elementFromPoint?.(clientX, clientY);
    const on = top && el.contains(top) ? top : el;
    /** @param {string} type @param {number} detail @param {number} buttons */
    const fire = (type, detail = 0, buttons = 0) => {
      const about = { bubbles: true, cancelable: true, composed: true, clientX, clientY, detail, buttons, pointerId: 1, pointerType: 'mouse', isPrimary: true };
      on.dispatchEvent(new (type[0] === 'p' ? PointerEvent : MouseEvent)(type, about));
    };
    fire('pointerover');
    fire('mouseover');
    fire('mousemove');
    fire('pointerdown', 0, 1);
    fire('mousedown', 1, 1);
    fire('pointerup');
    fire('mouseup', 1);
    if (typeof on.click === 'function') on.click();
    else fire('click', 1);
  }

  return { press: (/** @type {any} */ cmd) => act(cmd, press) };
});
