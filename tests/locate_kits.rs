//! Locating the guide's targets on hand-written pages built like the 2026 kit, the 2017 kit and
//! kits of other products.

mod support;

use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Checked, Doubt, Page, Verdict, locate};
use support::html::{at, page};

fn target(role: Role, names: &[&str]) -> Target {
    Target {
        role: vec![role],
        names: labels(names),
        ..Target::default()
    }
}

fn labels(names: &[&str]) -> Vec<Label> {
    names.iter().map(|n| Label::En((*n).to_owned())).collect()
}

#[track_caller]
fn found(page: &Page, target: &Target, scope: Option<usize>) -> usize {
    match locate(page, target, scope) {
        Verdict::Found(m) => m.node,
        other => panic!("{:?}: {other:#?}", target.names),
    }
}

/// Finds the target and says which `data-t` or `id` the row has.
#[track_caller]
fn found_id(page: &Page, target: &Target) -> String {
    let ix = found(page, target, None);
    let node = page.node(ix);
    node.attr("data-t")
        .or(node.attr("id"))
        .unwrap_or("(no id)")
        .to_owned()
}

const EDITOR_2026: &str = include_str!("fixtures/kits/editor-2026.html");

#[test]
fn the_2026_editor_gives_every_control_its_name() {
    let p = page(EDITOR_2026);
    for (id, name) in [
        ("save", "Save"),
        ("save-close", "Save & Close"),
        ("name", "Name"),
        ("active", "Active"),
        ("webhooks", "Can create Webhooks"),
        ("maximum", "Maximum number of Webhooks"),
        ("login", "Can login to Web Services API"),
        ("h-other", "Other"),
        ("h-ws", "Web Services API"),
        ("ws-full", "Full Permission"),
    ] {
        let ix = at(&p, id);
        assert_eq!(p.name(ix), name, "{id} is a {:?}", p.role(ix));
    }
    let webhooks = at(&p, "webhooks");
    assert!(
        p.sections(webhooks).contains(&"Other"),
        "{:?}",
        p.sections(webhooks)
    );
    assert_eq!(
        p.sections(at(&p, "ws-full")).last(),
        Some(&"Web Services API")
    );
}

#[test]
fn the_2026_editor_shows_its_states() {
    let p = page(EDITOR_2026);
    assert_eq!(p.state(at(&p, "active")).checked, Some(Checked::On));
    assert_eq!(p.state(at(&p, "webhooks")).checked, Some(Checked::Off));
    assert_eq!(p.state(at(&p, "h-other")).expanded, Some(true));
    assert_eq!(p.state(at(&p, "h-admin")).expanded, Some(false));
    assert!(p.state(at(&p, "nopw")).disabled);
    assert!(!p.state(at(&p, "webhooks")).disabled);
}

#[test]
fn the_2026_editor_is_located() {
    let p = page(EDITOR_2026);
    use Role::{Button, Checkbox, Section, Textbox};
    let t = |role, names: &[&str]| target(role, names);
    assert_eq!(
        found_id(
            &p,
            &t(
                Checkbox,
                &["Can create Webhooks", "Create Company Webhooks"]
            )
        ),
        "webhooks"
    );
    assert_eq!(
        found_id(&p, &t(Textbox, &["Maximum number of Webhooks"])),
        "maximum"
    );
    assert_eq!(
        found_id(&p, &t(Checkbox, &["Can login to Web Services API"])),
        "login"
    );
    assert_eq!(found_id(&p, &t(Section, &["Other"])), "h-other");
    assert_eq!(found_id(&p, &t(Section, &["Web Services API"])), "h-ws");
    assert_eq!(
        found_id(&p, &t(Button, &["Save & Close", "Save and close"])),
        "save-close"
    );
    assert_eq!(found_id(&p, &t(Textbox, &["Name"])), "name");
    let mut full = t(Role::Link, &["Full Permission"]);
    full.section = labels(&["Web Services API"]);
    assert_eq!(found_id(&p, &full), "ws-full");
    full.section = labels(&["Admin"]);
    assert_eq!(found_id(&p, &full), "admin-full");
}

#[test]
fn equal_controls_without_a_section_are_ambiguous() {
    let p = page(EDITOR_2026);
    match locate(&p, &target(Role::Link, &["Full Permission"]), None) {
        Verdict::Unsure { doubt, best } => {
            assert_eq!(doubt, Doubt::Ambiguous);
            assert!(best.len() >= 2);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_not_on_the_page_is_absent() {
    let p = page(EDITOR_2026);
    let verdict = locate(&p, &target(Role::Button, &["Generate Secret"]), None);
    assert_eq!(verdict, Verdict::Absent);
}

const EDITOR_2017: &str = include_str!("fixtures/kits/editor-2017.html");

#[test]
fn the_2017_editor_is_located() {
    let p = page(EDITOR_2017);
    use Role::{Button, Checkbox, Section, Textbox};
    assert_eq!(
        found_id(&p, &target(Checkbox, &["Can create Webhooks"])),
        "webhooks"
    );
    assert_eq!(
        found_id(&p, &target(Textbox, &["Maximum number of Webhooks"])),
        "maximum"
    );
    assert_eq!(found_id(&p, &target(Section, &["Other"])), "h-other");
    assert_eq!(
        found_id(&p, &target(Section, &["Web Services API"])),
        "h-ws"
    );
    assert_eq!(
        found_id(&p, &target(Button, &["Save & Close"])),
        "save-close"
    );
    let mut full = target(Role::Link, &["Full Permission"]);
    full.section = labels(&["Web Services API"]);
    assert_eq!(found_id(&p, &full), "ws-full");
    assert_eq!(p.state(at(&p, "h-other")).expanded, Some(true));
    assert_eq!(p.state(at(&p, "h-ws")).expanded, Some(false));
    assert_eq!(p.state(at(&p, "webhooks")).checked, Some(Checked::On));
    assert!(p.state(at(&p, "maximum")).filled);
}

const LEVELS_2026: &str = include_str!("fixtures/kits/levels-2026.html");

#[test]
fn the_right_row_and_its_unnamed_menu_are_located() {
    let p = page(LEVELS_2026);
    let mut row = target(
        Role::Row,
        &["API User (system) (API-only)", "API User (system)"],
    );
    row.not = labels(&["API User (system) Can't Read Costs (API-only)"]);
    let ix = found(&p, &row, None);
    assert!(p.within(at(&p, "menu1"), ix));
    let menu = Target {
        role: vec![Role::Button],
        class: vec!["ContextMenu".into()],
        ..Target::default()
    };
    assert_eq!(found(&p, &menu, Some(ix)), at(&p, "menu1"));
}

#[test]
fn a_hidden_twin_in_a_closed_menu_never_wins() {
    let p = page(
        r#"<body><div class="ContextOverlay" style="visibility:hidden;left:-9999px"><div class="Button2" style="visibility:hidden"><div class="Text2">New API User</div></div></div>
        <div class="DropDownButton2 Combined"><div class="Button2" tabindex="0" data-t="new"><div class="Text2">New</div></div></div></body>"#,
    );
    match locate(&p, &target(Role::MenuItem, &["New API User"]), None) {
        Verdict::Unsure { doubt, .. } => assert_eq!(doubt, Doubt::Hidden),
        other => panic!("{other:?}"),
    }
    assert_eq!(found_id(&p, &target(Role::Button, &["New"])), "new");
}

#[test]
fn shell_navigation_is_located() {
    let p = page(
        r#"<body><div data-slot="header"><button aria-expanded="false">Dashboards</button><button aria-expanded="false">My</button></div>
        <div data-slot="side-panel"><ul role="menu" class="list-none"><li role="menuitem"><span>Home</span></li><li role="menuitem" data-t="admin"><span>Admin</span></li></ul></div>
        <div class="TabBar"><a class="Button"><span class="Text">Features &amp; Settings</span></a><a class="Button" data-t="company"><span class="Text">Client Company Settings &amp; Users</span></a></div></body>"#,
    );
    assert_eq!(found_id(&p, &target(Role::MenuItem, &["Admin"])), "admin");
    assert_eq!(
        found_id(&p, &target(Role::Tab, &["* Settings & Users"])),
        "company"
    );
}

#[test]
fn other_kits_are_understood() {
    let p = page(
        r#"<body>
        <details id="d"><summary data-t="sum">Resources/Users (HR)</summary><a href="/x">Security Levels</a></details>
        <h3><button aria-expanded="true" aria-controls="p1" data-t="acc">Other</button></h3><div id="p1" role="region"><label>Maximum <input data-t="max"></label></div>
        <fieldset><legend>Credentials</legend><table><tr><td>Username (Key)</td><td><input data-t="key"></td><td><button data-t="gen">Generate Key</button></td></tr></table></fieldset>
        <label for="lvl">Security Level *</label><select id="lvl"><option>A</option></select>
        <div class="ant-checkbox-wrapper"><span class="ant-checkbox ant-checkbox-checked"><input type="checkbox" checked data-t="ant"></span><span>Active</span></div>
        </body>"#,
    );
    assert_eq!(
        found_id(&p, &target(Role::Section, &["Resources/Users (HR)"])),
        "sum"
    );
    assert_eq!(p.state(at(&p, "sum")).expanded, Some(false));
    assert_eq!(found_id(&p, &target(Role::Section, &["Other"])), "acc");
    assert_eq!(p.state(at(&p, "acc")).expanded, Some(true));
    assert_eq!(
        found_id(&p, &target(Role::Textbox, &["Username (Key)"])),
        "key"
    );
    assert_eq!(p.sections(at(&p, "key")), ["Credentials"]);
    assert_eq!(
        found_id(&p, &target(Role::Combobox, &["Security Level"])),
        "lvl"
    );
    assert_eq!(found_id(&p, &target(Role::Checkbox, &["Active"])), "ant");
    assert_eq!(p.state(at(&p, "ant")).checked, Some(Checked::On));
}
