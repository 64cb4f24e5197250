//! What is named by something that stands apart from it: a heading beside a toggle, a heading over a line that
//! describes its part, names put together from several, pickers that say what they hold, lists and boxes
//! that are drawn elsewhere than they are.

#![allow(clippy::unwrap_used)]

#[path = "support/rows.rs"]
mod rows;

use proxuma_connect::guide::Guide;
use proxuma_connect::guide::view::View;
use proxuma_connect::page::Page;
use rows::{el, page, said, text, with};

fn view_of(page: Page) -> (View, Guide) {
    let guide = Guide::parse(include_str!("../extension/guides/autotask.json")).unwrap();
    (View::new(page), guide)
}

/// Where the guide that ships sees its target.
fn seen(page: Page, target: &str) -> Option<usize> {
    let (view, guide) = view_of(page);
    view.node(&guide, target)
}

/// A part of a form with a first name in it, and the row of that.
fn card(y: i32, title: &str, about: &str) -> Vec<String> {
    vec![
        el(2, "div", 0, [0, y, 900, 200], "card"),
        el(3, "div", 0, [0, 0, 900, 60], "h"),
        el(4, "h3", 0, [18, 14, 800, 21], "t"),
        text(5, title),
        el(4, "div", 0, [18, 35, 800, 20], "d"),
        text(5, about),
        el(3, "div", 0, [0, 60, 900, 140], "c"),
        said(
            4,
            "input",
            [18, 40, 300, 36],
            r#""type":"text","aria-label":"First Name""#,
        ),
    ]
}

#[test]
fn a_heading_over_a_line_that_describes_its_part_titles_what_follows() {
    let general = card(0, "General", "Mail goes to this address");
    let contact = card(220, "Vendor Contact", "Whom to ask at the vendor");
    assert_eq!(
        seen(
            page(&[general.clone(), contact.clone()].concat()),
            "first-name"
        ),
        Some(9)
    );
    assert_eq!(
        seen(page(&[contact, general].concat()), "first-name"),
        Some(17)
    );
}

#[test]
fn what_a_title_without_a_class_stands_over_does_not_end_at_its_description() {
    let part = |title: &str| {
        page(&[
            el(2, "div", 0, [24, 100, 700, 200], "card"),
            said(3, "div", [0, 0, 700, 60], ""),
            said(4, "div", [18, 14, 600, 21], ""),
            text(5, title),
            said(4, "div", [18, 35, 600, 20], ""),
            text(5, "3 wait for a second administrator"),
            said(3, "a", [18, 80, 120, 18], r#""href":"""#),
            text(4, "Security Levels"),
        ])
    };
    assert!(seen(part("People"), "security-levels").is_some());
    assert_eq!(seen(part("Pending approvals"), "security-levels"), None);
}

/// The bar of a part whose toggle, at its end, is called by the heading and by what it does.
fn bar(toggle: &str) -> Page {
    page(&[
        el(2, "section", 0, [0, 100, 956, 56], "acc"),
        el(3, "header", 0, [0, 0, 954, 54], "acc-h"),
        said(4, "h3", [16, 16, 48, 22], r#""id":"t1""#),
        text(5, "Other"),
        said(4, "button", [666, 15, 119, 24], r#""type":"button""#),
        text(5, "Full permission"),
        said(4, "button", [910, 13, 28, 28], toggle),
        el(2, "section", 0, [0, 160, 956, 56], "acc"),
        el(3, "header", 0, [0, 0, 954, 54], "acc-h"),
        el(4, "h3", 0, [16, 16, 148, 22], "t"),
        text(5, "Reports"),
    ])
}

#[test]
fn a_toggle_beside_a_heading_opens_what_the_heading_names() {
    let toggle =
        r#""type":"button","aria-expanded":"false","aria-label":"Other section, show or hide""#;
    let (view, guide) = view_of(bar(toggle));
    let at = view.node(&guide, "section-other").unwrap();
    assert_eq!(view.page().face(at), 8, "the toggle takes the press");
    assert_eq!(view.page().state(at).expanded, Some(false));
    let menu = r#""type":"button","aria-expanded":"false","aria-label":"More actions""#;
    let (view, guide) = view_of(bar(menu));
    let at = view.node(&guide, "section-other").unwrap();
    assert_eq!(
        view.page().state(at).expanded,
        None,
        "a menu of the part opens nothing"
    );
}

/// A box, and a number that is called «Maximum» and by the box's name.
fn pair(y: i32, id: &str, name: &str) -> Vec<String> {
    let by = format!(r#""type":"text","aria-labelledby":"max-{id} {id}""#);
    vec![
        el(3, "div", 0, [0, y, 444, 93], "pair"),
        said(4, "span", [0, 12, 300, 20], &format!(r#""id":"{id}""#)),
        text(5, name),
        said(
            4,
            "button",
            [400, 10, 38, 22],
            &format!(r#""role":"switch","aria-checked":"false","aria-labelledby":"{id}""#),
        ),
        said(4, "span", [22, 60, 70, 16], &format!(r#""id":"max-{id}""#)),
        text(5, "Maximum"),
        said(4, "input", [330, 54, 64, 32], &by),
    ]
}

#[test]
fn of_numbers_called_maximum_the_one_of_the_box_is_meant() {
    let mut rows = vec![el(2, "div", 0, [0, 100, 900, 400], "perms")];
    for (n, name) in (0..).zip([
        "Can create widgets",
        "Can create Webhooks",
        "Can create Web forms",
    ]) {
        rows.extend(pair(n * 100, &format!("b{n}"), name));
    }
    assert_eq!(seen(page(&rows), "maximum-webhooks"), Some(16));
}

#[test]
fn a_tooltip_of_the_icon_in_a_label_is_no_part_of_what_a_field_is_called() {
    let field = |y: i32, id: &str, name: &str| {
        vec![
            said(2, "label", [0, y, 400, 20], &format!(r#""for":"{id}""#)),
            text(3, name),
            said(
                3,
                "span",
                [300, 2, 16, 16],
                r#""title":"Leave the number empty for the default of the instance.""#,
            ),
            el(4, "svg", 0, [0, 0, 16, 16], "help"),
            said(
                2,
                "input",
                [0, y + 24, 128, 36],
                &format!(r#""type":"number","id":"{id}""#),
            ),
        ]
    };
    let names = [
        "Maximum number of Webhook deliveries",
        "Maximum number of Webhooks",
    ];
    let rows = (0..)
        .zip(names)
        .flat_map(|(n, name)| field(n * 80, &format!("f{n}"), name));
    assert_eq!(
        seen(page(&rows.collect::<Vec<_>>()), "maximum-webhooks"),
        Some(11)
    );
}

#[test]
fn a_picker_that_is_called_what_it_holds_has_its_label_elsewhere() {
    let value = "API User for Proxuma";
    let attrs = format!(
        r#""role":"combobox","aria-haspopup":"listbox","tabindex":"0","id":"level","aria-label":"{value}""#
    );
    let rows = [
        el(2, "div", 0, [0, 100, 420, 60], "field"),
        said(3, "label", [0, 0, 90, 18], r#""for":"level""#),
        text(4, "Security Level"),
        said(3, "span", [0, 24, 384, 31], &attrs),
        text(4, value),
    ];
    let (view, guide) = view_of(page(&rows));
    let at = view.node(&guide, "user-level").unwrap();
    assert_eq!(view.page().state(at).selected.as_deref(), Some(value));
}

#[test]
fn a_button_called_by_the_label_over_it_and_by_its_own_text_is_a_picker() {
    let attrs = r#""type":"button","aria-haspopup":"dialog","aria-labelledby":"l1 v1""#;
    let rows = [
        el(2, "div", 0, [0, 100, 704, 60], "q"),
        said(3, "span", [0, 0, 704, 18], r#""id":"l1","class":"ql req""#),
        text(4, "Vendor"),
        said(3, "button", [0, 22, 704, 38], attrs),
        said(4, "span", [12, 9, 132, 20], r#""id":"v1""#),
        text(5, "Proxuma"),
    ];
    let (view, guide) = view_of(page(&rows));
    let at = view.node(&guide, "vendor-picker").unwrap();
    assert_eq!(view.page().state(at).selected.as_deref(), Some("Proxuma"));
}

#[test]
fn a_list_that_is_not_rendered_is_marked_where_it_is_drawn_beside_its_label() {
    let list = r#"[1,9,"select",17,0,0,0,0,{"id":"ddlSecurityLevel"}]"#.to_owned();
    let rows = |drawn: &str| {
        page(&[
            el(2, "div", 0, [0, 100, 660, 60], "row"),
            said(3, "label", [0, 0, 220, 27], r#""for":"ddlSecurityLevel""#),
            text(4, "Security Level"),
            el(3, "div", 0, [220, 0, 439, 56], "col"),
            el(4, "div", 0, [15, 0, 409, 34], "chosen"),
            said(5, "a", [0, 0, 409, 34], drawn),
            text(6, "API User for Proxuma"),
            list.clone(),
        ])
    };
    let drawn = rows(r#""tabindex":"-1""#);
    let (view, guide) = view_of(drawn);
    let at = view.node(&guide, "user-level").unwrap();
    assert_eq!(view.page().face(at), 7);
    assert_eq!(
        seen(rows(r#""class":"x""#), "user-level"),
        None,
        "nothing is drawn for it"
    );
}

#[test]
fn a_transparent_box_in_a_slot_is_seen_by_the_picture_drawn_behind_it() {
    let radio = |picture: i32| {
        page(&[
            el(2, "vendor-radio", 512, [0, 100, 155, 20], "v"),
            el(3, "div", 0, [0, 0, 155, 20], "c"),
            el(4, "div", 0, [0, 1, picture, picture], "p"),
            el(4, "slot", 0, [0, 0, 0, 0], "s"),
            r#"[5,9,"input",256,0,1,18,18,{"type":"radio","id":"r1"}]"#.to_owned(),
            said(4, "label", [24, 2, 131, 16], r#""for":"r1""#),
            text(5, "Integration Vendor"),
        ])
    };
    assert_eq!(seen(radio(18), "integration-vendor"), Some(6));
    assert_eq!(seen(radio(0), "integration-vendor"), None);
}

#[test]
fn what_a_toggle_opens_is_in_its_own_shadow_tree() {
    let part = |y: i32, title: &str| {
        let toggle = r#""type":"button","aria-expanded":"false","aria-controls":"content""#;
        vec![
            el(2, "x-section", 512, [0, y, 900, 40], "s"),
            said(3, "button", [0, 0, 900, 38], toggle),
            text(4, title),
        ]
    };
    let main = vec![
        el(2, "x-page", 512, [0, 200, 900, 400], "p"),
        said(3, "div", [0, 0, 900, 400], r#""id":"content""#),
        text(4, "Something else"),
    ];
    let rows = [part(100, "Other"), part(140, "Web Services API"), main].concat();
    let (view, guide) = view_of(page(&rows));
    let at = view.node(&guide, "section-other").unwrap();
    assert_eq!(view.page().state(at).expanded, Some(false));
}

#[test]
fn an_entry_of_the_folded_menu_is_known_by_the_id_that_the_product_gives_it() {
    let entry = |y: i32, id: &str| {
        let attrs = format!(r#""role":"menuitem","tabindex":"-1","data-onyx-external-id":"{id}""#);
        [
            said(2, "li", [0, y, 56, 38], &attrs),
            el(3, "i", 0, [18, 9, 20, 21], "fa-light fa-gear"),
        ]
    };
    let rail = [entry(100, "0R3xw82k"), entry(140, "0P072IJj")].concat();
    assert_eq!(seen(page(&rail), "admin-menu"), Some(4));
}

#[test]
fn a_label_that_shows_a_hand_names_the_box_before_it_and_is_no_button() {
    let label = |x: i32, w: i32, hand: u32, name: &str| {
        [
            el(4, "div", hand, [x, 4, w, 18], "LabelContainer1"),
            el(5, "span", 0, [0, 0, w, 18], "PrimaryText"),
            text(6, name),
        ]
    };
    let mut rows = vec![
        el(2, "div", 0, [0, 100, 1000, 60], "CheckBoxGroupContainer"),
        el(3, "div", 0, [0, 20, 1000, 26], "CheckboxRow"),
        el(4, "div", 0, [0, 5, 16, 16], "Checkbox2"),
        with(
            5,
            "div",
            1024,
            [0, 0, 16, 16],
            ("class", "TabIndexHack Unchecked"),
        ),
    ];
    rows.extend(label(23, 142, 1024, "Can create Webhooks"));
    rows.extend(label(196, 64, 0, "Maximum"));
    rows.push(said(
        4,
        "input",
        [267, 0, 90, 26],
        r#""type":"text","class":"DecimalBox2""#,
    ));
    assert_eq!(seen(page(&rows), "can-create-webhooks"), Some(5));
    assert_eq!(seen(page(&rows), "maximum-webhooks"), Some(12));
}

#[test]
fn an_icon_with_a_tooltip_is_no_part_of_a_pages_title() {
    let (view, guide) = view_of(page(&[
        el(2, "h1", 0, [18, 100, 1134, 28], "t"),
        text(3, "Resources/Users "),
        said(
            3,
            "span",
            [171, 8, 15, 15],
            r#""class":"k-icon","title":"Help""#,
        ),
        el(2, "button", 0, [18, 140, 60, 28], "b"),
        text(3, "New"),
    ]));
    let users = guide.pages.iter().find(|kind| kind.id == "users").unwrap();
    assert!(view.points(&guide, users) >= users.need);
}

#[test]
fn a_box_that_is_not_rendered_is_marked_at_the_switch_that_is_drawn_beside_its_label() {
    let rows = [
        el(2, "div", 0, [0, 100, 834, 30], "frow"),
        said(3, "label", [0, 6, 300, 18], r#""for":"hooks""#),
        text(4, "Can create Webhooks"),
        el(3, "span", 0, [310, 3, 56, 24], "editor-field"),
        said(
            4,
            "span",
            [0, 0, 56, 24],
            r#""role":"switch","tabindex":"0","aria-checked":"false""#,
        ),
        text(5, "OFF"),
        r#"[1,9,"input",1,0,0,0,0,{"id":"hooks","type":"checkbox"}]"#.to_owned(),
    ];
    let (view, guide) = view_of(page(&rows));
    let at = view.node(&guide, "can-create-webhooks").unwrap();
    assert_eq!(view.page().face(at), 6);
}

#[test]
fn an_open_picker_keeps_the_label_beside_it() {
    let rows = [
        el(2, "div", 0, [24, 100, 340, 14], "EditorLabelContainer1"),
        el(3, "span", 0, [0, 0, 70, 14], "PrimaryText"),
        text(4, "Vendor"),
        el(2, "div", 0, [24, 116, 340, 26], "Size2"),
        with(
            3,
            "div",
            1024,
            [0, 0, 340, 26],
            ("class", "SingleItemSelector2"),
        ),
        el(4, "div", 0, [1, 5, 338, 14], "SelectionDisplay"),
        text(5, "Select a vendor"),
        el(4, "div", 0, [0, 26, 340, 60], "ContextOverlay Active"),
        el(5, "div", 0, [8, 5, 322, 14], "Item"),
        text(6, "Proxuma"),
    ];
    assert_eq!(seen(page(&rows), "vendor-picker"), Some(6));
}
