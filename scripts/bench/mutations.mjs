// Seeded changes to a live page, as new versions of a product make them. Runs in the page.
//
// Each change takes one of the page's targets at random as its centre and changes that element, its
// label, or what stands around it; the kinds are equally likely:
//   ids         every id of the page gets another value (for and aria references follow)
//   class       one class word near the centre is renamed in the page and in its style sheets
//   wrap        an element more around the centre or one of its ancestors
//   reorder     the centre's row, item or section changes places with a sibling of the same shape
//   synonym     another wording of the label, as a product team might choose it
//   translate   the label in German, Dutch, French or Spanish, the rest of the page as it was
//   spelling    upper case, «and» for «&», a colon, an asterisk, «(required)»
//   look-alike  a copy of the target with its label under a similar name, before or after it
//   mention     the label's words elsewhere: in help text or in a list of links to the page's parts
//   hint        one of id, name, title, role, for, tabindex, placeholder, data-*, aria-* is gone
//   geometry    zoom, type size, indents, a side bar, a tool bar the other way round
//   tag         another tag for the centre or an element around it: an input for a drawn check box, a
//               button for a link, a list for a native select
//   noise       a banner, a promotion or a search form more
// None of it reads the guide or the core: the changes are made to elements, and what is right is the
// element itself, held by reference (a replaced element's successor takes its place). A target that a
// change made invisible is named in the answer (`vanished`) and asked of nobody.

/** Run in the page: `globalThis.__bench.mutate(seed, count)` gives what was done. @param {any} data targets by id */
export function installMutations(data) {
  const truth = new Map(Object.keys(data).map((id) => [id, globalThis.__practice.find(id)]));
  const bench = (globalThis.__bench = { truth, data });
  const visible = (el) => el.isConnected && el.checkVisibility() && el.getBoundingClientRect().width > 0;
  const words = (s) => s.replace(/\s+/g, ' ').trim();
  const texts = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const out = [];
    while (walk.nextNode()) out.push(walk.currentNode);
    return out;
  };

  // Where each label stands: text nodes and attributes, found on the unchanged page.
  const holders = new Map();
  for (const [id, { label }] of Object.entries(data)) {
    const el = truth.get(id);
    const wanted = [label].flat();
    const list = [];
    for (const attr of ['title', 'aria-label', 'value']) if (wanted.includes(el.getAttribute(attr))) list.push({ attr, el });
    for (let up = el, n = 0; up && n < 6 && !list.some((h) => h.node); up = up.parentElement, n++) {
      const near = texts(up).filter((node) => wanted.includes(words(node.data)) && node.parentElement.checkVisibility());
      const before = near.filter((node) => el.contains(node) || node.compareDocumentPosition(el) & 4);
      // Labels stand before a field; check boxes have theirs after it.
      const one = before.at(-1) ?? near[0];
      if (one) list.push({ node: one });
    }
    holders.set(id, list);
  }
  const said = (h) => words((h.node ? h.node.data : h.el.getAttribute(h.attr)) ?? '');
  const textOf = (id) => holders.get(id).map(said).find(Boolean) ?? '';
  const rename = (id, text) => {
    for (const h of holders.get(id)) {
      if (h.node) h.node.data = text;
      else if (h.attr === 'value') h.el.value = text;
      if (h.attr) h.el.setAttribute(h.attr, text);
    }
  };

  let state = 1;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n) => Math.floor(random() * n);
  const pick = (list) => list[below(list.length)];
  const word = () => Array.from({ length: 4 + below(5) }, () => 'bcdfghklmnprstvz'[below(16)] + 'aeiou'[below(5)]).join('').slice(0, 9);
  const chain = (el, n) => {
    const out = [];
    for (let up = el; up && up !== document.body && out.length < n; up = up.parentElement) out.push(up);
    return out;
  };
  const TABLE = /^(TR|TD|TH|TBODY|THEAD|TABLE|OPTION|SELECT|COLGROUP|path|svg|LEGEND)$/;
  const labelChain = (id) => {
    const h = holders.get(id).find((x) => x.node);
    return h ? chain(h.node.parentElement, 3) : [];
  };

  // ── the kinds ───────────────────────────────────────────────────────────────────────────────

  function ids() {
    const names = new Map();
    for (const el of document.querySelectorAll('[id]')) {
      names.set(el.id, `${word()}-${below(1e6)}`);
      el.id = names.get(el.id);
    }
    for (const attr of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns'])
      for (const el of document.querySelectorAll(`[${attr}]`)) el.setAttribute(attr, el.getAttribute(attr).split(/\s+/).map((n) => names.get(n) ?? n).join(' '));
    return true;
  }

  const rules = (list, act) => {
    for (const rule of list) {
      if (rule.selectorText) act(rule);
      if (rule.cssRules) rules(rule.cssRules, act);
    }
  };
  function renameClass(id) {
    const near = [...chain(truth.get(id), 5), ...labelChain(id), ...truth.get(id).querySelectorAll('*')];
    const all = near.flatMap((el) => [...el.classList]);
    if (!all.length) return false;
    const from = pick(all);
    const to = `${word()}-${word()}`;
    for (const el of [...document.getElementsByClassName(from)]) el.setAttribute('class', [...el.classList].map((c) => (c === from ? to : c)).join(' '));
    const re = new RegExp(`\\.${CSS.escape(from).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g');
    for (const sheet of document.styleSheets)
      rules(sheet.cssRules, (rule) => {
        const next = rule.selectorText.replace(re, `.${to}`);
        if (next !== rule.selectorText) rule.selectorText = next;
      });
    return `${from} → ${to}`;
  }

  function wrap(id) {
    const el = pick(chain(truth.get(id), 4));
    const inline = getComputedStyle(el).display.startsWith('inline');
    const around = document.createElement(inline ? 'span' : 'div');
    if (random() < 0.5) around.className = word();
    if (/^(TR|TBODY|THEAD)$/.test(el.tagName)) return false;
    if (el.tagName === 'TD') {
      around.append(...el.childNodes);
      el.append(around);
    } else {
      if (!el.parentElement || (TABLE.test(el.parentElement.tagName) && el.parentElement.tagName !== 'TD') || /^(UL|OL)$/.test(el.parentElement.tagName)) return false;
      el.replaceWith(around);
      around.append(el);
    }
    return el.localName;
  }

  const shape = (el) => `${el.tagName}/${el.childElementCount}/${[...el.classList].slice(0, 1)}`;
  function reorder(id) {
    const movable = chain(truth.get(id), 8).filter((el) => {
      if (/^(TD|TH|OPTION)$/.test(el.tagName) || !el.parentElement) return false;
      const mates = [...el.parentElement.children];
      return mates.length > 1 && mates.every((m) => m.tagName === el.tagName && (m.classList[0] ?? '') === (el.classList[0] ?? ''));
    });
    if (!movable.length) return false;
    const el = pick(movable);
    const other = pick([...el.parentElement.children].filter((m) => m !== el));
    const mark = document.createComment('');
    el.replaceWith(mark);
    other.replaceWith(el);
    mark.replaceWith(other);
    return shape(el);
  }

  const synonym = (id) => holders.get(id).length > 0 && (rename(id, pick(data[id].others)), textOf(id));
  const translate = (id) => holders.get(id).length > 0 && (rename(id, pick(Object.values(data[id].languages))), textOf(id));
  function spelling(id) {
    const text = textOf(id);
    if (!text) return false;
    rename(id, pick([(s) => s.toUpperCase(), (s) => (s.includes('&') ? s.replaceAll('&', 'and') : s.toLowerCase()), (s) => `${s}:`, (s) => `${s} *`, (s) => `${s} (required)`, (s) => s.replaceAll(' ', '\u00a0')])(text));
    return textOf(id);
  }

  /** The label with its element: one element, or neighbours from the label to the field. */
  function unit(id) {
    const el = truth.get(id);
    const node = holders.get(id).find((h) => h.node)?.node;
    if (!node || el.contains(node)) return [data[id].kind === 'icon' ? el.closest('tr') ?? el : el];
    let top = el.parentElement;
    while (!top.contains(node)) top = top.parentElement;
    if (top.tagName === 'TR') return [top];
    const mates = [...top.children];
    const at = [el, node].map((n) => mates.findIndex((m) => m.contains(n))).sort((a, b) => a - b);
    return mates.slice(at[0], at[1] + 1);
  }
  function lookAlike(id) {
    const parts = unit(id);
    if (parts.some((p) => !p || p === document.body)) return false;
    // What says which row an icon is for, where the icon itself says nothing.
    const longest = texts(parts[0]).map((node) => words(node.data)).sort((a, b) => b.length - a.length)[0] ?? '';
    const text = data[id].kind === 'icon' ? longest : textOf(id);
    if (!text) return false;
    const name = pick([(s) => `${s} (legacy)`, (s) => `${s} 2`, (s) => `Default ${s}`, (s) => `Previous ${s}`, (s) => `${s} history`, (s) => `${s} template`])(text);
    const copies = parts.map((p) => p.cloneNode(true));
    let renamed = 0;
    for (const copy of copies) {
      for (const el of [copy, ...copy.querySelectorAll('*')]) {
        if (el.id) el.id = `${word()}-${below(1e6)}`;
        for (const attr of ['title', 'aria-label', 'value']) if (el.getAttribute(attr) === text) el.setAttribute(attr, name), renamed++;
        if (el.name) el.name = word();
      }
      for (const node of texts(copy)) if (words(node.data) === text) (node.data = name), renamed++;
    }
    if (!renamed) return false; // a copy of the same name would be as right as the original
    if (random() < 0.5) parts[0].before(...copies);
    else parts.at(-1).after(...copies);
    return name;
  }

  function mention(id) {
    const text = textOf(id);
    if (!text) return false;
    const h = (tag, children) => {
      const el = document.createElement(tag);
      el.append(...children);
      return el;
    };
    // A link of the same name as a button would be as right as the button: only a sentence there.
    const sentence = random() < 0.5 || /^(button|icon|row|option)$/.test(data[id].kind);
    let block;
    if (sentence) block = h('p', [`New here? Read what “${text}” does before you change it.`]);
    else {
      const link = h('a', [text]);
      link.href = '#part';
      block = h('nav', [h('h2', ['On this page']), h('ul', [h('li', [link])])]);
    }
    const at = chain(truth.get(id), 20).at(-1);
    if (random() < 0.5) at.before(block);
    else at.after(block);
    return block.textContent;
  }

  function hint(id) {
    const near = [...chain(truth.get(id), 3), ...labelChain(id)];
    const all = near.flatMap((el) => [...el.attributes].filter((a) => /^(id|name|title|role|for|tabindex|placeholder|maxlength|autocomplete|aria-.*|data-.*)$/.test(a.name)).map((a) => [el, a.name]));
    if (!all.length) return false;
    const [el, name] = pick(all);
    el.removeAttribute(name);
    return `${el.localName}[${name}]`;
  }

  function geometry(id) {
    const el = pick(chain(truth.get(id), 6));
    return pick([
      () => (document.body.style.zoom = String(pick([0.8, 0.9, 1.1, 1.25]))),
      () => (el.style.fontSize = `${pick([80, 120, 150])}%`),
      () => (el.style.marginLeft = `${20 + below(280)}px`),
      () => (el.style.paddingTop = `${8 + below(80)}px`),
      () => (document.body.style.paddingLeft = `${120 + below(160)}px`),
      () => (document.body.style.paddingTop = `${40 + below(300)}px`),
      () => getComputedStyle(el.parentElement).display.includes('flex') && (el.parentElement.style.flexDirection = 'row-reverse'),
    ])() && 'style';
  }

  const KIT = { checkbox: ['input', 'role'], radio: ['input', 'role'], textbox: ['textarea', 'editable'], combobox: ['select', 'role'], listbox: [], button: ['button', 'a', 'role'], icon: ['button', 'a', 'role'], section: ['h3', 'div', 'button'], option: ['div', 'li'], row: [] };
  /** Another element with the same attributes and content, in the same place. */
  function replace(el, tag, attrs = {}, keep = true) {
    const box = el.getBoundingClientRect();
    const made = document.createElement(tag);
    for (const a of el.attributes) if (a.name !== 'type' && a.name !== 'value' && a.name !== 'href') made.setAttribute(a.name, a.value);
    for (const [name, value] of Object.entries(attrs)) made.setAttribute(name, value);
    if (keep) made.append(...el.childNodes);
    el.replaceWith(made);
    const now = made.getBoundingClientRect();
    if (now.width < 8 || now.height < 8) Object.assign(made.style, { display: 'inline-block', minWidth: `${Math.max(12, box.width)}px`, minHeight: `${Math.max(12, box.height)}px` });
    for (const [id, was] of truth) if (was === el) truth.set(id, made);
    for (const list of holders.values()) for (const h of list) if (h.el === el) h.el = made;
    return made;
  }
  function tag(id) {
    const el = truth.get(id);
    const forms = KIT[data[id].kind];
    if (random() < 0.4 || !forms.length) return around(id);
    const to = pick(forms);
    const kind = data[id].kind;
    if (to === 'role') {
      const role = { checkbox: 'checkbox', radio: 'radio', combobox: 'combobox', button: 'button', icon: 'button' }[kind];
      const text = el.tagName === 'SELECT' ? el.selectedOptions[0]?.text ?? '' : el.tagName === 'INPUT' && kind === 'button' ? el.value : '';
      const made = replace(el, 'div', { role, tabindex: '0', ...(kind === 'checkbox' || kind === 'radio' ? { 'aria-checked': 'false' } : {}) }, el.tagName !== 'SELECT');
      if (text) made.append(text);
      if (text && kind === 'button') holders.set(id, [{ node: made.lastChild }]);
      return `${el.localName} → div[role=${role}]`;
    }
    if (to === 'input') return replace(el, 'input', { type: kind }, false), `${el.localName} → input`;
    if (to === 'textarea') return replace(el, 'textarea', { rows: '1' }, false), 'input → textarea';
    if (to === 'editable') return (replace(el, 'div', { contenteditable: 'true', role: 'textbox', tabindex: '0' }, false).style.border = '1px solid'), 'input → div[contenteditable]';
    if (to === 'select') {
      const made = replace(el, 'select', {}, el.tagName === 'SELECT');
      if (!made.options.length) made.append(new Option(words(el.textContent) || 'Choose…'));
      return `${el.localName} → select`;
    }
    const value = el.tagName === 'INPUT' ? el.value : '';
    const made = replace(el, to, to === 'a' ? { href: '#' } : to === 'button' && kind === 'section' ? { 'aria-expanded': 'true' } : {});
    if (value) {
      made.append(value);
      holders.set(id, [{ node: made.lastChild }]);
    }
    return `${el.localName} → ${to}`;
  }
  function around(id) {
    const near = [...chain(truth.get(id), 4).slice(1), ...labelChain(id)].filter((el) => !TABLE.test(el.tagName) && el.tagName !== 'BODY' && !/^(UL|OL|FIELDSET|INPUT|SELECT)$/.test(el.tagName));
    if (!near.length) return false;
    const el = pick(near);
    if ([...truth.values()].includes(el)) return false;
    const inline = getComputedStyle(el).display.startsWith('inline');
    const to = pick(inline ? ['b', 'em', 'span', 'small'] : ['div', 'section', 'article', 'main-part']);
    const made = replace(el, to);
    if (!inline && to === 'main-part') made.style.display = getComputedStyle(el).display === 'flex' ? 'flex' : 'block';
    return `${el.localName} → ${to}`;
  }

  function noise(id) {
    const box = document.createElement('div');
    box.className = word();
    box.innerHTML = pick([
      '<p>We use cookies to improve this page.</p><button>Accept</button> <button>Save preferences</button> <a href="#">Close</a>',
      '<h2>What is new</h2><p>Reports open twice as fast, and tickets can be merged.</p><a href="#">Read more</a>',
      '<form><label>Search <input placeholder="Search tickets, contacts, articles"></label> <button type="button">Go</button></form>',
      '<label><input type="checkbox"> Do not show this again</label> <button>Dismiss</button>',
      '<ul><li><a href="#">Home</a></li><li><a href="#">Help</a></li><li><a href="#">Log out</a></li></ul>',
    ]);
    const at = pick(chain(truth.get(id), 20).filter((el) => !TABLE.test(el.tagName) && !/^(UL|OL|LI|TD)$/.test(el.parentElement.tagName) && !TABLE.test(el.parentElement.tagName)).slice(-4));
    if (!at) return false;
    at.before(box);
    return words(box.textContent).slice(0, 30);
  }

  const KINDS = { ids, class: renameClass, wrap, reorder, synonym, translate, spelling, 'look-alike': lookAlike, mention, hint, geometry, tag, noise };

  bench.mutate = (seed, count) => {
    state = Math.imul(seed, 0x9e3779b1);
    const told = [];
    for (let tries = 0; told.length < count && tries < count * 20; tries++) {
      const id = pick([...truth.keys()]);
      const kind = pick(Object.keys(KINDS));
      const done = KINDS[kind](id);
      if (done) told.push(`${kind} ${id}: ${done}`);
    }
    return { told, vanished: [...truth].filter(([, el]) => !visible(el)).map(([id]) => id) };
  };
}
