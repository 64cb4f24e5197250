//! A second guide, loaded from data alone, replayed on pages of both kits: nothing in the core
//! belongs to the guide that ships. The guide and its texts are in `fixtures/guides/`.

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::protocol::{Offer, PanelMsg, Verdict};
use support::world::World;

const GUIDE: &str = include_str!("fixtures/guides/ticket-category/guide.json");
const TOP: (i64, i64) = (1, 0);
const INNER: (i64, i64) = (1, 3);
const EDITOR: (i64, i64) = (2, 0);

const SHELL: &str = r#"<body><ul role="menu"><li role="menuitem"><span>CRM</span></li><li role="menuitem" data-t="admin"><span>Admin</span></li></ul><iframe></iframe></body>"#;

/// The same pages in the markup of two kits that share none of it.
struct Kit {
    admin: &'static str,
    list: &'static str,
    editor: &'static str,
    /// What a press on an element does to a page.
    press: fn(&mut String, &str),
}

const Y2026: Kit = Kit {
    admin: r#"<head><title>Admin</title></head><body><div class="TabBar"><a class="Button SelectedState"><span class="Text">Features &amp; Settings</span></a><a class="Button"><span class="Text">Account Settings &amp; Users</span></a></div>
<div class="Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="tickets"><div class="Heading"><span class="PrimaryText">Service Desk (Tickets)</span></div></div><div class="ContentContainer" style="display:none"><div class="Content"><div class="PageNavigationLink"><a class="Button Link" data-t="categories"><span>Ticket Categories</span></a></div><div class="PageNavigationLink"><a class="Button Link"><span>Task Categories</span></a></div></div></div></div></div></body>"#,
    list: r#"<head><title>Ticket Categories</title></head><body><div class="TitleBarItem Title"><span class="Text">Ticket Categories</span></div><div class="ToolBarItem"><div class="Button2" tabindex="0" data-t="new"><div class="Text2">New</div></div></div><div class="ToolBarItem"><div class="Button2" tabindex="0"><div class="Text2">Export</div></div></div><table><tr class="Display"><td class="TextCell">Standard</td></tr></table></body>"#,
    editor: r#"<head><title>New Ticket Category</title></head><body><div class="TitleBarItem Title"><span class="Text">New Ticket Category</span></div><div class="ToolBarItem"><div class="Button2" tabindex="0" data-t="save"><div class="Text2">Save &amp; Close</div></div></div><div class="ToolBarItem"><div class="Button2" tabindex="0"><div class="Text2">Cancel</div></div></div>
<div class="EditorLabelContainer1"><div class="LabelContainer1"><span class="PrimaryText">Name</span></div></div><div class="Size1"><input class="TextBox2" data-t="name" value=""></div>
<div class="EditorLabelContainer1"><div class="LabelContainer1"><span class="PrimaryText">Nickname</span></div></div><div class="Size1"><input class="TextBox2"></div>
<div class="Normal Section"><div class="CollapsibleSectionContainer"><div class="HeadingContainer" data-t="portal"><div class="Heading"><span class="PrimaryText">Client Portal</span></div></div><div class="ContentContainer" style="display:none"><div class="Content">
<div class="Row"><div class="Checkbox2"><div class="TabIndexHack Unchecked" tabindex="0" data-t="default"><svg></svg></div></div><div class="LabelContainer1"><span class="PrimaryText">Enable as default for new Client Portal tickets</span></div></div>
<div class="Row"><div class="Checkbox2"><div class="TabIndexHack Unchecked" tabindex="0" data-t="visible"><svg></svg></div></div><div class="LabelContainer1"><span class="PrimaryText">Visible in Client Portal</span></div></div></div></div></div></div></body>"#,
    press: tick_2026,
};

const Y2017: Kit = Kit {
    admin: r##"<head><title>Admin</title></head><body><div class="TitleBar"><div class="Title"><span class="text1">Admin</span></div></div><div class="TabBar"><a class="Button SelectedState" href="#"><span class="Text">Features &amp; Settings</span></a></div>
<div class="Normal Section Collapsed"><div class="Heading" data-t="tickets"><div class="Toggle Expand"></div><span class="Text">Service Desk (Tickets)</span></div><div class="Content" style="display:none"><a class="Link" href="#" data-t="categories"><span class="Text">Ticket Categories</span></a></div></div></body>"##,
    list: r##"<head><title>Ticket Categories</title></head><body><div class="TitleBar"><div class="Title"><span class="text1">Ticket Categories</span></div></div><ul><li class="Button New"><a href="#" data-t="new"><span class="Text">New</span></a></li></ul><table><tr class="dataGridRow"><td>Standard</td></tr></table></body>"##,
    editor: r##"<head><title>New Ticket Category</title></head><body><div class="TitleBar"><div class="Title"><span class="text1">New Ticket Category</span></div></div><ul><li class="Button"><a href="#" data-t="save"><span class="Text">Save &amp; Close</span></a></li><li class="Button"><a href="#"><span class="Text">Cancel</span></a></li></ul>
<table><tr><td class="FieldLabels">Name<span class="errorSmall"> *</span></td><td><input type="text" data-t="name" value=""></td></tr><tr><td class="FieldLabels">Nickname</td><td><input type="text"></td></tr></table>
<div class="Normal Section Collapsed"><div class="Heading" data-t="portal"><div class="Toggle Expand"></div><span class="Text">Client Portal</span></div><div class="Content" style="display:none">
<div class="Editor CheckBox"><div><input type="checkbox" data-t="default"></div><div class="Label"><label>Enable as default for new Client Portal tickets</label></div></div>
<div class="Editor CheckBox"><div><input type="checkbox" data-t="visible"></div><div class="Label"><label>Visible in Client Portal</label></div></div></div></div></body>"##,
    press: tick_2017,
};

fn tick_2026(html: &mut String, name: &str) {
    let rest = format!(" tabindex=\"0\" data-t=\"{name}\"");
    turn(
        html,
        &format!("Unchecked\"{rest}"),
        &format!("Checked\"{rest}"),
    );
}

fn tick_2017(html: &mut String, name: &str) {
    let rest = format!(" data-t=\"{name}\"");
    turn(
        html,
        &format!("\"checkbox\"{rest}"),
        &format!("\"checkbox\" checked{rest}"),
    );
}

fn turn(html: &mut String, off: &str, on: &str) {
    let (from, to) = if html.contains(off) {
        (off, on)
    } else {
        (on, off)
    };
    *html = html.replacen(from, to, 1);
}

fn unfold(html: &mut String) {
    *html =
        html.replacen(" style=\"display:none\"", "", 1)
            .replacen("Section Collapsed", "Section", 1);
}

fn to_editor(kit: &Kit) -> World {
    let mut w = World::with(GUIDE).started();
    w.presses = kit.press;
    w.open(TOP, "/landing", SHELL);
    w.expect(TOP, "open-features", "admin");
    w.open(INNER, "/settings", kit.admin);
    w.expect(INNER, "open-categories", "tickets");
    w.change(INNER, unfold);
    w.expect(INNER, "open-categories", "categories");
    w.open(INNER, "/categories", kit.list);
    w.expect(INNER, "new-category", "new");
    w.open(EDITOR, "/category", kit.editor);
    w
}

#[test]
fn a_guide_of_another_page_leads_from_the_menu_to_the_save() {
    for kit in [&Y2026, &Y2017] {
        let mut w = to_editor(kit);
        w.expect(EDITOR, "name-category", "name");
        let step = w.panel.clone().unwrap().step.unwrap();
        assert_eq!(
            step.offer,
            Some(Offer::Fill {
                value: "Resource planning".into()
            })
        );
        w.panel(PanelMsg::Accept);
        w.expect(EDITOR, "open-portal", "portal");
        w.change(EDITOR, unfold);
        w.expect(EDITOR, "save-category", "save");
        w.press(EDITOR, "save");
        w.close(2);
        assert!(w.session.saved.flags.contains("category-saved"));
    }
}

#[test]
fn a_guide_of_another_page_ticks_its_own_boxes_only_and_can_undo_them() {
    for kit in [&Y2026, &Y2017] {
        let mut w = to_editor(kit);
        w.swap(
            EDITOR,
            "<body>",
            "<body><h1>Admin, New Ticket Category</h1>",
        );
        assert_eq!(
            w.panel.clone().unwrap().announces,
            ["Visible in Client Portal"]
        );
        w.change(EDITOR, unfold);
        w.swap(
            EDITOR,
            "data-t=\"name\" value=\"\"",
            "data-t=\"name\" value=\"Mine\"",
        );
        w.expect(EDITOR, "save-category", "save");
        assert_eq!(w.acts, [("press".to_owned(), "visible".to_owned())]);
        let change = w.panel.clone().unwrap().changes[0].clone();
        assert_eq!(
            (change.section.as_str(), change.label.as_str()),
            ("Client Portal", "Visible in Client Portal")
        );
        assert!(change.took, "{:?}", change.reason);
        w.panel(PanelMsg::Undo);
        assert!(w.panel.clone().unwrap().changes[0].undone);
        w.expect(EDITOR, "show-in-portal", "visible");
    }
}

#[test]
fn a_guide_of_another_page_abstains_where_a_look_alike_stands() {
    for kit in [&Y2026, &Y2017] {
        let mut w = World::with(GUIDE).started();
        let denied = kit.editor.replace("Visible in", "Not visible in");
        w.open(EDITOR, "/category", &denied);
        w.change(EDITOR, unfold);
        assert!(w.acts.is_empty(), "{:?}", w.acts);
    }
}

#[test]
fn a_guide_of_another_page_checks_its_own_requirements() {
    let mut w = to_editor(&Y2026);
    w.panel(PanelMsg::CheckSetup);
    w.change(EDITOR, unfold);
    let check = w.panel.clone().unwrap().checks[0].clone();
    assert_eq!(
        (check.id.as_str(), check.verdict),
        ("category-portal", Verdict::Wrong)
    );
}
