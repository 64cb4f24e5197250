// Kit 2017: a top menu with hover submenus and a content frame, real inputs and selects, tables for
// layout, popup windows, anchors as buttons. Shares no markup with kit 2026.
import { S, SW, W, page, query, h, post, log, openWindow, closeWindow, levelModel, controls, fullest, emptiest, isOpen, levelName, pickable, userModel, LINES, churn, announcement } from './common.js';

const POPUP = 'width=1000,height=760,left=120,top=60,resizable=yes,scrollbars=yes';
let serial = 0;
const name = (what) => `_ctl${++serial}_${what}_ATTextEdit`;

const anchor = (text, act, { id, cls = 'NoImgLink', elId } = {}) => h('a', { class: cls, href: '#', id: elId, truth: id, onclick: (e) => (e.preventDefault(), act?.()) }, h('span', { class: 'Text' }, text));

function bar(title, entity) {
  document.title = entity ? `${title}: ${entity}` : title;
  return h('div', { class: 'TitleBar' }, h('div', { class: 'Title' }, h('span', { class: 'text1' }, title), ' ', h('span', { class: 'text2' }, entity ?? '')));
}

function toolbar(...buttons) {
  return h('div', { class: 'ButtonContainer' }, h('ul', {}, buttons.map(([cls, a]) => h('li', { class: `Button ${cls}` }, a))));
}

/** A label in the left cell, the editor in the right one, as classic forms have it. */
function line(text, editor, { required } = {}) {
  return h('tr', {}, h('td', { class: 'FieldLabels' }, text, required && h('span', { class: 'errorSmall' }, ' *')), h('td', {}, editor));
}

const input = (value, set, { id, type = 'text', readonly } = {}) => {
  const el = h('input', { type, name: name('txt'), class: 'txtBlack8Class', truth: id, readonly, oninput: () => set(el.value), onchange: () => set(el.value), autocomplete: 'off' });
  el.value = value ?? '';
  return el;
};

const select = (options, chosen, set, id) => {
  const el = h('select', { name: name('ddl'), truth: id, onchange: () => set(el.value) }, options.map(([value, text]) => h('option', { value }, text)));
  el.value = chosen ?? '';
  return el;
};

function check(c, on, set, disabled) {
  const box = h('input', { type: 'checkbox', name: name('chk'), truth: c.truth, disabled, onchange: () => set(box.checked) });
  box.checked = on;
  const el = h('div', { class: 'Normal Editor CheckBox' }, h('div', { class: 'InputField' }, h('div', {}, box), h('div', { class: 'EditorLabelContainer' }, h('div', { class: 'Label' }, h('label', {}, c.label)))));
  return { el, box };
}

function section(title, content, { open = true, id, links } = {}) {
  const toggle = h('div', { class: 'Toggle' }, h('div', { class: 'Vertical' }), h('div', { class: 'Horizontal' }));
  const heading = h('div', { class: 'Heading', truth: id }, toggle, h('span', { class: 'Text' }, title), h('span', { class: 'Right' }, links));
  const el = h('div', { class: 'Normal Section' }, heading, h('div', { class: 'Content' }, content));
  const draw = (yes) => {
    el.classList.toggle('Collapsed', !yes);
    toggle.className = `Toggle ${yes ? 'Collapse' : 'Expand'}`;
  };
  draw(open);
  heading.addEventListener('click', (e) => !e.target.closest('a') && draw(el.classList.contains('Collapsed')));
  return el;
}

function errorsBox() {
  const text = h('span', { id: 'errorSmall' });
  const el = h('table', { class: 'PageLevelInstructions', hidden: true }, h('tr', {}, h('td', {}, text)));
  return { el, show: (list) => ((el.hidden = list.length === 0), text.replaceChildren(...list.flatMap((t) => [t, h('br')]))) };
}

const body = (...children) => document.body.replaceChildren(...children);
const open = (url) => {
  if (!openWindow(url, POPUP) && SW.popup === 'blocked') alertBar('A pop-up window was blocked by your browser.');
};
const alertBar = (text) => document.body.prepend(h('div', { class: 'NotificationBar', role: 'alert' }, text));

/** A right-click and icon menu, built when it is asked for and removed afterwards. */
function menu(at, items) {
  document.querySelector('.RightClickMenu')?.remove();
  const r = at.getBoundingClientRect();
  const el = h('div', { class: 'RightClickMenu' }, items.map(([text, act, id]) => h('div', { class: 'RightClickMenuItem', truth: id, onclick: () => (el.remove(), act?.()) }, h('table', {}, h('tr', {}, h('td', { class: 'RightClickMenuItemText' }, text))))));
  el.style.left = `${r.left + scrollX}px`;
  el.style.top = `${r.bottom + scrollY}px`;
  document.body.append(el);
  setTimeout(() => document.addEventListener('click', (e) => !el.contains(e.target) && el.remove(), { once: true }), 0);
}

// ── pages ─────────────────────────────────────────────────────────────────────────────────────

function shell() {
  document.title = 'Autotask';
  document.body.className = 'Classic';
  const content = h('iframe', { name: 'PageContainerFrame', class: 'PageContainerFrame', src: '/Mvc/Home/Dashboard.mvc/Index' });
  const go = (url) => () => ((content.src = url), tree.classList.remove('Open'), sub.classList.remove('Open'));
  const item = (text, attrs, ...more) => h('div', { class: 'MenuItem', ...attrs }, h('a', { class: 'MenuLink', href: '#', onclick: (e) => e.preventDefault() }, text), ...more);
  const entry = (text, url, id) => h('div', { class: 'MenuItem' }, h('a', { class: 'MenuLink', href: '#', truth: id, onclick: (e) => (e.preventDefault(), go(url)()) }, text));
  const sub = h('div', { class: 'SubMenu' }, entry(W.features, '/Mvc/AdministrationSetup/Landing.mvc/Index?tab=features'), SW.rights !== 'partial' && entry(S.settings, '/Mvc/AdministrationSetup/Landing.mvc/Index?tab=settings', 'settings-users'), entry(W.extensions, '/Mvc/AdministrationSetup/Landing.mvc/Index?tab=extensions'));
  const adminLink = h('a', { class: 'MenuLink', href: '#', truth: 'admin-menu', onmouseover: () => sub.classList.add('Open'), onclick: (e) => (e.preventDefault(), sub.classList.add('Open')) }, W.admin);
  const tree = h('div', { class: 'MainTree' }, ['CRM', 'Contracts', 'Projects', 'Service Desk', 'Timesheets', 'Inventory', 'Reports'].map((t) => item(t, { onmouseover: () => sub.classList.remove('Open') })), SW.rights !== 'no-admin' && h('div', { class: 'MenuItem' }, adminLink, sub));
  const main = h('a', { class: 'MainMenuButton', href: '#', title: W.main_menu, truth: 'main-menu', onmouseover: () => tree.classList.add('Open'), onclick: (e) => (e.preventDefault(), tree.classList.add('Open')) }, h('span', { class: 'Bars' }, '≡'));
  body(h('div', { class: 'TopBar' }, main, h('span', { class: 'Brand' }, 'Autotask'), h('span', { class: 'User' }, 'Administrator')), tree, content);
}

function admin() {
  const tabs = [['features', W.features], ['settings', S.settings], ['extensions', W.extensions]].filter(([key]) => SW.rights !== 'partial' || key !== 'settings');
  const draw = (which) => {
    const nothing = () => {};
    const link = (text, about, act, id) => h('div', { class: 'PageNavigationLink' }, h('a', { class: 'Button ButtonIcon Link NormalState', href: '#', truth: id, onclick: (e) => (e.preventDefault(), act()) }, h('span', { class: 'Text' }, text)), h('div', { class: 'StandardText' }, about));
    const groups = which === 'features'
      ? [section('Service Desk (Tickets)', link('Ticket Categories', 'What a ticket of a kind shows.', () => (location.href = '/Administrator/Tickets/categories.asp'), 'ticket-categories'), { open: false, id: 'section-tickets' })]
      : which !== 'settings'
      ? [section('System Settings', 'No settings.', { open: false })]
      : [
          section('Your Company', [link('Company Profile', 'Name, logo.', nothing), link('Locations', 'Addresses.', nothing)], { open: isOpen(0) }),
          section(W.resources_hr, [
            link(W.resources_users, 'Add and edit users.', () => (location.href = '/Administrator/Resources/list.asp'), 'users-link'),
            link('Roles', 'Roles and rates.', nothing),
            link(W.security_levels, 'Permissions of users.', () => (location.href = '/Administrator/Security/levels.asp'), 'security-levels'),
            link('Protected Data Permission', 'Who may see protected data.', nothing),
          ], { open: isOpen(1), id: 'resources-hr' }),
          section('Finance, Accounting & Invoicing', [link('Work Types', 'Billing.', nothing)], { open: isOpen(2) }),
        ];
    body(bar(W.admin), h('div', { class: 'TabBar' }, tabs.map(([key, text]) => h('a', { class: `Button ButtonIcon ${key === which ? 'SelectedState' : ''}`, href: '#', truth: key === 'settings' ? 'settings-users' : undefined, onclick: (e) => (e.preventDefault(), draw(key)) }, h('span', { class: 'Text' }, text)))), h('div', { class: 'ScrollingContainer' }, groups));
  };
  draw(query.get('tab') ?? 'features');
}

function list(columns, rows) {
  return h('table', { class: 'dataGridBody', cellspacing: '0' }, h('thead', {}, h('tr', { class: 'dataGridHeader' }, h('th', {}, ''), columns.map((c) => h('th', {}, c)))), h('tbody', {}, rows));
}

function row(cells, items, ids = {}) {
  const icon = h('a', { href: '#', class: 'OnlyImageButton', title: 'Options', truth: ids.options, onclick: (e) => (e.preventDefault(), e.stopPropagation(), menu(icon, items)) }, h('span', { class: 'ContextIcon' }, '▾'));
  const texts = cells.map((c) => h('td', {}, c));
  const cell = h('td', { class: 'ContextCell' }, icon);
  return h('tr', { class: 'dataGridRow', truth: ids.row, oncontextmenu: (e) => (e.preventDefault(), menu(icon, items)) }, SW.icon === 'right' ? [texts, cell] : [cell, texts]);
}

function levels() {
  const url = '/Autotask/Views/Administration/Security/level.aspx';
  const copy = (l) => () => {
    if (/Dashboard User|Time and Attendance|Contractor/.test(l.name)) return alertBar('This security level can not be copied.');
    if (SW.levels === 'many') return alertBar('The maximum number of API-only security levels has been reached.');
    open(`${url}?source=${l.id}`);
  };
  const rows = S.levels.map((l) => row([l.name, l.system ? 'Yes' : 'No', l.active ? 'Yes' : 'No'], [[W.view, () => open(`${url}?id=${l.id}`)], [S.copy, copy(l), 'copy-item'], [W.delete, null]], l.name === 'API User (system) (API-only)' ? { row: 'api-level-row', options: 'api-level-options' } : {}));
  body(bar(W.security_levels), toolbar(['New', anchor(W.new_level)]), h('div', { class: 'ScrollingContainer' }, list([W.name, W.system, W.active], rows)));
}

function editor() {
  const m = levelModel();
  const boxes = new Map();
  const control = (c, bare) => {
    const value = m.values[c.field] ?? '0';
    const put = (v) => ((m.values[c.field] = v), log('change', { field: c.field, value: v }));
    if (c.kind === 'check') {
      const made = check(c, value === '1', (on) => {
        put(on ? '1' : '0');
        if (SW.flip && c.truth === 'can-create-webhooks' && on) setTimeout(() => ((made.box.checked = false), put('0')), 300);
      }, m.readonly);
      boxes.set(c.field, (v) => ((made.box.checked = v === '1'), put(v)));
      return bare ? made.box : made.el;
    }
    if (c.kind === 'number') return h('table', { class: 'Edit_LayoutTable' }, line(c.label, input(value, put, { id: c.truth, readonly: m.readonly })));
    const el = select(c.options.map((o, i) => [String(i), o]), value, put);
    boxes.set(c.field, (v) => ((el.value = v), put(v)));
    return bare ? el : h('table', { class: 'Edit_LayoutTable' }, line(c.label, el));
  };
  const group = (g) => h('fieldset', { class: 'CheckBoxGroupContainer' }, h('legend', { class: 'CheckBoxGroupLabel' }, h('span', { class: 'Label' }, g.title)), g.body.items ? g.body.items.map((i) => control(i)) : h('table', { class: 'Edit_LayoutTable' }, h('tr', {}, h('th', {}, ''), g.body.columns.map((c) => h('th', {}, c))), g.body.rows.map((r) => h('tr', {}, h('td', { class: 'FieldLabels' }, r.label), r.cells.map((c) => h('td', {}, control(c, true)))))));
  const sections = S.sections.filter((s) => SW.without !== s.key).map((s, i) => {
    const all = (f) => () => controls(s).forEach((c) => f(c) !== undefined && boxes.get(c.field)?.(f(c)));
    const link = (text, cls, f, id) => h('a', { class: `Button ButtonIcon Link NormalState ${cls}`, href: '#', truth: id, onclick: (e) => (e.preventDefault(), all(f)()) }, h('span', { class: 'Text' }, text));
    return section(s.title, s.groups.map(group), { open: isOpen(i), id: s.truth, links: [link(W.full_permission, 'Full', fullest, s.key === 'api' ? 'full-permission' : undefined), h('span', { class: 'VerticalSeparator' }), link(W.no_permission, 'Empty', emptiest)] });
  });
  const errors = errorsBox();
  const save = async (close) => {
    const answer = await post('/practice/save-level', { id: m.id, name: m.name, active: m.active, values: m.values });
    errors.show(answer.ok ? [] : answer.errors);
    if (answer.ok && close) closeWindow();
  };
  const tools = m.readonly ? [] : [['Save', anchor(W.save, () => save(false))], ['SaveClose', anchor(W.save_and_close, () => save(true), { id: 'save-level', elId: 'HREF_btnSaveClose', cls: 'ImgLink' })]];
  body(bar(W.security_level, m.name || m.suggested), toolbar(...tools, ['Cancel', anchor(W.cancel, closeWindow)]),
    h('div', { class: 'TabBar' }, [W.general, 'Folders', W.resources].map((t, i) => h('a', { class: `Button ButtonIcon ${i === 0 ? 'SelectedState' : ''}` }, h('span', { class: 'Text' }, t)))), errors.el,
    h('div', { class: 'ScrollingContainer' }, h('div', { class: 'TabContainer Active' }, section(W.general, [h('table', { class: 'Edit_LayoutTable' }, line(W.name, input(m.name, (v) => (m.name = v), { id: 'level-name', readonly: m.readonly }), { required: true }), line(W.description, input('', () => {}))), check({ label: W.active, truth: 'active-box' }, m.active, (on) => (m.active = on), m.readonly).el]), sections)));
}

function users() {
  const url = '/Mvc/AdministrationSetup/ApiUser.mvc';
  const add = anchor(W.new, () => menu(add, [['New Resource/User', null], [W.new_api_user, () => open(`${url}/NewApiUser`), 'new-api-user'], ['New Dashboard User', null]]), { id: 'new-button', cls: 'ImgLink' });
  const rows = S.users.map((u) => row([`${u.first} ${u.last}`, u.email, levelName(u.level).replace(' (API-only)', '')], [[W.edit, () => open(`${url}/EditApiUser?id=${u.id}`), 'edit-item'], [W.inactivate, null]], u.first === 'Proxuma' ? { options: 'user-options' } : {}));
  body(bar(W.resources_users), toolbar(['New', add], ['Export', anchor(W.export)]), h('div', { class: 'ScrollingContainer' }, list([W.name, W.email, W.security_level], rows)));
}

function user(edit) {
  const m = userModel();
  const errors = errorsBox();
  const key = input(SW.domain === 'beside' ? m.key.split('@')[0] : m.key, (v) => (m.key = v), { id: 'key-field' });
  const secret = input('', (v) => (m.secret = v), { id: 'secret-field', type: SW.masked ? 'password' : 'text' });
  const generate = (what, into) => async () => {
    const { value } = await post(`/practice/${what}`, {});
    m[what] = value;
    into.value = what === 'key' && SW.domain === 'beside' ? value.split('@')[0] : value;
  };
  const push = (text, act, id) => h('input', { type: 'button', class: 'Button', value: text, truth: id, onclick: act });
  const vendor = h('input', { type: 'radio', name: 'tracking', id: 'rdVendor', truth: 'integration-vendor', onchange: () => (vendorRow.hidden = false) });
  const custom = h('input', { type: 'radio', name: 'tracking', id: 'rdCustom', onchange: () => (vendorRow.hidden = true) });
  vendor.checked = !!m.vendor;
  const vendorRow = h('table', { class: 'Edit_LayoutTable', hidden: !m.vendor }, line(W.integration_vendor, select([['', ''], ...S.vendors.map((v) => [v, v])], m.vendor, (v) => (m.vendor = v), 'vendor-picker'), { required: true }));
  const save = async () => {
    if (SW.domain === 'beside' && m.key && !m.key.includes('@')) m.key += `@${S.domain}`;
    const answer = await post('/practice/save-user', { ...m, level: m.level === null || m.level === '' ? null : Number(m.level) });
    if (!answer.ok) return errors.show(answer.errors);
    closeWindow();
  };
  const [left, right] = [h('select', { multiple: true, size: '4', 'aria-label': W.not_associated }), h('select', { multiple: true, size: '4', 'aria-label': W.associated, truth: 'lob-associated' })];
  const draw = () => {
    left.replaceChildren(...LINES.filter((l) => !m.lines.includes(l)).map((l) => h('option', {}, l)));
    right.replaceChildren(...m.lines.map((l) => h('option', {}, l)));
  };
  const move = (from, add) => () => {
    const chosen = [...from.selectedOptions].map((o) => o.text);
    m.lines = add ? [...m.lines, ...chosen] : m.lines.filter((l) => !chosen.includes(l));
    draw();
  };
  draw();
  body(bar(edit ? W.edit_api_user : W.add_api_user, edit ? `${m.first} ${m.last}` : ''), toolbar(['SaveClose', anchor(W.save_close, save, { id: 'save-user', cls: 'ImgLink' })], ['Cancel', anchor(W.cancel, closeWindow)]), errors.el,
    h('div', { class: 'ScrollingContainer' },
      section(W.general, h('table', { class: 'Edit_LayoutTable' },
        line(W.first_name, input(m.first, (v) => (m.first = v), { id: 'first-name' }), { required: true }), line(W.middle_name, input('', () => {})), line(W.last_name, input(m.last, (v) => (m.last = v), { id: 'last-name' }), { required: true }), line(W.email, input(m.email, (v) => (m.email = v), { id: 'email' }), { required: true }),
        line(W.active, check({ label: W.active, truth: 'active-box' }, m.active, (on) => (m.active = on)).box), line(W.locked, check({ label: W.locked, truth: 'locked-box' }, m.locked, (on) => (m.locked = on)).box),
        line(W.user_level, select([['', ''], ...pickable().map((l) => [String(l.id), l.name])], m.level === null ? '' : String(m.level), (v) => (m.level = Number(v)), 'user-level'), { required: true }),
        line(W.date_format, select([['1', 'MM/dd/yyyy']], '1', () => {})), line(W.number_format, select([['1', 'X,XXX.XX']], '1', () => {})))),
      section(W.credentials, [push(W.generate_key, generate('key', key), 'generate-key'), ' ', push(W.generate_secret, generate('secret', secret), 'generate-secret'), h('table', { class: 'Edit_LayoutTable' }, line(W.username_key, SW.domain === 'beside' ? [key, h('span', {}, `@${S.domain}`)] : key, { required: true }), line(W.password_secret, secret, { required: true }))]),
      section(W.tracking, [h('div', {}, vendor, h('label', { for: 'rdVendor' }, W.integration_vendor)), h('div', {}, custom, h('label', { for: 'rdCustom' }, W.custom_integration)), vendorRow]),
      section(W.line_of_business, h('table', { class: 'TwoLists' }, h('tr', {}, h('td', { class: 'FieldLabels' }, W.not_associated), h('td', {}), h('td', { class: 'FieldLabels' }, W.associated)), h('tr', {}, h('td', {}, left), h('td', {}, push('>>', move(left, true), 'lob-add'), push('<<', move(right, false))), h('td', {}, right))), { id: 'line-of-business' })));
}

// A second task of an admin, for guides beside the article's.
function categories() {
  const rows = S.categories.map((c) => row([c.name, 'Yes'], [[W.edit, null]]));
  body(bar('Ticket Categories'), toolbar(['New', anchor(W.new, () => open('/Autotask/Views/Administration/Tickets/category.aspx'), { id: 'new-category', cls: 'ImgLink' })]), h('div', { class: 'ScrollingContainer' }, list([W.name, W.active], rows)));
}

function category() {
  const m = { name: '', portal: false };
  const errors = errorsBox();
  const save = async () => {
    const answer = await post('/practice/save-category', m);
    if (!answer.ok) return errors.show(answer.errors);
    closeWindow();
  };
  body(bar('New Ticket Category'), toolbar(['SaveClose', anchor(W.save_close, save, { id: 'save-category', cls: 'ImgLink' })], ['Cancel', anchor(W.cancel, closeWindow)]), errors.el,
    h('div', { class: 'ScrollingContainer' },
      section(W.general, [h('table', { class: 'Edit_LayoutTable' }, line(W.name, input('', (v) => (m.name = v), { id: 'category-name' }), { required: true }), line('Nickname', input('', () => {}))), check({ label: W.active }, true, () => {}).el]),
      section('Client Portal', [check({ label: 'Enable as default for new Client Portal tickets' }, false, () => {}).el, check({ label: 'Visible in Client Portal', truth: 'category-portal' }, false, (on) => (m.portal = on)).el], { open: false, id: 'section-portal' })));
}

const plain = (title, text) => body(bar(title), h('p', {}, text));

const PAGES = {
  shell, admin, levels, editor, users, categories, category,
  'user-new': () => user(false),
  'user-edit': () => user(true),
  signin: () => body(bar('Sign In'), h('table', {}, line('Username', h('input', { name: 'UserName' }))), h('input', { type: 'button', value: 'Login', onclick: () => (location.href = '/?session=') })),
  home: () => plain('My Workspace', 'Open tickets: 12'),
  denied: () => plain('Access Denied', 'You are not authorized to view this page.'),
  overlay: () => {},
};

window.practiceRefresh = () => location.reload();
PAGES[page]();
if (page !== 'shell' && page !== 'overlay') {
  announcement();
  churn();
}
