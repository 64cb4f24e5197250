// The texts of the browser's language, as the flat list the core takes. No text is chosen here.
// @ts-check

const LOCALES = ['en', 'nl', 'de', 'es', 'fr', 'pt'];

/** What the fleet's policy asks for; nothing where there is none. @returns {Promise<string>} */
async function wanted() {
  /** @type {{language?: unknown}} */ const { language } = (await chrome.storage.managed?.get('language').catch(() => ({}))) ?? {};
  return typeof language === 'string' ? language : '';
}

/** The language to use: the policy's if we speak it, else the browser's, else English. @returns {Promise<string>} */
export async function language() {
  const short = (/** @type {string} */ tag) => tag.toLowerCase().split(/[-_]/)[0];
  return [await wanted(), chrome.i18n.getUILanguage()].map(short).find((l) => LOCALES.includes(l)) ?? 'en';
}

/** id, text, id, text, … @returns {Promise<string[]>} */
export async function catalogue() {
  const file = await fetch(chrome.runtime.getURL(`_locales/${await language()}/messages.json`));
  /** @type {Record<string, {message: string}>} */ const messages = await file.json();
  return Object.entries(messages).flatMap(([id, entry]) => [id, entry.message]);
}

/** Calls back when the policy's language changed: a browser may bring policies after it has started us. @param {() => void} then */
export function whenLanguageChanges(then) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'managed' && changes.language) then();
  });
}
