//! Controls that are seen and pressed elsewhere than at the element that bears their state: boxes hidden
//! behind their labels, lists behind a button, titles beside their switch, entries around a branch.

#![allow(clippy::unwrap_used)]

#[path = "support/rows.rs"]
mod rows;

use proxuma_connect::page::target::{Role, Target};
use proxuma_connect::page::{Checked, Page};
use rows::{HAND, called, el, found, named, page, said, text};

const CHECKED: u32 = 4;
const INVISIBLE: u32 = 256;

/// A native box of this size and with these flags before its label.
fn boxed(size: i32, flags: u32) -> Page {
    let input =
        format!(r#"[3,9,"input",{flags},-1,-1,{size},{size},{{"type":"checkbox","id":"a"}}]"#);
    page(&[
        el(2, "span", 0, [100, 100, 300, 24], ""),
        input,
        said(3, "label", [0, 0, 160, 20], r#""for":"a""#),
        el(4, "span", 0, [0, 2, 16, 16], "faux"),
        text(4, "Can create Webhooks"),
    ])
}

#[test]
fn a_box_hidden_on_purpose_is_seen_and_pressed_at_its_label() {
    let target = called(Role::Checkbox, "Can create Webhooks");
    for size in [0, 1] {
        let page = boxed(size, CHECKED);
        let at = found(&page, &target).unwrap();
        assert_eq!(page.state(at).checked, Some(Checked::On));
        assert_eq!(page.node(page.face(at)).tag, "label");
    }
    // Not one that is drawn itself.
    let page = boxed(16, 0);
    let at = found(&page, &target).unwrap();
    assert_eq!(page.face(at), at);
}

#[test]
fn a_box_whose_label_is_hidden_as_well_is_not_there() {
    let hidden = page(&[
        el(2, "div", INVISIBLE, [100, 100, 300, 24], ""),
        said(3, "input", [0, 0, 1, 1], r#""type":"checkbox","id":"a""#),
        el(3, "label", INVISIBLE, [0, 0, 160, 20], ""),
        text(4, "Can create Webhooks"),
    ]);
    let target = called(Role::Checkbox, "Can create Webhooks");
    assert_eq!(found(&hidden, &target), None);
}

#[test]
fn a_transparent_box_under_a_transparent_cover_is_pressed_at_the_cover() {
    let page = page(&[
        el(2, "div", 0, [100, 100, 20, 20], "icheckbox_square"),
        format!(r#"[3,9,"input",{INVISIBLE},-2,-3,25,25,{{"type":"checkbox","id":"a"}}]"#),
        el(3, "ins", INVISIBLE, [-2, -3, 25, 25], "helper"),
        said(2, "label", [130, 100, 200, 20], r#""for":"a""#),
        text(3, "Can create Webhooks"),
    ]);
    let at = found(&page, &called(Role::Checkbox, "Can create Webhooks")).unwrap();
    assert_eq!(page.node(at).tag, "input");
    assert_eq!(page.node(page.face(at)).tag, "ins");
}

/// A native list behind a field that is drawn, which has this role.
fn list(role: &str) -> Page {
    page(&[
        said(2, "label", [100, 100, 200, 20], r#""for":"level""#),
        text(3, "Security Level"),
        el(2, "div", 0, [100, 130, 400, 40], ""),
        said(3, "select", [0, 0, 1, 1], r#""id":"level""#),
        el(4, "option", 8, [0, 0, 0, 0], ""),
        text(5, "API User (system)"),
        said(3, "span", [0, 0, 400, 34], r#""class":"wide""#),
        said(
            4,
            "span",
            [0, 0, 400, 34],
            &format!(r#""role":"{role}","tabindex":"0""#),
        ),
        text(5, "API User (system)"),
    ])
}

#[test]
fn a_hidden_list_is_seen_at_the_field_drawn_for_it_and_is_one_with_it() {
    for role in ["combobox", "button"] {
        let page = list(role);
        let at = found(&page, &called(Role::Combobox, "Security Level")).unwrap();
        assert_eq!(page.node(page.face(at)).tag, "span", "{role}");
    }
}

#[test]
fn a_title_that_takes_no_presses_is_pressed_at_the_one_switch_in_its_bar() {
    let bar = |tip: &str, flags: u32| {
        page(&[
            el(2, "div", 0, [100, 100, 900, 40], "box-header"),
            el(3, "h3", flags, [10, 10, 45, 18], "box-title"),
            text(4, "Other"),
            said(3, "a", [800, 5, 60, 20], r##""href":"#""##),
            text(4, "Full Permission"),
            said(
                3,
                "button",
                [870, 5, 22, 29],
                &format!(r#""title":"{tip}""#),
            ),
        ])
    };
    let face = |page: &Page| {
        let at = found(page, &called(Role::Heading, "Other")).unwrap();
        page.node(page.face(at)).tag.clone()
    };
    assert_eq!(face(&bar("Expand", 0)), "button");
    assert_eq!(face(&bar("Help", 0)), "h3");
    assert_eq!(face(&bar("Expand", HAND)), "h3");
}

/// An entry of a tree with a button that opens its branch, which is open.
fn entry() -> Page {
    page(&[
        said(
            2,
            "li",
            [0, 300, 319, 110],
            r#""role":"treeitem","aria-expanded":"true""#,
        ),
        el(3, "div", HAND, [0, 0, 319, 38], "item"),
        said(4, "button", [12, 11, 16, 16], r#""title":"Collapse""#),
        text(5, "Expand Tree Branch"),
        el(4, "span", 0, [36, 4, 283, 30], ""),
        text(5, "Admin"),
        el(3, "ul", 0, [0, 38, 319, 72], ""),
        said(4, "li", [0, 0, 319, 36], r#""role":"treeitem""#),
        el(5, "a", 0, [54, 4, 134, 30], ""),
        text(6, "Client Settings & Users"),
    ])
}

#[test]
fn an_entry_is_called_by_its_own_line_and_marked_there() {
    let page = entry();
    let at = found(&page, &called(Role::MenuItem, "Admin")).unwrap();
    let r = page.node(page.face(at)).rect;
    assert!(page.node(at).rect.h > 100.0 && r.h < 40.0, "{r:?}");
}

#[test]
fn a_switch_is_not_called_by_its_state() {
    let page = page(&[
        said(
            2,
            "button",
            [0, 0, 300, 30],
            r#""role":"switch","aria-checked":"true""#,
        ),
        text(3, "Can login to Web Services API"),
        text(3, " Enabled"),
    ]);
    let target = called(Role::Checkbox, "Can login to Web Services API");
    assert!(found(&page, &target).is_some());
}

#[test]
fn what_was_chosen_and_stands_alone_in_place_of_its_field_is_that_field() {
    let pill = |after: &str| {
        page(&[
            el(2, "div", 0, [100, 100, 400, 50], ""),
            el(3, "label", 0, [0, 0, 55, 22], ""),
            text(4, "Vendor"),
            el(3, "div", 0, [0, 24, 400, 26], ""),
            el(4, "span", 0, [0, 0, 351, 26], "slds-pill"),
            el(5, "a", 0, [5, 3, 325, 20], ""),
            text(6, "Proxuma - Resource Planning"),
            said(5, after, [330, 5, 16, 16], r#""title":"Remove""#),
        ])
    };
    let held = pill("button");
    let at = found(&held, &called(Role::Combobox, "Vendor")).unwrap();
    let chosen = held.state(at).selected;
    assert_eq!(chosen.as_deref(), Some("Proxuma - Resource Planning"));
    // A tag that stays is no field.
    assert!(pill("i").seen_as(Role::Combobox).is_empty());
}

#[test]
fn of_two_buttons_above_and_below_a_form_either_will_do_if_the_guide_says_so() {
    let save = |y| {
        [
            el(2, "button", 0, [100, y, 120, 30], ""),
            text(3, "Save & Close"),
        ]
    };
    let page = page(&[save(80), save(800)].concat());
    let once = called(Role::Button, "Save & Close");
    assert_eq!(found(&page, &once), None);
    let twice = Target {
        repeated: true,
        ..once
    };
    assert!(page.node(found(&page, &twice).unwrap()).rect.y < 100.0);
}

#[test]
fn what_is_pushed_out_to_the_left_by_its_own_width_is_not_in_view() {
    let entry = |x: i32| {
        page(&[
            el(2, "aside", 0, [x, 50, 230, 800], ""),
            said(3, "a", [0, 10, 230, 40], r##""href":"#""##),
            text(4, "Admin"),
        ])
    };
    assert!(named(&entry(-230), Role::Link).is_empty());
    assert_eq!(named(&entry(0), Role::Link), ["Admin"]);
}
