//! What UI kits say in ways of their own: pickers called by what they hold, chips, titles with a
//! description, tooltips in attributes of the kit, states far from their box, trees as tables.

#![allow(clippy::unwrap_used)]

#[path = "support/rows.rs"]
mod rows;

use proxuma_connect::guide::Guide;
use proxuma_connect::guide::view::View;
use proxuma_connect::page::target::{Role, Target};
use proxuma_connect::page::{Checked, Page};
use rows::{HAND, called, el, found, named, page, said, text, with};

#[test]
fn a_picker_that_is_called_by_its_choice_as_well_is_known_by_its_label() {
    let combobox = r#""role":"combobox","id":"own","aria-labelledby":"label own""#;
    let page = page(&[
        el(2, "div", 0, [100, 100, 400, 60], "f"),
        said(3, "label", [0, 0, 100, 17], r#""id":"label""#),
        text(4, "Security Level"),
        said(3, "div", [0, 20, 400, 40], combobox),
        text(4, "Proxuma API Connection"),
    ]);
    let at = found(&page, &called(Role::Combobox, "Security Level")).unwrap();
    assert_eq!(
        page.state(at).selected.as_deref(),
        Some("Proxuma API Connection")
    );
}

/// A drawn picker that holds something, with what follows it.
fn picker(class: &str, after: &str) -> Page {
    page(&[
        el(2, "div", 0, [100, 100, 310, 26], "SingleDataSelector2"),
        el(3, "div", 0, [7, 5, 219, 16], class),
        el(4, "div", 0, [8, 1, 190, 14], "Text"),
        text(5, "Proxuma - Resource Planning"),
        el(4, "div", 0, [204, 1, 7, 14], "x"),
        text(5, after),
        el(3, "input", 0, [231, 5, 70, 16], ""),
    ])
}

#[test]
fn what_a_picker_holds_as_a_chip_is_chosen() {
    let chosen = |page: &Page| page.state(page.seen_as(Role::Combobox)[0]).selected;
    let held = Some("Proxuma - Resource Planning".to_owned());
    assert_eq!(chosen(&picker("Chip", "remove")), held);
    assert_eq!(chosen(&picker("q", "×")), held);
    assert_eq!(chosen(&picker("q", "in Utrecht")), None);
}

/// A bar across the page with a title and more, each in a box in a box.
fn bar(more: &str) -> Page {
    page(&[
        said(
            2,
            "div",
            [20, 100, 1200, 48],
            r#""role":"button","aria-expanded":"false""#,
        ),
        el(3, "div", 0, [16, 12, 1100, 24], ""),
        el(4, "p", 0, [0, 0, 161, 24], ""),
        text(5, "Resources/Users (HR)"),
        el(4, "p", 0, [177, 2, 176, 20], ""),
        text(5, more),
    ])
}

#[test]
fn a_title_is_known_before_its_description_however_both_are_wrapped() {
    let target = called(Role::Section, "Resources/Users (HR)");
    assert!(found(&bar("People, security and time off"), &target).is_some());
}

#[test]
fn a_tag_that_repeats_the_last_word_is_no_part_of_a_name() {
    let target = called(Role::Button, "Web Services API");
    let button = |name: &str| page(&[el(2, "button", 0, [0, 0, 200, 30], ""), text(3, name)]);
    assert!(found(&button("WEB SERVICES API API"), &target).is_some());
    assert!(found(&button("Web Services API Users"), &target).is_none());
}

/// Two panels of a shell, called the same.
fn panels() -> Page {
    let toggle = |x| {
        [
            el(2, "button", 0, [x, 70, 32, 32], ""),
            text(3, "Toggle side panel"),
        ]
    };
    page(&[toggle(1240), toggle(8)].concat())
}

#[test]
fn of_two_panels_called_the_same_the_left_one_is_meant_only_if_the_guide_says_so() {
    let page = panels();
    let target = called(Role::Button, "Toggle side panel");
    assert_eq!(found(&page, &target), None);
    let left = Target {
        leftmost: true,
        ..target
    };
    assert!(page.node(found(&page, &left).unwrap()).rect.x < 100.0);
}

/// A row of a list with icons at these places, and its name at 100.
fn row(icons: &[i32], tips: &[&str]) -> Page {
    let mut rows = vec![el(2, "table", 0, [0, 100, 900, 30], "")];
    rows.push(el(3, "tr", 0, [0, 0, 900, 30], ""));
    rows.push(el(4, "td", 0, [0, 0, 90, 30], ""));
    for (i, x) in icons.iter().enumerate() {
        let tip = tips.get(i).copied().unwrap_or("");
        let attrs = format!(r#""role":"button","data-qtip":"{tip}""#);
        rows.push(said(5, "img", [*x, 7, 16, 16], &attrs));
    }
    rows.push(el(4, "td", 0, [100, 0, 300, 30], ""));
    rows.push(text(5, "API User (system)"));
    page(&rows)
}

/// The menu of a row: a button without a name.
fn menu() -> Target {
    Target {
        role: vec![Role::Button],
        ..Target::default()
    }
}

#[test]
fn of_icons_beside_each_other_without_a_word_none_is_the_rows_menu() {
    assert!(found(&row(&[10], &[]), &menu()).is_some());
    assert_eq!(found(&row(&[10, 29], &[]), &menu()), None);
}

#[test]
fn a_tooltip_in_an_attribute_of_the_kit_names_an_icon() {
    let page = row(&[10, 29], &["Edit", "Options"]);
    assert_eq!(named(&page, Role::Button), ["Edit", "Options"]);
    let at = found(&page, &menu()).unwrap();
    assert_eq!(page.name(at), "Options");
}

#[test]
fn a_title_in_an_attribute_of_the_kit_leaves_the_pages_own_title() {
    let button = |attrs: &str| page(&[said(2, "button", [0, 0, 32, 32], attrs)]);
    let both = button(r#""data-original-title":"Old","title":"Refresh""#);
    assert_eq!(named(&both, Role::Button), ["Refresh"]);
    // The first one with words, whatever else the page keeps for itself.
    let moved = button(r#""data-tip":"1","title":"","data-original-title":"Refresh""#);
    assert_eq!(named(&moved, Role::Button), ["Refresh"]);
}

/// Two drawn boxes in one line, the first one's state said by what wraps it.
fn boxes(first: &str) -> Page {
    let one = |x, class: &str, label: &str| {
        [
            el(3, "div", 0, [x, 0, 200, 24], class),
            el(4, "div", 0, [0, 0, 200, 24], "w"),
            said(
                5,
                "input",
                [0, 4, 15, 15],
                r#""type":"button","role":"checkbox""#,
            ),
            el(5, "label", 0, [20, 2, 170, 20], ""),
            text(6, label),
        ]
    };
    let mut rows = vec![el(2, "div", 0, [100, 100, 900, 24], "x-form-cb-checked")];
    rows.extend(one(0, first, "Can create Webhooks"));
    rows.extend(one(300, "", "Can create Workflows"));
    page(&rows)
}

#[test]
fn a_box_is_ticked_as_what_holds_only_it_says() {
    let states = |page: &Page| -> Vec<_> {
        let boxes = page.seen_as(Role::Checkbox);
        boxes.into_iter().map(|at| page.state(at).checked).collect()
    };
    let (on, off) = (Some(Checked::On), Some(Checked::Off));
    assert_eq!(states(&boxes("x-form-cb-checked")), [on, off]);
    // What holds both boxes tells of neither.
    assert_eq!(states(&boxes("x-form-cb")), [off, off]);
}

/// A table of lines with one cell, or two.
fn tree(cells: i32) -> Page {
    let mut rows = vec![el(2, "table", 0, [0, 100, 270, 72], "")];
    for (i, entry) in ["Reports", "Admin", "Contracts"].iter().enumerate() {
        rows.push(el(3, "tr", 0, [0, 24 * i as i32, 270, 24], ""));
        for cell in 0..cells {
            rows.push(with(
                4,
                "td",
                HAND,
                [100 * cell, 0, 100, 24],
                ("role", "gridcell"),
            ));
            rows.push(text(5, entry));
        }
    }
    page(&rows)
}

#[test]
fn a_rows_only_cell_that_shows_a_hand_is_an_entry() {
    assert_eq!(
        named(&tree(1), Role::MenuItem),
        ["Reports", "Admin", "Contracts"]
    );
    assert!(tree(2).seen_as(Role::MenuItem).is_empty());
}

const TITLED: &str = r#"{"id": "t", "hosts": ["example.net"],
  "targets": {"none": {"role": ["button"], "names": ["None"]}},
  "pages": [{"id": "users", "need": 1, "evidence": [{"title": ["Resources/Users"], "points": 1}]}],
  "steps": [{"id": "s", "article": "A1", "pages": ["users"], "show": ["none"], "done": {"filled": "none"}}]}"#;

/// Whether a page counts as that of the users.
fn titled(rows: &[String]) -> bool {
    let guide = Guide::parse(TITLED).unwrap();
    View::new(page(rows)).points(&guide, &guide.pages[0]) > 0
}

#[test]
fn a_page_is_titled_by_what_its_trail_ends_with_and_by_no_column_of_a_list() {
    let trail = |entries: [&str; 2]| {
        let mut rows = vec![el(2, "div", 0, [0, 60, 400, 26], "x-breadcrumb")];
        for entry in entries {
            rows.push(el(3, "a", 0, [0, 3, 90, 20], "x-btn"));
            rows.push(text(4, entry));
        }
        rows
    };
    assert!(titled(&trail(["Admin", "Resources/Users"])));
    assert!(!titled(&trail(["Resources/Users", "Jansen"])));
    let column = |role: &str| {
        titled(&[
            with(2, "div", 0, [0, 300, 200, 40], ("role", role)),
            el(3, "div", 0, [0, 10, 150, 20], "columnHeaderTitle"),
            text(4, "Resources/Users"),
        ])
    };
    assert!(column("region"));
    assert!(!column("columnheader"));
}
