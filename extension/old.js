// Where a browser is older than the manifest asks for (installed by hand or by force): a page that says
// which version is needed, instead of one that does not work. No module, so that it runs where
// modules fail.
// @ts-check

(() => {
  const manifest = /** @type {any} */ (chrome.runtime.getManifest());
  const firefox = manifest.browser_specific_settings?.gecko?.strict_min_version;
  const needed = parseInt(firefox ?? manifest.minimum_chrome_version, 10);
  const [, name, version] = navigator.userAgent.match(firefox ? /(Firefox)\/(\d+)/ : /(Edg|Chrome)\/(\d+)(?!.*Edg)/) ?? [];
  if (!version || Number(version) >= needed) return;
  document.addEventListener('DOMContentLoaded', () => {
    const title = document.createElement('h1');
    title.textContent = 'Proxuma Connect';
    const text = document.createElement('p');
    text.dataset.testid = 'old-browser';
    text.setAttribute('role', 'alert');
    text.textContent = chrome.i18n.getMessage('old_browser', [`${name === 'Edg' ? 'Edge' : name} ${needed}`]);
    const main = document.createElement('main');
    main.append(title, text);
    document.body.replaceChildren(main);
  });
})();
