//! Pages that lie: doubled names, boxes that do not stay, rows that change places, pages that never
//! rest. Each ends in «unsure» or in a problem, never in a wrong tick or a wrong highlight.

#![allow(clippy::unwrap_used, reason = "a test's own mistake must fail loudly")]

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::core::effect::Mark;
use proxuma_connect::protocol::PanelMsg;
use support::pages::*;
use support::world::{World, set_value};

/// Boxes and fields that the core touched, beside the name it was asked to fill.
fn touched(w: &World) -> Vec<&str> {
    let names = w.acts.iter().map(|(_, t)| t.as_str());
    names.filter(|t| *t != "name").collect()
}

fn opened(html: String) -> World {
    let mut w = to_editor();
    w.change(EDITOR, |h| *h = html);
    w.panel(PanelMsg::Accept);
    w
}

fn ring_is_never(w: &World, places: &[(i64, i64)], never: &[&str]) {
    for place in places {
        let (step, t) = w.ring(*place);
        assert!(!never.contains(&t.as_str()), "{t} is ringed for {step}");
    }
}

#[test]
fn two_sections_of_one_name_with_the_same_box_leave_both_boxes_alone() {
    let same = tick("Can create Webhooks", "webhooks2", false)
        + &field("Maximum number of Webhooks", "maximum2", "0");
    let twin = section("Other", "twin", true, &same);
    let html = editor(true, true).replace("</body>", &format!("{twin}</body>"));
    let w = opened(html);
    let four = ["webhooks", "webhooks2", "maximum", "maximum2"];
    let hit = touched(&w).iter().any(|t| four.contains(t));
    assert!(!hit, "{:?}", w.acts);
    ring_is_never(&w, &[EDITOR], &four);
    assert_eq!(w.docs[&EDITOR].shown.as_ref().unwrap().state, Mark::Unsure);
}

#[test]
fn two_closed_sections_of_one_name_are_not_guessed_between() {
    let twin = section(
        "Other",
        "twin",
        false,
        &tick("Can share Dashboard tabs", "share", false),
    );
    let w = opened(editor(false, false).replace("</body>", &format!("{twin}</body>")));
    assert_eq!(w.docs[&EDITOR].shown.as_ref().unwrap().state, Mark::Unsure);
    assert!(touched(&w).is_empty(), "{:?}", w.acts);
}

#[test]
fn a_twin_section_without_the_box_does_not_draw_the_tick_to_itself() {
    let twin = section(
        "Other",
        "twin",
        true,
        &tick("Can share Dashboard tabs", "share", false),
    );
    let w = opened(editor(true, true).replace("</body>", &format!("{twin}</body>")));
    assert!(!touched(&w).contains(&"share"), "{:?}", w.acts);
    ring_is_never(&w, &[EDITOR], &["share"]);
}

#[test]
fn a_box_that_turns_itself_off_is_pressed_twice_at_most() {
    let mut w = to_editor();
    w.presses = |html, t| {
        if t != "webhooks" {
            behave(html, t);
        }
    };
    w.change(EDITOR, |h| *h = editor(true, true));
    w.panel(PanelMsg::Accept);
    let presses = touched(&w).into_iter().filter(|t| *t == "webhooks").count();
    assert!(presses <= 2, "{:?}", w.acts);
    assert_eq!(w.problem(), "did-not-take");
    for _ in 0..5 {
        w.look(EDITOR);
    }
    assert_eq!(
        touched(&w).into_iter().filter(|t| *t == "webhooks").count(),
        presses
    );
}

#[test]
fn a_button_that_turns_more_than_its_section_is_told() {
    let mut w = to_editor();
    w.presses = |html, t| {
        behave(html, t);
        if t == "services-full" {
            *html = html.replacen(
                "TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"adminbox\"",
                "TabIndexHack Checked\" tabindex=\"0\" data-t=\"adminbox\"",
                1,
            );
        }
    };
    w.change(EDITOR, |h| *h = editor(true, true));
    w.panel(PanelMsg::Accept);
    assert_eq!(w.problem(), "changed-something-else");
    let changes = w.panel.clone().unwrap().changes;
    let strange = changes
        .iter()
        .find(|c| c.label == "Resources/Users (HR)")
        .unwrap();
    assert!(!strange.took && strange.reason.is_some());
    w.panel(PanelMsg::Undo);
    assert_eq!(w.problem(), "");
    assert!(
        w.docs[&EDITOR]
            .html
            .contains("TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"adminbox\"")
    );
}

#[test]
fn two_links_for_full_permission_in_one_section_are_not_pressed() {
    let html = editor(true, true).replace(
        "data-t=\"services-full\">Full Permission</a>",
        "data-t=\"services-full\">Full Permission</a> <a class=\"Button Link\" data-t=\"full2\">Full Permission</a>",
    );
    let w = opened(html);
    let pressed = touched(&w);
    assert!(
        !pressed.contains(&"services-full") && !pressed.contains(&"full2"),
        "{pressed:?}"
    );
    ring_is_never(&w, &[EDITOR], &["full2"]);
}

#[test]
fn rows_that_change_places_or_texts_take_the_highlight_with_them() {
    let mut w = World::guiding();
    let html = LEVELS.replace("MENU", "style=\"display:none\"");
    w.open(INNER, "/Mvc/x", &html);
    w.expect(INNER, "copy-api-level", "options");
    // The same elements show each other's texts, as a grid does that reuses its rows.
    let swapped = html
        .replace("Full Access (system)", "A")
        .replace("API User (system) (API-only)", "Full Access (system)")
        .replace(">A<", ">API User (system) (API-only)<");
    w.change(INNER, |h| h.clone_from(&swapped));
    w.expect(INNER, "copy-api-level", "o0");
    // The row is gone while the menu of another is open.
    let gone = html.replace("API User (system) (API-only)", "Contractor (system)");
    w.change(INNER, |h| *h = gone.replace("style=\"display:none\"", ""));
    ring_is_never(&w, &[INNER], &["o0", "options", "o2", "copy"]);
    // A menu that stands in another row.
    let menu = "<div class=\"ContextOverlay\"><div class=\"Button2\" tabindex=\"0\" data-t=\"copy2\"><div class=\"Text2\">Copy</div></div></div>";
    let inside = html.replace(
        "Full Access (system)</td>",
        &format!("Full Access (system){menu}</td>"),
    );
    w.change(INNER, |h| *h = inside);
    w.expect(INNER, "copy-api-level", "options");
    // Two rows of that name.
    let twice = html.replace("Full Access (system)", "API User (system) (API-only)");
    w.change(INNER, |h| h.clone_from(&twice));
    ring_is_never(&w, &[INNER], &["o0", "options", "o2"]);
}

#[test]
fn a_page_that_changes_under_the_hand_is_read_again_and_given_up_in_the_end() {
    let mut w = to_editor();
    w.change(EDITOR, |h| *h = editor(true, true));
    // A few changes are waited out.
    w.refuses = 3;
    w.panel(PanelMsg::Accept);
    assert_eq!(w.problem(), "");
    assert!(w.acts.iter().any(|(_, t)| t == "webhooks"));
    // A page that never rests is left alone.
    let mut w = to_editor();
    w.panel(PanelMsg::Accept);
    w.refuses = 100;
    w.change(EDITOR, |h| *h = h.replacen("style=\"display:none\"", "", 1));
    assert_eq!(w.problem(), "page-keeps-changing");
    assert!(touched(&w).is_empty(), "{:?}", w.acts);
}

#[test]
fn a_box_whose_name_moved_to_another_is_not_taken_for_it() {
    // Between two looks the labels of two boxes change places.
    let mut w = to_editor();
    let html = editor(true, true)
        .replace("Can create Webhooks", "A")
        .replace("Can use LiveReports", "Can create Webhooks")
        .replace(">A<", ">Can use LiveReports<");
    w.change(EDITOR, |h| *h = html);
    w.panel(PanelMsg::Accept);
    let touched = touched(&w);
    assert!(
        touched.contains(&"live") && !touched.contains(&"webhooks"),
        "{touched:?}"
    );
}

/// A header's own button reads like the level to be chosen, which the field's list does not hold yet.
#[test]
fn a_button_that_reads_like_a_choice_is_not_taken_for_one() {
    for (title, url, step) in [
        ("Edit API User", "/x/EditApiUser", "choose-level"),
        ("New API User", "/x/NewApiUser", "user-details"),
    ] {
        let mut w = level_saved();
        let name = ["Proxuma (practice)", "Proxuma API Connection"];
        let button = |text: &str| format!(r#"<button data-t="decoy">{text}</button>"#);
        for text in name {
            let header = format!("<body><header>{}</header>", button(text));
            let html = form(title).replace("<body>", &header).replace(
                r#"<option data-t="mine">Proxuma API Connection</option>"#,
                "",
            );
            w.open(USER, url, &html);
            if step == "user-details" {
                for t in ["first", "last", "email"] {
                    w.change(USER, |h| set_value(h, t, "x@y.example"));
                }
            }
            w.expect(USER, step, "level");
        }
    }
}

#[test]
fn a_preview_that_follows_a_box_is_no_change_of_its_own() {
    let mirror =
        |state: &str| format!("TabIndexHack {state} Disabled\" tabindex=\"0\" data-t=\"mirror\"");
    let problem = |title: &str| {
        let shown = tick("Webhooks are made", "mirror", false).replace(
            "TabIndexHack Unchecked\" tabindex=\"0\" data-t=\"mirror\"",
            &mirror("Unchecked"),
        );
        let aside = format!("<aside><h2>{title}</h2><div>{shown}</div></aside></body>");
        let mut w = to_editor();
        w.presses = |html, t| {
            behave(html, t);
            if t == "webhooks" {
                *html = html.replacen("Unchecked Disabled", "Checked Disabled", 1);
            }
        };
        w.change(EDITOR, |h| {
            *h = editor(true, true).replace("</body>", &aside)
        });
        w.panel(PanelMsg::Accept);
        assert!(w.docs[&EDITOR].html.contains(&mirror("Checked")), "{title}");
        w.problem()
    };
    assert_eq!(problem("Preview (read-only)"), "");
    assert_eq!(problem("Sharing"), "changed-something-else");
}
