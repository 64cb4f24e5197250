//! The whole article replayed on hand-written pages: each event in, each highlight out.

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::protocol::{HoldState, PanelMsg, Phase, StepState};
use support::pages::*;
use support::world::World;

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

/// Section Other is opened in the editor, so that the guide sets what is in it. The page before that.
fn open_other(w: &mut World) -> String {
    let open = |html: &str| html.replacen("style=\"display:none\"", "", 1);
    let before = open(&w.docs[&EDITOR].html);
    w.panel(PanelMsg::Accept);
    w.change(EDITOR, |h| *h = open(h));
    before
}

#[test]
fn undo_puts_back_exactly_what_was_changed() {
    let mut w = to_editor();
    let before = open_other(&mut w);
    assert_ne!(w.docs[&EDITOR].html, before);
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
fn undo_leaves_a_box_alone_that_the_admin_switched_off_before() {
    let mut w = to_editor();
    let before = open_other(&mut w);
    w.now += 60_000.0;
    w.swap(
        EDITOR,
        "TabIndexHack Checked\" tabindex=\"0\" data-t=\"webhooks\"",
        "TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"webhooks\"",
    );
    w.panel(PanelMsg::Undo);
    assert_eq!(w.docs[&EDITOR].html, before);
    let state = w.panel.clone().unwrap();
    assert!(state.problem.is_none(), "{:?}", state.problem);
    assert!(!state.can_undo && state.changes.iter().all(|c| c.undone));
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

#[test]
fn a_clock_that_is_set_back_does_not_keep_the_secret_longer() {
    let mut w = level_saved();
    w.open(USER, "/x/NewApiUser", &form("New API User"));
    w.notice(USER, "k3jx8w2qpl5vz9a", 25);
    w.now -= 3_600_000.0;
    w.look(USER);
    assert!(w.session.live.hold.expires_at <= w.now + 600_000.0);
    assert_eq!(w.alarms["hold"], w.session.live.hold.expires_at);
    w.wait(601_000.0);
    assert_eq!(w.session.live.hold.state, HoldState::Wiped);
}

#[test]
fn a_secret_that_ran_out_after_saving_leads_to_the_user_for_a_new_one() {
    let mut w = level_saved();
    w.open(INNER, "/Mvc/users", USERS);
    w.open(USER, "/x/NewApiUser", &form("New API User"));
    w.notice(USER, "k3jx8w2qpl5vz9a", 25);
    w.press(USER, "save");
    w.close(3);
    w.expect(INNER, "hand-off", "(card)");
    w.wait(601_000.0);
    assert_eq!(w.session.live.hold.state, HoldState::Wiped);
    w.expect(INNER, "edit-user", "u1o");
    // What is delivered needs no second secret, whatever happens to the browser.
    let mut w = level_saved();
    w.session.saved.phase = Phase::Finished;
    w.session.saved.flags.insert("user-saved".into());
    w.session.saved.consented = true;
    w.look(INNER);
    w.event(proxuma_connect::core::event::What::Restored {
        local: None,
        live: None,
    });
    assert!(w.session.saved.flags.contains("user-saved"));
}
