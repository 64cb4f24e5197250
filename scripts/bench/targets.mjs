// The pages that are changed, and for each of the guide's targets there: what it is called, what
// kind of thing it is, and the best that a person would write to find it on the *unchanged* page:
// one CSS selector (all that driver.js and Shepherd take) and one testing-library query. Where the
// query's own answer can only be the label's text, a person goes on from there by hand: `closest`,
// `next`, `find`. Every selector and query is right on the unchanged page, or the run fails.
// How names may change (`others`, `languages`) is written from what product teams do, not from the
// guide's own lists: most of it stands in neither.

const ADMIN = '/Mvc/AdministrationSetup';

/** Pages by kit: path, what is pressed first, the targets that are then in view. */
export const PAGES = {
  2026: [
    { name: 'shell', path: '/AutotaskOnyx/LandingPage', press: ['admin-menu'], targets: ['admin-menu', 'settings-users'] },
    { name: 'admin', path: `${ADMIN}/Landing.mvc/Index?tab=settings`, press: [], targets: ['settings-users', 'resources-hr', 'security-levels', 'users-link'] },
    { name: 'levels', path: `${ADMIN}/SecurityLevelGrid.mvc/Index`, press: ['api-level-options'], targets: ['api-level-row', 'api-level-options', 'copy-item'] },
    { name: 'editor', path: `${ADMIN}/SecurityLevel.mvc/Copy?source=4`, press: [], targets: ['level-name', 'section-other', 'can-create-webhooks', 'maximum-webhooks', 'section-web-services', 'can-login-api', 'full-permission', 'save-level'] },
    { name: 'users', path: `${ADMIN}/ResourceGrid.mvc/Index`, press: ['new-button'], targets: ['new-button', 'new-api-user', 'user-options'] },
    { name: 'user menu', path: `${ADMIN}/ResourceGrid.mvc/Index`, press: ['user-options'], targets: ['user-options', 'edit-item'] },
    { name: 'user', path: `${ADMIN}/ApiUser.mvc/NewApiUser`, press: ['integration-vendor', 'vendor-picker'], targets: ['first-name', 'last-name', 'email', 'user-level', 'generate-key', 'generate-secret', 'key-field', 'secret-field', 'integration-vendor', 'vendor-picker', 'vendor-option', 'line-of-business', 'lob-associated', 'save-user'] },
  ],
  2017: [
    { name: 'shell', path: '/AutotaskOnyx/LandingPage', press: ['main-menu', 'admin-menu'], targets: ['main-menu', 'admin-menu', 'settings-users'] },
    { name: 'admin', path: `${ADMIN}/Landing.mvc/Index?tab=settings`, press: [], targets: ['settings-users', 'resources-hr', 'security-levels', 'users-link'] },
    { name: 'levels', path: '/Administrator/Security/levels.asp', press: ['api-level-options'], targets: ['api-level-row', 'api-level-options', 'copy-item'] },
    { name: 'editor', path: '/Autotask/Views/Administration/Security/level.aspx?source=4', press: [], targets: ['level-name', 'section-other', 'can-create-webhooks', 'maximum-webhooks', 'section-web-services', 'can-login-api', 'full-permission', 'save-level'] },
    { name: 'users', path: '/Administrator/Resources/list.asp', press: ['new-button'], targets: ['new-button', 'new-api-user', 'user-options'] },
    { name: 'user menu', path: '/Administrator/Resources/list.asp', press: ['user-options'], targets: ['user-options', 'edit-item'] },
    { name: 'user', path: `${ADMIN}/ApiUser.mvc/NewApiUser`, press: ['integration-vendor'], targets: ['first-name', 'last-name', 'email', 'user-level', 'generate-key', 'generate-secret', 'key-field', 'secret-field', 'integration-vendor', 'vendor-picker', 'line-of-business', 'lob-associated', 'save-user'] },
  ],
};

const t = (kind, label, others, languages) => ({ kind, label, others, languages });

/** What each target is called on the unchanged page, and what it may be called tomorrow. */
export const TARGETS = {
  'main-menu': t('button', 'Main Menu', ['Navigation', 'Site Menu'], { de: 'Hauptmenü', nl: 'Hoofdmenu', fr: 'Menu principal', es: 'Menú principal' }),
  'admin-menu': t('button', 'Admin', ['Administration', 'Admin Center'], { de: 'Verwaltung', nl: 'Beheer', fr: 'Administration', es: 'Administración' }),
  'settings-users': t('button', 'Company Settings & Users', ['Organization Settings & Users', 'Company Setup & Users', 'Settings and Users'], { de: 'Unternehmenseinstellungen & Benutzer', nl: 'Bedrijfsinstellingen en gebruikers', fr: 'Paramètres et utilisateurs', es: 'Configuración y usuarios de la empresa' }),
  'resources-hr': t('section', 'Resources/Users (HR)', ['People (HR)', 'Users & HR'], { de: 'Ressourcen/Benutzer (HR)', nl: 'Medewerkers/gebruikers (HR)', fr: 'Ressources/Utilisateurs (RH)', es: 'Recursos/Usuarios (RR. HH.)' }),
  'security-levels': t('button', 'Security Levels', ['Security Profiles', 'Manage Security Levels'], { de: 'Sicherheitsstufen', nl: 'Beveiligingsniveaus', fr: 'Niveaux de sécurité', es: 'Niveles de seguridad' }),
  'users-link': t('button', 'Resources/Users', ['Users', 'Resources & Users'], { de: 'Ressourcen/Benutzer', nl: 'Medewerkers/gebruikers', fr: 'Ressources/Utilisateurs', es: 'Recursos/Usuarios' }),
  'api-level-row': t('row', 'API User (system) (API-only)', ['API User (built-in) (API-only)', 'API User (API-only)'], { de: 'API-Benutzer (System)', nl: 'API-gebruiker (systeem)', fr: 'Utilisateur API (système)', es: 'Usuario de API (sistema)' }),
  'api-level-options': t('icon', 'Options', ['Actions', 'More'], { de: 'Optionen', nl: 'Opties', fr: 'Options', es: 'Opciones' }),
  'copy-item': t('button', ['Copy', 'Copy Security Level'], ['Duplicate', 'Make a Copy'], { de: 'Kopieren', nl: 'Kopiëren', fr: 'Copier', es: 'Copiar' }),
  'level-name': t('textbox', 'Name', ['Title', 'Security Level Name'], { de: 'Bezeichnung', nl: 'Naam', fr: 'Nom', es: 'Nombre' }),
  'section-other': t('section', 'Other', ['Miscellaneous', 'Other Permissions'], { de: 'Andere', nl: 'Overig', fr: 'Autres', es: 'Otros' }),
  'can-create-webhooks': t('checkbox', 'Can create Webhooks', ['Allow creating webhooks', 'May create webhooks'], { de: 'Kann Webhooks erstellen', nl: 'Mag webhooks aanmaken', fr: 'Peut créer des webhooks', es: 'Puede crear webhooks' }),
  'maximum-webhooks': t('textbox', 'Maximum number of Webhooks', ['Webhook limit', 'Max. webhooks'], { de: 'Maximale Anzahl Webhooks', nl: 'Maximumaantal webhooks', fr: 'Nombre maximal de webhooks', es: 'Número máximo de webhooks' }),
  'section-web-services': t('section', 'Web Services API', ['API Access', 'Web Services & API'], { de: 'Webservice-API', nl: 'Webservices-API', fr: 'API Services web', es: 'API de servicios web' }),
  'can-login-api': t('checkbox', 'Can login to Web Services API', ['Can sign in to the Web Services API', 'Allow login to Web Services API'], { de: 'Kann sich an der Webservice-API anmelden', nl: 'Kan inloggen op de webservices-API', fr: "Peut se connecter à l'API Services web", es: 'Puede iniciar sesión en la API de servicios web' }),
  'full-permission': t('button', 'Full Permission', ['Full Access', 'Grant all'], { de: 'Volle Berechtigung', nl: 'Volledige rechten', fr: 'Autorisation complète', es: 'Permiso completo' }),
  'save-level': t('button', ['Save & Close', 'Save and Close'], ['Save, then close', 'Apply & Close'], { de: 'Speichern & Schließen', nl: 'Opslaan en sluiten', fr: 'Enregistrer et fermer', es: 'Guardar y cerrar' }),
  'new-button': t('button', 'New', ['Create', 'Add new'], { de: 'Neu', nl: 'Nieuw', fr: 'Nouveau', es: 'Nuevo' }),
  'new-api-user': t('button', 'New API User', ['Create API User', 'API User'], { de: 'Neuer API-Benutzer', nl: 'Nieuwe API-gebruiker', fr: 'Nouvel utilisateur API', es: 'Nuevo usuario de API' }),
  'user-options': t('icon', 'Options', ['Actions', 'More'], { de: 'Optionen', nl: 'Opties', fr: 'Options', es: 'Opciones' }),
  'edit-item': t('button', 'Edit', ['Modify', 'Edit User'], { de: 'Bearbeiten', nl: 'Bewerken', fr: 'Modifier', es: 'Editar' }),
  'first-name': t('textbox', 'First Name', ['Given Name', 'First name(s)'], { de: 'Vorname', nl: 'Voornaam', fr: 'Prénom', es: 'Nombre' }),
  'last-name': t('textbox', 'Last Name', ['Family Name', 'Surname'], { de: 'Nachname', nl: 'Achternaam', fr: 'Nom de famille', es: 'Apellidos' }),
  email: t('textbox', 'Email Address', ['E-mail', 'Work Email'], { de: 'E-Mail-Adresse', nl: 'E-mailadres', fr: 'Adresse e-mail', es: 'Correo electrónico' }),
  'user-level': t('combobox', 'Security Level', ['Security Profile', 'Level of access'], { de: 'Sicherheitsstufe', nl: 'Beveiligingsniveau', fr: 'Niveau de sécurité', es: 'Nivel de seguridad' }),
  'generate-key': t('button', 'Generate Key', ['Create Key', 'New Key'], { de: 'Schlüssel generieren', nl: 'Sleutel genereren', fr: 'Générer une clé', es: 'Generar clave' }),
  'generate-secret': t('button', 'Generate Secret', ['Create Secret', 'New Secret'], { de: 'Geheimen Schlüssel generieren', nl: 'Geheim genereren', fr: 'Générer un secret', es: 'Generar secreto' }),
  'key-field': t('textbox', 'Username (Key)', ['Key (Username)', 'API Key'], { de: 'Benutzername (Schlüssel)', nl: 'Gebruikersnaam (sleutel)', fr: "Nom d'utilisateur (clé)", es: 'Usuario (clave)' }),
  'secret-field': t('textbox', 'Password (Secret)', ['Secret (Password)', 'API Secret'], { de: 'Passwort (Geheimnis)', nl: 'Wachtwoord (geheim)', fr: 'Mot de passe (secret)', es: 'Contraseña (secreto)' }),
  'integration-vendor': t('radio', 'Integration Vendor', ['Vendor integration', 'Integration partner'], { de: 'Integrationsanbieter', nl: 'Integratieleverancier', fr: "Fournisseur d'intégration", es: 'Proveedor de integración' }),
  'vendor-picker': t('combobox', 'Integration Vendor', ['Vendor', 'Integration partner'], { de: 'Integrationsanbieter', nl: 'Integratieleverancier', fr: "Fournisseur d'intégration", es: 'Proveedor de integración' }),
  'vendor-option': t('option', 'Proxuma - Resource Planning & Project Management', ['Proxuma: Resource Planning', 'Proxuma'], { de: 'Proxuma - Ressourcenplanung & Projektmanagement', nl: 'Proxuma - Resourceplanning en projectmanagement', fr: 'Proxuma - Planification des ressources', es: 'Proxuma - Planificación de recursos' }),
  'line-of-business': t('section', 'Line of Business', ['Lines of Business', 'Business Line'], { de: 'Geschäftsbereich', nl: 'Bedrijfsonderdeel', fr: "Secteur d'activité", es: 'Línea de negocio' }),
  'lob-associated': t('listbox', 'Associated', ['Assigned', 'Selected'], { de: 'Zugeordnet', nl: 'Gekoppeld', fr: 'Associés', es: 'Asociados' }),
  'save-user': t('button', 'Save & Close', ['Save, then close', 'Apply & Close'], { de: 'Speichern & Schließen', nl: 'Opslaan en sluiten', fr: 'Enregistrer et fermer', es: 'Guardar y cerrar' }),
};

const head2026 = '.CollapsibleSectionContainer > .HeadingContainer';
const field2026 = (label) => ({ text: label, closest: '.EditorLabelContainer1', next: true, find: 'input, .SingleItemSelector2' });
const check2026 = (label) => ({ text: label, closest: '.CheckBoxEditor', find: '.TabIndexHack' });
const field2017 = (label) => ({ text: label, closest: 'tr', find: 'input, select' });
const check2017 = (label) => ({ text: label, closest: '.CheckBox', find: 'input' });
/** The n-th field of the n-th section: without ids or names there is nothing better in CSS. */
const nth2026 = (section, field) => `.ScrollingContainer > .Section:nth-child(${section}) .Content > :nth-child(${field} of .Size2) > *`;
const nth2017 = (section, row) => `.ScrollingContainer > .Section:nth-child(${section}) .Edit_LayoutTable tr:nth-child(${row}) td:nth-child(2) > *`;

/** By kit and target, for some targets by page: the CSS selector and the testing-library query. */
export const PERSON = {
  2026: {
    'admin-menu': ['[data-onyx-external-id="0P072IJj"]', { role: 'menuitem', name: 'Admin' }],
    'settings-users': ['[data-slot="side-panel"] .flyout > :nth-child(2)', { role: 'menuitem', name: 'Company Settings & Users' }],
    'settings-users@admin': ['.TabBar > .Button:nth-child(2)', { text: 'Company Settings & Users', closest: '.Button' }],
    'resources-hr': [`.ScrollingContainer > .Section:nth-child(2) ${head2026}`, { text: 'Resources/Users (HR)', closest: '.HeadingContainer' }],
    'security-levels': ['.Section:nth-child(2) .PageNavigationLinkGroup:nth-child(2) .PageNavigationLink:first-child a', { text: 'Security Levels', closest: 'a' }],
    'users-link': ['.Section:nth-child(2) .PageNavigationLinkGroup:first-child .PageNavigationLink:first-child a', { text: 'Resources/Users', selector: 'a .Text', closest: 'a' }],
    'api-level-row': ['.Grid .Body tr:nth-child(2)', { role: 'row', name: /API User \(system\) \(API-only\)/ }],
    'api-level-options': ['.Grid .Body tr:nth-child(2) .ContextMenu', { text: 'API User (system) (API-only)', closest: 'tr', find: '.ContextMenu' }],
    'copy-item': ['.ContextOverlayContainer.Active .Button2:nth-child(2)', { text: 'Copy', closest: '.Button2' }],
    'level-name': [nth2026(1, 1), field2026('Name')],
    'section-other': [`.Section:nth-child(11) ${head2026}`, { text: 'Other', closest: '.HeadingContainer' }],
    'can-create-webhooks': ['.Section:nth-child(11) .CheckBoxGroupContainer:nth-child(3) .CheckBoxEditor:nth-child(2) .TabIndexHack', check2026('Can create Webhooks')],
    'maximum-webhooks': ['.Section:nth-child(11) .CheckBoxGroupContainer:nth-child(3) .DecimalBox2', field2026('Maximum number of Webhooks')],
    'section-web-services': [`.Section:nth-child(12) ${head2026}`, { text: 'Web Services API', closest: '.HeadingContainer' }],
    'can-login-api': ['.Section:nth-child(12) .CheckBoxGroupContainer:nth-child(1) .CheckBoxEditor:nth-child(2) .TabIndexHack', check2026('Can login to Web Services API')],
    'full-permission': [`.Section:nth-child(12) ${head2026} .Link:first-child`, { text: 'Web Services API', closest: '.HeadingContainer', find: '.Link' }],
    'save-level': ['.ToolBar .SuggestiveBackground', { text: 'Save & Close', closest: '.Button2' }],
    'new-button': ['.ToolBar .DropDownButton2 .Button2', { text: 'New', closest: '.Button2' }],
    'new-api-user': ['.ContextOverlayContainer.Active .Button2:nth-child(2)', { text: 'New API User', closest: '.Button2' }],
    'user-options': ['.Grid .Body tr:last-child .ContextMenu', { role: 'row', name: /Proxuma/, find: '.ContextMenu' }],
    'edit-item': ['.ContextOverlayContainer.Active .Button2:first-child', { text: 'Edit', closest: '.Button2' }],
    'first-name': [nth2026(1, 1), field2026('First Name')],
    'last-name': [nth2026(1, 3), field2026('Last Name')],
    email: [nth2026(1, 4), field2026('Email Address')],
    'user-level': [nth2026(1, 5), field2026('Security Level')],
    'generate-key': ['.Section:nth-child(2) .Content > .ToolBarItem:first-child > .Button2', { text: 'Generate Key', closest: '.Button2' }],
    'generate-secret': ['.Section:nth-child(2) .Content > .ToolBarItem:nth-child(4) > .Button2', { text: 'Generate Secret', closest: '.Button2' }],
    'key-field': [nth2026(2, 1), field2026('Username (Key)')],
    'secret-field': [nth2026(2, 2), field2026('Password (Secret)')],
    'integration-vendor': ['.RadioButtonEditor:first-child .RadioButtonItem', { text: 'Integration Vendor', selector: '.RadioButtonEditor .PrimaryText', closest: '.RadioButtonEditor', find: '.RadioButtonItem' }],
    'vendor-picker': ['.Section:nth-child(3) .SingleItemSelector2', { text: 'Integration Vendor', selector: '.Content > div:not(.RadioButtonEditor) .PrimaryText', closest: '.EditorLabelContainer1', next: true, find: '.SingleItemSelector2' }],
    'vendor-option': ['.ContextOverlayContainer.Active .ItemList .Item:nth-child(5)', { text: 'Proxuma - Resource Planning & Project Management', closest: '.Item' }],
    'line-of-business': [`.ScrollingContainer > .Section:nth-child(4) ${head2026}`, { text: 'Line of Business', closest: '.HeadingContainer' }],
    'lob-associated': ['.TwoLists > :last-child .ListBox2', { role: 'listbox', name: 'Associated' }],
    'save-user': ['.ToolBar .SuggestiveBackground', { text: 'Save & Close', closest: '.Button2' }],
  },
  2017: {
    'main-menu': ['.MainMenuButton', { title: 'Main Menu' }],
    'admin-menu': ['.MainTree > .MenuItem:last-child > .MenuLink', { role: 'link', name: 'Admin' }],
    'settings-users': ['.SubMenu > .MenuItem:nth-child(2) > .MenuLink', { role: 'link', name: 'Company Settings & Users' }],
    'settings-users@admin': ['.TabBar > .Button:nth-child(2)', { role: 'link', name: 'Company Settings & Users' }],
    'resources-hr': ['.Section:nth-child(2) > .Heading', { text: 'Resources/Users (HR)', closest: '.Heading' }],
    'security-levels': ['.Section:nth-child(2) .PageNavigationLink:nth-child(3) a', { role: 'link', name: 'Security Levels' }],
    'users-link': ['.Section:nth-child(2) .PageNavigationLink:first-child a', { role: 'link', name: 'Resources/Users' }],
    'api-level-row': ['.dataGridBody .dataGridRow:nth-child(2)', { role: 'row', name: /API User \(system\) \(API-only\)/ }],
    'api-level-options': ['.dataGridRow:nth-child(2) .OnlyImageButton', { text: 'API User (system) (API-only)', closest: 'tr', find: '[title=Options]' }],
    'copy-item': ['.RightClickMenu .RightClickMenuItem:nth-child(2)', { text: 'Copy Security Level', closest: '.RightClickMenuItem' }],
    'level-name': [nth2017(1, 1).replace('.ScrollingContainer', '.TabContainer'), field2017('Name')],
    'section-other': ['.Section:nth-child(11) > .Heading', { text: 'Other', closest: '.Heading' }],
    'can-create-webhooks': ['.Section:nth-child(11) .CheckBoxGroupContainer:nth-child(3) .CheckBox:nth-child(2) input', check2017('Can create Webhooks')],
    'maximum-webhooks': ['.Section:nth-child(11) .CheckBoxGroupContainer:nth-child(3) .Edit_LayoutTable input', field2017('Maximum number of Webhooks')],
    'section-web-services': ['.Section:nth-child(12) > .Heading', { text: 'Web Services API', closest: '.Heading' }],
    'can-login-api': ['.Section:nth-child(12) .CheckBoxGroupContainer:first-child .CheckBox:nth-child(2) input', check2017('Can login to Web Services API')],
    'full-permission': ['.Section:nth-child(12) > .Heading .Link.Full', { text: 'Web Services API', closest: '.Heading', find: '.Link.Full' }],
    'save-level': ['#HREF_btnSaveClose', { role: 'link', name: 'Save and Close' }],
    'new-button': ['.ButtonContainer .Button.New > a', { role: 'link', name: 'New' }],
    'new-api-user': ['.RightClickMenu .RightClickMenuItem:nth-child(2)', { text: 'New API User', closest: '.RightClickMenuItem' }],
    'user-options': ['.dataGridRow:last-child .OnlyImageButton', { role: 'row', name: /Proxuma/, find: '[title=Options]' }],
    'edit-item': ['.RightClickMenu .RightClickMenuItem:first-child', { text: 'Edit', closest: '.RightClickMenuItem' }],
    'first-name': [nth2017(1, 1), field2017('First Name')],
    'last-name': [nth2017(1, 3), field2017('Last Name')],
    email: [nth2017(1, 4), field2017('Email Address')],
    'user-level': [nth2017(1, 7), field2017('Security Level')],
    'generate-key': ['.Section:nth-child(2) .Content > input:first-child', { role: 'button', name: 'Generate Key' }],
    'generate-secret': ['.Section:nth-child(2) .Content > input:nth-child(2)', { role: 'button', name: 'Generate Secret' }],
    'key-field': [nth2017(2, 1), field2017('Username (Key)')],
    'secret-field': [nth2017(2, 2), field2017('Password (Secret)')],
    'integration-vendor': ['#rdVendor', { label: 'Integration Vendor' }],
    'vendor-picker': [nth2017(3, 1), { text: 'Integration Vendor', selector: 'td', closest: 'tr', find: 'select' }],
    'line-of-business': ['.Section:nth-child(4) > .Heading', { text: 'Line of Business', closest: '.Heading' }],
    'lob-associated': ['.TwoLists td:last-child select', { label: 'Associated' }],
    'save-user': ['.ButtonContainer .SaveClose > a', { role: 'link', name: 'Save & Close' }],
  },
};

/** What a person wrote for a target on a page. */
export function person(kit, page, target) {
  const [css, query] = PERSON[kit][`${target}@${page}`] ?? PERSON[kit][target];
  return { css, query };
}
