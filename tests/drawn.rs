//! Controls that say nothing of themselves, told by how they are drawn and repeated: no role, no
//! ARIA, no class name that means anything. Pages are rows as content.js lists them
//! (`src/page/digest.rs`).

#![allow(clippy::unwrap_used)]

use proxuma_connect::page::opened::arrow_of;
use proxuma_connect::page::target::Role;
use proxuma_connect::page::{Checked, Page};
use std::fmt::Write;

/// A pointing hand, as content.js flags it.
const HAND: u32 = 1024;

/// Rows inside `<html>` and `<body>`; their depth begins at 2.
fn page(rows: &[String]) -> Page {
    let mut json = String::from(
        r#"{"v":1,"url":"https://ww5.autotask.net/","title":"","lang":"en","w":1280,"h":900,"focused":true,"cut":false,"rows":[[0,1,"html",0,0,0,1280,900],[1,2,"body",0,0,0,1280,900]"#,
    );
    for row in rows {
        let _ = write!(json, ",{row}");
    }
    json.push_str("]}");
    Page::parse(&json).unwrap()
}

/// An element; its number is its row plus one, as the rows above have it.
fn el(depth: u32, tag: &str, flags: u32, rect: [i32; 4], class: &str) -> String {
    let [x, y, w, h] = rect;
    format!(r#"[{depth},9,"{tag}",{flags},{x},{y},{w},{h},{{"class":"{class}"}}]"#)
}

fn text(depth: u32, text: &str) -> String {
    format!(r#"[{depth},"{text}"]"#)
}

/// Rows of the page whose role this is, by name.
fn named(page: &Page, role: Role) -> Vec<&str> {
    page.seen_as(role)
        .into_iter()
        .map(|ix| page.name(ix))
        .collect()
}

/// A list of plain boxes with two cells and an icon each.
fn list(n: i32) -> Vec<String> {
    let mut rows = vec![el(2, "div", 0, [100, 100, 900, 40 * n], "q")];
    for i in 0..n {
        // The row under the pointer is drawn differently.
        let class = if i == 1 { "a hot" } else { "a" };
        rows.push(el(3, "div", 0, [0, 40 * i, 900, 40], class));
        rows.push(el(4, "div", HAND, [0, 6, 28, 28], "k"));
        rows.push(el(5, "svg", 0, [6, 6, 16, 16], ""));
        rows.push(el(4, "div", 0, [40, 10, 300, 20], "c"));
        rows.push(text(5, &format!("Level {i}")));
        // Right at the cell before it.
        rows.push(el(4, "div", 0, [340, 10, 100, 20], "c"));
        rows.push(text(5, "Active"));
    }
    rows
}

#[test]
fn boxes_with_cells_below_each_other_are_rows_of_a_list() {
    let page = page(&list(4));
    let rows = page.seen_as(Role::Row);
    assert_eq!(rows.len(), 4);
    let icons = page.seen_as(Role::Button);
    assert_eq!(page.row_of(icons[1]), Some(rows[1]));
}

#[test]
fn two_boxes_are_no_list_and_a_form_is_none() {
    assert!(page(&list(2)).seen_as(Role::Row).is_empty());
    let mut form = vec![el(2, "div", 0, [100, 100, 900, 160], "q")];
    for i in 0..4 {
        form.push(el(3, "div", 0, [0, 40 * i, 900, 40], "a"));
        form.push(el(4, "div", 0, [0, 10, 300, 20], "c"));
        form.push(text(5, &format!("Label {i}")));
        form.push(el(4, "input", 0, [400, 8, 200, 24], ""));
    }
    assert!(page(&form).seen_as(Role::Row).is_empty());
}

/// A menu of plain boxes at `x`, over or beside the list.
fn menu(x: i32) -> Vec<String> {
    let mut rows = list(4);
    rows.push(el(2, "div", 0, [x, 150, 180, 72], "m"));
    for (i, entry) in ["Edit", "Copy", "Delete"].iter().enumerate() {
        rows.push(el(3, "div", 0, [0, 24 * i as i32, 180, 24], "e"));
        rows.push(text(4, entry));
    }
    rows
}

#[test]
fn what_floats_over_the_page_is_a_menu_and_what_stands_beside_it_is_none() {
    assert_eq!(
        named(&page(&menu(200)), Role::MenuItem),
        ["Edit", "Copy", "Delete"]
    );
    assert!(page(&menu(1050)).seen_as(Role::MenuItem).is_empty());
}

/// Bars across the page, each in a box of its own, with an icon, a title and a count.
fn bars(width: i32) -> Vec<String> {
    let mut rows = Vec::new();
    for (i, title) in ["Your Organization", "Resources/Users (HR)", "Other"]
        .iter()
        .enumerate()
    {
        rows.push(el(2, "div", 0, [40, 100 + 54 * i as i32, width, 44], "p"));
        rows.push(el(3, "div", HAND, [0, 0, width, 42], "b"));
        rows.push(el(4, "span", 0, [14, 13, 16, 16], "i"));
        rows.push(el(4, "span", 0, [40, 11, 200, 20], "t"));
        rows.push(text(5, title));
        rows.push(el(4, "span", 0, [width - 40, 11, 20, 18], "n"));
        rows.push(text(5, "14"));
    }
    rows
}

#[test]
fn bars_that_open_parts_of_the_page_are_sections_and_a_count_is_no_part_of_their_name() {
    let page = page(&bars(1200));
    assert_eq!(
        named(&page, Role::Section),
        ["Your Organization", "Resources/Users (HR)", "Other"]
    );
    let closed = |ix: &usize| page.state(*ix).expanded == Some(false);
    assert!(page.seen_as(Role::Section).iter().all(closed));
}

#[test]
fn narrow_entries_are_no_sections() {
    assert!(page(&bars(240)).seen_as(Role::Section).is_empty());
}

/// Entries at the side, `chosen` of them drawn as chosen.
fn side(chosen: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for (i, title) in ["Organization", "Finance", "Resources", "Security"]
        .iter()
        .enumerate()
    {
        let class = if i < chosen { "it x9" } else { "it" };
        rows.push(el(
            2,
            "div",
            HAND,
            [20, 100 + 37 * i as i32, 252, 37],
            class,
        ));
        rows.push(text(3, title));
    }
    rows
}

#[test]
fn entries_at_the_side_are_tabs_if_one_is_chosen() {
    assert_eq!(page(&side(1)).seen_as(Role::Tab).len(), 4);
    assert!(page(&side(0)).seen_as(Role::Tab).is_empty());
    assert!(page(&side(2)).seen_as(Role::Tab).is_empty());
}

#[test]
fn a_drawn_switch_is_on_where_its_thumb_is_at_the_right() {
    let switch = |left: i32| {
        page(&[
            el(2, "div", 0, [40, 100, 300, 20], "l"),
            text(3, "Can create Webhooks"),
            el(2, "div", HAND, [360, 100, 36, 20], "s"),
            el(3, "div", 0, [left, 2, 16, 16], "t"),
        ])
    };
    for (left, state) in [(2, Checked::Off), (18, Checked::On)] {
        let page = switch(left);
        let found = page.seen_as(Role::Checkbox);
        assert_eq!(found.len(), 1, "{left}");
        assert_eq!(page.state(found[0]).checked, Some(state));
    }
    // A picture in the middle of a button is no thumb.
    assert!(switch(10).seen_as(Role::Checkbox).is_empty());
}

#[test]
fn an_empty_square_to_press_is_a_check_box_and_an_icon_a_button() {
    let page = page(&[
        el(2, "span", HAND, [40, 100, 15, 15], "b"),
        el(2, "span", HAND, [80, 100, 28, 28], "k"),
        el(3, "svg", 0, [6, 6, 16, 16], ""),
        // Its picture is drawn behind it.
        r#"[2,9,"span",1024,120,100,16,16,{"class":"s","title":"More options"}]"#.to_owned(),
    ]);
    assert_eq!(page.seen_as(Role::Checkbox), [2]);
    assert_eq!(page.seen_as(Role::Button), [3, 5]);
}

#[test]
fn of_a_split_button_the_narrow_part_opens_the_menu() {
    let page = page(&[
        el(2, "div", HAND, [40, 100, 77, 34], "f"),
        text(3, "New"),
        el(2, "div", HAND, [117, 100, 30, 34], "c"),
        el(3, "svg", 0, [8, 9, 15, 15], ""),
        el(2, "div", HAND, [160, 100, 30, 34], "o"),
        el(3, "svg", 0, [8, 9, 15, 15], ""),
    ]);
    assert_eq!(arrow_of(&page, 2), Some(4));
    assert_eq!(arrow_of(&page, 4), None, "a gap lies between");
}

#[test]
fn what_looks_like_controls_with_a_role_has_that_role() {
    let declared = r#"[2,9,"div",0,40,100,300,32,{"class":"cb _c0","role":"combobox"}]"#.to_owned();
    let page = page(&[
        declared,
        el(2, "div", HAND, [40, 140, 300, 32], "cb _c0"),
        el(2, "div", HAND, [40, 180, 300, 32], "cb"),
        el(2, "div", 0, [40, 220, 300, 32], "cb _c0"),
    ]);
    assert_eq!(page.seen_as(Role::Combobox), [2, 3]);
}

/// A list, a veil over it, and a drawer at the right edge from `top` on.
fn drawer(top: i32) -> Page {
    let mut rows = list(4);
    rows.push(el(2, "div", 0, [56, 0, 1224, 900], "v"));
    rows.push(el(2, "div", 0, [400, top, 880, 900 - top], "d"));
    rows.push(el(3, "div", 0, [20, 20, 300, 30], "h"));
    rows.push(text(4, "Copy security level"));
    page(&rows)
}

#[test]
fn what_lies_under_a_drawer_with_a_veil_is_not_in_view() {
    assert!(drawer(0).seen_as(Role::Row).is_empty());
    // A panel that leaves a part of its column free covers nothing.
    assert_eq!(drawer(300).seen_as(Role::Row).len(), 4);
}

#[test]
fn a_menu_icon_in_the_corner_is_the_menu_and_one_elsewhere_has_no_name() {
    let icon = |x: i32| {
        let page = page(&[
            el(2, "div", HAND, [x, 8, 40, 40], "r"),
            el(3, "svg", 0, [10, 10, 20, 20], "lucide lucide-menu"),
        ]);
        page.name(2).to_owned()
    };
    assert_eq!(icon(8), "Menu");
    assert_eq!(icon(600), "");
}

#[test]
fn a_drawer_parked_beside_the_page_is_not_in_view() {
    let at = |x: i32| {
        let page = page(&[
            el(2, "nav", 0, [x, 0, 300, 900], "n"),
            el(3, "div", HAND, [0, 100, 300, 40], "e"),
            text(4, "Administration"),
        ]);
        page.seen_as(Role::Button).len()
    };
    assert_eq!(at(-330), 0);
    assert_eq!(at(0), 1);
}
