//! The page report: nothing of a customer is in it, and what is in it is enough to see what the
//! core saw.

#![allow(clippy::unwrap_used, reason = "a test's own mistake must fail loudly")]

#[path = "support/mod.rs"]
mod support;

use proxuma_connect::core::replay;
use proxuma_connect::core::report::{Report, page_report};
use proxuma_connect::guide::Guide;
use support::kits::{self, Kind, Shop};
use support::pages::level_saved;
use support::world::{GUIDE, World};

/// What a customer may have on a page.
const PLANTED: [&str; 18] = [
    "Contoso",
    "Margarethe",
    "Okonkwo",
    "Fabrikam",
    "jane.doe",
    "@contoso.example",
    "+31 20 555 0199",
    "555",
    "0199",
    "T2026",
    "Headquarters",
    "Rotterdam",
    "4711",
    "Quarterly",
    "invoice",
    "hunter2",
    "Meyerhoff",
    "Doe",
];

/// A page full of customer data, in every kind of element that may hold some.
fn planted() -> String {
    let row = |n: usize| {
        format!(
            "<tr class=\"Display\" data-t=\"p{n}\"><td class=\"ContextMenuCell\"><div class=\"Button ButtonIcon ContextMenu\" tabindex=\"0\" title=\"Contoso\"><div class=\"Icon\"></div></div></td><td class=\"TextCell\">Margarethe Okonkwo</td><td class=\"TextCell\"><a href=\"mailto:jane.doe@contoso.example\">jane.doe@contoso.example</a></td><td><input type=\"checkbox\" aria-label=\"Contoso Rotterdam\"></td><td><button>Call +31 20 555 0199</button></td></tr>"
        )
    };
    let rows: String = (0..4).map(row).collect();
    let html = support::pages::USERS
        .replace(
            "<title>Resources/Users</title>",
            "<title>Resources/Users - Contoso Rotterdam</title>",
        )
        .replace("<table>", &format!("<table>{rows}"));
    html.replace(
        "</body>",
        "<button>Margarethe Okonkwo</button><a href=\"/x\">Fabrikam Quarterly invoice</a><h2>Ticket T2026.0001 - Contoso: printer of Margarethe Okonkwo</h2>\
         <div role=\"alert\" class=\"MessageBar\">Mail for jane.doe@contoso.example: call +31 20 555 0199</div>\
         <label>E-mail of jane.doe@contoso.example 555 0199<input type=\"text\" data-t=\"v\" value=\"hunter2\"></label>\
         <select data-t=\"w\"><option selected>Headquarters Rotterdam</option><option>Meyerhoff Site 4711</option></select>\
         <div class=\"SingleItemSelector2\" tabindex=\"0\"><div class=\"SelectionDisplay\"><div class=\"Item\">Jane Doe</div></div></div>\
         <div contenteditable=\"true\">Quarterly invoice of Contoso</div>\
         <div role=\"menu\"><div role=\"menuitem\">Doe, Jane</div></div><div role=\"dialog\">Delete Contoso?</div></body>",
    )
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).unwrap()
}

#[test]
fn nothing_of_a_customer_is_in_a_report() {
    let mut w = level_saved();
    w.open(
        (1, 3),
        "/Mvc/CRM/Contoso%20BV/4711/jane.doe@contoso.example",
        &planted(),
    );
    w.expect((1, 3), "new-api-user", "new");
    let report = page_report(&w.session);
    let text = json(&report);
    for private in PLANTED {
        assert!(!text.contains(private), "«{private}» is in {text}");
    }
    // What the guide knows is still told, with its place.
    let elements = &report.frames[0].elements;
    assert!(elements.len() > 20);
    let new = elements.iter().find(|e| e.name == "New").unwrap();
    assert_eq!(
        (new.role.as_str(), new.step.as_deref()),
        ("button", Some("new-api-user"))
    );
    assert!(new.score.is_some_and(|s| s > 0.9) && new.rect[2] > 0);
    assert!(report.frames[0].title.starts_with("Resources/Users"));
}

#[test]
fn a_label_that_the_guide_does_not_know_is_told_where_a_tenant_that_differs_needs_it() {
    let mut w = World::guiding();
    let html =
        support::pages::editor(true, true).replace("Can create Webhooks", "Outbound hooks allowed");
    w.open((2, 0), "/some/editor", &html);
    let text = json(&page_report(&w.session));
    assert!(text.contains("Outbound hooks allowed"));
}

/// Steps and the elements found for them.
fn found(report: &Report) -> Vec<(String, String, Vec<&'static str>)> {
    let elements = report.frames.iter().flat_map(|f| &f.elements);
    elements
        .filter(|e| e.score.is_some())
        .map(|e| {
            (
                e.step.clone().unwrap_or_default(),
                e.name.clone(),
                e.states.clone(),
            )
        })
        .collect()
}

#[test]
fn a_report_read_back_gives_the_same_pages_steps_and_targets() {
    let guide = Guide::parse(GUIDE).unwrap();
    for old in [false, true] {
        let shop = Shop {
            old,
            users: 1,
            ..Shop::default()
        };
        for kind in [
            Kind::Shell,
            Kind::Admin,
            Kind::Levels,
            Kind::Editor,
            Kind::Users,
            Kind::Form,
        ] {
            let mut w = World::guiding();
            let mut html = kits::html(&shop, kind, false);
            for c in ["hr", "menu", "other", "services"] {
                if html.contains(&format!("data-c=\"{c}\"")) {
                    kits::toggle(&mut html, c);
                }
            }
            w.open((1, 0), kits::url(kind, false), &html);
            let report = page_report(&w.session);
            let text = json(&report);
            let told = replay::explain(&guide, &text, &[]).unwrap();
            let step = w
                .panel
                .clone()
                .unwrap()
                .step
                .map(|s| s.id)
                .unwrap_or_default();
            assert!(
                told.contains(&format!("step: {step}")),
                "{old} {kind:?} {step}:\n{told}"
            );
            // Once more through the core: the report of what was read back is the same.
            let views = replay::views(&text).unwrap();
            for (step, name, _) in found(&report) {
                let target = guide.steps.iter().any(|s| s.id == step);
                assert!(target, "{step}");
                let page = views[0].page();
                let again = (0..page.len()).any(|ix| page.name(ix) == name || name.is_empty());
                assert!(again, "{old} {kind:?}: {name} is not read back");
            }
            let (ring, t) = w.ring((1, 0));
            assert_eq!(ring, step);
            let highlighted = !t.starts_with('(');
            assert_eq!(
                told.contains("  highlights ") && !told.contains("highlights nothing"),
                highlighted,
                "{old} {kind:?} {t}:\n{told}"
            );
        }
    }
}

#[test]
fn what_is_no_report_is_refused_with_a_reason() {
    assert!(replay::views("{").is_err());
    assert_eq!(
        replay::views("{}").err().as_deref(),
        Some("no frames in it")
    );
    assert_eq!(replay::views(r#"{"frames":[]}"#).map(|v| v.len()), Ok(0));
}
