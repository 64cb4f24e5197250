// Eyes and hands in one frame while a guide runs.
//   eyes:  list the facts of the page (digest), watch for change, for presses on named elements and
//          for values in the two credential fields while told to
//   hands: carry out commands (show, set) and report how it went; others stand in press.js,
//          fill.js and seek.js
// Decides nothing: what things mean, what to show and what to press comes from the core.
// On while a guide runs here; `Leave`, an extension update or a new injection removes everything.
// @ts-check

(() => {
  // Injected again while alive: look again and keep the document's id, which the core remembers.
  if (globalThis.proxumaConnect?.again()) return;

  const V = 1;
  const time = () => performance.now();
  const MAX_ROWS = 40000;
  const MAX_TEXT = 300;
  const LONG = 50_000;
  // Flags of a row; what they mean stands in src/page/digest.rs.
  const [HIDDEN, DISABLED, CHECKED, MIXED, FILLED, FOCUSED, SELECTED, OPEN, INVISIBLE, SHADOW, POINTER, READONLY] = Array.from({ length: 12 }, (_, bit) => 1 << bit);
  const SKIP = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|HEAD|LINK|META|PROXUMA-CONNECT-OVERLAY)$/;
  const KEEP = new Set('id class name type role title alt placeholder for tabindex contenteditable multiple size data-onyx-external-id'.split(' '));
  const REFS = /^(for|aria-(labelledby|describedby|owns|controls))$/;

  const doc = crypto.randomUUID();
  /** @type {Map<number, Element>} */ const byId = new Map();
  let nextId = 2;
  let seq = 0;
  let gone = false;
  let overlay = /** @type {any} */ (null);
  /** @type {{reads:number[],watch:number[],secret:null|{id:number,secret:number,suffix:string}}} */
  let orders = { reads: [], watch: [], secret: null };
  // What was posted last: what stands before the rows, and the rows.
  let sentHead = '';
  let sent = '';

  // ── eyes ────────────────────────────────────────────────────────────────────────────────────

  /** Finds the element with a number, in open shadow trees too. @param {number} id @param {Document|ShadowRoot} root @returns {Element|undefined} */
  const search = (id, root) => {
    for (const el of root.querySelectorAll('*')) {
      const found = known.get(el)?.id === id ? el : el.shadowRoot && search(id, el.shadowRoot);
      if (found) return found;
    }
  };
  // Of thousands of elements a handful is ever asked for: only those are kept by number.
  /** @param {number} id */
  const byNumber = (id) => {
    let el = byId.get(id);
    if (!el?.isConnected && (el = search(id, document))) byId.set(id, el);
    return el;
  };

  /** @param {string} text */
  const cut = (text) => text.slice(0, MAX_TEXT);
  const isField = (/** @type {Element} */ el) =>
    el.tagName === 'TEXTAREA' || el.tagName === 'SELECT' || (el.tagName === 'INPUT' && !/^(checkbox|radio|button|submit|reset|image)$/.test(/** @type {HTMLInputElement} */ (el).type));

  // Properties of these change without a trace in the document: asked at every look, of these only.
  const STATEFUL = /^(INPUT|SELECT|TEXTAREA|BUTTON|OPTION|FIELDSET|DETAILS|DIALOG)$/;
  /** @param {any} el @param {Set<number>} reads */
  const flagsOf = (el, reads) => {
    let f = 0;
    if (STATEFUL.test(el.tagName)) {
      if (el.disabled) f |= DISABLED;
      if (el.readOnly) f |= READONLY;
      if (el.checked) f |= CHECKED;
      if (el.indeterminate) f |= MIXED;
      if (el.tagName === 'OPTION' && el.selected && reads.has(known.get(el.closest('select'))?.id)) f |= SELECTED;
      if (el.open) f |= OPEN;
      if (isField(el) && el.value !== '') f |= FILLED;
    } else if (el.isContentEditable && el.textContent.trim() !== '') f |= FILLED;
    return f;
  };

  /** The focused element, inside open shadow roots too. */
  const focused = () => {
    let el = document.activeElement;
    while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement;
    return el;
  };

  /** Reads the listed attributes into `k`. @param {any} el @param {any} k see `known` @param {Set<number>} reads */
  const attrsOf = (el, k, reads) => {
    let out = '';
    k.l = k.m = k.r = '';
    for (const name of el.getAttributeNames()) {
      let value = el.getAttribute(name);
      if (name === 'class') k.l = value;
      else if (name === 'style' || name === 'hidden') k.m += name + value;
      else if (REFS.test(name)) k.r += value + ' ';
      if (name === 'href') value = value.split(/[?#]/, 1)[0];
      else if (name === 'onclick') value = '';
      else if (!KEEP.has(name) && !/^(aria-[a-z]+|data-.*(tip|l-title))$/.test(name)) continue;
      out += `${out ? ',"' : ',{"'}${name}":${JSON.stringify(cut(value))}`;
    }
    if (k.v && ((el.tagName === 'INPUT' && /^(button|submit|reset)$/.test(el.type)) || (isField(el) && el.tagName !== 'SELECT' && reads.has(k.id)))) out += `${out ? ',"' : ',{"'}value":${JSON.stringify(cut(el.value))}`;
    if (out) out += '}';
    if (out !== k.a) k.s = '';
    k.a = out;
    k.e = k.v || out.includes('"contenteditable"');
  };

  // What was read of an element is kept until something around it changes: asking 5,000 elements
  // for their boxes takes longer than all the rest.
  //   d       what has changed since: 0 nothing, 1 its children's boxes, 2 everything inside
  //   p q o   seen; rendered; a pointing hand        x y w h  box, relative to the parent's
  //   a r     attributes as JSON; ids that they refer to        l m  class; style
  //   v e     has properties that change unseen: by its tag; at all
  //   s       its row without the depth, for flags f
  //   t       the round in which all from it to its end was asked anew; 0 if something was not
  //   c       all rows from it to its end, n of them, as they are at depth `at`
  /** @type {WeakMap<Element, any>} */ const known = new WeakMap();
  // Tags that say nothing: whether they can be pressed is told by the pointer alone.
  const PLAIN = /^(div|span|li|p|i|t[dr]|img|svg|.*-.*)$/;
  const hand = (/** @type {Element|null} */ el) => !!el && getComputedStyle(el).cursor === 'pointer';
  const ASK = { visibilityProperty: true, opacityProperty: true };
  // From this many children on, neighbours that are drawn by the same classes and are of one size
  // are taken to be alike inside (rows of grids). The exact looks that follow in quiet moments take
  // nothing so: a round of them asks all elements anew, a few milliseconds each, as asking 5,000 in
  // one go is a task of 25 ms and more.
  const MANY = 20;
  const [SLICE, WHOLE] = [6, 1e9];
  let round = 1;

  /** Notes a change in or at a node. @param {any} node @param {number} how see `d` */
  function mark(node, how) {
    for (let el = node; el; el = el.parentNode ?? el.host) {
      const k = known.get(el);
      if (k) {
        if (k.d >= how) return;
        k.d = how;
      }
      how = 1;
    }
  }

  /** Whether the frames around this one are drawn: a tab strip made of frames hides all but one. */
  const inView = () => {
    for (let at = window; at.frameElement; at = /** @type {any} */ (at.parent)) if (!at.frameElement.checkVisibility(ASK)) return false;
    return true;
  };
  let drawn = true;

  /** The digest as JSON text, in two parts: what stands before the rows, and the rows. @param {number} exact for how many milliseconds elements are asked anew */
  function digest(exact) {
    if (exact === WHOLE) round += 1;
    const end = time() + exact;
    const reads = new Set(orders.reads);
    const active = focused();
    /** @type {string[]} */ const list = [];
    let count = 0;
    let wanted = '';
    /** @type {Set<Element>} */ const listed = new Set();
    let full = false;

    /**
     * Lists a node and what is in it. Tells (bits) 1: something in it must be asked at every look,
     * 2: something in it is kept as `c`, 4: something in it was not asked in this round.
     * @param {Node} node @param {number} depth @param {boolean} hidden @param {number} px @param {number} py the parent's place
     * @param {boolean} ask for the box anew @param {boolean} all of what is inside anew
     * @param {any} [twin] an element that may be drawn the same @param {boolean} [inside] a row that is
     * @returns {number}
     */
    const visit = (node, depth, hidden, px, py, ask, all, twin, inside) => {
      if (count >= MAX_ROWS) {
        full = true;
        return 1;
      }
      const type = node.nodeType;
      if (type === 3) {
        const text = /** @type {Text} */ (node).data;
        const trimmed = text.trim();
        if (trimmed) {
          list.push(`[${depth},${JSON.stringify(cut(text === trimmed ? text : text.replace(/^\s+|\s+$/g, ' ')))}]`);
          count += 1;
        }
        return 0;
      }
      if (type !== 1) return 0;
      const el = /** @type {any} */ (node);
      let k = known.get(el);
      if (!k || hidden) {
        if (SKIP.test(el.tagName)) return 0;
        k = { id: k?.id ?? nextId++, tag: el.localName, v: STATEFUL.test(el.tagName), e: false, d: 2, p: false, q: false, o: 0, x: 0, y: 0, w: 0, h: 0, a: '', r: '', l: '', m: '', s: '', f: 0, c: '', n: 0, at: 0, t: 0 };
        known.set(el, k);
        if (hidden) listed.add(el);
      }
      const d = k.d;
      if (d > 1) all = true;
      k.d = 0;
      const due = k.t !== round && time() < end;
      let bits = due || k.t === round ? 0 : 4;
      if (all || due || k.v) attrsOf(el, k, reads);
      const like = twin && all && !due && known.get(twin);
      const drawn = like && like.tag === k.tag && like.l === k.l && like.m === k.m && !twin.firstChild === !el.firstChild;
      if (!hidden && (all || ask || due)) {
        const { p, q, o, x, y, w, h } = k;
        if (drawn && inside) {
          bits |= 4, k.p = like.p, k.q = like.q, k.o = like.o, k.x = like.x, k.y = like.y, k.w = like.w, k.h = like.h;
        } else {
          k.p = el.checkVisibility(ASK);
          k.q = k.p || el.checkVisibility() || el.tagName === 'OPTION' || el.tagName === 'OPTGROUP' || getComputedStyle(el).display === 'contents';
          if (k.q && el.tagName !== 'OPTION') {
            const b = el.getBoundingClientRect();
            // A part that is folded up, or to the side.
            if (b.height < 1 != b.width < 1 && /hid/.test(getComputedStyle(el).overflow)) k.q = false;
            k.x = Math.round(b.x) - px, k.y = Math.round(b.y) - py, k.w = Math.round(b.width), k.h = Math.round(b.height);
            k.o = PLAIN.test(k.tag) && b.height < 99 && hand(el) && !hand(el.parentElement ?? el.parentNode.host) ? POINTER : 0;
          }
        }
        if (k.x !== x || k.y !== y || k.o !== o) k.s = '';
        // Grown, shrunk, shown or hidden: so may be what is inside.
        if (k.p !== p || k.q !== q || k.w !== w || k.h !== h) {
          if (!all && !due && !k.v) attrsOf(el, k, reads);
          all = true;
          k.s = '';
        }
      }
      // A box that is not rendered is still the one that its label sets.
      if (!hidden && !k.q && !(k.v && /^(check|radio)/.test(el.type) && el.closest('label'))) return (k.t = bits ? 0 : round), bits;
      const X = px + k.x, Y = py + k.y;
      if (k.c && !all && !d && !due && k.at === depth && count + k.n <= MAX_ROWS) {
        list.push(k.c);
        count += k.n;
        return 2 | bits;
      }
      const root = el.shadowRoot;
      const f = (el === active ? FOCUSED : 0) | (k.e ? flagsOf(el, reads) : 0) | (hidden ? HIDDEN : !k.p && k.w > 0 && k.h > 0 ? INVISIBLE : 0) | (root ? SHADOW : 0) | k.o;
      if (!k.s || k.f !== f) {
        k.f = f;
        k.s = `,${k.id},"${k.tag}",${f},${k.x},${k.y},${k.w},${k.h}${k.a}]`;
      }
      const at = count;
      const from = list.length;
      list.push('[' + depth + k.s);
      count += 1;
      wanted += k.r;
      k.c = '';
      const closed = /^(textarea|iframe)$/.test(k.tag) || (f & FILLED && !isField(el));
      if (root) observer.observe(root, OBSERVE);
      const inner = all || d === 1;
      const slotted = k.tag === 'slot' ? el.assignedNodes() : [];
      if (k.e || k.r || root || hidden || closed || slotted.length || f & FOCUSED) bits |= 1;
      const same = drawn && like.p === k.p && like.q === k.q && like.w === k.w && like.h === k.h;
      const many = !same && inner && el.childElementCount > MANY;
      let beside = same ? twin.firstElementChild : null;
      for (const child of slotted) bits |= visit(child, depth + 1, hidden, X, Y, inner, all);
      for (let child = closed || slotted.length ? null : (root ?? el).firstChild; child; child = child.nextSibling) {
        bits |= visit(child, depth + 1, hidden, X, Y, inner, all, beside, same);
        if (many ? child.nodeType === 1 : beside && child.nodeType === 1) beside = many ? child : beside.nextElementSibling;
      }
      k.t = bits & 4 ? 0 : round;
      if (bits & 3 || count - at < 8) return bits;
      k.c = list.splice(from).join();
      k.n = count - at, k.at = depth;
      list.push(k.c);
      return bits | 2;
    };
    const root = document.documentElement;
    if (root) {
      const b = root.getBoundingClientRect();
      const [x, y] = [Math.round(b.x), Math.round(b.y)];
      count = list.push(`[0,1,"html",0,${x},${y},${Math.round(b.width)},${Math.round(b.height)}]`);
      if (document.body) visit(document.body, 1, false, x, y, true, false);
    }
    // Names may come from elements that are not rendered (accname 2A): list those that are referred to.
    for (const id of wanted.split(/\s+/)) {
      const el = id && document.getElementById(id);
      if (el && !el.checkVisibility() && !listed.has(el) && !known.get(el)?.q) visit(el, 1, true, 0, 0, false, true);
    }
    drawn = inView();
    return [`{"v":${V},"url":${JSON.stringify(location.origin + location.pathname)},"title":${JSON.stringify(cut(document.title))},"lang":${JSON.stringify(document.documentElement.lang)},"w":${drawn ? innerWidth : 0},"h":${innerHeight},"focused":${document.hasFocus()},"cut":${full},"rows":[`, list.join()];
  }
  /** How many characters two texts have in common at their beginnings and at their ends. @param {string} a @param {string} b */
  function alike(a, b) {
    const most = Math.min(a.length, b.length);
    let from = 0;
    let end = 0;
    for (let step = 4096; step; step >>= 3) while (from + step <= most && a.slice(from, from + step) === b.slice(from, from + step)) from += step;
    for (let step = 4096; step; step >>= 3) while (from + end + step <= most && a.slice(a.length - end - step, a.length - end) === b.slice(b.length - end - step, b.length - end)) end += step;
    // A pair of surrogates that is cut in two does not survive the message.
    const cuts = (/** @type {number} */ at) => (b.charCodeAt(at) & 0xfc00) === 0xdc00;
    return [from - +cuts(from), end - +cuts(b.length - end)];
  }

  /** Looks exactly when nothing changes for a moment, under a storm every five seconds, a part of the page each time. */
  function calm() {
    const now = time();
    later = now - quietSince < 99 && now - exactly < 5000 ? setTimeout(calm, 200) : 0;
    if (later) return;
    exactly = now;
    look(false, SLICE);
  }

  /** Sends the digest unless nothing changed. @param {boolean} [always] @param {number} [exact] see `digest` */
  function look(always = false, exact = 0) {
    if (gone) return;
    observed(observer.takeRecords());
    dirty = false;
    byId.clear(); // elements that are gone would keep their part of the page
    const begin = time();
    const [head, rows] = digest(exact);
    if (exact && known.get(document.body)?.t === round) round += 1;
    else later ||= setTimeout(calm, 200);
    if (!exact) cost = time() - begin;
    if (rows === sent && head === sentHead && !always) return;
    // Of a long list only what differs is posted: a message of 500 KB takes longer than the look.
    const base = sent && rows.length > LONG ? seq : 0;
    const [at, end] = base ? alike(sent, rows) : [0, 0];
    sentHead = head;
    sent = rows;
    seq += 1;
    post({ t: 'digest', seq, base, head, at, end, rows: rows.slice(at, rows.length - end) });
  }

  let dirty = false;
  let waiting = false;
  let cost = 0;
  let later = 0;
  let exactly = 0;
  let lastLook = 0;
  let streak = 0;
  let quietSince = time();

  /** Next frame, or soon in a tab that draws none. @param {() => void} then */
  const soon = (then) => {
    let ran = false;
    const once = () => {
      if (!ran) (ran = true), then();
    };
    requestAnimationFrame(once);
    setTimeout(once, document.hidden ? 20 : 60);
  };

  // Change only sets a flag. The look comes in the next frame, after a pause of twenty times what a
  // look costs, so that looking never takes more than 5 % of the time. Under a storm of changes it
  // comes when they cease or after half a second or more: each look wakes the worker, which costs far more.
  function changed() {
    const now = time();
    if (now - quietSince > 99) streak = 0;
    quietSince = now;
    dirty = true;
    follow();
    if (waiting || gone) return;
    waiting = true;
    const storm = streak > 8;
    const pause = storm ? Math.min(4000, 400 + cost * 40) : Math.min(1000, cost * 20);
    const check = () => {
      const now = time();
      const left = pause - (now - lastLook);
      if (left > 16 && !(storm && now - quietSince > 50)) return void setTimeout(check, Math.min(left, 50));
      soon(() => {
        waiting = false;
        lastLook = time();
        streak += 1;
        if (dirty) look();
      });
    };
    check();
  }

  /** @param {MutationRecord[]} records */
  function observed(records) {
    for (const { target, type } of records) {
      // A style sheet came or went: nothing that was read before counts.
      if (document.head?.contains(target)) mark(document.body, 2);
      mark(target, type === 'attributes' ? 2 : 1);
    }
  }

  const observer = new MutationObserver((records) => (observed(records), changed()));
  const OBSERVE = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: 'class style hidden disabled checked aria-expanded aria-checked aria-hidden aria-selected aria-disabled open role id title aria-label'.split(' ') };

  // ── secrets and presses ─────────────────────────────────────────────────────────────────────

  let lastKey = '';
  let lastSecret = '';
  let poll = 0;

  /** @param {Element|null|undefined} el */
  const valueOf = (el) => /** @type {any} */ (el)?.value ?? el?.textContent ?? '';

  // Values set by script change no attribute and fire no event, so the two fields are read five
  // times a second, only while the core says that they are there.
  function readSecret() {
    if (gone) return;
    if (!chrome.runtime?.id) return leave();
    const fields = orders.secret;
    if (!fields) return;
    const key = valueOf(byNumber(fields.id));
    const secret = valueOf(byNumber(fields.secret));
    if (key === lastKey && secret === lastSecret) return;
    const worth = secret !== '' || lastSecret !== '';
    lastKey = key;
    lastSecret = secret;
    changed();
    if (worth) post({ t: 'secret', id: key, secret });
  }

  let pressedAt = 0;
  let pressedId = 0;
  /** @param {Event} event */
  function onPress(event) {
    if (!event.isTrusted) return;
    if (event.type === 'keydown' && !/^(Enter| )$/.test(/** @type {KeyboardEvent} */ (event).key)) return;
    changed();
    const path = event.composedPath();
    const hit = orders.watch.find((id) => {
      const el = byNumber(id);
      return el && path.includes(el);
    });
    if (!hit || (hit === pressedId && time() - pressedAt < 400)) return;
    pressedAt = time();
    pressedId = hit;
    readSecret();
    post({ t: 'pressed', node: hit });
  }

  // ── hands ───────────────────────────────────────────────────────────────────────────────────

  /** Rows around an element, without boxes and what follows the pointer: what a command relied on. @param {string} rows @param {number} id */
  function context(rows, id) {
    /** @type {any[][]} */ const list = JSON.parse(`[${rows}]`);
    let at = list.findIndex((r) => r[1] === id && r.length > 2);
    if (at < 0) return '';
    const top = Math.max(1, list[at][0] - 4);
    while (list[at][0] > top) at -= 1;
    let end = at + 1;
    while (list[end]?.[0] > top) end += 1;
    return JSON.stringify(list.slice(at, end).map((r) => (r.length > 2 ? [r[0], r[1], r[2], r[3] & ~(FOCUSED | POINTER), r[8]] : r)));
  }

  /** Whether the page around the element still is what the core saw. @param {number} based @param {number} node */
  function fresh(based, node) {
    const before = context(sent, node);
    if (based !== seq) return false;
    if (before && context(digest(WHOLE)[1], node) === before) return true;
    look(true);
    return false;
  }

  /** Waits until the page has been quiet for a moment, three seconds at most. */
  const settled = () =>
    new Promise((done) => {
      const begin = time();
      quietSince = begin;
      const check = () => {
        const now = time();
        if (now - quietSince >= 90 || now - begin > 3000) done(undefined);
        else setTimeout(check, 30);
      };
      soon(check);
    });

  /** Puts a value in as typing would: native setter, then the events a kit listens to. @param {any} el @param {string} value */
  function put(el, value) {
    if (el.disabled || el.readOnly) return false;
    el.focus({ preventScroll: true });
    if (el.tagName === 'SELECT') {
      const option = [...el.options].find((o) => o.text.trim() === value || o.value === value);
      if (!option) return false;
      el.value = option.value;
    } else {
      const kind = [HTMLInputElement, HTMLTextAreaElement].find((one) => el instanceof one);
      if (!kind) return false;
      el.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, key: 'Unidentified' }));
      /** @type {any} */ (Object.getOwnPropertyDescriptor(kind.prototype, 'value')).set.call(el, value);
    }
    el.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText', data: value }));
    el.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, key: 'Unidentified' }));
    el.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }

  /** @param {any} cmd @param {(el: any) => boolean|void} act */
  async function act(cmd, act) {
    const el = byNumber(cmd.node);
    if (!el) return finish(cmd.call, 'gone');
    if (!fresh(cmd.seq, cmd.node)) return finish(cmd.call, 'stale');
    const ok = act(el);
    await settled();
    look(true, WHOLE);
    const kept = cmd.value === undefined || valueOf(el) === cmd.value;
    finish(cmd.call, ok === false ? 'refused' : kept ? 'ok' : 'reverted');
  }

  /** @param {number} call @param {string} outcome */
  const finish = (call, outcome) => post({ t: 'done', call, outcome });

  // ── overlay ─────────────────────────────────────────────────────────────────────────────────

  let showing = 0;
  let until = 0;
  let framing = false;
  let scrolledFor = '';
  let scrolledAt = -1e9;
  /** @type {any} */ let wish = null;

  /** Follows the target while things move, then stops. */
  function follow() {
    until = time() + 400;
    if (framing || !overlay?.shown) return;
    framing = true;
    const frame = () => {
      if (!overlay?.shown || gone) return (framing = false);
      if (overlay.place()) until = time() + 400;
      if (showing && !byNumber(showing)) {
        showing = 0;
        changed();
      }
      if (time() < until) requestAnimationFrame(frame);
      else framing = false;
    };
    requestAnimationFrame(frame);
  }

  /** @param {any} show */
  function showNow(show) {
    overlay ??= new globalThis.proxumaOverlay();
    const el = show.node ? byNumber(show.node) : null;
    if (show.node && !el) return look(true);
    showing = show.node ?? 0;
    const key = `${show.step}/${show.node}`;
    if (show.still) rest(show);
    else if (el && key !== scrolledFor) {
      scrolledFor = key;
      const b = el.getBoundingClientRect();
      const out = b.top < 8 || b.bottom > innerHeight - 8 || b.left < 0 || b.right > innerWidth || overlay.clip(el).h < b.height - 1;
      // A gentle scroll to an earlier target may still be under way: it must not carry this one off.
      if (out || time() - scrolledAt < 1000) {
        scrolledAt = time();
        // A tab behind another one draws no frames, and a gentle scroll begun there never ends.
        el.scrollIntoView({ block: 'center', behavior: document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
      }
    }
    overlay.show(show, el);
    follow();
  }

  /** Scrolls to a target once the admin has stopped typing elsewhere. @param {any} show */
  function rest(show) {
    if (wish !== show) return;
    show.still = time() - quietSince < 900;
    if (show.still) setTimeout(rest, 300, show);
    else showNow(show);
  }

  // «Unsure» waits a moment: a page that is still loading is not a page without a match.
  /** @param {any} show */
  function showSoon(show) {
    wish = show;
    if (show.state !== 'unsure') return showNow(show);
    setTimeout(() => {
      if (wish === show && !gone) showNow(show);
    }, 450);
    if (overlay?.shown && overlay.host.dataset.step !== show.step) hide();
  }

  function hide() {
    showing = 0;
    scrolledFor = '';
    overlay?.hide();
  }

  // ── coming and going ────────────────────────────────────────────────────────────────────────

  /** @param {any} body */
  function post(body) {
    if (!chrome.runtime?.id) return leave();
    chrome.runtime.sendMessage({ v: V, doc, ...body }).catch(() => {});
  }

  /** @type {Record<string, (cmd: any) => any>} */
  const HANDS = {
    look: (cmd) => {
      // A secret that was noticed while nobody waited for it is told again.
      if (!orders.secret) lastSecret = '';
      orders = cmd.orders;
      clearInterval(poll);
      poll = orders.secret ? setInterval(readSecret, 200) : 0;
      look(true);
      if (orders.secret) readSecret();
    },
    // The worker ended and has forgotten what a part would be put into.
    again: () => ((sent = ''), look(true)),
    show: (cmd) => showSoon(cmd.show),
    hide: () => ((wish = null), hide()),
    set: (cmd) => act(cmd, (el) => put(el, cmd.value) && (el.blur(), true)),
    leave,
  };

  /** @param {any} msg @param {chrome.runtime.MessageSender} sender */
  function onMessage(msg, sender) {
    if (sender.id !== chrome.runtime.id || sender.tab || msg?.v !== V || msg.doc !== doc) return;
    // Hands that few frames need stand in files of their own.
    if (!HANDS[msg.t]) for (const lend of globalThis.proxumaHands?.splice(0) ?? []) Object.assign(HANDS, lend({ byNumber, fresh, act, put, valueOf, finish, post, settled, look }));
    HANDS[msg.t]?.(msg);
  }

  const onLayout = () => {
    mark(document.body, 2);
    follow();
    changed();
  };
  const onMove = (/** @type {Event} */ e) => {
    mark(e.composedPath()[0], /^(mouse|focus)/.test(e.type) ? 1 : 2);
    changed();
  };
  const onHide = () => post({ t: 'bye' });
  const onShow = (/** @type {PageTransitionEvent} */ e) => e.persisted && look(true);
  const onTop = (/** @type {Event} */ e) => {
    if (e.target === overlay?.host) return;
    // A dialog or popover of the page opened above the overlay: go on top again.
    if (overlay?.shown) overlay.raise();
    onMove(e);
  };

  /** Of the document in the capturing phase. @type {[EventTarget, any, string][]} */
  const LISTEN = [
    [document, onPress, 'pointerdown click keydown'],
    [document, onMove, 'input change mouseover focusin transitionend animationend visibilitychange'],
    [document, onTop, 'toggle'],
    [document, follow, 'scroll'],
    [window, onLayout, 'resize load'],
    [window, onMove, 'focus'],
    [window, onHide, 'pagehide'],
    [window, onShow, 'pageshow'],
  ];

  // Layout can shift without a mutation here (fonts, images, a frame's own size): look twice a second.
  const beat = setInterval(() => {
    if (!chrome.runtime?.id) return leave();
    listen();
    // What was typed into a document written anew before that was not heard. Nor is a frame told
    // that it comes and goes.
    if (html !== document.documentElement || drawn !== inView()) changed();
    html = document.documentElement;
    // The page replaced its document's children and the overlay with them.
    if (wish && overlay && !overlay.shown) return showSoon(wish);
    if (!overlay?.shown) return;
    const modal = document.querySelector('dialog:modal');
    if (modal && modal !== lastModal) overlay.raise();
    lastModal = modal;
    follow();
  }, 500);
  /** @type {Element|null} */ let lastModal = null;
  let html = document.documentElement;

  // Twice a second: a page that writes its document anew (document.open) takes all listeners away.
  function listen() {
    hear('addEventListener');
    observer.observe(document, OBSERVE);
  }

  /** @param {'addEventListener'|'removeEventListener'} how */
  function hear(how) {
    for (const [on, fn, types] of LISTEN) for (const type of types.split(' ')) on[how](type, fn, { capture: on === document, passive: true });
  }

  const init = () => {
    chrome.runtime.onMessage.addListener(onMessage);
    listen();
    look(true);
  };

  function leave() {
    if (gone) return;
    gone = true;
    hear('removeEventListener');
    observer.disconnect();
    clearInterval(poll);
    clearInterval(beat);
    clearTimeout(later);
    hide();
    try {
      chrome.runtime.onMessage.removeListener(onMessage);
    } catch {
      /* the extension was updated: its listeners are gone with it */
    }
    delete globalThis.proxumaConnect;
  }

  globalThis.proxumaConnect = { again: () => (chrome.runtime?.id ? look(true) : leave(), !gone) };
  if (document.body) init();
  else document.addEventListener('DOMContentLoaded', init, { once: true });
})();
