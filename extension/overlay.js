// The overlay of one frame: a ring around the target and a card beside it, in the top layer of a
// closed shadow root. Nothing here can be clicked, and nothing of the page is touched: no styles,
// no wrappers, no attributes. What to show is decided in Rust and arrives through content.js.
// @ts-check

/** @typedef {{step:string,state:'shown'|'unsure'|'done',title:string,body:string,foot:string}} Shown */

(() => {
  // Injected again while alive: what is shown stays.
  if (globalThis.proxumaConnect) return;

  const HOST = 'proxuma-connect-overlay';
  const GAP = 6; // px between target and ring
  const CARD = 304; // px, card width

  const CSS = `
:host{all:initial}
.layer{position:fixed;inset:0;pointer-events:none;font:14px/1.45 system-ui,"Segoe UI",Roboto,Arial,sans-serif;
 --accent:#a81f62;--card:#fff;--ink:#1b2027;--soft:#556070;--line:#dfe3e9}
@media (prefers-color-scheme:dark){.layer{--accent:#ff85bd;--card:#1d2128;--ink:#eef1f5;--soft:#a7b1be;--line:#2f353f}}
[part=ring]{position:absolute;box-sizing:border-box;border:3px solid #d6257d;border-radius:8px;
 box-shadow:0 0 0 2px #fff,0 0 0 4px rgba(20,12,18,.65),inset 0 0 0 1px #fff;transition:opacity .12s}
[part=ring][data-pulse]{animation:pulse 1.1s ease-out 2}
@keyframes pulse{0%{box-shadow:0 0 0 2px #fff,0 0 0 4px rgba(20,12,18,.65),0 0 0 4px rgba(214,37,125,.6)}
 100%{box-shadow:0 0 0 2px #fff,0 0 0 4px rgba(20,12,18,.65),0 0 0 22px rgba(214,37,125,0)}}
[part=card]{position:absolute;box-sizing:border-box;width:${CARD}px;max-width:calc(100vw - 16px);padding:12px 14px 10px;
 background:var(--card);color:var(--ink);border:1px solid var(--line);border-left:4px solid var(--accent);
 border-radius:10px;box-shadow:0 6px 24px rgba(15,18,24,.22)}
.t{font-weight:650;margin:0 0 2px}.b{margin:0}.f{margin:6px 0 0;font-size:12px;color:var(--soft)}
.f:empty,.b:empty{display:none}
[part=arrow]{position:absolute;width:34px;height:34px;border-radius:50%;background:#d6257d;border:2px solid #fff;
 box-shadow:0 1px 6px rgba(0,0,0,.4);box-sizing:border-box}
[part=arrow]::after{content:"";position:absolute;inset:9px;border:solid #fff;border-width:3px 3px 0 0;transform:translate(-1px,4px) rotate(-45deg)}
[part=arrow][data-to=down]{transform:rotate(180deg)}[part=arrow][data-to=left]{transform:rotate(-90deg)}[part=arrow][data-to=right]{transform:rotate(90deg)}
[data-state=unsure] [part=card]{border-left-style:dashed}
[hidden]{display:none!important}
@media (prefers-reduced-motion:reduce){[part=ring]{animation:none!important;transition:none}}
@media (forced-colors:active){[part=ring]{border-color:Highlight;outline:2px solid CanvasText;outline-offset:1px}
 [part=card]{border-color:CanvasText;border-left-color:Highlight}[part=arrow]{forced-color-adjust:none}}`;

  /** @param {string} tag @param {Record<string,string>} [attrs] */
  const make = (tag, attrs = {}) => {
    const el = document.createElement(tag);
    for (const [k, v] of Object.entries(attrs)) el.setAttribute(k, v);
    return el;
  };

  class Overlay {
    constructor() {
      this.host = make(HOST, { 'aria-hidden': 'true', popover: 'manual' });
      const root = this.host.attachShadow({ mode: 'closed' });
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(CSS);
        root.adoptedStyleSheets = [sheet];
      } catch {
        // Firefox 140 lets no content script do that; a style element of an extension is above the
        // page's Content-Security-Policy there.
        const style = make('style', {});
        style.textContent = CSS;
        root.append(style);
      }
      this.layer = make('div', { class: 'layer' });
      this.ring = make('div', { part: 'ring', hidden: '' });
      this.arrow = make('div', { part: 'arrow', hidden: '' });
      this.card = make('div', { part: 'card' });
      this.title = make('p', { class: 't' });
      this.body = make('p', { class: 'b' });
      this.foot = make('p', { class: 'f' });
      this.card.append(this.title, this.body, this.foot);
      this.layer.append(this.ring, this.arrow, this.card);
      root.append(this.layer);
      /** @type {Element|null} */
      this.target = null;
      this.last = '';
      this.dress();
    }

    // The page's rules must not reach the host, and the host must not shift the page.
    dress() {
      const css = {
        all: 'initial', position: 'fixed', inset: '0', width: '100vw', height: '100vh', margin: '0', padding: '0',
        border: '0', background: 'transparent', overflow: 'visible', 'pointer-events': 'none', 'z-index': '2147483647',
      };
      for (const [k, v] of Object.entries(css)) this.host.style.setProperty(k, v, 'important');
    }

    /** @param {Shown} shown @param {Element|null} target */
    show(shown, target) {
      const fresh = target !== this.target || this.host.dataset.step !== shown.step;
      this.host.dataset.step = shown.step;
      this.host.dataset.state = shown.state;
      this.layer.dataset.state = shown.state;
      this.title.textContent = shown.title;
      this.body.textContent = shown.body;
      this.foot.textContent = shown.foot;
      this.target = target;
      if (!this.host.isConnected) document.documentElement.append(this.host);
      this.raise();
      if (fresh) this.pulse();
      this.last = '';
      this.place();
    }

    pulse() {
      this.ring.removeAttribute('data-pulse');
      void this.ring.offsetWidth;
      this.ring.setAttribute('data-pulse', '');
    }

    // The top layer is ordered by opening: what the page opened later would lie above.
    raise() {
      if (!this.host.isConnected) return;
      try {
        if (this.host.matches(':popover-open')) this.host.hidePopover();
        this.host.showPopover();
      } catch {
        /* no popover here (document not active): the fixed box and z-index remain */
      }
    }

    hide() {
      this.target = null;
      this.host.remove();
    }

    get shown() {
      return this.host.isConnected;
    }

    /** The part of an element that its scrolling ancestors leave visible. @param {Element} el */
    clip(el) {
      let [l, t, r, b] = [0, 0, innerWidth, innerHeight];
      let pos;
      /** @type {Element|null} */ let up = el;
      for (; up && up !== document.documentElement && pos !== 'fixed'; up = up.parentElement) {
        const { overflow, position } = getComputedStyle(up);
        // What is placed goes by the next placed box around it; others clip nothing of it.
        if (pos === 'absolute' && position === 'static') continue;
        if (up === el || (overflow !== 'visible' && up !== document.body)) {
          const o = up.getBoundingClientRect();
          [l, t, r, b] = [Math.max(l, o.left), Math.max(t, o.top), Math.min(r, o.right), Math.min(b, o.bottom)];
        }
        pos = position;
      }
      return { w: r - l, h: b - t, l, t, r, b };
    }

    /** Puts ring, arrow and card where the target is now. Returns whether anything moved. */
    place() {
      if (!this.shown) return false;
      const el = this.target;
      const box = el?.isConnected ? el.getBoundingClientRect() : null;
      const key = box ? `${box.x},${box.y},${box.width},${box.height},${innerWidth},${innerHeight}` : `-${innerWidth},${innerHeight}`;
      if (key === this.last) return false;
      this.last = key;
      if (!el || !box || box.width === 0 || box.height === 0) {
        this.ring.hidden = this.arrow.hidden = true;
        this.dock();
        return true;
      }
      const seen = this.clip(el);
      if (seen.w < Math.min(4, box.width) || seen.h < Math.min(4, box.height)) {
        this.point(box, seen);
        return true;
      }
      this.arrow.hidden = true;
      this.ring.hidden = false;
      this.at(this.ring, box.left - GAP, box.top - GAP, box.width + 2 * GAP, box.height + 2 * GAP);
      this.beside(box);
      return true;
    }

    /** @param {HTMLElement} el @param {number} x @param {number} y @param {number} [w] @param {number} [h] */
    at(el, x, y, w, h) {
      el.style.left = `${x}px`;
      el.style.top = `${y}px`;
      if (w !== undefined) el.style.width = `${w}px`;
      if (h !== undefined) el.style.height = `${h}px`;
    }

    // Out of view: an arrow at the edge shows the way; the admin's own scrolling is respected.
    /** @param {DOMRect} box @param {{l:number,t:number,r:number,b:number,w:number,h:number}} seen */
    point(box, seen) {
      this.ring.hidden = true;
      this.arrow.hidden = false;
      const to = seen.h < 4 && box.top >= seen.b - 4 ? 'down' : seen.h < 4 && box.bottom <= seen.t + 4 ? 'up' : box.left >= seen.r - 4 ? 'right' : 'left';
      this.arrow.dataset.to = to;
      const x = Math.min(innerWidth - 44, Math.max(10, box.left + box.width / 2 - 17));
      const y = Math.min(innerHeight - 44, Math.max(10, box.top + box.height / 2 - 17));
      this.at(this.arrow, x, y);
      this.dock(y > innerHeight / 2 ? 'top' : 'bottom');
    }

    /** Card in a corner, for steps without a target. @param {'top'|'bottom'} [edge] */
    dock(edge = 'bottom') {
      const h = this.card.offsetHeight;
      this.at(this.card, Math.max(8, innerWidth - this.card.offsetWidth - 16), edge === 'top' ? 16 : Math.max(8, innerHeight - h - 16));
    }

    // To the right of the ring where there is room (forms and menus go on below), never over the target nor over the focused field.
    /** @param {DOMRect} box */
    beside(box) {
      const [w, h] = [this.card.offsetWidth, this.card.offsetHeight];
      const gap = GAP + 12;
      const x = Math.min(innerWidth - w - 8, Math.max(8, box.left - GAP));
      const y = Math.min(innerHeight - h - 8, Math.max(8, box.top - GAP));
      const spots = [
        [box.right + gap, y], [x, box.bottom + gap], [x, box.top - gap - h], [box.left - gap - w, y],
        [innerWidth - w - 16, innerHeight - h - 16], [16, innerHeight - h - 16], [innerWidth - w - 16, 16],
      ];
      const focus = document.activeElement && document.activeElement !== document.body ? document.activeElement.getBoundingClientRect() : null;
      /** @param {number[]} at @param {DOMRect|null} r */
      const over = ([sx, sy], r) =>
        !!r && r.width > 0 && r.width < innerWidth * 0.9 && sx < r.right + 4 && sx + w > r.left - 4 && sy < r.bottom + 4 && sy + h > r.top - 4;
      /** @param {number[]} at */
      const fits = ([sx, sy]) => sx >= 0 && sy >= 0 && sx + w <= innerWidth && sy + h <= innerHeight;
      const spot = spots.find((s) => fits(s) && !over(s, box) && !over(s, focus)) ?? spots.find((s) => fits(s) && !over(s, box)) ?? spots[4];
      this.at(this.card, spot[0], spot[1]);
    }
  }

  // Left behind by a script that an update orphaned.
  for (const old of document.querySelectorAll(HOST)) old.remove();
  globalThis.proxumaOverlay = Overlay;
})();
