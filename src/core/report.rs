//! The page report: how the core reads the pages of the tab last used, for tenants that differ.
//!
//! Redacted by construction. No field value and no text of a table row is ever put in (classic forms
//! are tables: of their fields' labels, known words are). Labels of fields and sections are, without addresses and numbers; of everything else (titles, links,
//! buttons, menus, lists, alerts), where a customer's name may stand, only words that the guide
//! itself knows, and `…` for each other word. `core::replay` reads a report back.

use super::refresh::look;
use super::session::Session;
use crate::guide::Guide;
use crate::guide::view::{Sight, View};
use crate::page::{Checked, target::Label, target::Role};
use crate::small::SmallSet;
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
    /// Address without query and hash, and without numbers and names in its path.
    pub url: String,
    /// Document title.
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
    /// Accessible name as the core reads it; empty in table rows, of the row looked for the guide's.
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

/// Most words of a text that is no label.
const WORDS: usize = 12;

/// The report of the active tab.
pub fn page_report(s: &Session) -> Report {
    let Some(tab) = s.live.active else {
        return Report::default();
    };
    let step = look(s, tab).and_then(|n| n.step);
    let known = vocabulary(&s.guide);
    let frames = s
        .frames
        .iter()
        .filter(|((t, _), _)| *t == tab)
        .filter_map(|(_, f)| f.view.as_ref())
        .map(|view| FrameReport {
            url: address(&view.page().digest().url),
            title: familiar(&view.page().digest().title, &known),
            elements: elements(s, view, step.as_deref(), &known),
        })
        .collect();
    Report { frames }
}

/// Words of the guide's own labels, in lower case.
fn vocabulary(guide: &Guide) -> SmallSet<String> {
    let mut words = SmallSet::default();
    let mut learn = |labels: &[Label]| {
        for label in labels {
            words.extend(parts(label.text()).map(str::to_lowercase));
        }
    };
    for t in guide.targets.values() {
        for labels in [&t.names, &t.section, &t.near, &t.not] {
            learn(labels);
        }
    }
    let evidence = guide.pages.iter().flat_map(|p| &p.evidence);
    evidence.for_each(|e| learn(&e.title));
    guide.problems.iter().for_each(|p| learn(&p.says));
    words
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
}

/// A text of which only known words are left.
fn familiar(text: &str, known: &SmallSet<String>) -> String {
    let knows = |word: &&str| parts(word).all(|w| known.contains(&w.to_lowercase()));
    let words: Vec<&str> = (text.split_whitespace().take(WORDS))
        .map(|word| if knows(&word) { word } else { "…" })
        .collect();
    words.join(" ")
}

fn address(url: &str) -> String {
    let odd = |part: &str| part.contains(['%', '@', '+', ' ']) || digits(part) > 2;
    let path: Vec<&str> = (url.split('/').enumerate())
        .map(|(at, part)| if at > 2 && odd(part) { "…" } else { part })
        .collect();
    path.join("/")
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

fn elements(
    s: &Session,
    view: &View,
    step: Option<&str>,
    known: &SmallSet<String>,
) -> Vec<Element> {
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
            let row = hit.and_then(|(_, _, t)| s.guide.targets.get(*t)?.names.first());
            Element {
                tag: node.tag.clone(),
                role: format!("{:?}", page.role(ix)).to_ascii_lowercase(),
                name: name(view, ix, row, known),
                section: path(view, ix, known),
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

/// The sections around an element, outermost first. A heading that opens nothing is a title.
fn path(view: &View, ix: usize, known: &SmallSet<String>) -> String {
    let page = view.page();
    let opens = |name: &str| {
        (0..page.len()).any(|at| page.role(at) == Role::Section && page.name(at) == name)
    };
    let names: Vec<String> = (page.sections(ix).into_iter())
        .map(|name| match opens(name) {
            true => label(name),
            false => familiar(name, known),
        })
        .collect();
    names.join(" > ")
}

/// A name, unless it is a row's text or lies in a row: those are the customer's.
fn name(view: &View, ix: usize, row: Option<&Label>, known: &SmallSet<String>) -> String {
    let page = view.page();
    let role = page.role(ix);
    // A button that is called «=» is known by its title.
    let title = page.node(ix).attr("title");
    let own = || match page.name(ix) {
        name if name.chars().any(char::is_alphanumeric) => name.to_owned(),
        name => title.unwrap_or(name).to_owned(),
    };
    match role {
        Role::Row => row.map(|l| l.text().to_owned()).unwrap_or_default(),
        // Classic forms are laid out as tables.
        Role::Textbox | Role::Combobox | Role::Listbox if page.row_of(ix).is_some() => {
            familiar(&own(), known)
        }
        _ if page.row_of(ix).is_some() => String::new(),
        Role::Section | Role::Checkbox | Role::Radio => label(&own()),
        // What a field is called by what stands in it is its value.
        Role::Textbox | Role::Combobox | Role::Listbox
            if !page.text_of(ix).contains(page.name(ix)) =>
        {
            label(&own())
        }
        _ => familiar(&own(), known),
    }
}

/// A label, without addresses and numbers; a longer text is content.
fn label(text: &str) -> String {
    if text.chars().count() > LABEL {
        return String::new();
    }
    let words = text
        .split_whitespace()
        .map(|w| match w.contains('@') || digits(w) > 2 {
            true => "…",
            false => w,
        });
    words.collect::<Vec<_>>().join(" ")
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
