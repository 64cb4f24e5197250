// The texts of the browser's language, as the flat list the core takes. No text is chosen here.
// @ts-check

const LOCALES = ['en', 'nl', 'de', 'es', 'fr', 'pt'];

/** The language to use: the asked one if we speak it, else the browser's, else English. @param {string} [asked] */
export function language(asked) {
  const short = (/** @type {string} */ tag) => tag.toLowerCase().split(/[-_]/)[0];
  return [asked ?? '', chrome.i18n.getUILanguage()].map(short).find((l) => LOCALES.includes(l)) ?? 'en';
}

/** id, text, id, text, … @param {string} [asked] @returns {Promise<string[]>} */
export async function catalogue(asked) {
  const file = await fetch(chrome.runtime.getURL(`_locales/${language(asked)}/messages.json`));
  /** @type {Record<string, {message: string}>} */ const messages = await file.json();
  return Object.entries(messages).flatMap(([id, entry]) => [id, entry.message]);
}
