//! The whole article replayed on hand-written pages: each event in, each highlight out.

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::protocol::{HoldState, PanelMsg, Phase, StepState};
use support::replay::World;

const TOP: (i64, i64) = (1, 0);
const INNER: (i64, i64) = (1, 3);
const EDITOR: (i64, i64) = (2, 0);
const USER: (i64, i64) = (3, 0);

const SHELL: &str = r#"<body><div data-slot="header"><button data-slot="header:navigation-menu-button" aria-expanded="false">Dashboards</button><button>My</button></div>
<div data-slot="side-panel"><ul role="menu"><li role="menuitem"><span>CRM</span></li><li role="menuitem" data-t="admin"><span>Admin</span></li></ul></div>
<main><iframe src="/Mvc/x"></iframe></main></body>"#;

const ADMIN: &str = r#"<head><title>Admin</title></head><body><div class="TabBar"><a class="Button" data-t="tab1"><span class="Text">Features &amp; Settings</span></a><a class="Button SelectedState" data-t="settings"><span class="Text">Account Settings &amp; Users</span></a></div>
<div class="Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="company"><div class="Heading"><span class="PrimaryText">Your Account</span></div></div><div class="ContentContainer" style="display:none"><div class="Content"><a class="Button Link">Locations</a></div></div></div></div>
<div class="Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="hr"><div class="Heading"><span class="PrimaryText">Resources/Users (HR)</span></div></div><div class="ContentContainer" HIDE><div class="Content">
<div class="PageNavigationLink"><a class="Button Link" data-t="levels"><span>Security Levels</span></a></div><div class="PageNavigationLink"><a class="Button Link" data-t="users"><span>Resources/Users</span></a></div></div></div></div></div></body>"#;

const LEVELS: &str = r#"<head><title>Security Levels</title></head><body><div class="TitleBarItem Title"><span class="Text">Security Levels</span></div><table>
<tr class="Display" data-t="r0"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="o0"><div class="Icon"></div></div></td><td class="TextCell">Full Access (system)</td></tr>
<tr class="Display" data-t="row"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="options"><div class="Icon"></div></div></td><td class="TextCell">API User (system) (API-only)</td></tr>
<tr class="Display" data-t="r2"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="o2"><div class="Icon"></div></div></td><td class="TextCell">API User (system) Can't Read Costs (API-only)</td></tr></table>
<div class="ContextOverlay" MENU><div class="Button2" tabindex="0"><div class="Text2">Edit</div></div><div class="Button2" tabindex="0" data-t="copy"><div class="Text2">Copy</div></div></div></body>"#;

fn section(name: &str, t: &str, open: bool, content: &str) -> String {
    let style = if open { "" } else { "style=\"display:none\"" };
    format!(
        r#"<div class="Normal Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="{t}"><div class="Heading"><div class="Text"><span class="PrimaryText">{name}</span></div></div><div class="Right"><a class="Button Link" data-t="{t}-full">Full Permission</a> | <a class="Button Link">No Permission</a></div></div><div class="ContentContainer" {style}><div class="Content">{content}</div></div></div></div>"#
    )
}

fn tick(name: &str, t: &str, on: bool) -> String {
    let state = if on { "Checked" } else { "Unchecked" };
    format!(
        r#"<div class="Row"><div class="Checkbox2"><div class="TabIndexHack {state}" tabindex="0" data-t="{t}"><svg></svg></div></div><div class="LabelContainer1"><span class="PrimaryText">{name}</span></div></div>"#
    )
}

fn field(name: &str, t: &str, value: &str) -> String {
    format!(
        r#"<div class="EditorLabelContainer1"><div class="LabelContainer1"><div class="Text"><span class="PrimaryText">{name}</span></div></div></div><div class="Size1"><input class="TextBox2" data-t="{t}" value="{value}"></div>"#
    )
}

fn editor(other: bool, services: bool) -> String {
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
fn behave(html: &mut String, name: &str) {
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

fn to_editor() -> World {
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

#[test]
fn the_first_procedure_highlights_each_step_and_ticks_only_what_was_announced() {
    let mut w = to_editor();
    w.expect(EDITOR, "name-level", "name");
    w.panel(PanelMsg::Accept);
    assert_eq!(
        w.acts,
        vec![("Proxuma API Connection".to_owned(), "name".to_owned())]
    );
    w.expect(EDITOR, "open-other", "other");
    w.change(EDITOR, |h| *h = h.replacen("style=\"display:none\"", "", 1));
    // Opening the section is enough: the two controls are set and read back.
    assert_eq!(
        w.acts[1..],
        [
            ("press".to_owned(), "webhooks".to_owned()),
            ("50".to_owned(), "maximum".to_owned())
        ]
    );
    w.expect(EDITOR, "open-web-services", "services");
    w.change(EDITOR, |h| *h = h.replacen("style=\"display:none\"", "", 1));
    assert_eq!(
        w.acts[3..],
        [
            ("press".to_owned(), "login".to_owned()),
            ("press".to_owned(), "services-full".to_owned())
        ]
    );
    w.expect(EDITOR, "save-level", "save");
    let state = w.panel.clone().unwrap();
    let rows: Vec<(String, String, String)> = state
        .changes
        .iter()
        .map(|c| (c.label.clone(), c.before.clone(), c.after.clone()))
        .collect();
    let want = [
        ("Name", "", "Proxuma API Connection"),
        ("Can create Webhooks", "off", "on"),
        ("Maximum number of Webhooks", "0", "50"),
        ("Can login to Web Services API", "off", "on"),
        ("Companies: View (Query)", "off", "on"),
    ];
    let want: Vec<(String, String, String)> = want
        .iter()
        .map(|(a, b, c)| ((*a).into(), (*b).into(), (*c).into()))
        .collect();
    assert_eq!(rows, want);
    assert!(
        state.can_undo && state.problem.is_none(),
        "{:?}",
        state.problem
    );
    w.press(EDITOR, "save");
    w.close(2);
    assert_eq!(
        w.session.saved.level_name.as_deref(),
        Some("Proxuma API Connection")
    );
    w.expect(TOP, "open-users", "admin");
}

const USERS: &str = r#"<head><title>Resources/Users</title></head><body><div class="TitleBarItem Title"><span class="Text">Resources/Users</span></div>
<div class="ToolBarItem"><div class="DropDownButton2 Combined"><div class="Button2" tabindex="0" data-t="new"><div class="Text2">New</div></div></div></div>
<table><tr class="Display" data-t="u0"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="u0o"><div class="Icon"></div></div></td><td class="TextCell">Service Desk 3</td></tr>
<tr class="Display" data-t="u1"><td class="ContextMenuCell"><div class="Button ButtonIcon ContextMenu" data-t="u1o"><div class="Icon"></div></div></td><td class="TextCell">Proxuma Integration</td></tr></table>
<div class="ContextOverlay" style="display:none" data-t="newmenu"><div class="Button2" tabindex="0"><div class="Text2">New Resource</div></div><div class="Button2" tabindex="0" data-t="new-api"><div class="Text2">New API User</div></div></div>
<div class="ContextOverlay" style="display:none" data-t="rowmenu"><div class="Button2" tabindex="0" data-t="edit"><div class="Text2">Edit</div></div></div></body>"#;

/// Opens a hidden menu.
fn unhide(html: &mut String, name: &str) {
    *html = html.replacen(
        &format!("style=\"display:none\" data-t=\"{name}\""),
        &format!("data-t=\"{name}\""),
        1,
    );
}

fn form(title: &str) -> String {
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

fn level_saved() -> World {
    let mut w = World::guiding();
    w.presses = behave;
    w.session.saved.flags.insert("level-saved".into());
    w.session.saved.level_name = Some("Proxuma API Connection".into());
    w
}

fn choose(html: &mut String, t: &str) {
    *html = html.replacen(
        &format!("<option data-t=\"{t}\">"),
        &format!("<option selected data-t=\"{t}\">"),
        1,
    );
}

#[test]
fn the_second_procedure_leads_from_the_users_to_credentials_that_may_be_handed_over() {
    let mut w = level_saved();
    w.open(INNER, "/Mvc/users", USERS);
    w.expect(INNER, "new-api-user", "new");
    w.change(INNER, |h| unhide(h, "newmenu"));
    w.expect(INNER, "new-api-user", "new-api");
    w.open(
        USER,
        "/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser",
        &form("New API User"),
    );
    w.expect(USER, "user-details", "first");
    w.panel(PanelMsg::Accept);
    w.expect(USER, "user-details", "email");
    w.swap(
        USER,
        "data-t=\"email\" value=\"\"",
        "data-t=\"email\" value=\"api@acme.example\"",
    );
    w.expect(USER, "user-details", "level");
    w.change(USER, |h| choose(h, "mine"));
    w.expect(USER, "generate-key", "genkey");
    w.swap(
        USER,
        "data-t=\"key\" value=\"\"",
        "data-t=\"key\" value=\"k3jx8w2qpl5vz9a\"",
    );
    w.expect(USER, "generate-secret", "gensecret");
    w.swap(
        USER,
        "data-t=\"secret\" value=\"\"",
        "data-t=\"secret\" value=\"x\"",
    );
    w.notice(USER, "k3jx8w2qpl5vz9a", 25);
    assert_eq!(w.session.live.hold.state, HoldState::Captured);
    assert_eq!(
        w.session.live.hold.client_id,
        "k3jx8w2qpl5vz9a@acme.example"
    );
    w.expect(USER, "tracking-identifier", "vendor");
    w.swap(USER, "name=\"k\" data-t", "name=\"k\" checked data-t");
    w.expect(USER, "tracking-identifier", "picker");
    w.change(USER, |h| choose(h, "proxuma"));
    assert_eq!(w.ring(USER).0, "line-of-business");
    w.panel(PanelMsg::Accept);
    w.expect(USER, "save-user", "save");
    let card = w.panel.clone().unwrap().credentials;
    assert!(
        !card.can_fill && !card.can_copy,
        "what is not saved must not be used"
    );
    w.press(USER, "save");
    w.close(3);
    assert_eq!(w.session.live.hold.state, HoldState::Armed);
    w.expect(INNER, "hand-off", "(card)");
    let state = w.panel.clone().unwrap();
    assert_eq!(
        (
            state.credentials.from.as_str(),
            state.credentials.secret_len
        ),
        ("ww5.autotask.net", 25)
    );
    assert!(state.credentials.can_copy);
    let second = state
        .steps
        .iter()
        .skip_while(|s| s.id != "open-users")
        .filter(|s| s.id != "hand-off");
    assert!(
        second
            .clone()
            .all(|s| matches!(s.state, StepState::Done | StepState::Skipped)),
        "{:?}",
        state.steps
    );
    w.panel(PanelMsg::Copy { secret: true });
    w.panel(PanelMsg::Worked);
    assert_eq!(
        (w.session.live.hold.state, w.session.saved.phase),
        (HoldState::Delivered, Phase::Finished)
    );
    assert_eq!(w.wiped, 1);
}

#[test]
fn an_existing_user_takes_the_short_branch_and_is_warned() {
    let mut w = level_saved();
    w.panel(PanelMsg::HaveUser { yes: true });
    w.open(INNER, "/Mvc/users", USERS);
    w.expect(INNER, "edit-user", "u1o");
    w.change(INNER, |h| unhide(h, "rowmenu"));
    w.expect(INNER, "edit-user", "edit");
    w.open(
        USER,
        "/Mvc/AdministrationSetup/ApiUser.mvc/EditApiUser",
        &form("Edit API User"),
    );
    w.expect(USER, "choose-level", "level");
    w.change(USER, |h| choose(h, "mine"));
    w.expect(USER, "generate-key", "genkey");
    assert_eq!(
        w.docs[&USER].shown.as_ref().unwrap().body.id,
        "warn_regenerate_live"
    );
    let steps = w.panel.clone().unwrap().steps;
    assert!(
        steps
            .iter()
            .any(|s| s.id == "new-api-user" && s.state == StepState::Skipped)
    );
}

#[test]
fn a_window_that_is_closed_without_saving_loses_the_secret_and_says_so() {
    let mut w = level_saved();
    w.open(INNER, "/Mvc/users", USERS);
    w.open(USER, "/x/NewApiUser", &form("New API User"));
    w.notice(USER, "k3jx8w2qpl5vz9a", 25);
    w.close(3);
    assert_eq!(w.session.live.hold.state, HoldState::None);
    assert_eq!(
        (
            w.wiped,
            w.panel.clone().unwrap().problem.unwrap().code.as_str()
        ),
        (1, "window-closed")
    );
    w.expect(INNER, "new-api-user", "new");
}

#[test]
fn a_save_that_ends_in_an_error_is_no_save() {
    let mut w = to_editor();
    w.press(EDITOR, "save");
    w.swap(EDITOR, "<body>", "<body><div class=\"ValidationSummary Active\" role=\"alert\"><div class=\"Message\">Name is required</div></div>");
    assert_eq!(
        w.panel.clone().unwrap().problem.unwrap().code,
        "required-empty"
    );
    w.close(2);
    assert!(!w.session.saved.flags.contains("level-saved"));
    w.expect(INNER, "copy-api-level", "options");
}

#[test]
fn a_killed_worker_comes_back_at_the_same_step_with_its_memory() {
    let mut w = to_editor();
    w.panel(PanelMsg::Accept);
    w.change(EDITOR, |h| *h = h.replacen("style=\"display:none\"", "", 1));
    let (ring, acts) = (w.ring(EDITOR), w.acts.len());
    for _ in 0..3 {
        w.kill();
        assert_eq!(w.ring(EDITOR), ring);
    }
    assert_eq!(w.acts.len(), acts, "nothing is set twice");
    assert!(w.panel.clone().unwrap().can_undo);
}

#[test]
fn undo_puts_back_exactly_what_was_changed() {
    let mut w = to_editor();
    let before = editor(true, true);
    w.change(EDITOR, |h| h.clone_from(&before));
    w.panel(PanelMsg::Undo);
    assert_eq!(w.docs[&EDITOR].html, before);
    let state = w.panel.clone().unwrap();
    assert!(
        !state.can_undo && state.changes.iter().all(|c| c.undone),
        "{:?}",
        state.changes
    );
    w.expect(EDITOR, "name-level", "name");
}

#[test]
fn a_box_that_flips_back_is_a_problem_and_not_ticked_again() {
    let mut w = to_editor();
    w.panel(PanelMsg::Accept);
    w.change(EDITOR, |h| *h = h.replacen("style=\"display:none\"", "", 1));
    let acts = w.acts.len();
    w.swap(
        EDITOR,
        "TabIndexHack Checked\" tabindex=\"0\" data-t=\"webhooks\"",
        "TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"webhooks\"",
    );
    let state = w.panel.clone().unwrap();
    assert_eq!(state.problem.unwrap().code, "flipped-back");
    assert!(
        state
            .changes
            .iter()
            .any(|c| c.label == "Can create Webhooks" && !c.took)
    );
    assert_eq!(w.acts.len(), acts);
    w.expect(EDITOR, "allow-webhooks", "webhooks");
}

#[test]
fn a_control_that_ignores_presses_is_a_problem_with_its_name() {
    let mut w = to_editor();
    w.presses = |_, _| {};
    w.change(EDITOR, |h| *h = h.replacen("style=\"display:none\"", "", 1));
    w.panel(PanelMsg::Accept);
    let state = w.panel.clone().unwrap();
    assert_eq!(state.problem.unwrap().code, "did-not-take");
    assert!(
        state
            .changes
            .iter()
            .any(|c| c.label == "Can create Webhooks" && !c.took && c.reason.is_some())
    );
}

#[test]
fn ten_minutes_after_saving_the_secret_is_gone() {
    let mut w = level_saved();
    w.open(USER, "/x/NewApiUser", &form("New API User"));
    w.notice(USER, "k3jx8w2qpl5vz9a", 25);
    w.now += 599_000.0;
    w.look(USER);
    assert_eq!(w.session.live.hold.state, HoldState::Captured);
    w.now += 2_000.0;
    w.event(proxuma_connect::core::event::What::Alarm {
        name: "hold".into(),
    });
    assert_eq!((w.session.live.hold.state, w.wiped), (HoldState::Wiped, 1));
}

#[test]
fn a_page_that_belongs_to_nothing_is_unsure_with_the_reason() {
    let mut w = World::guiding();
    w.open(
        TOP,
        "/Mvc/ServiceDesk/Ticket.mvc",
        "<body><h1>Ticket T2026.0001</h1><button>Accept</button></body>",
    );
    w.expect(TOP, "unsure: ", "(card)");
    assert_eq!(
        w.panel.clone().unwrap().step.unwrap().unsure.unwrap().id,
        "unsure_no_page"
    );
}

#[test]
fn closing_the_last_tab_pauses_and_a_new_one_goes_on() {
    let mut w = World::guiding();
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    w.close(1);
    assert_eq!(w.session.saved.phase, Phase::Paused);
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    assert_eq!(w.session.saved.phase, Phase::Guiding);
    w.expect(TOP, "open-admin", "admin");
}

#[test]
fn checking_the_set_up_gives_a_verdict_for_each_requirement_and_mends_what_it_may() {
    use proxuma_connect::protocol::Verdict;
    let mut w = level_saved();
    w.session.policy.automatic = proxuma_connect::core::session::Automatic::Ask;
    w.panel(PanelMsg::CheckSetup);
    let verdict = |w: &World, id: &str| {
        w.panel
            .clone()
            .unwrap()
            .checks
            .iter()
            .find(|c| c.id == id)
            .map(|c| (c.verdict, c.can_fix))
            .unwrap()
    };
    assert_eq!(verdict(&w, "webhooks"), (Verdict::CantTell, false));
    w.open(EDITOR, "/some/editor", &editor(true, true));
    assert_eq!(verdict(&w, "webhooks"), (Verdict::Wrong, true));
    assert_eq!(verdict(&w, "webhooks-maximum"), (Verdict::Wrong, true));
    assert_eq!(verdict(&w, "level-named"), (Verdict::Wrong, false));
    assert_eq!(verdict(&w, "vendor"), (Verdict::CantTell, false));
    w.panel(PanelMsg::Fix {
        id: "webhooks".into(),
    });
    assert_eq!(verdict(&w, "webhooks"), (Verdict::Right, false));
    assert_eq!(verdict(&w, "webhooks-maximum"), (Verdict::Right, false));
    assert_eq!(verdict(&w, "api-login"), (Verdict::Wrong, true));
    w.panel(PanelMsg::CheckSetup);
    assert!(w.panel.clone().unwrap().checks.is_empty());
}
