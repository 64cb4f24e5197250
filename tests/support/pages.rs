//! The article's pages as HTML, in the class names of kit 2026, and worlds that stand at one of them.

#![allow(dead_code)]

use super::world::World;

pub const TOP: (i64, i64) = (1, 0);

pub const INNER: (i64, i64) = (1, 3);

pub const EDITOR: (i64, i64) = (2, 0);

pub const USER: (i64, i64) = (3, 0);

pub const SHELL: &str = r#"<body><div data-slot="header"><button data-slot="header:navigation-menu-button" aria-expanded="false">Dashboards</button><button>My</button></div>
<div data-slot="side-panel"><ul role="menu"><li role="menuitem"><span>CRM</span></li><li role="menuitem" data-t="admin"><span>Admin</span></li></ul></div>
<main><iframe src="/Mvc/x"></iframe></main></body>"#;

pub const ADMIN: &str = r#"<head><title>Admin</title></head><body><div class="TabBar"><a class="Button" data-t="tab1"><span class="Text">Features &amp; Settings</span></a><a class="Button SelectedState" data-t="settings"><span class="Text">Account Settings &amp; Users</span></a></div>
<div class="Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="company"><div class="Heading"><span class="PrimaryText">Your Account</span></div></div><div class="ContentContainer" style="display:none"><div class="Content"><a class="Button Link">Locations</a></div></div></div></div>
<div class="Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="hr"><div class="Heading"><span class="PrimaryText">Resources/Users (HR)</span></div></div><div class="ContentContainer" HIDE><div class="Content">
<div class="PageNavigationLink"><a class="Button Link" data-t="levels"><span>Security Levels</span></a></div><div class="PageNavigationLink"><a class="Button Link" data-t="users"><span>Resources/Users</span></a></div></div></div></div></div></body>"#;

pub const LEVELS: &str = r#"<head><title>Security Levels</title></head><body><div class="TitleBarItem Title"><span class="Text">Security Levels</span></div><table>
<tr class="Display" data-t="r0"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="o0"><div class="Icon"></div></div></td><td class="TextCell">Full Access (system)</td></tr>
<tr class="Display" data-t="row"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="options"><div class="Icon"></div></div></td><td class="TextCell">API User (system) (API-only)</td></tr>
<tr class="Display" data-t="r2"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="o2"><div class="Icon"></div></div></td><td class="TextCell">API User (system) Can't Read Costs (API-only)</td></tr></table>
<div style="height:100px"></div><div class="ContextOverlay" MENU><div class="Button2" tabindex="0"><div class="Text2">Edit</div></div><div class="Button2" tabindex="0" data-t="copy"><div class="Text2">Copy</div></div></div></body>"#;

pub fn section(name: &str, t: &str, open: bool, content: &str) -> String {
    let style = if open { "" } else { "style=\"display:none\"" };
    format!(
        r#"<div class="Normal Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="{t}"><div class="Heading"><div class="Text"><span class="PrimaryText">{name}</span></div></div><div class="Right"><a class="Button Link" data-t="{t}-full">Full Permission</a> | <a class="Button Link">No Permission</a></div></div><div class="ContentContainer" {style}><div class="Content">{content}</div></div></div></div>"#
    )
}

pub fn tick(name: &str, t: &str, on: bool) -> String {
    let state = if on { "Checked" } else { "Unchecked" };
    format!(
        r#"<div class="Row"><div class="Checkbox2"><div class="TabIndexHack {state}" tabindex="0" data-t="{t}"><svg></svg></div></div><div class="LabelContainer1"><span class="PrimaryText">{name}</span></div></div>"#
    )
}

pub fn field(name: &str, t: &str, value: &str) -> String {
    format!(
        r#"<div class="EditorLabelContainer1"><div class="LabelContainer1"><div class="Text"><span class="PrimaryText">{name}</span></div></div></div><div class="Size1"><input class="TextBox2" data-t="{t}" value="{value}"></div>"#
    )
}

pub fn editor(other: bool, services: bool) -> String {
    let webhooks = tick("Can create Webhooks", "webhooks", false)
        + &field("Maximum number of Webhooks", "maximum", "0")
        + &tick("Can use LiveReports", "live", false);
    let api = tick("Can login to Web Services API", "login", false)
        + &tick("Companies: View (Query)", "view", false);
    format!(
        r#"<head><title>Edit Security Level</title></head><body><div class="ToolBarItem"><div class="Button2" tabindex="0" data-t="save"><div class="Text2">Save &amp; Close</div></div></div>{}{}{}{}</body>"#,
        field("Name", "name", ""),
        section(
            "Admin",
            "admin-section",
            true,
            &tick("Resources/Users (HR)", "adminbox", false)
        ),
        section("Other", "other", other, &webhooks),
        section("Web Services API", "services", services, &api),
    )
}

/// What the pages do when their controls are pressed.
pub fn behave(html: &mut String, name: &str) {
    let flip = |html: &mut String, t: &str, on: bool| {
        for (from, to) in [("Unchecked", "Checked"), ("Checked", "Unchecked")] {
            let whole = format!("TabIndexHack {from}\" tabindex=\"0\" data-t=\"{t}\"");
            if html.contains(&whole) {
                if (from == "Unchecked") == on || name == t {
                    *html = html.replacen(
                        &whole,
                        &format!("TabIndexHack {to}\" tabindex=\"0\" data-t=\"{t}\""),
                        1,
                    );
                }
                return;
            }
        }
    };
    match name {
        "services-full" => {
            flip(html, "login", true);
            flip(html, "view", true);
        }
        box_name => flip(html, box_name, true),
    }
}

pub fn to_editor() -> World {
    let mut w = World::guiding();
    w.presses = behave;
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    w.expect(TOP, "open-admin", "admin");
    w.open(
        INNER,
        "/Mvc/AdministrationSetup/Landing.mvc/Index",
        &ADMIN.replace("HIDE", "style=\"display:none\""),
    );
    w.expect(INNER, "open-security-levels", "hr");
    assert_eq!(
        w.docs[&TOP].shown, None,
        "only the frame with the step shows it"
    );
    w.swap(
        INNER,
        "style=\"display:none\"><div class=\"Content\">\n",
        "><div class=\"Content\">\n",
    );
    w.expect(INNER, "open-security-levels", "levels");
    w.open(
        INNER,
        "/Mvc/x",
        &LEVELS.replace("MENU", "style=\"display:none\""),
    );
    w.expect(INNER, "copy-api-level", "options");
    w.swap(INNER, "style=\"display:none\"", "");
    w.expect(INNER, "copy-api-level", "copy");
    w.swap(
        INNER,
        "class=\"ContextOverlay\"",
        "class=\"ContextOverlay\" style=\"display:none\"",
    );
    w.open(EDITOR, "/some/editor", &editor(false, false));
    w
}

pub const USERS: &str = r#"<head><title>Resources/Users</title></head><body><div class="TitleBarItem Title"><span class="Text">Resources/Users</span></div>
<div class="ToolBarItem"><div class="DropDownButton2 Combined"><div class="Button2" tabindex="0" data-t="new"><div class="Text2">New</div></div></div></div>
<table><tr class="Display" data-t="u0"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="u0o"><div class="Icon"></div></div></td><td class="TextCell">Service Desk 3</td></tr>
<tr class="Display" data-t="u1"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="u1o"><div class="Icon"></div></div></td><td class="TextCell">Proxuma Integration</td></tr></table>
<div class="ContextOverlay" style="display:none" data-t="newmenu"><div class="Button2" tabindex="0"><div class="Text2">New Resource</div></div><div class="Button2" tabindex="0" data-t="new-api"><div class="Text2">New API User</div></div></div>
<div style="height:100px"></div><div class="ContextOverlay" style="display:none" data-t="rowmenu"><div class="Button2" tabindex="0" data-t="edit"><div class="Text2">Edit</div></div></div></body>"#;

/// Opens a hidden menu.
pub fn unhide(html: &mut String, name: &str) {
    *html = html.replacen(
        &format!("style=\"display:none\" data-t=\"{name}\""),
        &format!("data-t=\"{name}\""),
        1,
    );
}

pub fn form(title: &str) -> String {
    let choice = |name: &str, t: &str, options: &str| {
        format!(
            r#"<div class="EditorLabelContainer1"><div class="LabelContainer1"><div class="Text"><span class="PrimaryText">{name}</span></div></div></div><div class="Size1"><select class="DropDownList2" data-t="{t}">{options}</select></div>"#
        )
    };
    format!(
        r#"<head><title>{title}</title></head><body><div class="TitleBarItem Title"><span class="Text">{title}</span></div><div class="ToolBarItem"><div class="Button2" tabindex="0" data-t="save"><div class="Text2">Save &amp; Close</div></div></div>{}{}{}{}</body>"#,
        section(
            "General",
            "general",
            true,
            &(field("First Name", "first", "")
                + &field("Last Name", "last", "")
                + &field("Email Address", "email", "")
                + &choice(
                    "Security Level",
                    "level",
                    "<option></option><option>API User (system)</option><option data-t=\"mine\">Proxuma API Connection</option>"
                )
                + &choice("Date Format", "date", "<option>dd-MM-yyyy</option>"))
        ),
        section(
            "Credentials",
            "credentials",
            true,
            &(String::from(
                r#"<div class="Button2" tabindex="0" data-t="genkey"><div class="Text2">Generate Key</div></div><div class="Button2" tabindex="0" data-t="gensecret"><div class="Text2">Generate Secret</div></div>"#
            ) + &field("Username (Key)", "key", "")
                + "<span>@acme.example</span>"
                + &field("Password (Secret)", "secret", ""))
        ),
        section(
            "API Tracking Identifier",
            "tracking",
            true,
            &(String::from(
                r#"<label><input type="radio" name="k" data-t="vendor">Integration Vendor</label><label><input type="radio" name="k">Custom (Internal Integration)</label>"#
            ) + &choice(
                "Integration Vendor",
                "picker",
                "<option></option><option data-t=\"proxuma\">Proxuma - Resource Planning &amp; Project Management</option>"
            ))
        ),
        section(
            "Line of Business",
            "lob",
            true,
            r#"<div class="Label">Associated</div><select multiple data-t="associated"></select>"#
        ),
    )
}

pub fn level_saved() -> World {
    let mut w = World::guiding();
    w.presses = behave;
    w.session.saved.flags.insert("level-saved".into());
    w.session.saved.level_name = Some("Proxuma API Connection".into());
    w
}

pub fn choose(html: &mut String, t: &str) {
    *html = html.replacen(
        &format!("<option data-t=\"{t}\">"),
        &format!("<option selected data-t=\"{t}\">"),
        1,
    );
}
