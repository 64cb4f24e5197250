//! The words of the permission form. Section names, the webhook group, «Not required to change
//! password …» and the Web Services API section follow public guides; the rest is invented to be
//! plausible, with look-alikes of the controls that matter. No behaviour here.

use super::{Body, Group, Item, Kind, Section};
use crate::labels::{Label, OTHER, l, same};

const NONE: Label = l("None", "Keine");
const MINE: Label = l("Mine", "Eigene");
const ALL: Label = l("All", "Alle");
const SCOPE: Kind = Kind::Select(&[NONE, MINE, ALL]);
const LINKED: Kind = Kind::Select(&[NONE, MINE, l("Mine + Territories", "Eigene + Gebiete"), ALL]);
const LEVELS: Kind = Kind::Select(&[
    NONE,
    l("View only", "Nur anzeigen"),
    l("Full", "Vollständig"),
]);

const VIEW: (&str, Label) = ("view", l("View", "Anzeigen"));
const ADD: (&str, Label) = ("add", l("Add", "Hinzufügen"));
const EDIT: (&str, Label) = ("edit", l("Edit", "Bearbeiten"));
const DELETE: (&str, Label) = ("delete", l("Delete", "Löschen"));
const CRUD: &[(&str, Label)] = &[VIEW, ADD, EDIT, DELETE];
const IMPERSONATION: &[(&str, Label)] = &[
    ("query", l("View (Query)", "Anzeigen (Abfrage)")),
    ADD,
    ("update", l("Edit (Update)", "Bearbeiten (Aktualisierung)")),
];

const fn check(key: &'static str, en: &'static str, de: &'static str) -> Item {
    Item {
        key,
        label: l(en, de),
        kind: Kind::Check,
    }
}

const fn number(key: &'static str, en: &'static str, de: &'static str) -> Item {
    Item {
        key,
        label: l(en, de),
        kind: Kind::Number,
    }
}

const fn list(key: &'static str, en: &'static str, de: &'static str, kind: Kind) -> Item {
    Item {
        key,
        label: l(en, de),
        kind,
    }
}

const fn items(key: &'static str, title: Label, items: &'static [Item]) -> Group {
    Group {
        key,
        title,
        body: Body::Items(items),
    }
}

const fn grid(
    key: &'static str,
    title: Label,
    columns: &'static [(&'static str, Label)],
    cell: Kind,
    rows: &'static [(&'static str, Label)],
) -> Group {
    Group {
        key,
        title,
        body: Body::Grid {
            columns,
            rows,
            cell,
        },
    }
}

const FEATURE_ACCESS: Label = l("Feature Access", "Funktionszugriff");
const OBJECT_PERMISSIONS: Label = l("Object Permissions", "Objektberechtigungen");
const OTHER_PERMISSIONS: Label = l("Other Permissions", "Weitere Berechtigungen");

/// A second section named Other, for the switch `twins`: it holds nothing that the guide needs.
pub const TWIN: Section = Section {
    key: "legacy",
    title: OTHER,
    groups: &[items(
        "misc",
        l("Dashboards & Widgets", "Dashboards & Widgets"),
        &[
            check(
                "share",
                "Can share Dashboard tabs",
                "Kann Dashboard-Registerkarten freigeben",
            ),
            check("webparts", "Can view Web Parts", "Kann Webparts anzeigen"),
            number(
                "maximum",
                "Maximum number of Widgets",
                "Höchstzahl der Widgets",
            ),
        ],
    )],
};

/// The eleven sections, in the order of the page.
pub const SECTIONS: &[Section] = &[
    Section {
        key: "contracts",
        title: l("Contracts", "Verträge"),
        groups: &[
            grid(
                "objects",
                OBJECT_PERMISSIONS,
                CRUD,
                SCOPE,
                &[
                    ("contracts", l("Contracts", "Verträge")),
                    ("services", l("Contract Services", "Vertragsleistungen")),
                    ("blocks", l("Block Purchases", "Stundenkontingente")),
                    ("notes", l("Contract Notes", "Vertragsnotizen")),
                ],
            ),
            items(
                "features",
                FEATURE_ACCESS,
                &[
                    check(
                        "approve",
                        "Can approve and post items",
                        "Kann Elemente genehmigen und buchen",
                    ),
                    check(
                        "invoice",
                        "Can access Invoice Center",
                        "Zugriff auf das Rechnungscenter",
                    ),
                    check(
                        "wizard",
                        "Can run the Contract Renewal Wizard",
                        "Kann den Vertragsverlängerungs-Assistenten ausführen",
                    ),
                    check(
                        "cost",
                        "Can view internal cost data",
                        "Kann interne Kosten anzeigen",
                    ),
                    check(
                        "rates",
                        "Can override contract rates",
                        "Kann Vertragssätze überschreiben",
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "crm",
        title: same("CRM"),
        groups: &[
            grid(
                "objects",
                OBJECT_PERMISSIONS,
                CRUD,
                LINKED,
                &[
                    (
                        "companies",
                        l(
                            "Companies - Customers & Cancellations",
                            "Unternehmen - Kunden & Kündigungen",
                        ),
                    ),
                    (
                        "prospects",
                        l(
                            "Companies - Prospects & Leads",
                            "Unternehmen - Interessenten & Leads",
                        ),
                    ),
                    (
                        "vendors",
                        l(
                            "Companies - Vendors & Partners",
                            "Unternehmen - Lieferanten & Partner",
                        ),
                    ),
                    ("contacts", l("Contacts", "Kontakte")),
                    ("opportunities", l("Opportunities", "Verkaufschancen")),
                    ("quotes", l("Quotes", "Angebote")),
                    (
                        "devices",
                        l("Devices & Subscriptions", "Geräte & Abonnements"),
                    ),
                ],
            ),
            items(
                "features",
                FEATURE_ACCESS,
                &[
                    check(
                        "portal",
                        "Can login to Client Portal",
                        "Kann sich am Kundenportal anmelden",
                    ),
                    check(
                        "portalmanage",
                        "Can manage Client Portal & Taskfire",
                        "Kann Kundenportal & Taskfire verwalten",
                    ),
                    check(
                        "alerts",
                        "Can modify company alerts",
                        "Kann Unternehmenswarnungen ändern",
                    ),
                    check(
                        "territories",
                        "Can manage territories",
                        "Kann Gebiete verwalten",
                    ),
                    check(
                        "campaign",
                        "Can create email campaigns",
                        "Kann E-Mail-Kampagnen erstellen",
                    ),
                    list(
                        "dashboard",
                        "Sales dashboard",
                        "Vertriebs-Dashboard",
                        LEVELS,
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "inventory",
        title: l("Inventory", "Lager"),
        groups: &[
            grid(
                "objects",
                OBJECT_PERMISSIONS,
                CRUD,
                SCOPE,
                &[
                    ("products", l("Products", "Produkte")),
                    ("locations", l("Inventory Locations", "Lagerstandorte")),
                    ("orders", l("Purchase Orders", "Bestellungen")),
                ],
            ),
            items(
                "features",
                FEATURE_ACCESS,
                &[
                    check("receive", "Can receive items", "Kann Artikel annehmen"),
                    check("transfer", "Can transfer items", "Kann Artikel umlagern"),
                    check(
                        "ship",
                        "Can deliver and ship items",
                        "Kann Artikel liefern und versenden",
                    ),
                    number(
                        "maximum",
                        "Maximum number of open Purchase Orders",
                        "Höchstzahl offener Bestellungen",
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "projects",
        title: l("Projects", "Projekte"),
        groups: &[
            grid(
                "objects",
                OBJECT_PERMISSIONS,
                CRUD,
                SCOPE,
                &[
                    ("client", l("Client Projects", "Kundenprojekte")),
                    ("proposals", l("Proposals", "Projektvorschläge")),
                    ("templates", l("Templates", "Vorlagen")),
                    ("tasks", l("Tasks & Issues", "Aufgaben & Probleme")),
                ],
            ),
            items(
                "features",
                FEATURE_ACCESS,
                &[
                    check(
                        "baseline",
                        "Can create baselines",
                        "Kann Basispläne erstellen",
                    ),
                    check(
                        "import",
                        "Can import from Microsoft Project",
                        "Kann aus Microsoft Project importieren",
                    ),
                    check(
                        "others",
                        "Can enter time for other resources",
                        "Kann Zeiten für andere Ressourcen erfassen",
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "service",
        title: same("Service Desk"),
        groups: &[
            grid(
                "objects",
                OBJECT_PERMISSIONS,
                CRUD,
                SCOPE,
                &[
                    ("tickets", same("Tickets")),
                    ("notes", l("Ticket Notes", "Ticketnotizen")),
                    ("calls", l("Service Calls", "Serviceeinsätze")),
                    (
                        "recurring",
                        l("Recurring Master Tickets", "Wiederkehrende Haupttickets"),
                    ),
                ],
            ),
            items(
                "features",
                FEATURE_ACCESS,
                &[
                    check(
                        "dispatch",
                        "Can access Dispatch Calendar",
                        "Zugriff auf den Einsatzkalender",
                    ),
                    check(
                        "forward",
                        "Can forward tickets",
                        "Kann Tickets weiterleiten",
                    ),
                    check(
                        "merge",
                        "Can merge and absorb tickets",
                        "Kann Tickets zusammenführen",
                    ),
                    check(
                        "bulk",
                        "Can bulk-complete tickets",
                        "Kann Tickets gesammelt abschließen",
                    ),
                    check(
                        "sla",
                        "Can modify Service Level Agreement on tickets",
                        "Kann Service-Level-Vereinbarung von Tickets ändern",
                    ),
                    list(
                        "queues",
                        "Queue visibility",
                        "Sichtbarkeit der Warteschlangen",
                        SCOPE,
                    ),
                    number(
                        "maximum",
                        "Maximum number of tickets in a bulk edit",
                        "Höchstzahl der Tickets in einer Sammelbearbeitung",
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "documents",
        title: l("Documents & Knowledge Base", "Dokumente & Wissensdatenbank"),
        groups: &[
            grid(
                "objects",
                OBJECT_PERMISSIONS,
                CRUD,
                SCOPE,
                &[
                    ("documents", l("Documents", "Dokumente")),
                    (
                        "articles",
                        l("Knowledge Base Articles", "Wissensdatenbankartikel"),
                    ),
                ],
            ),
            items(
                "features",
                FEATURE_ACCESS,
                &[
                    check(
                        "categories",
                        "Can manage document categories",
                        "Kann Dokumentkategorien verwalten",
                    ),
                    check(
                        "publish",
                        "Can publish to Client Portal",
                        "Kann im Kundenportal veröffentlichen",
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "timesheets",
        title: l("Timesheets", "Zeitnachweise"),
        groups: &[items(
            "features",
            FEATURE_ACCESS,
            &[
                check(
                    "login",
                    "Can login to Time & Attendance",
                    "Kann sich bei Zeit & Anwesenheit anmelden",
                ),
                check(
                    "own",
                    "Can submit own timesheets",
                    "Kann eigene Zeitnachweise einreichen",
                ),
                check(
                    "approve",
                    "Can approve timesheets of others",
                    "Kann Zeitnachweise anderer genehmigen",
                ),
                check(
                    "expense",
                    "Can submit expense reports",
                    "Kann Spesenabrechnungen einreichen",
                ),
                check(
                    "future",
                    "Can enter time in the future",
                    "Kann Zeiten in der Zukunft erfassen",
                ),
                list("requests", "Time-off requests", "Urlaubsanträge", SCOPE),
                number(
                    "maximum",
                    "Maximum number of hours per day",
                    "Höchstzahl der Stunden pro Tag",
                ),
            ],
        )],
    },
    Section {
        key: "reports",
        title: l("Reports", "Berichte"),
        groups: &[items(
            "categories",
            l("Report Categories", "Berichtskategorien"),
            &[
                list("crm", "CRM reports", "CRM-Berichte", LEVELS),
                list(
                    "service",
                    "Service Desk reports",
                    "Service-Desk-Berichte",
                    LEVELS,
                ),
                list("finance", "Finance reports", "Finanzberichte", LEVELS),
                check(
                    "live",
                    "Can access LiveReports Designer",
                    "Zugriff auf den LiveReports-Designer",
                ),
                check(
                    "publish",
                    "Can publish LiveReports",
                    "Kann LiveReports veröffentlichen",
                ),
                check("schedule", "Can schedule reports", "Kann Berichte planen"),
                check(
                    "warehouse",
                    "Can login to Report Data Warehouse",
                    "Kann sich am Report Data Warehouse anmelden",
                ),
                number(
                    "maximum",
                    "Maximum number of scheduled reports",
                    "Höchstzahl geplanter Berichte",
                ),
            ],
        )],
    },
    Section {
        key: "admin",
        title: l("Admin", "Administration"),
        groups: &[
            items(
                "access",
                l("Admin Permissions", "Administratorberechtigungen"),
                &[
                    check(
                        "features",
                        "Features & Settings",
                        "Funktionen & Einstellungen",
                    ),
                    check(
                        "resources",
                        "Resources/Users (HR)",
                        "Ressourcen/Benutzer (HR)",
                    ),
                    check("roles", "Roles & Departments", "Rollen & Abteilungen"),
                    check("workflow", "Workflow Rules", "Workflowregeln"),
                    check(
                        "sla",
                        "Service Level Agreements",
                        "Service-Level-Vereinbarungen",
                    ),
                    check("udf", "User-Defined Fields", "Benutzerdefinierte Felder"),
                    check("import", "Imports & Exports", "Importe & Exporte"),
                    check(
                        "extensions",
                        "Extensions & Integrations",
                        "Erweiterungen & Integrationen",
                    ),
                    check("webhooks", "Can view Webhooks", "Kann Webhooks anzeigen"),
                    check(
                        "protected",
                        "Protected Data Permission",
                        "Berechtigung für geschützte Daten",
                    ),
                ],
            ),
            grid(
                "lists",
                l("Administered Lists", "Verwaltete Listen"),
                CRUD,
                LEVELS,
                &[
                    ("categories", l("Ticket Categories", "Ticketkategorien")),
                    ("tags", l("Tags", "Tags")),
                ],
            ),
        ],
    },
    Section {
        key: "other",
        title: OTHER,
        groups: &[
            items(
                "misc",
                l("Miscellaneous", "Sonstiges"),
                &[
                    check(
                        "noexpiry",
                        "Not required to change password (password does not expire)",
                        "Kennwort muss nicht geändert werden (Kennwort läuft nicht ab)",
                    ),
                    check(
                        "export",
                        "Can export grid data",
                        "Kann Tabellendaten exportieren",
                    ),
                    check("tags", "Can create Tags", "Kann Tags erstellen"),
                    check(
                        "banner",
                        "Can dismiss Announcements",
                        "Kann Ankündigungen ausblenden",
                    ),
                    number(
                        "files",
                        "Maximum number of attachments per item",
                        "Höchstzahl der Anlagen pro Element",
                    ),
                ],
            ),
            items(
                "workflow",
                OTHER_PERMISSIONS,
                &[
                    check(
                        "workgroups",
                        "Can create Workgroups",
                        "Kann Arbeitsgruppen erstellen",
                    ),
                    check(
                        "outlook",
                        "Can login to Outlook Extension",
                        "Kann sich an der Outlook-Erweiterung anmelden",
                    ),
                    check("widgets", "Can create Widgets", "Kann Widgets erstellen"),
                ],
            ),
            items(
                "webhooks",
                same("Webhooks"),
                &[
                    check("create", "Can create Webhooks", "Kann Webhooks erstellen"),
                    number(
                        "maximum",
                        "Maximum number of Webhooks",
                        "Höchstzahl der Webhooks",
                    ),
                ],
            ),
        ],
    },
    Section {
        key: "api",
        title: same("Web Services API"),
        groups: &[
            items(
                "access",
                FEATURE_ACCESS,
                &[check(
                    "login",
                    "Can login to Web Services API",
                    "Kann sich bei der Web Services API anmelden",
                )],
            ),
            grid(
                "crm",
                l("Resource Impersonation: CRM", "Ressourcenidentität: CRM"),
                IMPERSONATION,
                Kind::Check,
                &[
                    (
                        "company",
                        l(
                            "Company Notes & Attachments",
                            "Unternehmensnotizen & Anlagen",
                        ),
                    ),
                    ("contacts", l("Contacts", "Kontakte")),
                    ("opportunities", l("Opportunities", "Verkaufschancen")),
                ],
            ),
            grid(
                "service",
                l(
                    "Resource Impersonation: Service Desk",
                    "Ressourcenidentität: Service Desk",
                ),
                IMPERSONATION,
                Kind::Check,
                &[
                    ("tickets", same("Tickets")),
                    ("notes", l("Ticket Notes", "Ticketnotizen")),
                    ("calls", l("Service Calls", "Serviceeinsätze")),
                ],
            ),
            grid(
                "shared",
                l(
                    "Resource Impersonation: Other/Shared",
                    "Ressourcenidentität: Andere/Gemeinsam",
                ),
                IMPERSONATION,
                Kind::Check,
                &[
                    ("time", l("Time Entries", "Zeiteinträge")),
                    ("projects", l("Projects & Tasks", "Projekte & Aufgaben")),
                    ("todos", l("To-Dos", "To-Dos")),
                ],
            ),
        ],
    },
];
