// Kit 2026: the shell with its left panel and content frame, and inside it the MVC kit: random ids,
// div buttons, drawn check boxes, sibling labels, pickers, pages swapped by Ajax.
import { S, SW, W, page, query, h, truth, post, log, randomId, openWindow, closeWindow, levelModel, controls, fullest, emptiest, isOpen, levelName, pickable, userModel, LINES, churn, announcement } from './common.js';

const ADMIN = '/Mvc/AdministrationSetup';

/** Runs `act` after the whole sequence a mouse or a person makes; a bare click is ignored. */
function onFullPress(el, act) {
  let stage = 0;
  const order = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  order.forEach((type, at) =>
    el.addEventListener(type, () => {
      stage = type === 'pointerdown' ? 1 : stage === at ? at + 1 : 0;
      if (stage === order.length) act();
    }));
  el.addEventListener('keydown', (e) => (e.key === 'Enter' || e.key === ' ') && act());
}

function button(text, { icon, accent, act, full, id, cls = '' } = {}) {
  const el = h('div', { class: `Button2 ButtonIcon2 ${accent ? 'SuggestiveBackground' : 'NormalBackground'} ${cls}`, id: randomId(), tabindex: '0', truth: id },
    h('div', { class: 'Spacer' }), icon && h('div', { class: 'Icon2' }, h('div', { class: `StandardButtonIcon ${icon}` })), h('div', { class: 'Text2' }, text), h('div', { class: 'Spacer' }));
  if (full) onFullPress(el, act);
  else if (act) el.addEventListener('click', act), el.addEventListener('keydown', (e) => (e.key === 'Enter' || e.key === ' ') && act(e));
  return el;
}

const toolItem = (...b) => b.map((x) => h('div', { class: 'ToolBarItem' }, x));

/** A menu kept hidden in the page until it is asked for. */
function overlay(items) {
  const box = h('div', { class: 'ContextOverlay', id: randomId() }, items);
  const container = h('div', { class: 'ContextOverlayContainer', id: randomId() }, box);
  document.body.append(container);
  const close = () => container.classList.remove('Active');
  document.addEventListener('mousedown', (e) => !container.contains(e.target) && close(), true);
  return {
    open(at) {
      const r = at.getBoundingClientRect();
      container.style.left = `${r.left + scrollX}px`;
      container.style.top = `${r.bottom + scrollY}px`;
      container.classList.add('Active');
    },
    close,
  };
}

function label(text, required) {
  return h('div', { class: 'EditorLabelContainer1', id: randomId() }, h('div', { class: 'LabelContainer1' }, h('div', { class: 'Text' }, h('span', { class: 'PrimaryText' }, text)), required && h('div', { class: 'Required Active' }, '*'), h('div', { class: 'WalkMeIconPlaceholder' })));
}

function textbox(text, value, set, { required, decimal, id, masked, readonly } = {}) {
  const input = h('input', { class: decimal ? 'DecimalBox2' : 'TextBox2', id: randomId(), maxlength: '100', type: masked ? 'password' : 'text', autocomplete: 'off', truth: id, readonly, oninput: () => set(input.value), onchange: () => set(input.value) });
  input.value = value ?? '';
  return [label(text, required), h('div', { class: decimal ? 'Size1' : 'Size2' }, input)];
}

function checkbox(text, on, set, { id, disabled, inner } = {}) {
  let value = on;
  const hack = h('div', { class: '', id: randomId(), tabindex: '0', truth: id }, mark());
  const draw = () => (hack.className = `TabIndexHack ${value ? 'Checked' : 'Unchecked'}${disabled ? ' Disabled' : ''}`);
  const turn = (to) => {
    if (disabled) return;
    value = to;
    draw();
    set(value);
  };
  const flip = () => turn(!value);
  if (SW.press === 'full') onFullPress(hack, flip);
  else hack.addEventListener('click', flip), hack.addEventListener('keydown', (e) => e.key === ' ' && flip());
  draw();
  const box = h('div', { class: 'Checkbox2' }, hack);
  const el = inner ? box : h('div', { class: 'Editor CheckBoxEditor' }, box, label(text));
  return { el, turn };
}

function mark() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 12 12');
  svg.setAttribute('class', 'Checkmark');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'M2 6l3 3 5-6');
  svg.append(path);
  return svg;
}

/** A picker: shows the choice, lists options in an overlay, filters while typing. */
function picker(text, options, chosen, set, { id, optionId, required } = {}) {
  const display = h('div', { class: 'SelectionDisplay' });
  const target = h('div', { class: 'SingleItemSelector2', id: randomId(), tabindex: '0', truth: id }, h('div', { class: 'TargetPreview' }, display), h('div', { class: 'DropDownArrow' }));
  const search = h('input', { class: 'SearchText', placeholder: '', oninput: () => list(search.value) });
  const items = h('div', { class: 'ItemList' });
  const drop = h('div', { class: 'ContextOverlay SingleItemSelectorDropDownOverlay' }, h('div', { class: 'SearchBox' }, search), items);
  const container = h('div', { class: 'ContextOverlayContainer', id: randomId() }, drop);
  document.body.append(container);
  let value = chosen;
  const draw = () => {
    const name = options.find((o) => o.id === value)?.name;
    display.replaceChildren(h('div', { class: 'Item', 'data-item-type': name ? 'SingleText' : 'Default' }, h('div', { class: 'Text' }, name ?? '')));
  };
  const list = (filter) => {
    const hits = options.filter((o) => o.name.toLowerCase().includes((filter ?? '').toLowerCase()));
    items.replaceChildren(...hits.map((o, i) =>
      h('div', { class: 'Item', 'data-index': String(i), 'data-is-selected': String(o.id === value), truth: optionId?.(o), onclick: () => ((value = o.id), set(value), draw(), container.classList.remove('Active')) }, h('div', { class: 'Text' }, o.name))));
  };
  const open = () => {
    list('');
    const r = target.getBoundingClientRect();
    container.style.left = `${r.left + scrollX}px`;
    container.style.top = `${r.bottom + scrollY}px`;
    container.classList.add('Active');
    search.focus();
  };
  target.addEventListener('click', open);
  target.addEventListener('keydown', (e) => ['Enter', ' ', 'ArrowDown'].includes(e.key) && open());
  document.addEventListener('mousedown', (e) => !container.contains(e.target) && !target.contains(e.target) && container.classList.remove('Active'), true);
  draw();
  return [label(text, required), h('div', { class: 'Size2' }, target)];
}

function section(title, content, { open = true, id, links } = {}) {
  const body = h('div', { class: 'ContentContainer' }, h('div', { class: 'Content' }, content));
  const heading = h('div', { class: 'HeadingContainer', id: randomId(), truth: id }, h('div', { class: 'Toggle' }, h('div', { class: 'Vertical' }), h('div', { class: 'Horizontal' })), h('div', { class: 'Heading' }, h('div', { class: 'Text' }, h('span', { class: 'PrimaryText' }, title))), h('div', { class: 'Right' }, links));
  const el = h('div', { class: 'CollapsibleSectionContainer' }, heading, body);
  const show = (yes) => {
    body.classList.toggle('Hidden', !yes);
    el.classList.toggle('Collapsed', !yes);
  };
  show(open);
  heading.addEventListener('click', (e) => !e.target.closest('.Link') && show(body.classList.contains('Hidden')));
  return { el: h('div', { class: 'Normal Section' }, el), show };
}

function titleBar(title, entity) {
  document.title = entity ? `${title} - ${entity}` : title;
  return h('div', { class: 'PageHeadingContainer' }, h('div', { class: 'TitleBar' }, h('div', { class: 'TitleBarItem Title' }, h('span', { class: 'Text' }, title), h('span', { class: 'SecondaryText' }, entity ?? ''))));
}

function frame(...children) {
  const primary = h('div', { class: 'PrimaryContentContainer1 Active' }, children);
  document.body.replaceChildren(h('div', { class: 'PageContentContainer' }, primary), ...document.querySelectorAll('.ContextOverlayContainer'));
  return primary;
}

function summary() {
  const messages = h('div', { class: 'TextContainer' });
  const el = h('div', { class: 'ValidationSummary' }, h('div', { class: 'FormValidation' }, messages));
  return {
    el,
    show(errors) {
      el.classList.toggle('Active', errors.length > 0);
      messages.replaceChildren(errors.length ? h('div', { class: 'Count' }, String(errors.length)) : '', ...errors.map((e) => h('div', { class: 'Message' }, e)));
      if (errors.length) el.scrollIntoView({ block: 'nearest' });
    },
  };
}

function messageBar(text) {
  document.querySelector('.MessageBarContainer')?.remove();
  document.body.prepend(h('div', { class: 'MessageBarContainer' }, h('div', { class: 'MessageBar MessageBarWarning' }, text)));
}

function open(url) {
  if (!openWindow(url) && SW.popup === 'blocked') messageBar('Your browser has blocked a pop-up window from Autotask.');
}

// ── pages ─────────────────────────────────────────────────────────────────────────────────────

function shell() {
  document.title = 'Autotask';
  document.body.classList.add('onyx');
  const content = h('iframe', { class: 'w-full h-full border-none', src: `/Mvc/Home/Dashboard.mvc/Index` });
  const go = (url) => (content.src = url);
  const nav = (text, extra = {}) => h('li', { role: 'menuitem', tabindex: '0', class: 'nav-item', ...extra }, h('i', { class: 'fa-light fa-circle', 'aria-hidden': 'true' }), h('span', {}, text));
  const sub = h('ul', { role: 'menu', class: 'flyout', hidden: true },
    nav(W.features, { onclick: () => go(`${ADMIN}/Landing.mvc/Index?tab=features`) }),
    SW.rights !== 'partial' && nav(S.settings, { truth: 'settings-users', onclick: () => (go(`${ADMIN}/Landing.mvc/Index?tab=settings`), (sub.hidden = true)) }),
    nav(W.extensions, { onclick: () => go(`${ADMIN}/Landing.mvc/Index?tab=extensions`) }),
    SW.rights !== 'partial' && nav(W.resources_users_short, { truth: 'users-shortcut', onclick: () => (go(`${ADMIN}/ResourceGrid.mvc/Index`), (sub.hidden = true)) }));
  const admin = nav(W.admin, { 'data-onyx-external-id': '0P072IJj', 'aria-haspopup': 'menu', truth: 'admin-menu', onmouseenter: () => (sub.hidden = false), onclick: () => (sub.hidden = false) });
  const others = ['CRM', 'Contracts', 'Projects', 'Service Desk', 'Timesheets', 'Inventory', 'Reports'].map((t) => nav(t, { onmouseenter: () => (sub.hidden = true) }));
  document.body.replaceChildren(
    h('header', { 'data-slot': 'header', class: 'bg-background-primary' }, h('div', { 'data-slot': 'header:logo' }, 'Autotask'), h('div', { 'data-slot': 'header:navigation-section' }, ...['Dashboards', 'My', 'Calendar', 'More'].map((t) => h('button', { 'data-slot': 'header:navigation-menu-button', 'aria-expanded': 'false' }, t))), h('div', { 'data-slot': 'header:search-bar-container' }, h('input', { placeholder: W.search, 'aria-label': W.search })), h('div', { 'data-slot': 'header:utility-buttons' }, h('button', { 'data-slot': 'header:utility-menu-button', 'aria-label': W.help }, '?'))),
    h('div', { class: 'shell-body' },
      h('nav', { 'data-slot': 'side-panel', class: 'side' }, h('ul', { role: 'menu', class: 'list-none' }, nav(W.home, { onclick: () => go('/Mvc/Home/Dashboard.mvc/Index') }), others, SW.rights !== 'no-admin' && admin), sub),
      h('main', {}, h('div', { 'data-slot': 'iframe', class: 'content' }, content))),
    h('iframe', { 'data-slot': 'iframe-overlay', class: 'overlay-frame', src: '/Mvc/Framework/DialogIFrameOverlay' }));
  document.addEventListener('click', (e) => !e.target.closest('.side') && (sub.hidden = true));
  window.practiceOpenFrame = (url, opener) => {
    const tab = h('iframe', { class: 'at-tab-frame', src: url });
    document.querySelector('.content').append(tab);
    tab.addEventListener('load', () => tab.contentWindow && (tab.contentWindow.aesOpener = opener));
    return tab;
  };
}

function admin() {
  const tabs = [['features', W.features], ['settings', S.settings], ['extensions', W.extensions]].filter(([key]) => SW.rights !== 'partial' || key !== 'settings');
  const draw = (which) => {
    const bar = h('div', { class: 'TabBar' }, tabs.map(([key, text]) => h('a', { class: `Button ButtonIcon ${key === which ? 'SelectedState' : ''}`, tabindex: '0', id: randomId(), truth: key === 'settings' ? 'settings-users' : undefined, onclick: () => draw(key) }, h('span', { class: 'Text' }, text))));
    const groups = which === 'settings' ? settings() : [which === 'features' ? section('Service Desk (Tickets)', link('Ticket Categories', 'What a ticket of a kind shows.', () => (location.href = `${ADMIN}/TicketCategoryGrid.mvc/Index`), 'ticket-categories'), { open: false, id: 'section-tickets' }).el : section('Other Extensions & Tools', h('p', { class: 'StandardText' }, '…'), { open: false }).el];
    frame(titleBar(W.admin), bar, h('div', { class: 'ToolBar' }, toolItem(button(W.expand_all, {}), button(W.collapse_all, {}))), h('div', { class: 'ScrollingContainer' }, groups));
  };
  draw(query.get('tab') ?? 'features');
}

const link = (text, about, act, id) => h('div', { class: 'PageNavigationLink' }, h('a', { class: 'Button ButtonIcon Link NormalState', tabindex: '0', id: randomId(), truth: id, onclick: act }, h('span', { class: 'Text' }, text)), h('div', { class: 'StandardText' }, about));

function settings() {
  const group = (title, links) => h('div', { class: 'PageNavigationLinkGroup' }, h('div', { class: 'Heading' }, h('div', { class: 'Text' }, title)), h('div', { class: 'PageNavigationLinkColumn' }, links));
  const nothing = () => {};
  return [
    section('Your Organization', [group('Company', [link('Company Profile', 'Name and logo of your company.', nothing), link('Locations', 'Internal locations and business hours.', nothing), link('Departments', 'Departments of your company.', nothing)])], { open: isOpen(0) }).el,
    section(W.resources_hr, [
      group(W.resources_users, [link(W.resources_users, 'Add and edit people and API users.', () => (location.href = `${ADMIN}/ResourceGrid.mvc/Index`), 'users-link'), link('Resource Skills', 'Skills and certificates.', nothing)]),
      group(W.security, [link(W.security_levels, 'What people may see and do.', () => (location.href = `${ADMIN}/SecurityLevelGrid.mvc/Index`), 'security-levels'), link('Protected Data Permission', 'Who may see protected data.', nothing), link('Client Portal Security Levels', 'What contacts may do.', nothing)]),
    ], { open: isOpen(1), id: 'resources-hr' }).el,
    section('Billing', [group('Billing', [link('Work Types', 'Billable kinds of work.', nothing)])], { open: isOpen(2) }).el,
  ];
}

function grid(columns, rows) {
  return h('div', { class: 'Grid' }, h('div', { class: 'Header' }, h('table', {}, h('tr', { class: 'Heading' }, h('td', {}, ''), columns.map((c) => h('td', {}, c))))), h('div', { class: 'Body' }, h('table', {}, rows)));
}

function row(key, cells, menu, ids = {}) {
  const icon = h('div', { class: 'Button ButtonIcon ContextMenu', 'data-route-key': key, tabindex: '0', truth: ids.options }, h('div', { class: 'Icon' }, '☰'));
  icon.addEventListener('click', () => menu(icon));
  const menuCell = h('td', { class: 'ContextMenuCell' }, icon);
  const texts = cells.map((c) => h('td', { class: c === '✓' ? 'ImageCell' : 'TextCell' }, c));
  const tr = h('tr', { class: 'Display', 'data-row-key': key, truth: ids.row, oncontextmenu: (e) => (e.preventDefault(), menu(icon)) }, SW.icon === 'right' ? [texts, menuCell] : [menuCell, texts]);
  return tr;
}

function levels() {
  let at = null;
  const copy = button(S.copy, { icon: 'Copy', id: 'copy-item', act: () => (menu.close(), copyLevel(at)) });
  const menu = overlay([button(W.edit, { act: () => (menu.close(), open(`${ADMIN}/SecurityLevel.mvc/Copy?id=${at.id}`)) }), copy, button(W.inactivate, {}), button('Copy Link', {})]);
  const rows = S.levels.map((l) => row(String(l.id), [l.name, l.system ? '✓' : '', l.active ? '✓' : '', ''], (icon) => ((at = l), menu.open(icon)), l.name === 'API User (system) (API-only)' ? { row: 'api-level-row', options: 'api-level-options' } : {}));
  frame(titleBar(W.security_levels), h('div', { class: 'ToolBar' }, toolItem(button(W.new_level, { icon: 'Add' }), button(W.export, { icon: 'Export' }))), h('div', { class: 'ScrollingContainer' }, grid([W.name, W.system, W.active, W.description], rows)));
}

function copyLevel(level) {
  if (/Dashboard User|Time and Attendance|Contractor/.test(level.name)) return messageBar('This security level cannot be copied.');
  if (SW.levels === 'many') return messageBar('The maximum number of API-only security levels (50) has been reached.');
  open(`${ADMIN}/SecurityLevel.mvc/Copy?source=${level.id}`);
}

function editor() {
  const m = levelModel();
  m.name = m.name || m.suggested;
  const turns = new Map();
  const draws = new Map();
  const control = (c, inGrid) => {
    const value = m.values[c.field] ?? '0';
    if (c.kind === 'check') {
      const set = (on) => {
        m.values[c.field] = on ? '1' : '0';
        log('change', { field: c.field, value: m.values[c.field] });
        if (SW.flip && c.truth === 'can-create-webhooks' && on) setTimeout(() => box.turn(false), 300);
      };
      const box = checkbox(c.label, value === '1', set, { id: c.truth, disabled: m.readonly, inner: inGrid });
      turns.set(c.field, (v) => box.turn(v === '1'));
      return box.el;
    }
    if (c.kind === 'number') return h('div', { class: 'NumberEditor' }, textbox(c.label, value, (v) => ((m.values[c.field] = v), log('change', { field: c.field, value: v })), { decimal: true, id: c.truth, readonly: m.readonly }));
    const select = h('select', { class: 'DropDownList2', id: randomId(), onchange: () => ((m.values[c.field] = select.value), log('change', { field: c.field, value: select.value })) }, c.options.map((o, i) => h('option', { value: String(i) }, o)));
    select.value = value;
    turns.set(c.field, (v) => ((select.value = v), (m.values[c.field] = v)));
    return inGrid ? select : h('div', { class: 'SelectEditor' }, label(c.label), h('div', { class: 'Size1' }, select));
  };
  const groupOf = (g) => h('div', { class: 'CheckBoxGroupContainer' }, h('div', { class: 'CheckBoxGroupLabel' }, h('span', { class: 'Label' }, g.title)), g.body.items ? g.body.items.map((i) => control(i)) : h('table', { class: 'PermissionGrid' }, h('tr', { class: 'Heading' }, h('td', {}, ''), g.body.columns.map((c) => h('td', {}, c))), g.body.rows.map((r) => h('tr', {}, h('td', { class: 'TextCell' }, r.label), r.cells.map((c) => h('td', {}, control(c, true)))))));
  const sections = S.sections.filter((s) => SW.without !== s.key).map((s, i) => {
    const set = (f) => () => controls(s).forEach((c) => f(c) !== undefined && turns.get(c.field)?.(f(c)));
    const link = (text, f, id) => h('a', { class: 'Button ButtonIcon Link NormalState', tabindex: '0', truth: id, onclick: set(f) }, h('span', { class: 'Text' }, text));
    return section(s.title, s.groups.map(groupOf), { open: isOpen(i), id: s.truth, links: [link(W.full_permission, fullest, s.key === 'api' ? 'full-permission' : undefined), h('span', { class: 'VerticalSeparator' }, '|'), link(W.no_permission, emptiest)] }).el;
  });
  const errors = summary();
  const save = async (close) => {
    const answer = await post('/practice/save-level', { id: m.id, name: m.name, active: m.active, values: m.values });
    if (!answer.ok) return errors.show(answer.errors);
    errors.show([]);
    if (close) closeWindow();
  };
  const tools = m.readonly ? [] : [button(W.save, { icon: 'Save', act: () => save(false) }), button(W.save_close, { icon: 'SaveAndClose', accent: true, full: true, id: 'save-level', act: () => save(true) })];
  frame(
    titleBar(`${W.edit} ${W.security_level}`, m.name), h('div', { class: 'ToolBar' }, toolItem(...tools, button(W.cancel, { icon: 'Cancel', act: () => closeWindow() }))),
    h('div', { class: 'TabBar' }, [W.general, W.live_reports, W.resources].map((t, i) => h('a', { class: `Button ButtonIcon ${i === 0 ? 'SelectedState' : ''}` }, h('span', { class: 'Text' }, t)))),
    errors.el,
    h('div', { class: 'ScrollingContainer' }, section(W.general, [textbox(W.name, m.name, (v) => (m.name = v), { required: true, id: 'level-name', readonly: m.readonly }), textbox(W.description, '', () => {}), checkbox(W.active, m.active, (v) => (m.active = v), { disabled: m.readonly, id: 'active-box' }).el], { open: true }).el, sections));
  void draws;
}

function users() {
  let at = null;
  const add = overlay([button('New Resource', { act: () => add.close() }), button(W.new_api_user, { id: 'new-api-user', act: () => (add.close(), open(`${ADMIN}/ApiUser.mvc/NewApiUser`)) }), button('New Dashboard User', { act: () => add.close() })]);
  const menu = overlay([button(W.edit, { id: 'edit-item', act: () => (menu.close(), open(at.api ? `${ADMIN}/ApiUser.mvc/EditApiUser?id=${at.id}` : '/Autotask/Views/Administration/Resources/resource.aspx')) }), button(W.inactivate, {})]);
  const fresh = button(W.new, { icon: 'Add', id: 'new-button', act: () => add.open(fresh) });
  const rows = S.users.map((u) => row(String(u.id), [`${u.first} ${u.last}`, u.email, levelName(u.level).replace(' (API-only)', ''), '✓'], (icon) => ((at = u), menu.open(icon)), u.first === 'Proxuma' ? { options: 'user-options' } : {}));
  frame(titleBar(W.resources_users), h('div', { class: 'ToolBar' }, h('div', { class: 'ToolBarItem' }, h('div', { class: 'DropDownButton2 Combined' }, fresh)), toolItem(button(W.export, {}))), h('div', { class: 'ScrollingContainer' }, grid([W.name, W.email, W.security_level, W.active], rows)));
}

function user(edit) {
  const m = userModel();
  const errors = summary();
  const field = (input, value) => {
    input.value = value;
  };
  const key = textbox(W.username_key, SW.domain === 'beside' ? m.key.split('@')[0] : m.key, (v) => (m.key = v), { required: true, id: 'key-field' });
  if (SW.domain === 'beside') key[1].append(h('span', { class: 'Suffix' }, `@${S.domain}`));
  const secret = textbox(W.password_secret, '', (v) => (m.secret = v), { required: !edit, id: 'secret-field', masked: SW.masked });
  const generate = (what, into) => async () => {
    const { value } = await post(`/practice/${what}`, {});
    m[what] = value;
    field(into[1].querySelector('input'), what === 'key' && SW.domain === 'beside' ? value.split('@')[0] : value);
  };
  const radio = (text, on, id, act) => {
    const item = h('div', { class: `TabIndexHack RadioButtonItem ${on ? 'Selected' : ''}`, tabindex: '0', truth: id, onclick: act }, h('div', { class: 'Fill' }));
    return { item, el: h('div', { class: 'RadioButtonEditor' }, h('div', { class: 'RadioButton' }, item), label(text)) };
  };
  const choose = (which) => () => {
    vendor.item.classList.toggle('Selected', which === 'vendor');
    custom.item.classList.toggle('Selected', which === 'custom');
    vendorBox.hidden = which !== 'vendor';
    customBox.hidden = which !== 'custom';
  };
  const vendor = radio(W.integration_vendor, !!m.vendor, 'integration-vendor', choose('vendor'));
  const custom = radio(W.custom_integration, false, undefined, choose('custom'));
  const vendorBox = h('div', { hidden: !m.vendor }, picker(W.integration_vendor, S.vendors.map((v) => ({ id: v, name: v })), m.vendor, (v) => (m.vendor = v), { id: 'vendor-picker', required: true, optionId: (o) => (o.name.startsWith('Proxuma') ? 'vendor-option' : undefined) }));
  const customBox = h('div', { hidden: true }, textbox(W.internal_name, '', () => {}), textbox(W.tracking_id, '', () => {}, { readonly: true }));
  const lists = lines(m);
  const save = async () => {
    if (SW.domain === 'beside' && m.key && !m.key.includes('@')) m.key += `@${S.domain}`;
    const answer = await post('/practice/save-user', m);
    if (!answer.ok) return errors.show(answer.errors);
    closeWindow();
  };
  frame(
    titleBar(edit ? W.edit_api_user : W.add_api_user, edit ? `${m.first} ${m.last}` : ''), h('div', { class: 'ToolBar' }, toolItem(button(W.save_close, { icon: 'SaveAndClose', accent: true, full: true, id: 'save-user', act: save }))), errors.el,
    h('div', { class: 'ScrollingContainer' },
      section(W.general, [
        textbox(W.first_name, m.first, (v) => (m.first = v), { required: true, id: 'first-name' }), textbox(W.middle_name, '', () => {}), textbox(W.last_name, m.last, (v) => (m.last = v), { required: true, id: 'last-name' }), textbox(W.email, m.email, (v) => (m.email = v), { required: true, id: 'email' }),
        checkbox(W.active, m.active, (v) => (m.active = v), { id: 'active-box' }).el, checkbox(W.locked, m.locked, (v) => (m.locked = v), { id: 'locked-box' }).el,
        picker(W.user_level, pickable(), m.level, (v) => (m.level = v), { id: 'user-level', required: true, optionId: (o) => (o.name.startsWith('Proxuma') ? 'user-level-option' : undefined) }),
        ...[W.date_format, W.time_format, W.number_format].map((t) => [label(t), h('div', { class: 'Size1' }, h('select', { class: 'DropDownList2', id: randomId() }, h('option', {}, 'Default')))]),
        picker(W.location, [{ id: 1, name: 'Headquarters' }], 1, () => {}),
      ]).el,
      section(W.credentials, [h('div', { class: 'ToolBarItem' }, button(W.generate_key, { id: 'generate-key', act: generate('key', key) })), key, h('div', { class: 'ToolBarItem' }, button(W.generate_secret, { id: 'generate-secret', act: generate('secret', secret) })), secret]).el,
      section(W.tracking, [vendor.el, custom.el, vendorBox, customBox]).el,
      section(W.line_of_business, lists, { id: 'line-of-business' }).el));
}

// A second task of an admin, for guides beside the article's.
function categories() {
  const fresh = button(W.new, { icon: 'Add', id: 'new-category', act: () => open(`${ADMIN}/TicketCategory.mvc/Edit`) });
  frame(titleBar('Ticket Categories'), h('div', { class: 'ToolBar' }, toolItem(fresh, button(W.export, {}))), h('div', { class: 'ScrollingContainer' }, grid([W.name, W.active], S.categories.map((c) => row(c.name, [c.name, '✓'], () => {})))));
}

function category() {
  const m = { name: '', portal: false };
  const errors = summary();
  const save = async () => {
    const answer = await post('/practice/save-category', m);
    if (!answer.ok) return errors.show(answer.errors);
    closeWindow();
  };
  frame(
    titleBar('New Ticket Category'), h('div', { class: 'ToolBar' }, toolItem(button(W.save_close, { icon: 'SaveAndClose', accent: true, full: true, id: 'save-category', act: save }), button(W.cancel, { act: closeWindow }))), errors.el,
    h('div', { class: 'ScrollingContainer' },
      section(W.general, [textbox(W.name, '', (v) => (m.name = v), { required: true, id: 'category-name' }), textbox('Nickname', '', () => {}), checkbox(W.active, true, () => {}).el]).el,
      section('Client Portal', [checkbox('Enable as default for new Client Portal tickets', false, () => {}).el, checkbox('Visible in Client Portal', false, (on) => (m.portal = on), { id: 'category-portal' }).el], { open: false, id: 'section-portal' }).el));
}

/** Two lists with buttons that move the chosen line from one to the other. */
function lines(m) {
  const left = h('div', { class: 'ListBox2', role: 'listbox', 'aria-label': W.not_associated });
  const right = h('div', { class: 'ListBox2', role: 'listbox', 'aria-label': W.associated, truth: 'lob-associated' });
  let chosen = null;
  const draw = () => {
    const item = (name) => h('div', { class: 'Item', role: 'option', tabindex: '0', truth: name === LINES[0] && !m.lines.includes(name) ? 'lob-option' : undefined, onclick: (e) => ((chosen = name), [...document.querySelectorAll('.ListBox2 .Item')].forEach((i) => i.classList.toggle('Marked', i === e.currentTarget))) }, name);
    left.replaceChildren(...LINES.filter((l) => !m.lines.includes(l)).map(item));
    right.replaceChildren(...m.lines.map(item));
  };
  const move = (to) => () => {
    if (!chosen) return;
    m.lines = to ? [...new Set([...m.lines, chosen])] : m.lines.filter((l) => l !== chosen);
    draw();
  };
  draw();
  return [h('div', { class: 'TwoLists' }, h('div', {}, h('div', { class: 'Label' }, W.not_associated), left), h('div', { class: 'Moves' }, button('>', { act: move(true), id: 'lob-add' }), button('<', { act: move(false) })), h('div', {}, h('div', { class: 'Label' }, W.associated), right)), checkbox(W.lob_unassigned, false, () => {}, { id: 'lob-unassigned' }).el];
}

function signin() {
  document.title = 'Autotask Sign In';
  const name = h('input', { class: 'TextBox2', name: 'UserName', placeholder: 'Username' });
  document.body.replaceChildren(h('div', { class: 'SignIn' }, h('h1', {}, 'Autotask'), h('div', { class: 'Label' }, 'Username'), name, h('div', { class: 'Button2 SuggestiveBackground', tabindex: '0', onclick: () => (location.href = '/AutotaskOnyx/LandingPage?session=') }, h('div', { class: 'Text2' }, 'Next'))));
}

function plain(title, text) {
  frame(titleBar(title), h('div', { class: 'ScrollingContainer' }, h('p', {}, text)));
}

const PAGES = {
  shell, admin, levels, editor, users, signin, categories, category,
  'user-new': () => user(false),
  'user-edit': () => user(true),
  home: () => plain('My Dashboard', 'Open tickets: 12. Overdue: 2.'),
  denied: () => plain('Access Denied', 'You do not have permission to view this page.'),
  overlay: () => (document.title = 'DialogIFrameOverlayPage'),
};

document.body.style.setProperty('--is-theme-dark', document.body.dataset.dark);
document.body.classList.toggle('Dark', document.body.dataset.dark === '1');
window.practiceRefresh = () => location.reload();
PAGES[page]();
if (page !== 'shell' && page !== 'overlay') {
  announcement();
  churn();
}
void truth;
