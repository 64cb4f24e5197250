//! What is meant among what only tells of it, repeats it or shows a picture of it: help, bins, notes with a
//! button of their own, columns that are only read, boxes that kits draw in several parts.

#![allow(clippy::unwrap_used)]

#[path = "support/rows.rs"]
mod rows;

use proxuma_connect::guide::Guide;
use proxuma_connect::guide::view::View;
use proxuma_connect::page::target::{Role, Target};
use proxuma_connect::page::{Checked, Page};
use rows::{HAND, called, el, found, page, said, text};

/// Where the guide that ships sees its target.
fn seen(page: Page, target: &str) -> Option<usize> {
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json")).unwrap();
    View::new(page).node(&guide, target)
}

#[test]
fn what_help_and_a_bin_offer_is_not_what_a_step_means() {
    let link = |title: &str| {
        page(&[
            el(2, "div", 0, [900, 100, 300, 300], "x"),
            el(3, "h2", 0, [0, 0, 300, 20], "y"),
            text(4, title),
            said(3, "a", [0, 40, 120, 18], r#""href":"""#),
            text(4, "Security Levels"),
        ])
    };
    assert!(seen(link("Security"), "security-levels").is_some());
    for title in [
        "Help",
        "What's new in 2026.3",
        "Recently viewed",
        "Recycle bin (4)",
        "Admin tips",
        "Preview (read-only)",
        "Approval queue",
        "Archived levels",
    ] {
        assert_eq!(seen(link(title), "security-levels"), None, "{title}");
    }
    // A button called so titles nothing.
    let bar = page(&[
        el(2, "div", 0, [0, 100, 600, 40], "bar"),
        el(3, "button", 0, [0, 0, 60, 30], "b"),
        text(4, "Help"),
        said(3, "a", [100, 0, 120, 18], r#""href":"""#),
        text(4, "Security Levels"),
    ]);
    assert!(seen(bar, "security-levels").is_some());
}

#[test]
fn the_way_back_in_a_trail_is_not_the_way_on() {
    let trail = |class: &str| {
        page(&[
            el(2, "ol", 0, [0, 60, 600, 20], class),
            el(3, "li", 0, [0, 0, 60, 18], "x"),
            said(4, "a", [0, 0, 60, 18], r#""href":"""#),
            text(5, "Admin"),
        ])
    };
    assert!(seen(trail("list"), "admin-menu").is_some());
    assert_eq!(seen(trail("breadcrumb"), "admin-menu"), None);
}

fn field(depth: u32, y: i32, locked: bool, label: &str) -> Vec<String> {
    let lock = if locked { r#","disabled":"""# } else { "" };
    let flags = if locked { 2 } else { 0 };
    let input = format!(
        r#"[{depth},9,"input",{flags},0,{y},200,24,{{"type":"text","aria-label":"{label}"{lock}}}]"#
    );
    vec![input]
}

#[test]
fn a_forms_own_button_is_meant_and_not_that_of_a_note_beside_it() {
    let mut rows = vec![
        el(2, "div", 0, [0, 100, 1000, 700], "layer"),
        el(3, "div", 0, [700, 0, 240, 120], "notes"),
    ];
    rows.extend(field(4, 0, false, "Note"));
    rows.extend([
        el(4, "button", 0, [0, 90, 110, 28], "b"),
        text(5, "Save & Close"),
    ]);
    rows.extend([
        el(3, "div", 0, [0, 0, 600, 40], "bar"),
        el(4, "button", 0, [0, 0, 110, 28], "b"),
        text(5, "Save & Close"),
    ]);
    for n in 0..4 {
        rows.extend(field(3, 100 + n * 40, false, &format!("Field {n}")));
    }
    let at = seen(page(&rows), "save-level").unwrap();
    assert_eq!(at, 8);
}

#[test]
fn of_a_form_beside_its_read_only_picture_the_form_is_meant() {
    let column = |x: i32, locked: bool| {
        let mut rows = vec![el(3, "div", 0, [x, 0, 400, 600], "col")];
        rows.extend(field(4, 0, locked, "Name"));
        rows.extend([
            said(4, "button", [0, 60, 80, 22], r#""aria-expanded":"false""#),
            text(5, "Other"),
        ]);
        rows
    };
    let both = |left: bool, right: bool| {
        let mut rows = vec![el(2, "div", 0, [0, 100, 1000, 700], "compare")];
        rows.extend(column(0, left));
        rows.extend(column(500, right));
        page(&rows)
    };
    assert_eq!(seen(both(true, false), "section-other"), Some(9));
    assert_eq!(seen(both(false, true), "section-other"), Some(5));
    assert_eq!(
        seen(both(false, false), "section-other"),
        None,
        "either may be meant"
    );
}

#[test]
fn other_is_another_part_than_others() {
    let part = |y: i32, title: &str| {
        vec![
            said(2, "button", [0, y, 400, 30], r#""aria-expanded":"false""#),
            text(3, title),
        ]
    };
    let page = page(
        &[
            part(100, "Others"),
            part(140, "Other"),
            part(180, "Other settings"),
        ]
        .concat(),
    );
    assert_eq!(seen(page, "section-other"), Some(4));
}

#[test]
fn a_page_in_layers_is_read_from_the_top_one() {
    let layer = |class: &str, words: [&str; 3]| {
        let mut rows = vec![el(3, "section", 0, [0, 0, 936, 796], class)];
        for (y, word) in (20..).step_by(40).zip(words) {
            rows.extend([
                said(4, "a", [20, y, 100, 18], r#""href":"""#),
                text(5, word),
            ]);
        }
        rows
    };
    let both = |second: &str| {
        let mut rows = vec![el(2, "main", 0, [176, 76, 936, 796], "m")];
        rows.extend(layer("layer editor", ["Old", "Older", "Oldest"]));
        rows.extend(layer(second, ["New", "Newer", "Newest"]));
        page(&rows)
    };
    assert_eq!(
        found(&both("layer page"), &called(Role::Link, "Older")),
        None
    );
    assert!(found(&both("layer page"), &called(Role::Link, "Newer")).is_some());
    assert!(found(&both("toasts"), &called(Role::Link, "Older")).is_some());
}

#[test]
fn a_box_is_on_where_its_kit_says_so_of_the_field_around_it() {
    let class = |on: bool| {
        if on {
            "x-field x-form-cb-checked"
        } else {
            "x-field"
        }
    };
    let drawn = |on: bool| {
        page(&[
            el(2, "div", 0, [0, 100, 460, 24], class(on)),
            el(3, "label", 0, [0, 0, 300, 24], "x-form-item-label"),
            text(4, "Can create Webhooks"),
            el(
                3,
                "div",
                0,
                [335, 0, 41, 24],
                "x-form-item-body x-form-cb-wrap",
            ),
            el(4, "div", 0, [0, 0, 41, 24], "x-form-cb-wrap-inner"),
            said(
                5,
                "input",
                [0, 5, 15, 15],
                r#""type":"button","role":"checkbox","class":"x-form-field x-form-checkbox x-form-cb""#,
            ),
        ])
    };
    for (on, state) in [(true, Checked::On), (false, Checked::Off)] {
        let page = drawn(on);
        let at = found(&page, &called(Role::Checkbox, "Can create Webhooks")).unwrap();
        assert_eq!(page.node(at).tag, "input", "only that takes the press");
        assert_eq!(page.state(at).checked, Some(state));
    }
}

#[test]
fn a_hidden_box_that_repeats_a_switch_is_none() {
    let page = |attrs: &str| {
        page(&[
            el(2, "div", 0, [0, 100, 600, 40], "row"),
            said(
                3,
                "button",
                [500, 0, 36, 20],
                r#""role":"switch","aria-checked":"false","aria-label":"Can create Webhooks""#,
            ),
            format!(r#"[3,9,"input",256,497,2,16,16,{{"type":"checkbox"{attrs}}}]"#),
        ])
    };
    let boxes = |page: &Page| {
        (0..page.len())
            .filter(|&ix| page.role(ix) == Role::Checkbox)
            .count()
    };
    assert_eq!(boxes(&page(r#","aria-hidden":"true""#)), 1);
    assert_eq!(boxes(&page("")), 2);
}

#[test]
fn a_list_whose_focus_is_out_of_sight_is_seen_where_it_is_drawn() {
    let page = page(&[
        el(2, "div", 0, [100, 100, 600, 30], "row"),
        said(3, "span", [0, 0, 120, 20], r#""id":"label""#),
        text(4, "Security Level"),
        el(3, "div", HAND, [200, 0, 380, 28], "slt"),
        r#"[4,9,"div",0,-999,-999,0,0,{"role":"combobox","aria-haspopup":"listbox","aria-labelledby":"label"}]"#.into(),
        text(5, "Proxuma API Connection"),
        el(4, "span", 0, [8, 4, 300, 20], "text"),
        text(5, "Proxuma API Connection"),
    ]);
    let at = found(&page, &called(Role::Combobox, "Security Level")).unwrap();
    assert_eq!(page.node(at).attr("role"), Some("combobox"));
    assert_eq!(page.node(page.face(at)).attr("class"), Some("slt"));
    let value = page.state(at).selected;
    assert_eq!(value.as_deref(), Some("Proxuma API Connection"));
}

#[test]
fn a_label_ends_before_its_note() {
    let field = |note: &str| {
        page(&[
            el(2, "div", 0, [0, 100, 330, 28], "EditorLabelContainer1"),
            el(3, "div", 0, [0, 0, 318, 28], "Text"),
            el(4, "span", 0, [0, 0, 85, 14], "PrimaryText"),
            text(5, "Email Address"),
            el(4, "span", 0, [0, 14, 263, 14], note),
            text(5, "used for notifications about the integration"),
            el(2, "div", 0, [0, 130, 300, 26], "Size1"),
            said(3, "input", [0, 0, 300, 26], r#""type":"text""#),
        ])
    };
    let email = called(Role::Textbox, "Email Address");
    assert!(found(&field("SecondaryText"), &email).is_some());
    let starred = page(&[
        el(2, "div", 0, [0, 100, 330, 60], "f"),
        said(
            3,
            "input",
            [0, 20, 300, 26],
            r#""type":"text","aria-label":"Email Address * We write there when a key ends""#,
        ),
    ]);
    assert!(found(&starred, &email).is_some());
}

#[test]
fn rows_whose_cells_lie_in_boxes_are_called_by_the_first_line_of_the_first() {
    let entry = |y: i32, title: &str| {
        vec![
            said(
                3,
                "li",
                [0, y, 489, 49],
                r#""role":"listitem","class":"item""#,
            ),
            el(4, "div", 0, [0, 0, 457, 36], "content"),
            el(5, "div", 0, [0, 0, 457, 36], "flex"),
            el(6, "div", 0, [0, 0, 377, 36], "cell"),
            el(7, "span", 0, [0, 0, 300, 16], "text"),
            text(8, title),
            el(7, "span", 0, [0, 20, 377, 16], "line"),
            text(8, "System level · API User"),
            el(6, "div", 0, [385, 9, 30, 20], "cell"),
            el(7, "span", 0, [0, 0, 30, 14], "state"),
            text(8, "Active"),
        ]
    };
    let titles = [
        "API User (system) Can't Read Costs (API-only)",
        "API User (system) (API-only)",
        "Sales User",
    ];
    let mut rows = vec![said(2, "ul", [0, 100, 489, 400], r#""role":"list""#)];
    for (y, title) in (0..).step_by(49).zip(titles) {
        rows.extend(entry(y, title));
    }
    let page = page(&rows);
    let level = Target {
        not: vec![proxuma_connect::page::target::Label::En(
            "API User (system) Can't Read Costs (API-only)".into(),
        )],
        ..called(Role::Row, "API User (system) (API-only)")
    };
    assert_eq!(found(&page, &level), Some(14));
}

#[test]
fn a_row_of_a_list_is_no_entry_of_the_products_menu() {
    let row = |n: i32, title: &str, columns: i32| {
        let mut rows = vec![el(3, "tr", 0, [0, n * 30, 1000, 30], "d")];
        for c in 0..columns {
            rows.push(el(4, "td", 0, [c * 200, 0, 200, 30], "c"));
            if c == 1 {
                rows.push(said(5, "a", [4, 4, 120, 18], r#""href":"/x""#));
                rows.push(text(6, title));
            }
        }
        rows
    };
    let list = |columns: i32| {
        let mut rows = vec![el(2, "tbody", 0, [0, 200, 1000, 600], "b")];
        for (n, title) in (0..).zip([
            "Admin (system)",
            "Contractor",
            "Executive",
            "Manager",
            "Sales",
            "Team",
        ]) {
            rows.extend(row(n, title, columns));
        }
        page(&rows)
    };
    assert_eq!(seen(list(6), "admin-menu"), None);
    assert!(seen(list(2), "admin-menu").is_some(), "laid out by a table");
}

#[test]
fn the_icon_of_a_row_is_not_the_products_menu() {
    let row = |y: i32| {
        let mut rows = vec![
            el(3, "tr", 0, [0, y, 1000, 30], "d"),
            el(4, "td", HAND, [0, 0, 30, 30], "c"),
            said(5, "a", [4, 4, 20, 18], r#""href":"","title":"Menu""#),
            text(6, "▤"),
        ];
        for column in 1..5 {
            rows.push(el(4, "td", HAND, [column * 200, 0, 200, 30], "c"));
            rows.push(text(5, "Ahrens, Birte"));
        }
        rows
    };
    let list = |rows: i32| {
        let mut all = vec![el(2, "tbody", 0, [0, 200, 1000, 600], "b")];
        all.extend((0..rows).flat_map(|n| row(n * 30)));
        page(&all)
    };
    assert_eq!(seen(list(6), "main-menu"), None);
    assert!(
        seen(list(1), "main-menu").is_some(),
        "a bar laid out by a table"
    );
}

#[test]
fn a_level_of_the_very_name_wins_over_one_that_is_called_less() {
    let rows = |names: &[&str]| {
        let mut rows = vec![el(2, "tbody", 0, [0, 200, 1000, 600], "b")];
        for (n, name) in (0..).zip(names) {
            rows.push(el(3, "tr", 0, [0, n * 30, 1000, 30], "d"));
            rows.push(el(4, "td", 0, [0, 0, 300, 30], "c"));
            rows.push(text(5, name));
            rows.push(el(4, "td", 0, [300, 0, 300, 30], "c"));
            rows.push(text(5, "Template"));
        }
        page(&rows)
    };
    let both = ["API User (system)", "API User (system) (API-only)"];
    assert_eq!(seen(rows(&both), "api-level-row"), Some(8));
    assert_eq!(seen(rows(&both[..1]), "api-level-row"), Some(3));
}

/// A list of users whose cells all take presses, each row with an icon before its name; the second row is
/// the wanted one.
fn users(menu: &[String]) -> Page {
    let mut rows = vec![el(2, "tbody", 0, [0, 200, 1000, 600], "b")];
    let names = [
        "Ahrens, Birte",
        "API, Proxuma",
        "Bergholz, Nils",
        "Claasen, Momme",
        "Dierks, Anja",
    ];
    for (n, name) in (0..).zip(names) {
        rows.push(el(3, "tr", 0, [0, n * 28, 1000, 28], "d"));
        rows.push(el(4, "td", HAND, [0, 0, 34, 28], "c"));
        let focus = if n == 1 && !menu.is_empty() { 32 } else { 0 };
        rows.push(format!(
            r#"[5,9,"a",{focus},6,4,20,20,{{"href":"javascript:void(0)","title":"Menü"}}]"#
        ));
        rows.push(text(6, "▤"));
        rows.push(el(4, "td", HAND, [34, 0, 300, 28], "c"));
        rows.push(text(5, name));
        rows.push(el(4, "td", HAND, [334, 0, 60, 28], "c"));
        rows.push(text(5, "✓"));
    }
    rows.extend_from_slice(menu);
    page(&rows)
}

#[test]
fn the_icon_before_a_rows_name_is_its_menu_though_every_cell_takes_presses() {
    assert_eq!(seen(users(&[]), "user-options"), Some(13));
}

#[test]
fn a_menu_that_begins_where_the_next_rows_icon_does_is_that_of_the_icon_just_pressed() {
    let menu = |y: i32| {
        vec![
            said(2, "div", [6, y, 168, 60], r#""role":"menu""#),
            said(3, "div", [0, 0, 168, 28], r#""role":"menuitem""#),
            text(4, "Edit"),
        ]
    };
    // The icon of the wanted row is at 232 to 252, the next one's at 260 to 280.
    let near = users(&menu(260));
    assert!(seen(near, "edit-item").is_some());
    assert_eq!(
        seen(users(&menu(344)), "edit-item"),
        None,
        "two rows farther down"
    );
}

#[test]
fn a_button_that_moves_something_to_another_list_opens_no_menu() {
    let button = |name: &str| page(&[el(2, "button", 0, [100, 300, 80, 30], "b"), text(3, name)]);
    assert!(seen(button("Add"), "new-button").is_some());
    assert_eq!(seen(button("Add ›"), "new-button"), None);
}
