//! Pages of UI kits that have nothing to do with the practice pages: names, states and targets.

mod support;

use proxuma_connect::page::target::{Label, Role, Target};
use proxuma_connect::page::{Checked, Doubt, Page, Verdict, locate};
use support::html::{at, page};

fn target(role: Role, names: &[&str]) -> Target {
    Target {
        role: vec![role],
        names: names.iter().map(|n| Label::En((*n).to_owned())).collect(),
        ..Target::default()
    }
}

#[track_caller]
fn finds(page: &Page, target: &Target, id: &str) {
    match locate(page, target, None) {
        Verdict::Found(m) => assert_eq!(
            m.node,
            at(page, id),
            "{:?} found {:?}",
            target.names,
            page.node(m.node)
        ),
        other => panic!("{:?}: {other:#?}", target.names),
    }
}

#[track_caller]
fn names(page: &Page, list: &[(&str, &str)]) {
    for (id, name) in list {
        assert_eq!(
            page.name(at(page, id)),
            *name,
            "{id}: {:?}",
            page.role(at(page, id))
        );
    }
}

#[test]
fn aria_grid_with_row_actions() {
    let p = page(
        r#"<body><div role="grid" aria-label="Security levels">
      <div role="row"><div role="columnheader">Name</div><div role="columnheader">System</div><div role="columnheader"></div></div>
      <div role="row" data-t="r1"><div role="gridcell">API User (system) Can't Read Costs (API-only)</div><div role="gridcell">yes</div><div role="gridcell"><button aria-label="More actions" aria-haspopup="menu" data-t="m1">⋮</button></div></div>
      <div role="row" data-t="r2"><div role="gridcell"><a href="/2">API User (system) (API-only)</a></div><div role="gridcell">yes</div><div role="gridcell"><button aria-label="More actions" aria-haspopup="menu" data-t="m2">⋮</button></div></div>
    </div></body>"#,
    );
    let mut row = target(
        Role::Row,
        &["API User (system) (API-only)", "API User (system)"],
    );
    row.not = vec![Label::En(
        "API User (system) Can't Read Costs (API-only)".into(),
    )];
    finds(&p, &row, "r2");
    let icon = Target {
        role: vec![Role::Button],
        ..Target::default()
    };
    match locate(&p, &icon, Some(at(&p, "r2"))) {
        Verdict::Found(m) => assert_eq!(m.node, at(&p, "m2")),
        other => panic!("{other:#?}"),
    }
}

#[test]
fn layout_tables_with_labels_in_the_left_cell() {
    let p = page(
        r#"<body><form><table>
      <tr><td class="FieldLabels">First Name <font color="red">*</font></td><td><input name="fn" data-t="fn"></td><td class="FieldLabels">Last Name</td><td><input name="ln" data-t="ln"></td></tr>
      <tr><td class="FieldLabels">Security Level:</td><td colspan="3"><select data-t="sl"><option>API User</option></select></td></tr>
      <tr><td></td><td colspan="3"><input type="checkbox" data-t="act" checked> Active</td></tr>
      <tr><td class="FieldLabels">Email Address</td><td><input data-t="mail"></td></tr>
    </table></form></body>"#,
    );
    names(
        &p,
        &[
            ("fn", "First Name"),
            ("ln", "Last Name"),
            ("sl", "Security Level"),
            ("act", "Active"),
            ("mail", "Email Address"),
        ],
    );
    finds(&p, &target(Role::Textbox, &["First Name"]), "fn");
    finds(&p, &target(Role::Combobox, &["Security Level"]), "sl");
}

#[test]
fn a_label_in_the_row_above() {
    let p = page(
        r#"<body><table>
      <tr><td><span class="lblNormalClass">Location Name</span></td><td><span class="lblNormalClass">Phone</span></td></tr>
      <tr><td><input data-t="loc"></td><td><input data-t="tel"></td></tr></table></body>"#,
    );
    names(&p, &[("loc", "Location Name"), ("tel", "Phone")]);
}

#[test]
fn permission_grids_name_row_and_column() {
    let p = page(
        r#"<body><table class="Edit_LayoutTable">
      <tr><td></td><td>View</td><td>Add</td><td>Edit</td></tr>
      <tr><td>Companies</td><td><select data-t="cv"><option>All</option></select></td><td><select data-t="ca"><option>None</option></select></td><td><select data-t="ce"><option>All</option></select></td></tr>
    </table></body>"#,
    );
    names(
        &p,
        &[
            ("cv", "Companies View"),
            ("ca", "Companies Add"),
            ("ce", "Companies Edit"),
        ],
    );
}

#[test]
fn drawn_check_boxes_before_after_and_around_their_label() {
    let p = page(
        r#"<body>
      <div><span class="Checkbox2"><span class="TabIndexHack Checked" tabindex="0" data-t="a"></span></span><span>Alpha</span></div>
      <div><div class="LabelContainer1"><span class="PrimaryText">Beta</span></div><div class="Checkbox2"><div class="TabIndexHack Unchecked" tabindex="0" data-t="b"></div></div></div>
      <div class="v-checkbox is-checked" tabindex="0" role="checkbox" aria-checked="mixed" data-t="c">Gamma</div>
      <label class="switch-wrapper"><input type="checkbox" role="switch" data-t="d"> Delta</label>
      <div><span class="mdc-checkbox mdc-checkbox--selected" tabindex="0" data-t="e"></span><label>Epsilon</label></div>
      <div class="k-check"><i class="icon-checkbox selected" style="cursor:pointer" data-t="f"></i> Zeta</div>
    </body>"#,
    );
    names(
        &p,
        &[
            ("a", "Alpha"),
            ("b", "Beta"),
            ("c", "Gamma"),
            ("d", "Delta"),
            ("e", "Epsilon"),
            ("f", "Zeta"),
        ],
    );
    for (id, state) in [
        ("a", Checked::On),
        ("b", Checked::Off),
        ("c", Checked::Mixed),
        ("d", Checked::Off),
        ("e", Checked::On),
        ("f", Checked::On),
    ] {
        assert_eq!(p.state(at(&p, id)).checked, Some(state), "{id}");
        finds(&p, &target(Role::Checkbox, &[p.name(at(&p, id))]), id);
    }
}

#[test]
fn several_check_boxes_in_one_line_keep_their_own_labels() {
    let p = page(
        r#"<body><div>
      <input type="checkbox" data-t="a"> <span>View</span> <input type="checkbox" data-t="b"> <span>Add</span> <input type="checkbox" data-t="c"> <span>Edit</span>
    </div></body>"#,
    );
    names(&p, &[("a", "View"), ("b", "Add"), ("c", "Edit")]);
}

#[test]
fn radios_drawn_and_real() {
    let p = page(
        r#"<body><fieldset><legend>API Tracking Identifier</legend>
      <div class="RadioButton"><div class="TabIndexHack RadioButtonItem Selected" tabindex="0" data-t="iv"><div class="Fill"></div></div></div><div class="LabelContainer1"><span>Integration Vendor</span></div>
      <div class="RadioButton"><div class="TabIndexHack RadioButtonItem" tabindex="0" data-t="cu"></div></div><div class="LabelContainer1"><span>Custom (Internal Integration)</span></div>
      </fieldset><label><input type="radio" name="z" data-t="none"> None</label></body>"#,
    );
    names(
        &p,
        &[
            ("iv", "Integration Vendor"),
            ("cu", "Custom (Internal Integration)"),
            ("none", "None"),
        ],
    );
    assert_eq!(p.state(at(&p, "iv")).checked, Some(Checked::On));
    assert_eq!(p.state(at(&p, "cu")).checked, Some(Checked::Off));
    finds(
        &p,
        &target(Role::Radio, &["Custom (Internal Integration)"]),
        "cu",
    );
}

#[test]
fn drawn_pickers_show_what_they_hold() {
    let p = page(
        r#"<body><div>
      <div class="EditorLabelContainer1"><div class="LabelContainer1"><span class="PrimaryText">Security Level</span></div></div>
      <div class="Size1"><div class="SingleItemSelector2" tabindex="0" data-t="lvl"><div class="TargetPreview"><div class="SelectionDisplay"><div class="Item" data-item-type="SingleText">Proxuma API Connection</div></div></div></div></div>
      <div class="EditorLabelContainer1"><div class="LabelContainer1"><span class="PrimaryText">Vendor</span></div></div>
      <div class="Size1"><div class="SingleItemSelector2" tabindex="0" data-t="ven"><div class="SelectionDisplay"><div class="Item" data-item-type="Default">Select…</div></div></div></div>
    </div></body>"#,
    );
    names(&p, &[("lvl", "Security Level"), ("ven", "Vendor")]);
    assert_eq!(
        p.state(at(&p, "lvl")).selected.as_deref(),
        Some("Proxuma API Connection")
    );
    assert_eq!(p.state(at(&p, "ven")).selected, None);
    finds(&p, &target(Role::Combobox, &["Security Level"]), "lvl");
}

#[test]
fn accordions_of_several_makes() {
    let p = page(
        r#"<body>
      <div class="accordion"><div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" aria-expanded="false" aria-controls="c1" data-t="b1">Contracts</button></h2></div>
      <div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button" aria-expanded="true" aria-controls="c2" data-t="b2">Other</button></h2><div id="c2" class="accordion-collapse"><div class="accordion-body"><label>Maximum <input data-t="max"></label></div></div></div></div>
      <div class="MuiAccordion-root"><div class="MuiAccordionSummary-root" role="button" tabindex="0" aria-expanded="false" data-t="b3"><p>Web Services API</p><span>icon</span></div></div>
      <div class="panel"><div class="panel-heading"><a class="collapsed" href="x" aria-expanded="false" data-t="b4">Reports</a></div></div>
      <div class="expander"><span aria-expanded="false" role="button" tabindex="0" data-t="b5"></span> <span>Projects</span></div>
    </body>"#,
    );
    for (id, open) in [("b1", false), ("b2", true), ("b3", false), ("b4", false)] {
        assert_eq!(p.state(at(&p, id)).expanded, Some(open), "{id}");
    }
    finds(&p, &target(Role::Section, &["Other"]), "b2");
    finds(&p, &target(Role::Section, &["Contracts"]), "b1");
    assert_eq!(p.sections(at(&p, "max")), ["Other"]);
}

#[test]
fn utility_class_shells_and_navigation() {
    let p = page(
        r#"<body><header data-slot="header" class="flex h-14 items-center"><div data-slot="header:navigation-section"><button data-slot="header:navigation-menu-button" aria-expanded="false" class="inline-flex disabled:opacity-50">Dashboards</button><button aria-expanded="false" data-t="more">More</button></div></header>
      <nav aria-label="Main"><ul class="list-none"><li><a href="/a" class="flex" data-t="admin"><svg></svg><span>Admin</span></a></li><li><a href="/b">Reports</a></li></ul></nav>
      <main><h1>Admin</h1><div class="grid"><div class="rounded border"><h3>Administrator guide</h3></div></div></main></body>"#,
    );
    finds(&p, &target(Role::MenuItem, &["Admin"]), "admin");
    finds(&p, &target(Role::Button, &["More"]), "more");
    assert!(!p.state(at(&p, "more")).disabled);
}

#[test]
fn german_and_spanish_labels() {
    let p = page(
        r#"<body><div class="Button2" tabindex="0" data-t="s"><div class="Text2">Speichern und schließen</div></div>
      <div class="Button2" tabindex="0"><div class="Text2">Speichern</div></div>
      <a href="/u" data-t="u">Unternehmenseinstellungen &amp; Benutzer</a><button data-t="g">Generar clave</button><button>Generar clave secreta</button></body>"#,
    );
    finds(
        &p,
        &target(Role::Button, &["Save & Close", "Speichern & Schließen"]),
        "s",
    );
    finds(
        &p,
        &target(
            Role::Link,
            &["* Settings & Users", "Unternehmenseinstellungen & Benutzer"],
        ),
        "u",
    );
    finds(
        &p,
        &target(Role::Button, &["Generate Key", "Generar clave"]),
        "g",
    );
}

#[test]
fn twins_apart_only_by_section_or_dialog() {
    let p = page(
        r#"<body><div class="ToolBar"><button data-t="page">Save &amp; Close</button></div>
      <dialog open aria-label="Copy level"><button data-t="dlg">Save &amp; Close</button></dialog></body>"#,
    );
    let mut t = target(Role::Button, &["Save & Close"]);
    match locate(&p, &t, None) {
        Verdict::Unsure {
            doubt: Doubt::Ambiguous,
            ..
        } => {}
        other => panic!("{other:#?}"),
    }
    t.section = vec![Label::En("Copy level".into())];
    finds(&p, &t, "dlg");
}

#[test]
fn hidden_content_of_closed_sections_is_told_apart_from_absent() {
    let p = page(
        r#"<body><div class="Section"><div class="Heading" data-t="h"><div class="Toggle Expand"></div><span class="Text">Other</span></div><div class="Content" style="height:0px"><div><input type="checkbox" data-t="w"> Can create Webhooks</div></div></div></body>"#,
    );
    assert_eq!(p.state(at(&p, "h")).expanded, Some(false));
    match locate(&p, &target(Role::Checkbox, &["Can create Webhooks"]), None) {
        Verdict::Unsure {
            doubt: Doubt::Hidden,
            ..
        } => {}
        other => panic!("{other:#?}"),
    }
}

#[test]
fn a_section_closed_by_clipping_hides_what_still_has_boxes() {
    let html = r#"<body><div class="Section Collapsed"><div class="Heading" data-t="h"><div class="Toggle Expand"></div><span class="Text">Other</span></div><div class="Content" data-t="c"><div><input type="checkbox" data-t="w"> Can create Webhooks</div></div></div></body>"#;
    let mut d = support::html::digest(html);
    if let Some(content) = d.rows.iter_mut().find(|r| r.attr("data-t") == Some("c")) {
        content.rect.h = 0.0;
    }
    let p = Page::read(d).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(p.state(at(&p, "h")).expanded, Some(false));
    assert!(!p.visible(at(&p, "w")));
}

#[test]
fn validation_summaries_and_bad_fields() {
    let p = page(
        r#"<body><div class="ValidationSummary Active" data-t="v"><div class="FormValidation Single"><div class="TextContainer"><span class="Message">Required</span></div></div></div>
      <div class="EditorLabelContainer1"><div class="LabelContainer1 Invalid"><span class="PrimaryText">Name</span></div></div><div class="Size1"><input class="TextBox2 Invalid" data-t="n"></div>
      <div role="alert" data-t="al">Something failed</div></body>"#,
    );
    assert_eq!(p.role(at(&p, "v")), Role::Alert);
    assert_eq!(p.role(at(&p, "al")), Role::Alert);
    assert!(p.state(at(&p, "n")).invalid);
    assert_eq!(p.name(at(&p, "n")), "Name");
}

#[test]
fn menus_open_with_items_of_any_make() {
    for menu in [
        r#"<div class="ContextOverlay"><div class="Button2" tabindex="0"><div class="Text2">Edit</div></div><div class="Button2" tabindex="0" data-t="copy"><div class="Text2">Copy Security Level</div></div></div>"#,
        r#"<ul role="menu"><li role="menuitem">Edit</li><li role="menuitem" data-t="copy">Copy</li></ul>"#,
        r#"<div class="GridContextMenu"><a class="Button">Edit</a><a class="Button" data-t="copy"><span class="Text">Copy</span></a></div>"#,
        r#"<div class="dropdown-menu"><a class="dropdown-item" href="x">Edit</a><a class="dropdown-item" href="y" data-t="copy">Copy</a></div>"#,
        r#"<div class="popup"><table><tr><td onclick="e">Edit</td></tr><tr><td onclick="c" data-t="copy">Copy</td></tr></table></div>"#,
    ] {
        let p = page(&format!("<body>{menu}</body>"));
        finds(
            &p,
            &target(Role::MenuItem, &["Copy", "Copy Security Level"]),
            "copy",
        );
    }
}

#[test]
fn of_a_heading_that_only_its_toggle_opens_the_toggle_is_pressed() {
    let p = page(
        r##"<body>
      <div class="Section"><div class="Heading" data-t="whole"><div class="Toggle" tabindex="0" data-t="toggle"></div><span>Other</span></div></div>
      <div class="Section Collapsed"><div class="HeadingContainer" data-t="bar"><div class="Heading" tabindex="0" data-t="title"><div class="Toggle"></div><span>Admin</span></div><a href="#">Full Permission</a></div><div class="ContentContainer">x</div></div>
      <h3 data-t="plain">Reports</h3>
    </body>"##,
    );
    for (heading, pressed) in [("whole", "toggle"), ("bar", "title"), ("plain", "plain")] {
        assert_eq!(
            p.handle(at(&p, heading)),
            at(&p, pressed),
            "{heading}: {:?}",
            p.role(at(&p, heading))
        );
    }
}
