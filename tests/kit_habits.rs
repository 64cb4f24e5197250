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

#[test]
fn in_a_flat_list_of_labels_and_boxes_the_label_on_the_same_line_counts() {
    let line = |y: i32, name: &str| {
        [
            el(3, "div", 0, [24, y + 1, 276, 14], "EditorLabelContainer1"),
            el(4, "span", 0, [0, 0, 180, 14], "PrimaryText"),
            text(5, name),
            el(3, "div", 0, [0, y, 24, 16], "Checkbox2"),
            el(4, "div", HAND, [0, 0, 16, 16], "TabIndexHack Unchecked"),
        ]
    };
    let mut rows = vec![el(2, "div", 0, [40, 200, 300, 56], "CheckboxGroup")];
    rows.extend(line(0, "Can login to Web Services API"));
    rows.extend(line(20, "Can read protected API fields"));
    let page = page(&rows);
    let names = named(&page, Role::Checkbox);
    assert_eq!(
        names,
        [
            "Can login to Web Services API",
            "Can read protected API fields"
        ]
    );
}

/// Lines across the page, each with a picture to press before its words.
fn lines(gap: i32) -> Page {
    let mut rows = Vec::new();
    for (n, name) in ["Contracts", "CRM", "Other", "Web Services API"]
        .into_iter()
        .enumerate()
    {
        let y = 100 + i32::try_from(n).unwrap() * (30 + gap);
        rows.push(el(2, "table", 0, [10, y, 1240, 30], "x"));
        rows.push(el(3, "tr", 0, [0, 0, 1240, 30], "y"));
        rows.push(el(4, "td", 0, [0, 0, 27, 30], "z"));
        rows.push(said(
            5,
            "a",
            [6, 8, 14, 14],
            r#""href":"javascript:void(0)""#,
        ));
        rows.push(el(4, "td", 0, [27, 0, 274, 30], "z"));
        rows.push(text(5, name));
    }
    page(&rows)
}

#[test]
fn lines_with_gaps_that_begin_with_a_picture_to_press_open_parts_and_rows_that_touch_do_not() {
    assert_eq!(
        named(&lines(8), Role::Section),
        ["Contracts", "CRM", "Other", "Web Services API"]
    );
    assert_eq!(named(&lines(0), Role::Section), [""; 0]);
    let page = lines(8);
    let at = found(&page, &called(Role::Section, "Other")).unwrap();
    assert_eq!(
        page.node(page.handle(at)).tag,
        "a",
        "only the picture takes presses"
    );
}

#[test]
fn the_picture_of_a_real_box_is_no_second_one() {
    let page = page(&[
        el(2, "div", 0, [100, 100, 600, 36], "fui-Switch"),
        said(
            3,
            "input",
            [0, 0, 56, 36],
            r#""type":"checkbox","role":"switch","id":"s""#,
        ),
        el(3, "div", 0, [8, 8, 40, 20], "fui-Switch__indicator"),
        el(4, "svg", 0, [1, 1, 18, 18], "r"),
        with(3, "label", 0, [56, 0, 165, 36], ("for", "s")),
        text(4, "Can create Webhooks"),
    ]);
    assert_eq!(named(&page, Role::Checkbox), ["Can create Webhooks"]);
}

#[test]
fn the_name_of_an_icons_file_is_no_part_of_a_label() {
    let icon = |label: &str| {
        let attrs = format!(
            r#""role":"img","aria-label":"{label}","class":"anticon anticon-question-circle""#
        );
        let page = page(&[
            with(2, "label", 0, [100, 100, 128, 22], ("for", "f")),
            text(3, "Security Level"),
            said(3, "span", [114, 4, 14, 14], &attrs),
            said(2, "input", [100, 126, 400, 30], r#""type":"text","id":"f""#),
        ]);
        named(&page, Role::Textbox)[0].to_owned()
    };
    assert_eq!(icon("question-circle"), "Security Level");
    assert!(icon("required").contains("required"));
}

#[test]
fn a_row_is_called_by_its_name_cell_without_the_icons_in_it_and_by_no_later_cell() {
    let row = |n: i32, name: &str, kind: &str| {
        [
            with(3, "div", 0, [0, n * 40, 900, 40], ("role", "row")),
            with(4, "div", 0, [0, 0, 400, 40], ("role", "gridcell")),
            text(5, name),
            said(
                5,
                "button",
                [360, 4, 32, 32],
                r#""aria-label":"More actions""#,
            ),
            with(4, "div", 0, [400, 0, 300, 40], ("role", "gridcell")),
            text(5, kind),
        ]
    };
    let list = |rows: &[[String; 6]]| {
        let mut all = vec![with(2, "div", 0, [40, 100, 900, 300], ("role", "grid"))];
        all.extend(rows.iter().flatten().cloned());
        page(&all)
    };
    let level = called(Role::Row, "API User (system) (API-only)");
    let other = row(0, "API User (read only) (API-only)", "API-only");
    let backup = row(1, "API - Backup (API-only)", "API User (system) (API-only)");
    let right = row(2, "API User (system) (API-only)", "API-only");
    let with_it = list(&[other.clone(), backup.clone(), right]);
    let at = found(&with_it, &level).unwrap();
    assert!(
        with_it
            .text_of(at)
            .starts_with("API User (system) (API-only)")
    );
    assert_eq!(found(&list(&[other, backup]), &level), None);
}

#[test]
fn a_link_in_a_sentence_is_not_what_the_sentence_speaks_of() {
    let link = |depth, x: i32, name: &str| {
        [
            said(depth, "a", [x, 0, 60, 18], r#""href":"""#),
            text(depth + 1, name),
        ]
    };
    let mut help = vec![el(2, "p", 0, [900, 100, 300, 40], "x"), text(3, "Open")];
    help.extend(link(3, 40, "Admin"));
    help.push(text(3, ", then press"));
    help.extend(link(3, 160, "Full Permission"));
    help.push(text(3, "."));
    let admin = called(Role::Link, "Admin");
    let full = called(Role::Link, "Full Permission");
    assert_eq!(found(&page(&help), &admin), None);
    assert_eq!(found(&page(&help), &full), None);
    let mut bar = vec![
        el(2, "div", 0, [20, 200, 600, 18], "y"),
        text(3, "Web Services API"),
    ];
    bar.extend(link(3, 300, "Full Permission"));
    bar.push(text(3, " | "));
    bar.extend(link(3, 400, "No Permission"));
    help.extend(bar);
    assert!(found(&page(&help), &full).is_some());
    // A note beside a button is no sentence that it stands in.
    let noted = page(&[
        el(2, "div", 0, [20, 300, 600, 30], "y"),
        text(3, "You are using 35 of 50 licences."),
        el(3, "button", 0, [500, 0, 60, 28], "z"),
        text(4, "New"),
    ]);
    assert!(found(&noted, &called(Role::Button, "New")).is_some());
}

#[test]
fn a_link_that_a_remark_calls_a_report_leads_to_none_of_the_pages() {
    let visited = |remark: &str| {
        page(&[
            el(2, "li", 0, [900, 100, 300, 20], "x"),
            said(3, "a", [0, 0, 100, 18], r#""href":"""#),
            text(4, "Security Levels"),
            el(3, "small", 0, [110, 0, 60, 18], "y"),
            text(4, remark),
        ])
    };
    let levels = called(Role::Link, "Security Levels");
    assert_eq!(found(&visited("Report - 2 hours ago"), &levels), None);
    assert!(found(&visited("22 in use"), &levels).is_some());
}

/// A page of an app for small screens, drawn from `y` on, with an entry.
fn sheet(entry: &str, lines: i32) -> Vec<String> {
    let mut rows = vec![el(3, "div", 0, [0, 0, 720, 900], "page")];
    for n in 0..lines {
        rows.push(el(4, "div", 0, [20, 20 + n * 160, 680, 40], "entry"));
        rows.push(said(5, "a", [0, 0, 680, 40], r#""href":"""#));
        rows.push(text(6, &format!("{entry} {n}")));
    }
    rows
}

#[test]
fn a_page_drawn_over_another_in_the_same_place_is_the_one_in_view() {
    let both = |lines| {
        let mut rows = vec![el(2, "div", 0, [300, 0, 720, 900], "view")];
        rows.extend(sheet("New", 5));
        rows.extend(sheet("Admin", lines));
        page(&rows)
    };
    assert_eq!(found(&both(5), &called(Role::Link, "New 1")), None);
    assert!(found(&both(5), &called(Role::Link, "Admin 1")).is_some());
    // A clear sheet with something small in it covers nothing.
    assert!(found(&both(1), &called(Role::Link, "New 1")).is_some());
}

#[test]
fn a_drawn_button_and_the_one_inside_it_that_nobody_sees_are_one() {
    let page = page(&[
        el(2, "div", HAND, [20, 20, 160, 22], "dxbButton"),
        el(3, "div", 0, [1, 1, 158, 20], "dxb"),
        said(
            4,
            "input",
            [2, 2, 0, 0],
            r#""type":"button","value":"Save & Close""#,
        ),
        el(4, "span", 0, [12, 3, 135, 14], "dx-vam"),
        text(5, "Save & Close"),
    ]);
    assert_eq!(named(&page, Role::Button), ["Save & Close"]);
}

#[test]
fn a_box_whose_class_says_its_state_before_the_name_of_a_theme_is_a_box() {
    let page = page(&[
        el(2, "table", 0, [20, 100, 400, 20], "x"),
        el(3, "tr", 0, [0, 0, 400, 20], "x"),
        el(4, "td", 0, [0, 0, 20, 20], "x"),
        el(
            5,
            "span",
            HAND,
            [2, 2, 15, 15],
            "dxWeb_edtCheckBoxUnchecked_Glass dxICheckBox_Glass",
        ),
        el(6, "span", 0, [0, 0, 15, 1], "x"),
        said(7, "input", [0, 0, 1, 1], r#""type":"text","id":"S""#),
        el(4, "td", 0, [20, 0, 300, 20], "x"),
        with(5, "label", 0, [0, 2, 150, 14], ("for", "S")),
        text(6, "Can create Webhooks"),
    ]);
    let at = found(&page, &called(Role::Checkbox, "Can create Webhooks")).unwrap();
    assert_eq!(page.state(at).checked, Some(Checked::Off));
}

#[test]
fn the_links_on_a_closed_parts_line_are_in_view_and_do_not_make_it_open() {
    let page = page(&[
        el(2, "div", 0, [20, 100, 900, 46], "AccordionItem"),
        el(3, "div", 0, [0, 0, 900, 44], "line"),
        el(4, "h3", 0, [0, 0, 500, 44], "AccordionHeader"),
        said(5, "button", [0, 0, 500, 44], r#""aria-expanded":"false""#),
        text(6, "Other"),
        el(4, "span", 0, [700, 12, 190, 20], "links"),
        said(5, "a", [0, 0, 90, 18], r#""href":"""#),
        text(6, "Full Permission"),
    ]);
    let heading = found(&page, &called(Role::Section, "Other")).unwrap();
    assert_eq!(page.state(heading).expanded, Some(false));
    assert!(found(&page, &called(Role::Link, "Full Permission")).is_some());
}

#[test]
fn a_count_of_two_numbers_behind_a_name_is_no_part_of_it() {
    let page = page(&[
        said(
            2,
            "button",
            [20, 100, 900, 40],
            r#""aria-expanded":"false""#,
        ),
        text(3, "Other "),
        el(3, "span", 0, [60, 10, 50, 18], "badge"),
        text(4, "11 / 17"),
    ]);
    assert!(found(&page, &called(Role::Button, "Other")).is_some());
}

#[test]
fn an_entrys_description_may_stand_in_the_element_of_its_title() {
    let page = page(&[
        said(2, "a", [320, 727, 720, 57], r#""href":"""#),
        el(3, "div", 0, [16, 9, 670, 38], "item-title"),
        text(4, "Security Levels"),
        el(4, "div", 0, [0, 21, 670, 17], "item-footer"),
        text(5, "What a user can see and do"),
    ]);
    assert!(found(&page, &called(Role::Link, "Security Levels")).is_some());
}

#[test]
fn cards_with_a_title_and_an_icon_for_their_menu_are_rows_of_a_list() {
    let mut rows = vec![el(2, "div", 0, [320, 100, 720, 800], "list")];
    for (n, name) in ["API User (system)", "Dispatcher", "Finance", "Sales"]
        .into_iter()
        .enumerate()
    {
        let y = 10 + 119 * i32::try_from(n).unwrap();
        rows.push(el(3, "div", 0, [12, y, 696, 109], "card"));
        rows.push(el(4, "div", 0, [0, 0, 696, 50], "card-header"));
        rows.push(el(5, "a", 0, [16, 6, 624, 31], "card-title"));
        rows.push(text(6, name));
        rows.push(el(5, "button", 0, [648, 6, 44, 44], "card-kebab"));
        rows.push(el(4, "div", 0, [0, 50, 696, 18], "card-content"));
        rows.push(text(5, "6 resources"));
    }
    let page = page(&rows);
    assert!(found(&page, &called(Role::Row, "API User (system)")).is_some());
}

#[test]
fn a_switch_at_the_end_of_a_line_is_called_by_the_lines_title() {
    let page = page(&[
        el(2, "li", 0, [320, 540, 700, 57], "x"),
        el(3, "div", 0, [20, 9, 580, 38], "item-title"),
        text(4, "Can create Webhooks"),
        el(4, "div", 0, [0, 21, 580, 17], "item-footer"),
        text(5, "Fifty at most"),
        el(3, "div", 0, [610, 14, 80, 28], "item-after"),
        said(
            4,
            "a",
            [0, 2, 24, 24],
            r#""class":"link help","title":"Help""#,
        ),
        el(4, "label", 0, [32, 0, 46, 28], "toggle"),
        said(5, "input", [0, 0, 0, 0], r#""type":"checkbox""#),
        el(5, "span", 0, [0, 0, 46, 28], "toggle-icon"),
    ]);
    assert_eq!(named(&page, Role::Checkbox), ["Can create Webhooks"]);
}

#[test]
fn a_picker_that_is_called_by_its_label_and_its_own_text_holds_that_text() {
    let page = page(&[
        with(2, "label", 0, [20, 100, 103, 14], ("id", "l")),
        text(3, "Security Level"),
        said(
            2,
            "mat-select",
            [20, 120, 350, 34],
            r#""role":"combobox","aria-haspopup":"listbox","aria-labelledby":"l v""#,
        ),
        with(3, "div", 0, [0, 0, 330, 20], ("id", "v")),
        text(4, "Proxuma API Connection"),
    ]);
    let at = found(&page, &called(Role::Combobox, "Security Level")).unwrap();
    assert_eq!(
        page.state(at).selected.as_deref(),
        Some("Proxuma API Connection")
    );
}
