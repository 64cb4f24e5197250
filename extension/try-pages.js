// The stand-ins of the practice page: sections that open, buttons that fill fields, forms that
// follow one another. Knows nothing of the guide, as a real page does not.
// @ts-check

const byId = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const PAGES = ['level', 'user', 'users', 'proxuma'];
let current = 'level';
/** @type {Record<string, string>} */ let words = {};

/** Shows a page; `null` shows the one of Autotask's that was last in view. @param {string|null} page */
export function showPage(page) {
  if (page !== 'proxuma') current = page ?? current;
  const shown = page ?? current;
  for (const id of PAGES) byId(id).hidden = id !== shown;
  byId('site').textContent = words[shown === 'proxuma' ? 'try_proxuma' : 'try_autotask'];
  document.title = document.querySelector(`#${shown} h1`)?.textContent ?? '';
}

/** Random text as a product generates it. @param {number} length */
function generated(length) {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...crypto.getRandomValues(new Uint8Array(length))].map((n) => letters[n % letters.length]).join('');
}

/** Makes the pages work. @param {Record<string, string>} texts */
export function drawPages(texts) {
  words = texts;
  for (const form of document.querySelectorAll('form')) form.addEventListener('submit', (e) => e.preventDefault());
  for (const heading of document.querySelectorAll('h2 button')) {
    heading.addEventListener('click', () => {
      const open = heading.getAttribute('aria-expanded') !== 'true';
      heading.setAttribute('aria-expanded', String(open));
      byId(heading.getAttribute('aria-controls') ?? '').hidden = !open;
    });
  }
  for (const all of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-all]'))) {
    all.addEventListener('click', () => {
      for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('#services input'))) box.checked = all.dataset.all === 'true';
    });
  }
  for (const make of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-generate]'))) {
    make.addEventListener('click', () => {
      const key = make.dataset.generate === 'key';
      byId(key ? 'key' : 'secret').value = key ? `${generated(15)}@practice.example` : generated(25);
    });
  }
  for (const save of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-save]'))) {
    save.addEventListener('click', () => {
      byId('own-level').textContent = byId('level-name').value;
      byId('listed').textContent = byId('level-name').value;
      showPage(save.dataset.save ?? null);
    });
  }
  byId('connect').addEventListener('click', () => (byId('connected').textContent = texts.try_connected));
  showPage('level');
}
