//! Every documented failure: how it shows, its own problem with a way out, that it ends when its
//! cause is gone, and that what is not a failure raises none.

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::core::effect::Mark;
use proxuma_connect::protocol::{HoldState, PanelMsg, StepState};
use support::pages::*;
use support::world::World;

/// Puts an alert above a page.
fn alert(html: &str, class: &str, text: &str) -> String {
    html.replacen(
        "<body>",
        &format!("<body><div class=\"{class}\"><div class=\"Message\">{text}</div></div>"),
        1,
    )
}

const SUMMARY: &str = "ValidationSummary Active";
const BAR: &str = "MessageBar MessageBarWarning";

fn levels() -> String {
    LEVELS.replace("MENU", "style=\"display:none\"")
}

/// The tab with the list of security levels, as a guide reaches it.
fn at_levels() -> World {
    let mut w = World::guiding();
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    w.open(INNER, "/Mvc/x", &levels());
    w.expect(INNER, "copy-api-level", "options");
    w
}

fn at_form(title: &str) -> World {
    let mut w = level_saved();
    w.open(USER, "/x", &form(title));
    w
}

/// An editor whose whole content is done, at its save button.
fn at_save() -> World {
    let mut w = to_editor();
    let html = editor(true, true);
    w.change(EDITOR, |h| h.clone_from(&html));
    w.panel(PanelMsg::Accept);
    w.expect(EDITOR, "save-level", "save");
    w
}

// ── what the page says ────────────────────────────────────────────────────────────────────────

#[test]
fn what_a_form_says_after_a_refused_save_is_told_apart_in_three_languages() {
    let level = [
        (
            "name-taken",
            "A security level with this name already exists.",
        ),
        (
            "name-taken",
            "Eine Sicherheitsstufe mit diesem Namen ist bereits vorhanden.",
        ),
        (
            "name-taken",
            "Ya existe un nivel de seguridad con este nombre.",
        ),
        ("required-empty", "Name: Required"),
        ("required-empty", "Name: Erforderlich"),
        (
            "level-limit",
            "You have reached the maximum number of 50 custom API-only security levels.",
        ),
        (
            "session-expired",
            "Your session has expired. Please sign in again.",
        ),
        (
            "validation",
            "An unexpected error has occurred on the server.",
        ),
    ];
    let user = [
        (
            "username-taken",
            "The username is already in use, possibly by an inactive resource.",
        ),
        ("username-taken", "Der Benutzername wird bereits verwendet."),
        (
            "email-rejected",
            "Email Address: Please enter a valid email address.",
        ),
        ("email-rejected", "Die E-Mail-Adresse ist ungültig."),
        ("required-empty", "Last Name: Required"),
        ("validation", "Etwas ging schief."),
    ];
    for (code, text) in level {
        let mut w = at_save();
        w.press(EDITOR, "save");
        let html = alert(&w.docs[&EDITOR].html, SUMMARY, text);
        w.change(EDITOR, |h| *h = html);
        assert_eq!(w.problem(), code, "{text}");
        // The right highlight stays, and the step is marked.
        w.expect(EDITOR, "save-level", "save");
        let rows = w.panel.clone().unwrap().steps;
        assert!(
            rows.iter()
                .any(|r| r.id == "save-level" && r.state == StepState::Problem)
        );
        w.close(2);
        assert!(!w.session.saved.flags.contains("level-saved"), "{text}");
    }
    for (code, text) in user {
        let mut w = at_form("New API User");
        w.notice(USER, "k3jx8w2qpl5vz9a", 25);
        w.press(USER, "save");
        let html = alert(&w.docs[&USER].html, SUMMARY, text);
        w.change(USER, |h| *h = html.clone());
        assert_eq!(w.problem(), code, "{text}");
        assert_eq!(
            w.session.live.hold.state,
            HoldState::Captured,
            "not saved: not usable"
        );
        w.change(USER, |h| *h = form("New API User"));
        assert_eq!(w.problem(), "", "over when the message has gone");
    }
}

#[test]
fn a_message_that_nobody_asked_for_is_no_refused_save() {
    let mut w = at_save();
    let html = alert(
        &w.docs[&EDITOR].html,
        BAR,
        "Fields with a star are required.",
    );
    w.change(EDITOR, |h| *h = html);
    assert_eq!(w.problem(), "");
}

#[test]
fn a_limit_of_levels_and_a_blocked_window_are_read_from_the_list_page() {
    for (code, text) in [
        (
            "level-limit",
            "The maximum number of API-only security levels (50) has been reached.",
        ),
        (
            "level-limit",
            "Die Höchstzahl von 50 benutzerdefinierten Sicherheitsstufen ist erreicht.",
        ),
        (
            "popup-blocked",
            "Your browser has blocked a pop-up window from Autotask.",
        ),
        (
            "popup-blocked",
            "A pop-up blocker prevented the window from opening.",
        ),
        ("popup-blocked", "A popup was blocked by the browser."),
        (
            "popup-blocked",
            "Ein Pop-up-Blocker hat das Öffnen des Fensters verhindert.",
        ),
    ] {
        let mut w = at_levels();
        w.change(INNER, |h| *h = alert(h, BAR, text));
        assert_eq!(w.problem(), code, "{text}");
        w.expect(INNER, "copy-api-level", "options");
        w.change(INNER, |h| *h = levels());
        assert_eq!(w.problem(), "");
    }
}

#[test]
fn access_denied_shows_by_title_by_text_and_by_address() {
    let page = |title: &str| {
        format!("<head><title>{title}</title></head><body><h1>{title}</h1><p>x</p></body>")
    };
    for (url, title) in [
        ("/Mvc/x", "Access Denied - Security Levels"),
        ("/Mvc/x", "Zugriff verweigert"),
        ("/Mvc/Security/Authorization.mvc/Failure", "Autotask"),
    ] {
        let mut w = at_levels();
        w.open(INNER, url, &page(title));
        assert_eq!(w.problem(), "access-denied", "{url} {title}");
        w.open(INNER, "/Mvc/x", &levels());
        assert_eq!(w.problem(), "");
    }
}

// ── what the page lacks ───────────────────────────────────────────────────────────────────────

#[test]
fn an_admin_without_the_settings_tab_or_without_admin_has_no_rights() {
    let mut w = World::guiding();
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    assert_eq!(w.problem(), "");
    let admin = ADMIN.replace("HIDE", "style=\"display:none\"");
    w.open(INNER, "/Mvc/AdministrationSetup/Landing.mvc/Index", &admin);
    assert_eq!(w.problem(), "");
    let cut = admin.find("<div class=\"Section\">").unwrap();
    let partial = format!(
        "{}</div></body>",
        admin[..cut].replace(
            "Account Settings &amp; Users",
            "Extensions &amp; Integrations"
        )
    );
    w.open(
        INNER,
        "/Mvc/AdministrationSetup/Landing.mvc/Index",
        &partial,
    );
    assert_eq!(w.problem(), "no-rights");
    // Every item but Admin is there.
    let mut w = World::guiding();
    let items = ["Home", "CRM", "Service Desk", "Timesheets", "Reports"]
        .map(|t| format!("<li role=\"menuitem\"><span>{t}</span></li>"))
        .concat();
    let shell = |more: &str| {
        SHELL
            .replace("<li role=\"menuitem\"><span>CRM</span></li>", &items)
            .replace(
                "<li role=\"menuitem\" data-t=\"admin\"><span>Admin</span></li>",
                more,
            )
    };
    w.open(TOP, "/AutotaskOnyx/LandingPage", &shell(""));
    assert_eq!(w.problem(), "no-rights");
    let admin = "<li role=\"menuitem\" data-t=\"admin\"><span>Admin</span></li>";
    w.open(TOP, "/AutotaskOnyx/LandingPage", &shell(admin));
    assert_eq!(w.problem(), "");
    w.expect(TOP, "open-admin", "admin");
}

fn option(name: &str) -> String {
    format!("<option>{name}</option>")
}

#[test]
fn a_vendor_list_without_proxuma_is_said_only_when_the_whole_list_is_known() {
    let vendors = [
        "Backup Radar - Monitoring",
        "Hudu",
        "Rewst - Automation",
        "TimeZest",
    ];
    let proxuma =
        "<option data-t=\"proxuma\">Proxuma - Resource Planning &amp; Project Management</option>";
    let all = vendors.map(option).concat();
    let mut w = at_form("New API User");
    assert_eq!(w.problem(), "", "the list of the article");
    w.swap(USER, proxuma, &all);
    assert_eq!(w.problem(), "vendor-missing");
    w.swap(USER, &all, "");
    assert_eq!(w.problem(), "", "an empty list has not been loaded yet");

    // A drawn list: only what goes past the place of the name proves anything.
    let drawn = |entries: &[&str], search: &str| {
        let items: String = (entries.iter())
            .map(|e| {
                format!("<div class=\"Item\" data-index=\"1\"><div class=\"Text\">{e}</div></div>")
            })
            .collect();
        let picker = "<div class=\"Size2\"><div class=\"SingleItemSelector2\" tabindex=\"0\" data-t=\"picker\"><div class=\"SelectionDisplay\"></div></div></div>";
        let open = format!(
            "<div class=\"ContextOverlay DropDownOverlay\"><div class=\"SearchBox\"><input data-t=\"search\" data-focused {search}></div><div class=\"ItemList\">{items}</div></div>"
        );
        let html = form("New API User");
        let start = html
            .find("<div class=\"Size1\"><select class=\"DropDownList2\" data-t=\"picker\">")
            .unwrap();
        let end = start + html[start..].find("</select></div>").unwrap() + "</select></div>".len();
        format!("{}{picker}{open}{}", &html[..start], &html[end..])
    };
    for (entries, search, code) in [
        (&vendors[..], "", "vendor-missing"),
        (&vendors[..3], "", ""), // too few to be a list of vendors
        (&["A", "B", "C", "D", "E"][..], "", ""), // only its beginning
        (&["Hudu", "Acronis", "Zest", "Rewst"][..], "", ""), // no order
        (&vendors[..], "value=\"r\"", ""), // narrowed by a search
    ] {
        let mut w = at_form("New API User");
        w.open(USER, "/x", &drawn(entries, search));
        assert_eq!(w.problem(), code, "{entries:?} {search}");
    }
}

#[test]
fn a_system_level_opened_instead_of_a_copy_is_said_and_nothing_on_it_is_highlighted() {
    let locked = |html: String| {
        html.replace(
            "<input class=\"TextBox2\"",
            "<input readonly class=\"TextBox2\"",
        )
        .replace("TabIndexHack Unchecked", "TabIndexHack Unchecked Disabled")
    };
    let no_save = |html: String| html.replace("Save &amp; Close", "Cancel");
    let system = |html: String| html.replace("Edit Security Level", "API User (system) (API-only)");
    for html in [
        no_save(locked(editor(true, true))),
        system(locked(editor(true, true))),
        no_save(locked(editor(false, false))),
    ] {
        let mut w = at_levels();
        w.open(EDITOR, "/some/editor", &html);
        assert_eq!(w.problem(), "system-level-opened", "{html}");
        assert_eq!(w.docs[&EDITOR].shown.as_ref().unwrap().state, Mark::Unsure);
        assert!(w.acts.is_empty(), "nothing is ticked there");
        w.close(2);
        assert_eq!(w.problem(), "");
        w.expect(INNER, "copy-api-level", "options");
    }
    // A copy whose name still is the system level's is none.
    let mut w = at_levels();
    w.open(EDITOR, "/some/editor", &system(editor(true, true)));
    assert_eq!(w.problem(), "");
    w.expect(EDITOR, "name-level", "name");
}

#[test]
fn a_step_whose_target_is_not_there_is_a_problem_after_half_a_minute() {
    let mut w = to_editor();
    w.panel(PanelMsg::Accept);
    w.expect(EDITOR, "open-other", "other");
    w.swap(
        EDITOR,
        "<span class=\"PrimaryText\">Other</span>",
        "<span class=\"PrimaryText\">Miscellaneous</span>",
    );
    w.expect(EDITOR, "unsure: open-other", "(card)");
    assert_eq!(w.problem(), "", "it may still be loading");
    w.wait(31_000.0);
    assert_eq!(w.problem(), "not-found");
    w.swap(EDITOR, "Miscellaneous", "Other");
    assert_eq!(w.problem(), "");
    w.expect(EDITOR, "open-other", "other");
}

// ── what does not come ────────────────────────────────────────────────────────────────────────

#[test]
fn a_save_without_an_answer_and_a_page_that_keeps_loading_are_slow() {
    let mut w = at_save();
    w.press(EDITOR, "save");
    w.look(EDITOR);
    w.wait(20_000.0);
    assert_eq!(w.problem(), "");
    w.wait(11_000.0);
    assert_eq!(w.problem(), "page-slow");
    w.expect(EDITOR, "save-level", "save");
    w.close(2);
    assert!(
        w.session.saved.flags.contains("level-saved"),
        "it came after all"
    );
    assert_eq!(w.problem(), "");

    for busy in [
        "aria-busy=\"true\"",
        "role=\"progressbar\"",
        "class=\"LoadingIndicator\"",
    ] {
        let mut w = World::guiding();
        w.open(
            TOP,
            "/Mvc/x",
            &format!("<body><div {busy}>One moment</div></body>"),
        );
        w.wait(31_000.0);
        assert_eq!(w.problem(), "page-slow", "{busy}");
        w.open(TOP, "/Mvc/x", &levels());
        assert_eq!(w.problem(), "", "{busy}");
    }
}

#[test]
fn a_key_that_is_not_generated_is_slow_and_ends_when_it_comes() {
    let mut w = level_saved();
    w.panel(PanelMsg::HaveUser { yes: true });
    w.open(USER, "/x/EditApiUser", &form("Edit API User"));
    w.change(USER, |h| choose(h, "mine"));
    w.expect(USER, "generate-key", "genkey");
    w.press(USER, "genkey");
    w.look(USER);
    w.wait(31_000.0);
    assert_eq!(w.problem(), "page-slow");
    w.expect(USER, "generate-key", "genkey");
    w.swap(
        USER,
        "data-t=\"key\" value=\"\"",
        "data-t=\"key\" value=\"k\"",
    );
    assert_ne!(w.problem(), "page-slow");
    w.expect(USER, "generate-secret", "gensecret");
}

#[test]
fn a_window_that_does_not_open_is_said_at_the_second_press_or_after_half_a_minute() {
    let open_menu = |w: &mut World| {
        w.swap(INNER, "style=\"display:none\"", "");
        w.expect(INNER, "copy-api-level", "copy");
        w.press(INNER, "copy");
        w.change(INNER, |h| *h = levels());
    };
    let mut w = at_levels();
    open_menu(&mut w);
    assert_eq!(w.problem(), "");
    w.wait(3_000.0);
    open_menu(&mut w);
    assert_eq!(w.problem(), "popup-blocked");
    w.expect(INNER, "copy-api-level", "options");
    w.kill();
    assert_eq!(w.problem(), "popup-blocked", "a new worker knows it too");
    w.open(EDITOR, "/some/editor", &editor(false, false));
    assert_eq!(w.problem(), "");

    let mut w = at_levels();
    open_menu(&mut w);
    w.kill();
    w.wait(31_000.0);
    assert_eq!(w.problem(), "popup-blocked");
}

#[test]
fn offline_is_said_and_ends_when_the_network_is_back() {
    let mut w = at_levels();
    w.panel(PanelMsg::Online { yes: false });
    assert_eq!(w.problem(), "offline");
    w.expect(INNER, "copy-api-level", "options");
    w.panel(PanelMsg::Online { yes: true });
    assert_eq!(w.problem(), "");
}

// ── coming and going ──────────────────────────────────────────────────────────────────────────

const SIGN_IN: &str = "<head><title>Sign In</title></head><body><h1>Autotask</h1><input name=\"UserName\" placeholder=\"Username\" data-t=\"name\"><button>Next</button></body>";
const SIGN_IN_URL: &str = "/Mvc/Framework/Authentication.mvc/Authenticate";

#[test]
fn a_sign_in_page_in_the_middle_is_an_expired_session_and_the_guide_goes_on_after_it() {
    let mut w = World::guiding();
    w.open(TOP, SIGN_IN_URL, SIGN_IN);
    w.expect(TOP, "sign-in", "(card)");
    assert_eq!(w.problem(), "", "at the start it is the first step");
    w.open(TOP, "/AutotaskOnyx/LandingPage", SHELL);
    w.open(INNER, "/Mvc/x", &levels());
    // In the inner frame only, and in the whole tab.
    w.open(INNER, SIGN_IN_URL, SIGN_IN);
    assert_eq!(w.problem(), "session-expired");
    w.docs.remove(&INNER);
    w.open(TOP, SIGN_IN_URL, SIGN_IN);
    assert_eq!(w.problem(), "session-expired");
    w.kill();
    assert_eq!(w.problem(), "session-expired");
    w.open(TOP, "/Mvc/x", &levels());
    assert_eq!(w.problem(), "");
    w.expect(TOP, "copy-api-level", "options");
}

#[test]
fn an_editor_closed_with_changes_in_it_is_said_and_over_when_it_is_open_again() {
    let mut w = at_save();
    w.close(2);
    assert_eq!(w.problem(), "window-closed");
    w.expect(INNER, "copy-api-level", "options");
    w.open(EDITOR, "/some/editor", &editor(false, false));
    assert_eq!(w.problem(), "");
    // A window in which nothing was done is closed without a word.
    w.close(2);
    assert_eq!(w.problem(), "");
}

#[test]
fn a_secret_saved_without_being_noticed_is_lost_and_said() {
    let mut w = at_form("New API User");
    w.press(USER, "save");
    w.close(3);
    w.look(INNER);
    assert_eq!(w.session.live.problem.as_ref().unwrap().code, "secret-lost");
    assert_eq!(w.session.live.hold.state, HoldState::None);
}

#[test]
fn a_live_user_of_another_product_is_warned_of_before_its_secret_is_made_anew() {
    let edit = |key: &str, vendor: &str| {
        form("Edit API User")
            .replace(
                "data-t=\"key\" value=\"\"",
                &format!("data-t=\"key\" value=\"{key}\""),
            )
            .replace(
                "<option data-t=\"proxuma\">",
                &format!("{vendor}<option data-t=\"proxuma\">"),
            )
    };
    let mut w = level_saved();
    w.panel(PanelMsg::HaveUser { yes: true });
    w.open(
        USER,
        "/x/EditApiUser",
        &edit("k3jx8w2qpl5vz9a", &option("Rewst"))
            .replace("<option>Rewst", "<option selected>Rewst"),
    );
    w.change(USER, |h| choose(h, "mine"));
    assert_eq!(w.problem(), "regenerate-live");
    w.expect(USER, "generate-secret", "gensecret");
    assert_eq!(
        w.docs[&USER].shown.as_ref().unwrap().body.id,
        "warn_regenerate_live"
    );
    let is_now = |w: &World, step: &str| {
        let rows = w.panel.clone().unwrap().steps;
        (rows.iter()).any(|r| r.id == step && r.state == StepState::Now)
    };
    assert!(is_now(&w, "generate-secret"), "a warning blocks nothing");
    // Bullets stand for a secret that was made long ago.
    let secret = |value: &str| format!("data-t=\"secret\" value=\"{value}\"");
    w.swap(USER, &secret(""), &secret("••••••••••••••"));
    assert_eq!(w.problem(), "regenerate-live");
    w.expect(USER, "generate-secret", "gensecret");
    w.swap(USER, &secret("••••••••••••••"), &secret("x"));
    w.notice(USER, "k3jx8w2qpl5vz9a", 25);
    w.look(USER);
    assert_eq!(w.problem(), "");
    assert!(!is_now(&w, "generate-secret"));
    // A user of Proxuma's own, and one without a key, stop nobody else.
    for html in [edit("", ""), {
        let mut h = edit("k3jx8w2qpl5vz9a", "");
        choose(&mut h, "proxuma");
        h
    }] {
        let mut w = level_saved();
        w.open(USER, "/x/EditApiUser", &html);
        assert_eq!(w.problem(), "");
    }
}
