//! Which page an address shows, and the bare document that its script fills. Addresses differ
//! between the kits, as they do between years of the real product; only those with a public source
//! (the API user's, the landing page, sign-in) are the real ones.

use crate::switches::{Kit, Switches};

/// Page name for a path (lower case), or nothing.
pub fn page(path: &str) -> Option<&'static str> {
    Some(match path.to_ascii_lowercase().as_str() {
        "/" | "/autotaskonyx/landingpage" | "/mvc/framework/navigation.mvc/landing" => "shell",
        "/mvc/framework/authentication.mvc/authenticate" => "signin",
        "/mvc/administrationsetup/landing.mvc/index" => "admin",
        "/mvc/administrationsetup/securitylevelgrid.mvc/index"
        | "/administrator/security/levels.asp" => "levels",
        "/mvc/administrationsetup/securitylevel.mvc/copy"
        | "/autotask/views/administration/security/level.aspx" => "editor",
        "/mvc/administrationsetup/resourcegrid.mvc/index" | "/administrator/resources/list.asp" => {
            "users"
        }
        "/mvc/administrationsetup/apiuser.mvc/newapiuser" => "user-new",
        "/mvc/administrationsetup/apiuser.mvc/editapiuser" => "user-edit",
        "/mvc/administrationsetup/ticketcategorygrid.mvc/index"
        | "/administrator/tickets/categories.asp" => "categories",
        "/mvc/administrationsetup/ticketcategory.mvc/edit"
        | "/autotask/views/administration/tickets/category.aspx" => "category",
        "/mvc/security/authorization.mvc/failure" => "denied",
        "/mvc/home/dashboard.mvc/index" => "home",
        "/mvc/framework/dialogiframeoverlay" => "overlay",
        _ => return None,
    })
}

/// Whether the switches forbid this page.
pub fn forbidden(page: &str, switches: &Switches) -> bool {
    matches!(switches.rights.as_str(), "none" | "title")
        && matches!(
            page,
            "levels" | "editor" | "users" | "user-new" | "user-edit"
        )
}

/// The document of a page of the practice Autotask.
pub fn document(page: &str, switches: &Switches) -> String {
    let (kit, body) = match switches.kit {
        Kit::Y2026 => ("2026", "EntityPage FullScroll"),
        Kit::Y2017 => ("2017", "AutotaskTheme"),
    };
    let lang = if switches.lang == crate::switches::Lang::De {
        "de"
    } else {
        "en"
    };
    let dark = switches.theme == "dark";
    format!(
        "<!doctype html><html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>Autotask</title>\
         <link rel=\"stylesheet\" href=\"/practice/static/kit{kit}.css\">\
         <script type=\"module\" src=\"/practice/static/kit{kit}.js\"></script></head>\
         <body class=\"{body}\" data-page=\"{page}\" data-dark=\"{}\"></body></html>",
        u8::from(dark)
    )
}

/// The document of the practice Proxuma.
pub fn proxuma(tenant: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Integrations - {tenant} - Proxuma (practice)</title>\
         <link rel=\"stylesheet\" href=\"/practice/static/proxuma.css\">\
         <script type=\"module\" src=\"/practice/static/proxuma.js\"></script></head><body data-tenant=\"{tenant}\"></body></html>"
    )
}

/// A file of `practice/static/`.
pub fn file(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "kit2026.js" => ("text/javascript", include_str!("../static/kit2026.js")),
        "kit2017.js" => ("text/javascript", include_str!("../static/kit2017.js")),
        "common.js" => ("text/javascript", include_str!("../static/common.js")),
        "proxuma.js" => ("text/javascript", include_str!("../static/proxuma.js")),
        "kit2026.css" => ("text/css", include_str!("../static/kit2026.css")),
        "kit2017.css" => ("text/css", include_str!("../static/kit2017.css")),
        "proxuma.css" => ("text/css", include_str!("../static/proxuma.css")),
        _ => return None,
    })
}
