// The practice Proxuma: the form that asks for the Client ID and Secret, in the variants that the
// veto tests need. Nothing is submitted unless Save is pressed.
import { SW, h, post, query } from './common.js';

const form = SW.form;
const state = { id: '', secret: '' };

/** A controlled input: a value set without an input event is put back, as React does. */
function field(name, { controlled, readonly } = {}) {
  const id = `f-${name}-${Math.random().toString(36).slice(2, 8)}`;
  const input = h('input', { id, type: name === 'secret' ? 'password' : 'text', autocomplete: 'off', readonly, 'data-field': name, oninput: () => (state[name] = input.value) });
  if (controlled) setInterval(() => input.value !== state[name] && (input.value = state[name]), 50);
  return { input, el: h('div', { class: 'field' }, h('label', { for: id }, name === 'id' ? 'Client ID' : 'Client Secret'), input) };
}

function card(cls = '') {
  const opts = { controlled: form === 'react', readonly: form === 'readonly' };
  const [id, secret] = [field('id', opts), field('secret', opts)];
  const done = h('p', { class: 'done', role: 'status' });
  const el = h('form', { class: `card ${cls}`, novalidate: true, onsubmit: async (e) => {
    e.preventDefault();
    await post('/practice/submit', { client_id: id.input.value, client_secret: secret.input.value });
    done.textContent = 'Saved. Synchronisation starts in a moment.';
  } }, h('h2', {}, 'Autotask PSA'), h('p', {}, 'Enter the credentials of your API user.'), ...(form === 'swapped' ? [secret.el, id.el] : [id.el, secret.el]), h('button', { type: 'submit' }, 'Save'), done);
  return el;
}

/** What a page that lies about its offer does to it. */
const LIES = {
  forged: (offer) => ({ ...offer, sig: (offer.sig.startsWith('A') ? 'B' : 'A') + offer.sig.slice(1) }),
  stranger: (offer) => ({ ...offer, kid: 'someone', pk: undefined }),
  later: (offer) => ({ ...offer, v: 2 }),
};

/** The sealed way: an offer in the page, its code beside it, and what was received. */
function connection() {
  const status = h('p', { class: 'done', role: 'status' });
  const code = h('strong', { class: 'code' });
  const lie = query.get('offer') ?? '';
  const connect = async () => {
    document.getElementById('proxuma-connect-offer')?.remove();
    const made = await post(`/api/handoff/v1/offers${['expired', 'other'].includes(lie) ? `?as=${lie}` : ''}`, {});
    const holder = document.createElement('div');
    holder.innerHTML = made.script;
    const script = holder.firstElementChild;
    if (lie in LIES) script.textContent = JSON.stringify(LIES[lie](JSON.parse(script.textContent)));
    if (lie === 'garbage') script.textContent = '{"v":1,';
    document.body.append(script);
    code.textContent = made.code;
    status.textContent = 'Waiting for Proxuma Connect. It must show the same code.';
    const watch = setInterval(async () => {
      const [first] = await (await fetch('/practice/received')).json();
      if (!first) return;
      clearInterval(watch);
      status.textContent = `Received from ${new URL(first.from).host}, Client ID ${first.client_id.slice(0, 6)}…`;
    }, 1000);
  };
  return h('section', { class: 'card' }, h('h2', {}, 'Without typing'), h('p', {}, 'Proxuma Connect can hand the credentials over sealed.'), h('button', { type: 'button', class: 'connect', onclick: connect }, 'Connect'), h('p', {}, code), status);
}

const main = h('main', {}, h('p', { class: 'crumbs' }, 'Settings › Integrations › Autotask'), h('h1', {}, 'Connect Autotask'));
if (form === 'iframe' && window === window.top) main.append(h('iframe', { src: location.pathname, title: 'Autotask connection' }));
else main.append(card(form === 'hidden' ? 'ghost' : ''));
if (form === 'twins') main.append(card());
if (form === 'covered') main.append(h('div', { class: 'cover' }, 'Offer of the day'));
main.append(connection());
document.body.replaceChildren(h('header', {}, h('strong', {}, 'Proxuma'), h('span', {}, `${document.body.dataset.tenant}.proxuma.com`), h('span', { class: 'badge' }, 'practice')), main);
