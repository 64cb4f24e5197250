//! A small product that works: the article's pages in two kits that share no markup, what pressing
//! their controls does, and which element is right for a step. Its state is the pages' own HTML.
//!
//! Controls bear `data-t`, what opens and closes bears `data-c`.

#![allow(dead_code, clippy::unwrap_used)]

use super::world::{World, set_value};

/// What the tenant has stored.
#[derive(Default, Clone)]
pub struct Shop {
    /// Kit 2017 instead of kit 2026.
    pub old: bool,
    /// Levels saved by the admin: Maximum of each.
    pub levels: Vec<String>,
    /// API users saved.
    pub users: usize,
    /// Secrets generated so far.
    pub secrets: u32,
    /// Tab number of the next window.
    pub windows: i64,
}

/// Kinds of pages, read from the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Shell,
    Admin,
    Levels,
    Editor,
    Users,
    Form,
    SignIn,
}

pub const TOP: (i64, i64) = (1, 0);
pub const INNER: (i64, i64) = (1, 3);

const COPY_OF: &str = "Copy (1) of API User (system) (API-only)";
const LEVEL: &str = "Proxuma API Connection";

pub fn kind(url: &str) -> Kind {
    let pages = [
        ("LandingPage", Kind::Shell),
        ("Landing.mvc", Kind::Admin),
        ("levels", Kind::Levels),
        ("editor", Kind::Editor),
        ("users", Kind::Users),
        ("ApiUser", Kind::Form),
    ];
    let hit = pages.iter().find(|(part, _)| url.contains(part));
    hit.map_or(Kind::SignIn, |(_, kind)| *kind)
}

pub fn url(kind: Kind, edit: bool) -> &'static str {
    match kind {
        Kind::Shell => "/AutotaskOnyx/LandingPage",
        Kind::Admin => "/Mvc/AdministrationSetup/Landing.mvc/Index",
        Kind::Levels => "/x/levels",
        Kind::Editor => "/x/editor",
        Kind::Users => "/x/users",
        Kind::Form if edit => "/Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser",
        Kind::Form => "/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser",
        Kind::SignIn => "/Mvc/Framework/Authentication.mvc/Authenticate",
    }
}

// ── what a page's HTML says ───────────────────────────────────────────────────────────────────

pub fn shown(html: &str, c: &str) -> bool {
    !html.contains(&format!("data-c=\"{c}\" style=\"display:none\""))
}

pub fn toggle(html: &mut String, c: &str) {
    let (open, shut) = (
        format!("data-c=\"{c}\""),
        format!("data-c=\"{c}\" style=\"display:none\""),
    );
    *html = match html.contains(&shut) {
        true => html.replace(&shut, &open),
        false => html.replace(&open, &shut),
    };
}

/// The start tag of the element with this `data-t`.
fn tag<'h>(html: &'h str, t: &str) -> &'h str {
    let at = html.find(&format!("data-t=\"{t}\"")).unwrap();
    let start = html[..at].rfind('<').unwrap();
    &html[start..start + html[start..].find('>').unwrap()]
}

pub fn value(html: &str, t: &str) -> String {
    let tag = tag(html, t);
    let rest = tag.split_once(" value=\"").map_or("", |(_, rest)| rest);
    rest.split('"').next().unwrap_or("").to_owned()
}

pub fn on(html: &str, t: &str) -> bool {
    let tag = tag(html, t);
    tag.contains("TabIndexHack Checked") || tag.contains(" checked") || tag.contains(" Selected")
}

fn chosen(html: &str, t: &str) -> bool {
    html.contains(&format!("<option selected data-t=\"{t}\">"))
}

/// Turns a drawn or a real box.
fn turn(html: &mut String, t: &str, to: bool) {
    if on(html, t) == to {
        return;
    }
    let old = tag(html, t).to_owned();
    let new = match (old.contains("TabIndexHack"), to) {
        (true, true) => old.replace("TabIndexHack Unchecked", "TabIndexHack Checked"),
        (true, false) => old.replace("TabIndexHack Checked", "TabIndexHack Unchecked"),
        (false, true) => format!("{old} checked"),
        (false, false) => old.replace(" checked", ""),
    };
    *html = html.replacen(&old, &new, 1);
}

/// Chooses the entry with this text in a native list. Returns whether there is such a list.
pub fn pick(html: &mut String, list: &str, text: &str) -> bool {
    if !tag(html, list).starts_with("<select") {
        return false;
    }
    let end = format!("\">{}</option>", text.replace('&', "&amp;"));
    let from = html.find(&format!("data-t=\"{list}\"")).unwrap();
    if let Some(at) = html[from..].find(&end).map(|at| from + at) {
        let start = html[..at].rfind("<option").unwrap();
        html.insert_str(start + "<option".len(), " selected");
    }
    true
}

fn choose(html: &mut String, t: &str) {
    let plain = format!("<option data-t=\"{t}\">");
    *html = html.replacen(&plain, &format!("<option selected data-t=\"{t}\">"), 1);
}

// ── parts ─────────────────────────────────────────────────────────────────────────────────────

fn button(old: bool, name: &str, t: &str) -> String {
    match old {
        false => format!(
            "<div class=\"ToolBarItem\"><div class=\"Button2\" tabindex=\"0\" data-t=\"{t}\"><div class=\"Text2\">{name}</div></div></div>"
        ),
        true => format!(
            "<li class=\"Button\"><a class=\"NoImgLink\" href=\"#\" data-t=\"{t}\"><span class=\"Text\">{name}</span></a></li>"
        ),
    }
}

fn title(old: bool, name: &str) -> String {
    match old {
        false => {
            format!("<div class=\"TitleBarItem Title\"><span class=\"Text\">{name}</span></div>")
        }
        true => format!(
            "<div class=\"TitleBar\"><div class=\"Title\"><span class=\"text1\">{name}</span></div></div>"
        ),
    }
}

fn section(old: bool, name: &str, t: &str, open: bool, content: &str) -> String {
    let style = if open { "" } else { " style=\"display:none\"" };
    let (tone, state) = if open {
        ("Collapse", "")
    } else {
        ("Expand", " Collapsed")
    };
    match old {
        false => format!(
            "<div class=\"Normal Section\"><div class=\"CollapsibleSectionContainer\"><div class=\"HeadingContainer\" data-t=\"{t}\"><div class=\"Heading\"><div class=\"Text\"><span class=\"PrimaryText\">{name}</span></div></div><div class=\"Right\"><a class=\"Button Link\" data-t=\"{t}-full\">Full Permission</a> | <a class=\"Button Link\">No Permission</a></div></div><div class=\"ContentContainer\" data-c=\"{t}\"{style}><div class=\"Content\">{content}</div></div></div></div>"
        ),
        // Where a class says open or closed, it is left out: what is seen decides.
        true => format!(
            "<div class=\"Normal Section\"><div class=\"Heading\" data-t=\"{t}\"><div class=\"Toggle\"><div class=\"Vertical\"></div></div><span class=\"Text\">{name}</span><span class=\"Right\"><a class=\"Button ButtonIcon Link\" href=\"#\" data-t=\"{t}-full\"><span class=\"Text\">Full Permission</span></a><a class=\"Button ButtonIcon Link\" href=\"#\"><span class=\"Text\">No Permission</span></a></span></div><div class=\"Content\" data-c=\"{t}\"{style}><!--{tone}{state}-->{content}</div></div>"
        ),
    }
}

fn tick(old: bool, name: &str, t: &str) -> String {
    match old {
        false => format!(
            "<div class=\"Row\"><div class=\"Checkbox2\"><div class=\"TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"{t}\"><svg></svg></div></div><div class=\"LabelContainer1\"><span class=\"PrimaryText\">{name}</span></div></div>"
        ),
        true => format!(
            "<div class=\"Normal Editor CheckBox\"><div class=\"InputField\"><div><input type=\"checkbox\" data-t=\"{t}\"></div><div class=\"EditorLabelContainer\"><div class=\"Label\"><label>{name}</label></div></div></div></div>"
        ),
    }
}

fn line(old: bool, name: &str, editor: &str) -> String {
    match old {
        false => format!(
            "<div class=\"EditorLabelContainer1\"><div class=\"LabelContainer1\"><div class=\"Text\"><span class=\"PrimaryText\">{name}</span></div></div></div><div class=\"Size1\">{editor}</div>"
        ),
        true => format!(
            "<table><tr><td class=\"FieldLabels\">{name}</td><td>{editor}</td></tr></table>"
        ),
    }
}

fn field(old: bool, name: &str, t: &str, value: &str) -> String {
    let input = format!("<input type=\"text\" data-t=\"{t}\" value=\"{value}\">");
    line(old, name, &input)
}

fn select(old: bool, name: &str, t: &str, options: &str) -> String {
    let list = format!("<select data-t=\"{t}\"><option></option>{options}</select>");
    line(old, name, &list)
}

fn menu(old: bool, c: &str, items: &[(&str, &str)]) -> String {
    let list: String = (items.iter())
        .map(|(name, t)| match old {
            false => format!("<div class=\"Button2\" tabindex=\"0\" data-t=\"{t}\"><div class=\"Text2\">{name}</div></div>"),
            true => format!("<div class=\"RightClickMenuItem\" data-t=\"{t}\" onclick=\"\"><table><tr><td class=\"RightClickMenuItemText\">{name}</td></tr></table></div>"),
        })
        .collect();
    let class = if old {
        "RightClickMenu"
    } else {
        "ContextOverlay"
    };
    format!("<div class=\"{class}\" data-c=\"{c}\" style=\"display:none\">{list}</div>")
}

fn row(old: bool, t: &str, options: &str, name: &str) -> String {
    match old {
        false => format!(
            "<tr class=\"Display\" data-t=\"{t}\"><td class=\"ContextMenuCell\"><div class=\"Button ButtonIcon ContextMenu\" data-t=\"{options}\"><div class=\"Icon\"></div></div></td><td class=\"TextCell\">{name}</td></tr>"
        ),
        true => format!(
            "<tr data-t=\"{t}\"><td class=\"ContextCell\"><a href=\"#\" class=\"OnlyImageButton\" title=\"Options\" data-t=\"{options}\"><span class=\"ContextIcon\">▾</span></a></td><td>{name}</td></tr>"
        ),
    }
}

fn page(name: &str, body: &str) -> String {
    format!("<head><title>{name}</title></head><body>{body}</body>")
}

// ── pages ─────────────────────────────────────────────────────────────────────────────────────

pub fn html(shop: &Shop, kind: Kind, edit: bool) -> String {
    let old = shop.old;
    match kind {
        Kind::Shell if old => page(
            "Autotask",
            "<div class=\"TopBar\"><a class=\"MainMenuButton\" href=\"#\" title=\"Main Menu\" data-t=\"main\"><span>=</span></a></div><div class=\"MainTree\" data-c=\"tree\" style=\"display:none\"><div class=\"MenuItem\"><a class=\"MenuLink\" href=\"#\">CRM</a></div><div class=\"MenuItem\"><a class=\"MenuLink\" href=\"#\">Service Desk</a></div><div class=\"MenuItem\"><a class=\"MenuLink\" href=\"#\" data-t=\"admin\">Admin</a></div></div><div class=\"SubMenu\" data-c=\"fly\" style=\"display:none\"><div class=\"MenuItem\"><a class=\"MenuLink\" href=\"#\">Features &amp; Settings</a></div><div class=\"MenuItem\"><a class=\"MenuLink\" href=\"#\" data-t=\"settings\">Company Settings &amp; Users</a></div></div><iframe src=\"/x\"></iframe>",
        ),
        Kind::Shell => page(
            "Autotask",
            "<div data-slot=\"header\"><button aria-expanded=\"false\">Dashboards</button></div><div data-slot=\"side-panel\"><ul role=\"menu\"><li role=\"menuitem\"><span>CRM</span></li><li role=\"menuitem\"><span>Service Desk</span></li><li role=\"menuitem\" data-t=\"admin\"><span>Admin</span></li></ul><ul role=\"menu\" data-c=\"fly\" style=\"display:none\"><li role=\"menuitem\"><span>Features &amp; Settings</span></li><li role=\"menuitem\" data-t=\"settings\"><span>Account Settings &amp; Users</span></li></ul></div><main><iframe src=\"/x\"></iframe></main>",
        ),
        Kind::Admin => {
            let link = |name: &str, t: &str| {
                format!(
                    "<div class=\"PageNavigationLink\"><a class=\"Button Link\" href=\"#\" data-t=\"{t}\"><span class=\"Text\">{name}</span></a></div>"
                )
            };
            let hr = link("Security Levels", "levels")
                + &link("Resources/Users", "users")
                + &link("Roles", "roles");
            let tabs = "<div class=\"TabBar\"><a class=\"Button\" href=\"#\"><span class=\"Text\">Features &amp; Settings</span></a><a class=\"Button SelectedState\" href=\"#\" data-t=\"tab\"><span class=\"Text\">Company Settings &amp; Users</span></a></div>";
            let plain = |name: &str, t: &str, inner: &str| {
                section(old, name, t, false, inner)
                    .replace("Full Permission", "")
                    .replace("No Permission", "")
            };
            page(
                "Admin",
                &(title(old, "Admin")
                    + tabs
                    + &plain("Your Company", "company", &link("Locations", "locations"))
                    + &plain("Resources/Users (HR)", "hr", &hr)),
            )
        }
        Kind::Levels => {
            let rows = row(old, "r0", "o0", "Full Access (system)")
                + &row(old, "row", "options", "API User (system) (API-only)")
                + &row(
                    old,
                    "r2",
                    "o2",
                    "API User (system) Can't Read Costs (API-only)",
                );
            let own: String = (0..shop.levels.len())
                .map(|n| {
                    row(
                        old,
                        &format!("own{n}"),
                        &format!("owno{n}"),
                        &format!("{LEVEL}{}", " ".repeat(n)),
                    )
                })
                .collect();
            let copy = if old { "Copy Security Level" } else { "Copy" };
            let menu = menu(
                old,
                "menu",
                &[("View", "view-item"), (copy, "copy"), ("Delete", "delete")],
            );
            page(
                "Security Levels",
                &format!(
                    "{}<table>{rows}{own}</table><div style=\"height:100px\"></div>{menu}",
                    title(old, "Security Levels")
                ),
            )
        }
        Kind::Editor => {
            let webhooks = tick(old, "Can create Webhooks", "webhooks")
                + &field(old, "Maximum number of Webhooks", "maximum", "0")
                + &tick(old, "Can use LiveReports", "live");
            let api = tick(old, "Can login to Web Services API", "login")
                + &tick(old, "Companies: View (Query)", "view");
            let name = field(old, "Name", "name", COPY_OF);
            page(
                "Edit Security Level",
                &(title(old, "Edit Security Level")
                    + &button(old, "Save &amp; Close", "save")
                    + &name
                    + &section(
                        old,
                        "Admin",
                        "admin-section",
                        true,
                        &tick(old, "Resources/Users (HR)", "adminbox"),
                    )
                    + &section(old, "Other", "other", false, &webhooks)
                    + &section(old, "Web Services API", "services", false, &api)),
            )
        }
        Kind::Users => {
            let mine = if shop.users > 0 {
                row(old, "u1", "u1o", "Proxuma API")
            } else {
                String::new()
            };
            let rows = row(old, "u0", "u0o", "Service Desk 3") + &mine;
            let menus = menu(
                old,
                "newmenu",
                &[
                    ("New Resource", "new-resource"),
                    ("New API User", "new-api"),
                ],
            ) + &menu(
                old,
                "rowmenu",
                &[("Edit", "edit"), ("Inactivate", "inactivate")],
            );
            page(
                "Resources/Users",
                &format!(
                    "{}{}<table>{rows}</table><div style=\"height:100px\"></div>{menus}",
                    title(old, "Resources/Users"),
                    button(old, "New", "new")
                ),
            )
        }
        Kind::Form => form(shop, edit),
        Kind::SignIn => page(
            "Sign In",
            "<h1>Autotask</h1><input name=\"UserName\" placeholder=\"Username\"><button>Next</button>",
        ),
    }
}

fn form(shop: &Shop, edit: bool) -> String {
    let old = shop.old;
    let name = if edit {
        "Edit API User"
    } else {
        "Add API User"
    };
    let text =
        |label: &str, t: &str, kept: &str| field(old, label, t, if edit { kept } else { "" });
    let general = text("First Name", "first", "Proxuma")
        + &text("Last Name", "last", "API")
        + &text("Email Address", "email", "api@acme.example")
        + &select(
            old,
            "Security Level",
            "level",
            &format!("<option>API User (system)</option><option data-t=\"mine\">{LEVEL}</option>"),
        )
        + &select(old, "Date Format", "date", "<option>dd-MM-yyyy</option>");
    let press = |name: &str, t: &str| match old {
        false => button(false, name, t),
        true => format!("<input type=\"button\" class=\"Button\" value=\"{name}\" data-t=\"{t}\">"),
    };
    let credentials = press("Generate Key", "genkey")
        + &press("Generate Secret", "gensecret")
        + &text("Username (Key)", "key", "k3jx8w2qpl5vz9a@acme.example")
        + &field(old, "Password (Secret)", "secret", "");
    let tracking = format!(
        "<label><input type=\"radio\" name=\"k\" data-t=\"vendor\">Integration Vendor</label><label><input type=\"radio\" name=\"k\">Custom (Internal Integration)</label>{}",
        select(
            old,
            "Integration Vendor",
            "picker",
            "<option>Rewst - Automation</option><option data-t=\"proxuma\">Proxuma - Resource Planning &amp; Project Management</option>"
        )
    );
    let lob = "<select multiple aria-label=\"Associated\" data-t=\"associated\"></select>";
    let plain = |name: &str, t: &str, inner: &str| {
        section(old, name, t, true, inner)
            .replace("Full Permission", "")
            .replace("No Permission", "")
    };
    let mut html = page(
        name,
        &(title(old, name)
            + &button(old, "Save &amp; Close", "save")
            + &plain("General", "general", &general)
            + &plain("Credentials", "credentials", &credentials)
            + &plain("API Tracking Identifier", "tracking", &tracking)
            + &plain("Line of Business", "lob", lob)),
    );
    if edit {
        turn(&mut html, "vendor", true);
        choose(&mut html, "proxuma");
        choose(&mut html, "mine");
    }
    html
}

// ── what is right ─────────────────────────────────────────────────────────────────────────────

/// Whether a ring on `t` for `step` is right on a page in this state.
pub fn right(shop: &Shop, kind: Kind, html: &str, step: &str, t: &str) -> bool {
    let wanted: &[&str] = match (kind, step) {
        (Kind::Shell, "open-admin" | "open-users") => match (shown(html, "fly"), shop.old) {
            (true, _) => &["settings"],
            (false, true) if !shown(html, "tree") => &["main"],
            _ => &["admin"],
        },
        (Kind::Admin, _) if !shown(html, "hr") => &["hr"],
        (Kind::Admin, "open-security-levels") => &["levels"],
        (Kind::Admin, "open-users") => &["users"],
        (Kind::Levels, "copy-api-level") if shown(html, "menu") => &["copy"],
        (Kind::Levels, "copy-api-level") => &["options"],
        (Kind::Users, "new-api-user") if shown(html, "newmenu") => &["new-api"],
        (Kind::Users, "new-api-user") => &["new"],
        (Kind::Users, "edit-user") if shown(html, "rowmenu") => &["edit"],
        (Kind::Users, "edit-user") => &["u1o"],
        (Kind::Editor, "name-level") => &["name"],
        (Kind::Editor, "open-other") => &["other"],
        (Kind::Editor, "allow-webhooks") if !shown(html, "other") => &["other"],
        (Kind::Editor, "allow-webhooks") if !on(html, "webhooks") => &["webhooks"],
        (Kind::Editor, "allow-webhooks") => &["maximum"],
        (Kind::Editor, "open-web-services") => &["services"],
        (Kind::Editor, "allow-api-login") if !shown(html, "services") => &["services"],
        (Kind::Editor, "allow-api-login") if !on(html, "login") => &["login"],
        (Kind::Editor, "allow-api-login") => &["services-full"],
        (Kind::Editor, "save-level") if level_complete(html) => &["save"],
        (Kind::Form, "user-details") => match ["first", "last", "email"]
            .into_iter()
            .find(|f| value(html, f).is_empty())
        {
            Some("first") => &["first"],
            Some("last") => &["last"],
            Some(_) => &["email"],
            None => &["level"],
        },
        (Kind::Form, "choose-level") if !chosen(html, "mine") => &["level"],
        (Kind::Form, "generate-key") if value(html, "key").is_empty() => &["genkey"],
        (Kind::Form, "generate-secret") if value(html, "secret").is_empty() => &["gensecret"],
        (Kind::Form, "tracking-identifier") if !on(html, "vendor") => &["vendor"],
        (Kind::Form, "tracking-identifier") if !chosen(html, "proxuma") => &["picker"],
        (Kind::Form, "line-of-business") => &["lob", "associated"],
        (Kind::Form, "save-user") if user_complete(html) => &["save"],
        _ => &[],
    };
    wanted.contains(&t)
}

pub fn level_complete(html: &str) -> bool {
    let name = value(html, "name");
    on(html, "webhooks")
        && value(html, "maximum") == "50"
        && on(html, "login")
        && on(html, "view")
        && !name.is_empty()
        && name != COPY_OF
}

pub fn user_complete(html: &str) -> bool {
    let filled = ["first", "last", "email", "key", "secret"];
    filled.iter().all(|f| !value(html, f).is_empty())
        && chosen(html, "mine")
        && chosen(html, "proxuma")
        && on(html, "vendor")
}

// ── what presses do ───────────────────────────────────────────────────────────────────────────

/// A press on a control, by the admin or by the guide.
pub fn react(w: &mut World, place: (i64, i64), t: &str) {
    let Some(doc) = w.docs.get(&place) else {
        return;
    };
    let (kind, mut html) = (kind(&doc.url), doc.html.clone());
    let edit = doc.url.contains("Edit");
    match (kind, t) {
        (Kind::Shell, "main") => toggle(&mut html, "tree"),
        (Kind::Shell, "admin") => toggle(&mut html, "fly"),
        (Kind::Shell, "settings") => {
            for c in ["fly", "tree"] {
                if shown(&html, c) && html.contains(&format!("data-c=\"{c}\"")) {
                    toggle(&mut html, c);
                }
            }
            w.change(place, |h| *h = html);
            return visit(w, (place.0, INNER.1), Kind::Admin);
        }
        (Kind::Admin, "levels") => return visit(w, place, Kind::Levels),
        (Kind::Admin, "users") => return visit(w, place, Kind::Users),
        (Kind::Levels, "options") => toggle(&mut html, "menu"),
        (Kind::Levels, "copy") => {
            toggle(&mut html, "menu");
            w.change(place, |h| *h = html);
            return window(w, Kind::Editor, false);
        }
        (Kind::Users, "new") => toggle(&mut html, "newmenu"),
        (Kind::Users, "u1o") => toggle(&mut html, "rowmenu"),
        (Kind::Users, "new-api" | "edit") => {
            toggle(&mut html, if t == "edit" { "rowmenu" } else { "newmenu" });
            w.change(place, |h| *h = html);
            return window(w, Kind::Form, t == "edit");
        }
        (Kind::Editor, "services-full") => {
            turn(&mut html, "login", true);
            turn(&mut html, "view", true);
        }
        (Kind::Editor, "webhooks" | "login" | "view" | "live") => {
            let to = !on(&html, t);
            turn(&mut html, t, to);
        }
        (Kind::Editor, "save") if !value(&html, "name").is_empty() => {
            w.shop.levels.push(value(&html, "maximum"));
            return closed_by_save(w, place, Kind::Levels);
        }
        (Kind::Form, "genkey") => set_value(&mut html, "key", "k3jx8w2qpl5vz9a@acme.example"),
        (Kind::Form, "gensecret") => {
            w.shop.secrets += 1;
            let secret = format!("s{}", w.shop.secrets);
            set_value(&mut html, "secret", &secret);
        }
        (Kind::Form, "vendor") => turn(&mut html, "vendor", true),
        (Kind::Form, "picker") => choose(&mut html, "proxuma"),
        (Kind::Form, "level") => choose(&mut html, "mine"),
        (Kind::Form, "save") if user_complete(&html) => {
            w.shop.users += usize::from(!edit);
            return closed_by_save(w, place, Kind::Users);
        }
        (_, section) if html.contains(&format!("data-c=\"{section}\"")) => {
            toggle(&mut html, section)
        }
        _ => {}
    }
    w.change(place, |h| *h = html);
    if kind == Kind::Form {
        w.read_secret(place);
    }
}

/// Another page in a frame.
pub fn visit(w: &mut World, place: (i64, i64), kind: Kind) {
    let html = html(&w.shop, kind, false);
    w.leave(place);
    w.open(place, url(kind, false), &html);
}

/// A new window.
pub fn window(w: &mut World, kind: Kind, edit: bool) {
    w.shop.windows += 1;
    let place = (100 + w.shop.windows, 0);
    let html = html(&w.shop, kind, edit);
    w.open(place, url(kind, edit), &html);
}

/// The window closes and the list behind it loads anew.
fn closed_by_save(w: &mut World, place: (i64, i64), list: Kind) {
    w.close(place.0);
    if w.docs
        .get(&INNER)
        .is_some_and(|d| self::kind(&d.url) == list)
    {
        visit(w, INNER, list);
    }
}
