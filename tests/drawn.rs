//! Controls that say nothing of themselves, told by how they are drawn and repeated: no role, no
//! ARIA, no class name that means anything. Pages are rows as content.js lists them
//! (`src/page/digest.rs`).

#![allow(clippy::unwrap_used)]

#[path = "support/nothing.rs"]
mod nothing;
#[path = "support/rows.rs"]
mod rows;

use nothing::Nothing;
use proxuma_connect::guide::Guide;
use proxuma_connect::guide::format::Branch;
use proxuma_connect::guide::progress;
use proxuma_connect::guide::view::View;
use proxuma_connect::page::opened::arrow_of;
use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Checked, Page, Verdict, locate};
use rows::{HAND, called, el, found, named, page, text, with};

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

/// Lines of a layout table, each with a picture that opens what it names; each in a table of its own,
/// or all in one.
fn lines(names: &[&str], apart: bool) -> Page {
    let mut rows = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let top = 100 + 34 * i as i32;
        if apart || i == 0 {
            rows.push(el(
                2,
                "table",
                0,
                [0, if apart { top } else { 0 }, 900, 26],
                "",
            ));
            rows.push(el(3, "tbody", 0, [0, 0, 900, 26], ""));
        }
        rows.push(el(
            4,
            "tr",
            0,
            [0, if apart { 0 } else { top }, 900, 26],
            "",
        ));
        rows.push(el(5, "td", 0, [0, 0, 26, 26], ""));
        rows.push(with(6, "img", HAND, [6, 6, 14, 14], ("alt", "Expand")));
        rows.push(el(5, "td", HAND, [26, 0, 200, 26], ""));
        rows.push(text(6, name));
        rows.push(el(5, "td", 0, [226, 0, 600, 26], ""));
        rows.push(el(6, "a", 0, [500, 6, 90, 14], ""));
        rows.push(text(7, "Full Permission"));
    }
    page(&rows)
}

#[test]
fn a_line_that_begins_with_a_picture_to_expand_it_is_a_closed_section_pressed_at_the_picture() {
    let page = lines(&["Admin", "Other", "Reports"], true);
    assert_eq!(named(&page, Role::Section), ["Admin", "Other", "Reports"]);
    let other = found(&page, &called(Role::Section, "Other")).unwrap();
    assert_eq!(page.state(other).expanded, Some(false));
    assert_eq!(page.node(page.handle(other)).tag, "img");
}

#[test]
fn of_a_tree_in_a_table_the_rows_stay_rows() {
    let page = lines(&["Admin", "Other", "Reports"], false);
    assert!(page.seen_as(Role::Section).is_empty());
    assert_eq!(page.seen_as(Role::Row).len(), 3);
}

#[test]
fn what_each_section_has_is_taken_from_the_one_meant_or_from_none() {
    let page = lines(&["Admin", "Other", "Web Services API"], true);
    let meant = |section: &str, strict: bool| {
        let target = Target {
            section: vec![Label::En(section.into())],
            section_only: strict,
            ..called(Role::Link, "Full Permission")
        };
        found(&page, &target)
    };
    assert_eq!(
        meant("Web Services API", true).map(|at| page.sections(at)),
        Some(vec!["Web Services API"])
    );
    assert_eq!(meant("Timesheets", true), None);
    let alone = lines(&["Admin"], true);
    let target = |section_only| Target {
        section: vec![Label::En("Web Services API".into())],
        section_only,
        ..called(Role::Link, "Full Permission")
    };
    assert!(found(&alone, &target(false)).is_some());
    assert_eq!(found(&alone, &target(true)), None);
}

/// Two cards, each with a mark of this size before its title.
fn cards(mark: i32) -> Page {
    page(&card_rows(mark))
}

fn card_rows(mark: i32) -> Vec<String> {
    let mut rows = vec![el(2, "div", 0, [100, 100, 820, 90], "")];
    for (i, title) in ["Custom", "Integration Vendor"].iter().enumerate() {
        rows.push(el(3, "div", HAND, [410 * i as i32, 0, 400, 90], "x"));
        rows.push(el(4, "div", 0, [16, 16, mark, mark], "m"));
        rows.push(el(4, "div", 0, [60, 10, 300, 60], ""));
        rows.push(el(5, "div", 0, [0, 0, 300, 20], "t"));
        rows.push(text(6, title));
        rows.push(el(5, "div", 0, [0, 24, 300, 36], "d"));
        rows.push(text(6, "What this choice is about, in a line or two."));
    }
    rows
}

#[test]
fn cards_with_a_mark_are_chosen_from_and_nothing_tells_which_one_is() {
    let page = cards(18);
    let vendor = found(&page, &called(Role::Radio, "Integration Vendor")).unwrap();
    assert_eq!(page.state(vendor).checked, None);
    assert!(cards(60).seen_as(Role::Radio).is_empty());
}

#[test]
fn a_button_that_is_pressed_or_not_and_has_no_word_is_a_switch_called_after_what_stands_beside_it()
{
    let page = page(&[
        el(2, "div", 0, [100, 100, 900, 40], "r"),
        el(3, "span", 0, [0, 10, 300, 20], "l"),
        text(4, "Can login to Web Services API"),
        with(3, "button", 0, [850, 10, 36, 20], ("aria-pressed", "true")),
    ]);
    let at = found(
        &page,
        &called(Role::Checkbox, "Can login to Web Services API"),
    )
    .unwrap();
    assert_eq!(page.state(at).checked, Some(Checked::On));
}

/// A grid whose first column is a menu, the second (a heading of its row, if `head`) a name, and the
/// last one another thing's name.
fn grid(head: bool) -> Page {
    let mut rows = vec![el(2, "table", 0, [100, 100, 900, 120], "")];
    for (i, (name, level)) in [
        ("API User (system)", "None"),
        ("Sync", "API User (system)"),
        ("Jan", "Manager"),
    ]
    .iter()
    .enumerate()
    {
        rows.push(el(3, "tr", 0, [0, 40 * i as i32, 900, 40], ""));
        rows.push(el(4, "td", 0, [0, 0, 60, 40], ""));
        rows.push(with(
            5,
            "button",
            0,
            [10, 6, 40, 30],
            ("aria-label", &format!("Options for {name}")),
        ));
        rows.push(el(
            4,
            if head { "th" } else { "td" },
            0,
            [60, 0, 200, 40],
            "",
        ));
        rows.push(text(5, name));
        for column in 0..3 {
            rows.push(el(4, "td", 0, [260 + 100 * column, 0, 100, 40], ""));
            rows.push(text(5, "Yes"));
        }
        rows.push(el(4, "td", 0, [560, 0, 200, 40], ""));
        rows.push(text(5, level));
    }
    page(&rows)
}

#[test]
fn a_row_is_named_by_its_heading_or_one_of_its_first_cells() {
    for head in [true, false] {
        let page = grid(head);
        let row = found(&page, &called(Role::Row, "API User (system)"));
        assert_eq!(row, Some(page.seen_as(Role::Row)[0]), "{head}");
        assert_eq!(found(&page, &called(Role::Row, "Manager")), None, "{head}");
    }
}

#[test]
fn options_for_a_row_are_its_menu() {
    let page = grid(true);
    let row = page.seen_as(Role::Row)[1];
    let menu = Target {
        role: vec![Role::Button],
        ..Target::default()
    };
    let Verdict::Found(at) = locate(&page, &menu, Some(row)) else {
        panic!("no menu");
    };
    assert_eq!(page.name(at.node), "Options for Sync");
}

#[test]
fn a_name_may_go_on_with_what_it_is_about() {
    let page = page(&[
        el(2, "table", 0, [100, 100, 900, 40], ""),
        el(3, "tr", 0, [0, 0, 900, 40], ""),
        el(4, "td", 0, [0, 0, 300, 40], ""),
        text(5, "API User (system)"),
        el(2, "div", 0, [100, 200, 300, 80], "menu"),
        el(3, "button", 0, [0, 0, 300, 40], ""),
        text(4, "Copy API User (system)"),
        el(3, "button", 0, [0, 40, 300, 40], ""),
        text(4, "Copy name to clipboard"),
    ]);
    let copy = |opened_by: Option<&str>| Target {
        opened_by: opened_by.map(str::to_owned),
        ..called(Role::MenuItem, "Copy")
    };
    let item = found(&page, &copy(Some("row"))).unwrap();
    assert_eq!(page.name(item), "Copy API User (system)");
    // Only a row's menu names the row.
    assert_eq!(found(&page, &copy(None)), None);
}

#[test]
fn a_dialog_over_most_of_the_page_hides_it_and_a_small_one_does_not() {
    let over = |rect: [i32; 4]| {
        let [x, y, w, h] = rect;
        let page = page(&[
            el(2, "button", 0, [20, 20, 100, 30], ""),
            text(3, "New"),
            el(2, "dialog", 128, [x, y, w, h], ""),
            el(3, "button", 0, [20, 20, 100, 30], ""),
            text(4, "Save"),
        ]);
        named(&page, Role::Button).join(" ")
    };
    assert_eq!(over([100, 30, 1000, 820]), "Save");
    assert_eq!(over([400, 300, 400, 200]), "New Save");
}

#[test]
fn a_breadcrumb_gives_way_to_the_thing_itself() {
    let crumb = [
        el(2, "nav", 0, [100, 60, 400, 20], "c"),
        el(3, "a", 0, [0, 0, 40, 20], ""),
        text(4, "Admin"),
        text(3, " › "),
        el(3, "a", 0, [60, 0, 80, 20], ""),
        text(4, "Security Levels"),
    ];
    let mut both = crumb.to_vec();
    both.extend([el(2, "button", 0, [0, 800, 60, 40], ""), text(3, "Admin")]);
    let admin = called(Role::Link, "Admin");
    let page_with_both = page(&both);
    let at = found(&page_with_both, &admin).unwrap();
    assert_eq!(page_with_both.node(at).tag, "button");
    assert!(found(&page(&crumb), &admin).is_some());
}

#[test]
fn icons_written_as_words_are_what_they_draw_and_no_text() {
    let page = page(&[
        el(2, "div", HAND, [100, 100, 300, 28], "x"),
        el(3, "i", 0, [6, 4, 20, 20], "icon"),
        text(4, "check_box"),
        el(3, "span", 0, [34, 4, 200, 19], "l"),
        text(4, "Can create Webhooks"),
        el(2, "button", 0, [100, 200, 120, 30], "b"),
        el(3, "i", 0, [6, 4, 20, 20], "icon"),
        text(4, "save"),
        text(3, "Save"),
        // A word in small letters that no icon font draws.
        el(2, "button", 0, [100, 300, 120, 30], "b"),
        el(3, "span", 0, [6, 4, 60, 20], "l"),
        text(4, "other"),
    ]);
    let at = found(&page, &called(Role::Checkbox, "Can create Webhooks")).unwrap();
    assert_eq!(page.state(at).checked, Some(Checked::On));
    assert_eq!(named(&page, Role::Button), ["Save", "other"]);
}

/// Tiles of a list in two columns, each with a title, a fact and an icon of its own.
fn tiles(icon: bool) -> Page {
    let mut rows = vec![el(2, "div", 0, [100, 100, 640, 320], "")];
    for i in 0..4 {
        rows.push(el(
            3,
            "article",
            0,
            [320 * (i % 2), 160 * (i / 2), 300, 140],
            "t",
        ));
        rows.push(el(4, "div", 0, [16, 16, 200, 24], "h"));
        rows.push(text(5, &format!("Level {i}")));
        rows.push(el(4, "div", 0, [16, 50, 200, 20], "f"));
        rows.push(text(5, "API-only license"));
        if icon {
            rows.push(el(4, "button", 0, [250, 8, 40, 40], "m"));
            rows.push(el(5, "svg", 0, [8, 8, 24, 24], ""));
        }
    }
    page(&rows)
}

#[test]
fn tiles_with_an_icon_each_are_rows_of_a_list_and_plain_boxes_are_none() {
    let page = tiles(true);
    assert_eq!(page.seen_as(Role::Row).len(), 4);
    let row = found(&page, &called(Role::Row, "Level 2")).unwrap();
    let icon = page.seen_as(Role::Button)[2];
    assert_eq!(page.row_of(icon), Some(row));
    assert!(tiles(false).seen_as(Role::Row).is_empty());
}

/// A grid in two lists side by side: names at the left, another column at the right.
#[test]
fn a_row_in_two_lists_has_its_name_at_the_left_and_its_icon_at_the_right() {
    let mut rows = Vec::new();
    for (left, x, w) in [(true, 0, 300), (false, 300, 600)] {
        rows.push(el(2, "div", 0, [x, 100, w, 120], "list"));
        for (i, name) in ["Manager", "Sync", "Jan"].iter().enumerate() {
            rows.push(with(
                3,
                "div",
                0,
                [0, 40 * i as i32, w, 40],
                ("role", "row"),
            ));
            rows.push(el(4, "div", 0, [0, 0, 200, 40], "cell"));
            // What the last one is connected with is the first one's name.
            rows.push(text(
                5,
                if left {
                    name
                } else {
                    ["None", "None", "Manager"][i]
                },
            ));
            if !left {
                rows.push(el(4, "button", 0, [500, 6, 28, 28], "m"));
                rows.push(el(5, "svg", 0, [4, 4, 20, 20], ""));
            }
        }
    }
    let page = page(&rows);
    let row = found(&page, &called(Role::Row, "Manager")).unwrap();
    assert_eq!(page.node(row).rect.w, 300.0);
    let menu = Target {
        role: vec![Role::Button],
        ..Target::default()
    };
    let Verdict::Found(at) = locate(&page, &menu, Some(row)) else {
        panic!("no icon");
    };
    assert_eq!(page.node(at.node).rect.y, 106.0);
}

#[test]
fn a_label_that_lies_in_its_field_or_is_cut_names_it_all_the_same() {
    let page = page(&[
        el(2, "div", 0, [100, 100, 400, 42], "f"),
        el(3, "input", 0, [0, 0, 400, 42], ""),
        el(3, "div", 0, [10, 3, 90, 15], "g"),
        text(4, "First Name"),
        el(2, "div", 0, [100, 160, 400, 42], "f"),
        el(3, "input", 0, [0, 0, 400, 42], ""),
        el(3, "div", 0, [10, 12, 90, 19], "g"),
        text(4, "Last Name"),
        with(
            2,
            "div",
            HAND,
            [100, 220, 200, 28],
            ("title", "Can login to Web Services API"),
        ),
        with(3, "i", 0, [6, 4, 20, 20], ("class", "checkbox unchecked")),
        el(3, "span", 0, [34, 4, 150, 19], "l"),
        text(4, "Can login to Web Serv…"),
    ]);
    assert_eq!(named(&page, Role::Textbox), ["First Name", "Last Name"]);
    assert_eq!(
        named(&page, Role::Checkbox),
        ["Can login to Web Services API"]
    );
}

#[test]
fn a_wide_button_under_a_label_is_a_picker_and_shows_its_choice() {
    let page = page(&[
        el(2, "div", 0, [100, 100, 400, 80], "f"),
        el(3, "span", 0, [0, 0, 400, 20], "label"),
        text(4, "Security Level"),
        el(3, "button", 0, [0, 26, 400, 50], "p"),
        text(4, "Proxuma API Connection"),
        el(2, "button", 0, [100, 300, 400, 50], "p"),
        text(3, "Save & Close"),
    ]);
    let at = found(&page, &called(Role::Combobox, "Security Level")).unwrap();
    assert_eq!(
        page.state(at).selected.as_deref(),
        Some("Proxuma API Connection")
    );
    assert_eq!(named(&page, Role::Button), ["Save & Close"]);
}

#[test]
fn a_count_beside_a_name_is_no_part_of_it() {
    let page = page(&[
        el(2, "button", 0, [0, 100, 200, 36], ""),
        text(3, "Admin"),
        el(3, "span", 0, [60, 8, 18, 17], "b"),
        text(4, "3"),
    ]);
    assert!(found(&page, &called(Role::Button, "Admin")).is_some());
}

const CHOICE: &str = r#"{"id": "t", "hosts": ["example.net"],
  "targets": {
    "vendor": {"role": ["radio"], "names": ["Integration Vendor"]},
    "picker": {"role": ["combobox"], "names": ["Vendor"]}
  },
  "pages": [{"id": "p", "need": 1, "evidence": [{"target": "vendor", "points": 1}]}],
  "steps": [{"id": "s", "article": "A1", "pages": ["p"],
    "show": ["picker", {"target": "vendor", "until": {"checked": "vendor"}}],
    "done": {"chosen": ["picker", ["Proxuma"]]}}]}"#;

#[test]
fn a_choice_that_nothing_tells_of_is_marked_until_what_it_opens_is_there() {
    let guide = Guide::parse(CHOICE).unwrap();
    let marked = |more: &[String]| {
        let mut rows = card_rows(18);
        rows.extend_from_slice(more);
        let view = View::new(page(&rows));
        let (frames, kind, _) = progress::frames(&guide, &[&view]);
        let choice = progress::choose(&guide, &frames, kind.unwrap(), Branch::NewUser, &Nothing);
        choice.unwrap().ring.map(|(_, _, target)| target.to_owned())
    };
    assert_eq!(marked(&[]).as_deref(), Some("vendor"));
    let picker = [
        el(2, "div", 0, [100, 300, 400, 80], "f"),
        el(3, "label", 0, [0, 0, 400, 20], "l"),
        text(4, "Vendor"),
        el(3, "button", 0, [0, 26, 400, 50], "p"),
        text(4, "Choose a vendor"),
    ];
    assert_eq!(marked(&picker).as_deref(), Some("picker"));
}
