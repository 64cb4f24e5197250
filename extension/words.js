// Puts our own words into a page of ours: every element with `data-msg`. No text is chosen here.
// @ts-check

import { catalogue, language, whenLanguageChanges } from './locale.js';

/** Fills the page in. A value for `$1` is the message named by `data-arg-msg`. @returns {Promise<Record<string, string>>} */
export async function speak() {
  const list = await catalogue();
  /** @type {Record<string, string>} */ const texts = {};
  for (let i = 0; i < list.length; i += 2) texts[list[i]] = list[i + 1];
  document.documentElement.lang = await language();
  whenLanguageChanges(() => location.reload());
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-msg]'))) {
    const text = texts[el.dataset.msg ?? ''] ?? el.dataset.msg ?? '';
    el.textContent = text.replaceAll('$1', texts[el.dataset.argMsg ?? ''] ?? '');
  }
  for (const el of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-msg-label]'))) el.ariaLabel = texts[el.dataset.msgLabel ?? ''] ?? '';
  return texts;
}
