//! The words of the pages in English and German. Wording with a public source is marked with it
//! (A: the maker's help, C: another vendor's guide); German without a mark is a guess.

#![allow(missing_docs, reason = "each constant is its own documentation")]

use crate::switches::{Lang, Switches};

/// One label in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// English.
    pub en: &'static str,
    /// German.
    pub de: &'static str,
}

/// A label in English and German.
pub const fn l(en: &'static str, de: &'static str) -> Label {
    Label { en, de }
}

/// A label that is the same in both languages.
pub const fn same(text: &'static str) -> Label {
    Label { en: text, de: text }
}

impl Label {
    /// The label in `lang`.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::De => self.de,
        }
    }
}

impl Switches {
    /// `label` in the language of the instance.
    pub fn t(&self, label: Label) -> &'static str {
        label.get(self.lang)
    }

    /// «Company Settings & Users»: the first word is the tenant's own, in English instances only (A).
    pub fn settings_and_users(&self) -> String {
        match self.lang {
            Lang::En => format!("{} Settings & Users", self.term),
            // C: Sophos.
            Lang::De => "Unternehmenseinstellungen & Benutzer".into(),
        }
    }
}

// Navigation.
pub const MAIN_MENU: Label = l("Main Menu", "Hauptmenü");
pub const ADMIN: Label = same("Admin");
pub const HOME: Label = l("Home", "Start");
pub const FEATURES: Label = l("Features & Settings", "Funktionen & Einstellungen");
pub const EXTENSIONS: Label = l("Extensions & Integrations", "Erweiterungen & Integrationen");
/// C: Sophos.
pub const RESOURCES_USERS_SHORT: Label = l("Resources (Users)", "Ressourcen (Benutzer)");
/// C: Sophos.
pub const RESOURCES_HR: Label = l("Resources/Users (HR)", "Ressourcen/Benutzer (HR)");
pub const RESOURCES_USERS: Label = l("Resources/Users", "Ressourcen/Benutzer");
/// C: Sophos.
pub const SECURITY: Label = l("Security", "Sicherheit");
/// C: Sophos.
pub const SECURITY_LEVELS: Label = l("Security Levels", "Sicherheitsstufen");
pub const EXPAND_ALL: Label = l("Expand All", "Alle erweitern");
pub const COLLAPSE_ALL: Label = l("Collapse All", "Alle reduzieren");

// Buttons.
/// C: Sophos.
pub const NEW: Label = l("New", "Neu");
/// C: Sophos.
pub const NEW_API_USER: Label = l("New API User", "Neuer API-Benutzer");
pub const NEW_RESOURCE: Label = l("New Resource", "Neue Ressource");
pub const NEW_LEVEL: Label = l("New Security Level", "Neue Sicherheitsstufe");
pub const SAVE: Label = l("Save", "Speichern");
/// C: Sophos.
pub const SAVE_CLOSE: Label = l("Save & Close", "Speichern & Schließen");
/// The article's spelling of the level editor's button.
pub const SAVE_AND_CLOSE: Label = l("Save and Close", "Speichern und Schließen");
pub const CANCEL: Label = l("Cancel", "Abbrechen");
pub const CLOSE: Label = l("Close", "Schließen");
pub const EDIT: Label = l("Edit", "Bearbeiten");
pub const VIEW: Label = l("View", "Anzeigen");
pub const DELETE: Label = l("Delete", "Löschen");
pub const INACTIVATE: Label = l("Inactivate", "Deaktivieren");
pub const EXPORT: Label = l("Export", "Exportieren");
pub const PRINT: Label = l("Print View", "Druckansicht");
pub const REFRESH: Label = l("Refresh", "Aktualisieren");
pub const SEARCH: Label = l("Search", "Suchen");
pub const HELP: Label = l("Help", "Hilfe");

// The level editor.
pub const SECURITY_LEVEL: Label = l("Security Level", "Sicherheitsstufe");
pub const GENERAL: Label = l("General", "Allgemein");
pub const LIVE_REPORTS: Label = l("LiveReports Folders", "LiveReports-Ordner");
pub const RESOURCES: Label = l("Resources", "Ressourcen");
pub const NAME: Label = l("Name", "Name");
pub const DESCRIPTION: Label = l("Description", "Beschreibung");
/// C: Sophos.
pub const ACTIVE: Label = l("Active", "Aktiv");
pub const SYSTEM: Label = l("System", "System");
pub const LICENSE_TYPE: Label = l("License Type", "Lizenztyp");
pub const FULL_PERMISSION: Label = l("Full Permission", "Volle Berechtigung");
pub const NO_PERMISSION: Label = l("No Permission", "Keine Berechtigung");
/// C: Sophos.
pub const OTHER: Label = l("Other", "Andere");

// The API user form.
/// C: Sophos.
pub const ADD_API_USER: Label = l("Add API User", "API-Benutzer hinzufügen");
pub const EDIT_API_USER: Label = l("Edit API User", "API-Benutzer bearbeiten");
pub const FIRST_NAME: Label = l("First Name", "Vorname");
pub const MIDDLE_NAME: Label = l("Middle Name", "Zweiter Vorname");
pub const LAST_NAME: Label = l("Last Name", "Nachname");
pub const EMAIL: Label = l("Email Address", "E-Mail-Adresse");
pub const LOCKED: Label = l("Locked", "Gesperrt");
/// C: Sophos prints the level's field as «Zugriffsrechte».
pub const USER_LEVEL: Label = l("Security Level", "Zugriffsrechte");
pub const DATE_FORMAT: Label = l("Date Format", "Datumsformat");
pub const TIME_FORMAT: Label = l("Time Format", "Zeitformat");
pub const NUMBER_FORMAT: Label = l("Number Format", "Zahlenformat");
pub const LOCATION: Label = l("Primary Internal Location", "Primärer interner Standort");
/// C: Sophos.
pub const CREDENTIALS: Label = l("Credentials", "Zugangsdaten");
/// C: Sophos.
pub const GENERATE_KEY: Label = l("Generate Key", "Schlüssel generieren");
/// C: Sophos.
pub const GENERATE_SECRET: Label = l("Generate Secret", "Geheimen Schlüssel generieren");
pub const USERNAME_KEY: Label = l("Username (Key)", "Benutzername (Schlüssel)");
pub const PASSWORD_SECRET: Label = l("Password (Secret)", "Kennwort (Geheimer Schlüssel)");
/// C: Sophos.
pub const TRACKING: Label = l("API Tracking Identifier", "API-Tracking-Identifikator");
/// C: Sophos.
pub const INTEGRATION_VENDOR: Label = l("Integration Vendor", "Integrationsanbieter");
pub const CUSTOM_INTEGRATION: Label = l(
    "Custom (Internal Integration)",
    "Benutzerdefiniert (Interne Integration)",
);
pub const INTERNAL_NAME: Label = l("Internal Integration Name", "Name der internen Integration");
pub const TRACKING_ID: Label = l("Tracking Identifier", "Tracking-Identifikator");
/// C: Sophos.
pub const LINE_OF_BUSINESS: Label = l("Line of Business", "Geschäftsbereich");
/// C: Sophos.
pub const ASSOCIATED: Label = l("Associated", "Verknüpft");
pub const NOT_ASSOCIATED: Label = l("Not Associated", "Nicht verknüpft");
pub const LOB_UNASSIGNED: Label = l(
    "Resource can view items with no assigned Line of Business",
    "Ressource kann Elemente ohne zugewiesenen Geschäftsbereich anzeigen",
);
pub const REQUIRED: Label = l("Required", "Erforderlich");

// Messages.
pub const ACCESS_DENIED: Label = l("Access Denied", "Zugriff verweigert");
pub const POPUP_BLOCKED: Label = l(
    "A pop-up blocker prevented the window from opening. Allow pop-ups for this site and try again.",
    "Ein Pop-up-Blocker hat das Öffnen des Fensters verhindert. Lassen Sie Pop-ups für diese Site zu.",
);
pub const TOO_MANY_LEVELS: Label = l(
    "You have reached the maximum number of 50 custom API-only security levels.",
    "Die Höchstzahl von 50 benutzerdefinierten API-Sicherheitsstufen ist erreicht.",
);
pub const NAME_TAKEN: Label = l(
    "A security level with this name already exists.",
    "Eine Sicherheitsstufe mit diesem Namen ist bereits vorhanden.",
);
pub const EMAIL_WRONG: Label = l(
    "The email address is not valid.",
    "Die E-Mail-Adresse ist ungültig.",
);
pub const USERNAME_TAKEN: Label = l(
    "The username is already in use, possibly by an inactive resource.",
    "Der Benutzername wird bereits verwendet, möglicherweise von einer inaktiven Ressource.",
);
pub const SERVER_ERROR: Label = l(
    "An unexpected error has occurred. Your changes were not saved.",
    "Ein unerwarteter Fehler ist aufgetreten. Ihre Änderungen wurden nicht gespeichert.",
);
pub const SYSTEM_READ_ONLY: Label = l(
    "This is a system security level. It can be viewed and copied but not changed.",
    "Dies ist eine System-Sicherheitsstufe. Sie kann angezeigt und kopiert, aber nicht geändert werden.",
);

/// All labels in the tenant's language, by constant name in lower case, for the pages.
pub fn words(sw: &Switches) -> serde_json::Value {
    let list: &[(&str, Label)] = &[
        ("main_menu", MAIN_MENU),
        ("admin", ADMIN),
        ("home", HOME),
        ("features", FEATURES),
        ("extensions", EXTENSIONS),
        ("resources_users_short", RESOURCES_USERS_SHORT),
        ("resources_hr", RESOURCES_HR),
        ("resources_users", RESOURCES_USERS),
        ("security", SECURITY),
        ("security_levels", SECURITY_LEVELS),
        ("expand_all", EXPAND_ALL),
        ("collapse_all", COLLAPSE_ALL),
        ("new", NEW),
        ("new_api_user", NEW_API_USER),
        ("new_resource", NEW_RESOURCE),
        ("new_level", NEW_LEVEL),
        ("save", SAVE),
        ("save_close", SAVE_CLOSE),
        ("save_and_close", SAVE_AND_CLOSE),
        ("cancel", CANCEL),
        ("close", CLOSE),
        ("edit", EDIT),
        ("view", VIEW),
        ("delete", DELETE),
        ("inactivate", INACTIVATE),
        ("export", EXPORT),
        ("print", PRINT),
        ("refresh", REFRESH),
        ("search", SEARCH),
        ("help", HELP),
        ("security_level", SECURITY_LEVEL),
        ("general", GENERAL),
        ("live_reports", LIVE_REPORTS),
        ("resources", RESOURCES),
        ("name", NAME),
        ("description", DESCRIPTION),
        ("active", ACTIVE),
        ("system", SYSTEM),
        ("license_type", LICENSE_TYPE),
        ("full_permission", FULL_PERMISSION),
        ("no_permission", NO_PERMISSION),
        ("other", OTHER),
        ("add_api_user", ADD_API_USER),
        ("edit_api_user", EDIT_API_USER),
        ("first_name", FIRST_NAME),
        ("middle_name", MIDDLE_NAME),
        ("last_name", LAST_NAME),
        ("email", EMAIL),
        ("locked", LOCKED),
        ("user_level", USER_LEVEL),
        ("date_format", DATE_FORMAT),
        ("time_format", TIME_FORMAT),
        ("number_format", NUMBER_FORMAT),
        ("location", LOCATION),
        ("credentials", CREDENTIALS),
        ("generate_key", GENERATE_KEY),
        ("generate_secret", GENERATE_SECRET),
        ("username_key", USERNAME_KEY),
        ("password_secret", PASSWORD_SECRET),
        ("tracking", TRACKING),
        ("integration_vendor", INTEGRATION_VENDOR),
        ("custom_integration", CUSTOM_INTEGRATION),
        ("internal_name", INTERNAL_NAME),
        ("tracking_id", TRACKING_ID),
        ("line_of_business", LINE_OF_BUSINESS),
        ("associated", ASSOCIATED),
        ("not_associated", NOT_ASSOCIATED),
        ("lob_unassigned", LOB_UNASSIGNED),
        ("required", REQUIRED),
        ("access_denied", ACCESS_DENIED),
        ("popup_blocked", POPUP_BLOCKED),
        ("too_many_levels", TOO_MANY_LEVELS),
        ("name_taken", NAME_TAKEN),
        ("email_wrong", EMAIL_WRONG),
        ("username_taken", USERNAME_TAKEN),
        ("server_error", SERVER_ERROR),
        ("system_read_only", SYSTEM_READ_ONLY),
    ];
    list.iter()
        .map(|(name, label)| ((*name).to_owned(), serde_json::Value::from(sw.t(*label))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
