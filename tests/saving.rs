//! Noticing that a form was saved, whatever else stands on its page: instructions in message bars, a
//! success told with the marks of an error, what an earlier press was refused for, a frame that stays.

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::protocol::HoldState;
use support::pages::*;
use support::world::World;

const BAR: &str = "<body><div class=\"MessageBar\" role=\"alert\"><div class=\"Message\">Name is required. \
    The secret can't be shown again.</div></div>";

fn saved(w: &World) -> bool {
    w.session.saved.flags.contains("level-saved")
}

#[test]
fn instructions_that_stood_there_before_the_press_refuse_no_save() {
    let mut w = to_editor();
    w.swap(EDITOR, "<body>", BAR);
    w.press(EDITOR, "save");
    w.look(EDITOR);
    assert_eq!(w.problem(), "");
    w.close(2);
    assert!(saved(&w));
}

#[test]
fn a_success_told_as_an_alert_refuses_no_save() {
    let mut w = to_editor();
    w.press(EDITOR, "save");
    w.swap(
        EDITOR,
        "<body>",
        "<body><div class=\"toast\" role=\"alert\">Security level “Proxuma” was saved.</div>",
    );
    assert_eq!(w.problem(), "");
    w.close(2);
    assert!(saved(&w));
}

#[test]
fn an_alert_in_unknown_words_refuses_a_save_only_if_the_form_stays() {
    for (stays, is_saved) in [(200.0, true), (2_000.0, false)] {
        let mut w = to_editor();
        w.press(EDITOR, "save");
        w.swap(EDITOR, "<body>", "<body><div role=\"alert\">All set</div>");
        assert_eq!(w.problem(), "validation");
        w.wait(stays);
        w.look(EDITOR);
        w.close(2);
        assert_eq!(saved(&w), is_saved, "{stays} ms");
    }
}

#[test]
fn a_second_press_counts_though_the_first_ones_refusal_still_stands_there() {
    let mut w = to_editor();
    w.press(EDITOR, "save");
    w.swap(EDITOR, "<body>", BAR);
    assert_eq!(w.problem(), "required-empty");
    w.press(EDITOR, "save");
    w.look(EDITOR);
    w.close(2);
    assert!(saved(&w));
}

#[test]
fn a_success_above_an_earlier_refusal_in_one_box_refuses_nothing() {
    let mut w = to_editor();
    let refusal = "<div>Could not save. Try again.</div>";
    let toasts = |texts: &str| format!("<body><div role=\"alert\">{texts}</div>");
    w.press(EDITOR, "save");
    w.swap(EDITOR, "<body>", &toasts(refusal));
    assert_eq!(w.problem(), "validation");
    w.wait(2_000.0);
    w.press(EDITOR, "save");
    let both = format!("<div>The level has been saved.</div>{refusal}");
    w.swap(EDITOR, &toasts(refusal), &toasts(&both));
    assert_eq!(w.problem(), "");
    w.close(2);
    assert!(saved(&w));
}

#[test]
fn after_a_refusal_only_what_it_said_keeps_the_problem() {
    let mut w = to_editor();
    let notice = "<div class=\"MessageBar\" role=\"alert\">Required fields are marked.</div>";
    let refusal = "<div class=\"ValidationSummary\" role=\"alert\">Name is required</div>";
    w.swap(EDITOR, "<body>", &format!("<body>{notice}"));
    w.press(EDITOR, "save");
    w.swap(EDITOR, notice, &format!("{notice}{refusal}"));
    assert_eq!(w.problem(), "required-empty");
    w.swap(EDITOR, refusal, "");
    assert_eq!(w.problem(), "");
}

#[test]
fn a_notice_of_the_page_under_a_form_refuses_no_save_when_it_comes_to_sight() {
    let mut w = to_editor();
    let notice =
        |style: &str| format!("<div role=\"alert\" {style}>34 of 40 licenses are in use</div>");
    let hidden = notice("style=\"visibility:hidden\"");
    w.swap(EDITOR, "<body>", &format!("<body>{hidden}"));
    w.press(EDITOR, "save");
    w.swap(EDITOR, &hidden, &notice(""));
    assert_eq!(w.problem(), "");
    w.close(2);
    assert!(saved(&w));
}

#[test]
fn a_frame_that_stays_in_the_document_when_its_form_is_closed_was_saved() {
    for press in [true, false] {
        let mut w = to_editor();
        w.close(2);
        let frame = (INNER.0, INNER.1 + 7);
        w.open(frame, "/some/editor", &editor(false, true));
        if press {
            w.press(frame, "save");
        }
        assert!(!saved(&w));
        w.change(frame, |html| *html = "<body></body>".into());
        assert_eq!(saved(&w), press);
    }
}

#[test]
fn a_secret_whose_form_is_taken_out_of_the_page_by_its_save_is_kept() {
    for press in [true, false] {
        let mut w = level_saved();
        w.open(USER, "/x", &form("New API User"));
        w.notice(USER, "k3jx8w2qpl5vz9a", 25);
        if press {
            w.press(USER, "save");
        }
        // The fields are asked five times a second, and may be gone before the page is read.
        w.notice_nothing(USER);
        w.change(USER, |html| *html = USERS.into());
        let kept = w.session.live.hold.state == HoldState::Armed;
        assert_eq!(kept, press);
    }
}
