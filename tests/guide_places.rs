//! Where a page's parts are: forms that show one tab at a time, and frames that are not drawn.

#![allow(clippy::unwrap_used)]

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::core::event::What;
use proxuma_connect::protocol::PanelMsg;
use support::pages::*;

const NEW_USER: &str = "/Autotask/Views/Administration/Resources/resource.aspx";

/// The window of an API user with one of its tabs.
fn tab(parts: &str) -> String {
    format!(
        r#"<head><title>Add API User</title></head><body><div class="TitleBar"><div class="Title"><span class="text1">Add API User</span></div></div><div class="Button2" tabindex="0" data-t="save"><div class="Text2">Save &amp; Close</div></div>{parts}</body>"#
    )
}

fn general() -> String {
    let names = field("First Name", "first", "") + &field("Last Name", "last", "");
    tab(&(names + &field("Email Address", "email", "")))
}

fn security() -> String {
    let level = r#"<div class="EditorLabelContainer1"><div class="LabelContainer1"><div class="Text"><span class="PrimaryText">Security Level</span></div></div></div><div class="Size1"><select class="DropDownList2" data-t="level"><option></option><option>API User (system)</option><option data-t="mine">Proxuma API Connection</option></select></div>"#;
    let button = |name: &str, t: &str| {
        format!(
            r#"<div class="Button2" tabindex="0" data-t="{t}"><div class="Text2">{name}</div></div>"#
        )
    };
    let keys = button("Generate Key", "genkey") + &button("Generate Secret", "gensecret");
    tab(&(String::from(level) + &keys + &field("Username (Key)", "key", "")))
}

#[test]
fn what_was_filled_in_another_tab_of_a_form_is_not_asked_for_again() {
    let mut w = level_saved();
    w.open(USER, NEW_USER, &general());
    for t in ["first", "last", "email"] {
        let (step, ring) = w.ring(USER);
        assert!(step == "user-details" && ring != "(card)", "{step} {ring}");
        w.change(USER, |h| support::world::set_value(h, t, "x"));
    }
    // The level is not in this tab.
    w.expect(USER, "unsure: user-details", "(card)");
    w.change(USER, |h| *h = security());
    w.expect(USER, "user-details", "level");
    w.change(USER, |h| choose(h, "mine"));
    w.expect(USER, "generate-key", "genkey");
}

#[test]
fn the_last_tab_of_a_form_is_still_the_form() {
    let mut w = level_saved();
    w.open(USER, NEW_USER, &security());
    w.expect(USER, "user-details", "level");
    let lob =
        r#"<div class="Label">Associated</div><select multiple data-t="associated"></select>"#;
    w.change(USER, |h| {
        *h = tab(&section("Line of Business", "lob", true, lob))
    });
    assert!(
        w.ring(USER).0.ends_with("user-details"),
        "{:?}",
        w.ring(USER)
    );
    // Another document with no more than this is none.
    w.leave(USER);
    w.open(USER, NEW_USER, &tab(""));
    assert!(
        !w.ring(USER).0.ends_with("user-details"),
        "{:?}",
        w.ring(USER)
    );
}

#[test]
fn a_frame_that_is_not_drawn_is_no_page_whatever_its_address_says() {
    let mut w = level_saved();
    let aside = (INNER.0, 9);
    w.open(INNER, "/Mvc/users", USERS);
    w.expect(INNER, "new-api-user", "new");
    w.open(
        aside,
        "/Mvc/AdministrationSetup/ApiUser.mvc/NewApiUser",
        &form("New API User"),
    );
    w.expect(aside, "user-details", "first");
    // Its tab goes to the back.
    let Some(What::Digest {
        from,
        doc,
        seq,
        mut digest,
    }) = w.digest_event(aside)
    else {
        panic!("no digest");
    };
    digest.w = 0.0;
    w.event(What::Digest {
        from,
        doc,
        seq,
        digest,
    });
    w.expect(INNER, "new-api-user", "new");
    assert_eq!(w.docs[&aside].shown, None, "nothing is left to see in it");
}

#[test]
fn while_the_box_is_not_known_neither_its_locked_field_nor_the_open_part_is_ringed() {
    let mut w = to_editor();
    w.panel(PanelMsg::Accept);
    w.change(EDITOR, |h| {
        *h = editor(true, false)
            .replace("Can create Webhooks", "Eigene Rückrufe einrichten")
            .replace("data-t=\"maximum\"", "data-t=\"maximum\" disabled");
        support::world::set_value(h, "name", "Proxuma API Connection");
    });
    w.expect(EDITOR, "unsure: allow-webhooks", "(card)");
}
