// Keeps the keyboard's place in the panel: when the focused control goes away or hides, the heading
// of its card takes the focus, or the first heading in view if the card is gone too.
// @ts-check

/** Runs `change`, then puts a lost focus back. @param {() => void} change */
export function keepingFocus(change) {
  const held = document.activeElement;
  const card = held?.closest('section');
  change();
  if (!held || held === document.body || held.checkVisibility()) return;
  const headings = [...(card?.querySelectorAll('h1, h2') ?? []), ...document.querySelectorAll('main h1, main h2')];
  const heading = /** @type {HTMLElement|undefined} */ (headings.find((h) => h.checkVisibility()));
  if (!heading) return;
  heading.tabIndex = -1; // by script only: it is no stop of the Tab key
  heading.focus();
}
