//! The page report: how the core reads the pages of the tab last used, for tenants that differ.
//!
//! Redacted by construction: it is built from roles and labels only. No field value, no text of a
//! table row's cells, and no text longer than a label is ever put in.

use super::refresh::look;
use super::session::Session;
use crate::guide::view::{Sight, View};
use crate::page::{Checked, target::Role};
use serde::Serialize;

/// The report.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// Frames of the tab.
    pub frames: Vec<FrameReport>,
}

/// One frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FrameReport {
    /// Address without query and hash.
    pub url: String,
    /// Document title, if it reads like a label.
    pub title: String,
    /// Controls, headings and rows in view.
    pub elements: Vec<Element>,
}

/// One element.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Element {
    /// Tag name.
    pub tag: String,
    /// Role as the core reads it.
    pub role: String,
    /// Accessible name as the core reads it; empty in table rows.
    pub name: String,
    /// Section path.
    pub section: String,
    /// States: `checked`, `collapsed`, …
    pub states: Vec<&'static str>,
    /// Left, top, width, height in CSS px.
    #[serde(rename = "box")]
    pub rect: [i32; 4],
    /// Step whose target this is.
    pub step: Option<String>,
    /// Confidence that it is the target.
    pub score: Option<f32>,
}

/// Longest label in a report, in characters; longer texts are content, not labels.
const LABEL: usize = 80;

/// The report of the active tab.
pub fn page_report(s: &Session) -> Report {
    let Some(tab) = s.live.active else {
        return Report::default();
    };
    let step = look(s, tab).and_then(|n| n.step);
    let frames = s
        .frames
        .iter()
        .filter(|((t, _), _)| *t == tab)
        .filter_map(|(_, f)| f.view.as_ref())
        .map(|view| FrameReport {
            url: view.page().digest().url.clone(),
            title: label(&view.page().digest().title),
            elements: elements(s, view, step.as_deref()),
        })
        .collect();
    Report { frames }
}

fn elements(s: &Session, view: &View, step: Option<&str>) -> Vec<Element> {
    let page = view.page();
    let found: Vec<(usize, f32, &str)> = s
        .guide
        .targets
        .keys()
        .filter_map(|t| match view.find(&s.guide, t) {
            Sight::Here(m) => Some((m.node, m.confidence, t.as_str())),
            _ => None,
        })
        .collect();
    (0..page.len())
        .filter(|&ix| page.visible(ix) && told(page.role(ix)))
        .map(|ix| {
            let hit = found.iter().find(|(node, _, _)| *node == ix);
            let node = page.node(ix);
            let r = node.rect;
            Element {
                tag: node.tag.clone(),
                role: format!("{:?}", page.role(ix)).to_ascii_lowercase(),
                name: name(view, ix, hit.is_some()),
                section: page
                    .sections(ix)
                    .iter()
                    .map(|t| label(t))
                    .collect::<Vec<_>>()
                    .join(" > "),
                states: states(view, ix),
                rect: [r.x as i32, r.y as i32, r.w as i32, r.h as i32],
                step: hit
                    .and_then(|(_, _, t)| {
                        s.guide
                            .steps
                            .iter()
                            .find(|st| super::refresh::targets(st).any(|x| x == *t))
                    })
                    .map(|st| st.id.clone())
                    .or_else(|| hit.and(step.map(str::to_owned))),
                score: hit.map(|(_, c, _)| *c),
            }
        })
        .collect()
}

fn told(role: Role) -> bool {
    !matches!(role, Role::Text | Role::Generic | Role::Cell | Role::Image)
}

/// A name, unless it is a row's text or lies in a row: those are the customer's.
fn name(view: &View, ix: usize, known: bool) -> String {
    let page = view.page();
    let in_row = page.role(ix) == Role::Row || page.row_of(ix).is_some();
    if in_row && !(known && page.role(ix) == Role::Row) {
        return String::new();
    }
    if in_row {
        String::from("(the row looked for)")
    } else {
        label(page.name(ix))
    }
}

fn label(text: &str) -> String {
    if text.chars().count() > LABEL || text.contains('@') {
        String::new()
    } else {
        text.to_owned()
    }
}

fn states(view: &View, ix: usize) -> Vec<&'static str> {
    let st = view.page().state(ix);
    let mut list = Vec::new();
    match st.checked {
        Some(Checked::On) => list.push("checked"),
        Some(Checked::Off) => list.push("unchecked"),
        Some(Checked::Mixed) => list.push("mixed"),
        None => {}
    }
    match st.expanded {
        Some(true) => list.push("expanded"),
        Some(false) => list.push("collapsed"),
        None => {}
    }
    for (set, word) in [
        (st.disabled, "disabled"),
        (st.filled, "filled"),
        (st.invalid, "invalid"),
        (st.focused, "focused"),
    ] {
        if set {
            list.push(word);
        }
    }
    list
}
