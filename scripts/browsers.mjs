// What differs between browsers. The only file that knows.

/** @param {'chromium'|'firefox'} browser @param {any} manifest the one manifest.json */
export function manifestFor(browser, manifest) {
  if (browser === 'chromium') return manifest;
  const { service_worker, type } = manifest.background;
  manifest.background = { scripts: [service_worker], type };
  manifest.sidebar_action = { default_panel: manifest.side_panel.default_path, default_title: manifest.action.default_title, open_at_install: false };
  delete manifest.side_panel;
  delete manifest.storage; // Firefox takes a policy's values without a schema
  delete manifest.minimum_chrome_version;
  delete manifest.externally_connectable; // ignored by Firefox, which has no such channel
  manifest.permissions = manifest.permissions.filter((p) => p !== 'sidePanel');
  manifest.browser_specific_settings = {
    gecko: {
      id: 'connect@proxuma.com',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
    },
    // There the consent for data collection came two versions later.
    gecko_android: { strict_min_version: '142.0' },
  };
  return manifest;
}
