//! Conditions: whether an observable state holds. Three-valued: what is not in view is unknown,
//! never false, so that a section that was closed again does not undo what was seen in it.

use super::format::{Cond, Guide};
use super::view::{Sight, View};
use crate::page::digest::flag;
use crate::page::locate::Doubt;
use crate::page::target::Label;
use crate::page::{Checked, Page, State, target::Role, words};
use crate::small::SmallSet;

/// What is known beside the page itself.
pub trait Facts {
    /// Whether a flag of the session is set.
    fn flag(&self, flag: &str) -> bool;
    /// Whether the admin declared this step as not needed.
    fn declared(&self, step: &str) -> bool;
    /// What was last known of a step on this document.
    fn step(&self, step: &str) -> Option<bool>;
    /// What was last known of a field on this document (see [`told`]): forms may show a part at a time.
    fn told(&self, field: &str) -> Option<bool>;
    /// Name of what was saved before (`$level`).
    fn saved_name(&self) -> Option<&str>;
    /// How many boxes of the section around this target stayed off when it was set to full.
    fn full(&self, target: &str) -> Option<usize>;
    /// Whether the credentials were handed over.
    fn handed_over(&self) -> bool;
    /// Whether the credentials of this document were noticed.
    fn noticed(&self) -> bool;
}

/// Frames of one tab: the one with the page first.
pub struct Frames<'a> {
    /// Views, main frame of the page first.
    pub views: Vec<&'a View>,
    /// Page kinds in view in this tab.
    pub kinds: SmallSet<&'a str>,
}

impl Frames<'_> {
    /// Where a target is, over all frames: the first that has it; else the first doubt.
    pub fn find(&self, guide: &Guide, target: &str) -> (usize, Sight) {
        let mut doubt = (0, Sight::Absent);
        for (at, view) in self.views.iter().enumerate() {
            match view.find(guide, target) {
                here @ Sight::Here(_) => return (at, here),
                Sight::Unsure(why) if matches!(doubt.1, Sight::Absent) => {
                    doubt = (at, Sight::Unsure(why));
                }
                _ => {}
            }
        }
        doubt
    }

    fn here(&self, guide: &Guide, target: &str) -> Option<(&View, usize)> {
        match self.find(guide, target) {
            (at, Sight::Here(found)) => self.views.get(at).map(|v| (*v, found.node)),
            _ => None,
        }
    }

    /// State of a target that is in view.
    pub fn state(&self, guide: &Guide, target: &str) -> Option<State> {
        self.here(guide, target)
            .map(|(view, node)| view.page().state(node))
    }
}

/// Evaluates a condition: `Some(true)`, `Some(false)`, or `None` = can't be told from what is seen.
pub fn holds(cond: &Cond, guide: &Guide, frames: &Frames, facts: &dyn Facts) -> Option<bool> {
    let state = |target: &str| frames.state(guide, target);
    match cond {
        Cond::All(list) => fold(list.iter().map(|c| holds(c, guide, frames, facts)), true),
        Cond::Any(list) => fold(list.iter().map(|c| holds(c, guide, frames, facts)), false),
        Cond::Not(inner) => holds(inner, guide, frames, facts).map(|b| !b),
        Cond::Visible(t) => Some(state(t).is_some()),
        Cond::Seen(t) => match frames.find(guide, t).1 {
            Sight::Here(_) | Sight::Unsure(Doubt::Ambiguous) => Some(true),
            _ => None,
        },
        Cond::Absent(t) => Some(matches!(frames.find(guide, t).1, Sight::Absent)),
        Cond::Locked(t) => {
            let (view, node) = frames.here(guide, t)?;
            let page = view.page();
            Some(page.state(node).disabled || page.node(node).has(flag::READONLY))
        }
        Cond::Titled(labels) => Some(frames.views.iter().any(|v| v.titled(labels))),
        Cond::Lacks(t, labels) => {
            let (view, node) = frames.here(guide, t)?;
            super::lists::lacks(view.page(), node, labels)
        }
        Cond::Checked(t) => state(t)?.checked.map(|c| c == Checked::On),
        Cond::Filled(t) => match state(t) {
            Some(state) => Some(state.filled),
            None => facts.told(t),
        },
        Cond::Noticed(t) => state(t).map(|_| facts.noticed()),
        Cond::Expanded(t) => state(t)?.expanded,
        Cond::Value(t, wanted) => {
            let state = state(t)?;
            if !state.filled {
                return Some(false);
            }
            state.value.map(|v| v.trim() == wanted)
        }
        Cond::Named(t, not) => {
            let state = state(t)?;
            if !state.filled {
                return Some(false);
            }
            state.value.map(|v| !like(not, &v, facts))
        }
        Cond::Chosen(t, labels) => {
            let Some(state) = state(t) else {
                return facts.told(t);
            };
            // A field that one types into to search a list shows its choice as its value.
            let chosen = state.selected.or(state.value);
            Some(chosen.is_some_and(|v| like(labels, &v, facts)))
        }
        Cond::Associated(t) => {
            let (view, node) = frames.here(guide, t)?;
            Some(associated(view.page(), node))
        }
        Cond::Full(t) => full(guide, frames, facts, t),
        Cond::Flag(flag) => Some(facts.flag(flag)),
        Cond::Declared(step) => Some(facts.declared(step)),
        Cond::Step(step) => facts.step(step),
        Cond::Page(kind) => Some(frames.kinds.iter().any(|k| k == kind)),
        Cond::HandedOver => Some(facts.handed_over()),
    }
}

/// The fields that a condition wants all of to be filled or chosen, and whether those in view are.
pub fn told<'c>(
    cond: &'c Cond,
    guide: &Guide,
    frames: &Frames,
    facts: &dyn Facts,
) -> Vec<(&'c str, bool)> {
    let Cond::All(list) = cond else {
        return Vec::new();
    };
    let field = |one: &'c Cond| match one {
        Cond::Filled(t) | Cond::Chosen(t, _) => {
            frames.state(guide, t)?;
            Some((t.as_str(), holds(one, guide, frames, facts)?))
        }
        _ => None,
    };
    list.iter().filter_map(field).collect()
}

/// Three-valued «all» (`unit` = true) and «any» (`unit` = false).
fn fold(results: impl Iterator<Item = Option<bool>>, unit: bool) -> Option<bool> {
    let mut unknown = false;
    for result in results {
        match result {
            Some(b) if b != unit => return Some(!unit),
            Some(_) => {}
            None => unknown = true,
        }
    }
    if unknown { None } else { Some(unit) }
}

/// Whether a text reads like one of these; `$level` stands for the level made before.
pub fn like(labels: &[Label], value: &str, facts: &dyn Facts) -> bool {
    labels.iter().any(|label| match label.text() {
        "$level" => facts
            .saved_name()
            .is_some_and(|name| words::like(name, value)),
        pattern => words::like(pattern, value),
    })
}

/// A two-list picker has something on the associated side: a list box with options inside the
/// node, or the node's own list holding options. A native list's options have no boxes of their own;
/// all that it holds is chosen only where a second list holds the rest.
fn associated(page: &Page, node: usize) -> bool {
    if page.state(node).selected.is_some() {
        return true;
    }
    let other = |ix: usize| {
        ix != node
            && page.role(ix) == Role::Listbox
            && page.visible(ix)
            && page.section_of(ix) == page.section_of(node)
    };
    let native = page.role(node) == Role::Listbox && (0..page.len()).any(other);
    (0..page.len()).any(|ix| {
        let listed = page.visible(ix) && page.node(ix).tag != "option";
        page.role(ix) == Role::Option && page.within(ix, node) && (listed || native)
    })
}

/// Full while no more boxes are off than right after the section was set to full: a kit may leave
/// a box out, and a box the admin turns off later ends it.
fn full(guide: &Guide, frames: &Frames, facts: &dyn Facts, target: &str) -> Option<bool> {
    let left_off = facts.full(target);
    let Some((view, node)) = frames.here(guide, target) else {
        return left_off.map(|_| true);
    };
    let boxes = section_boxes(view.page(), node);
    if boxes.is_empty() {
        return left_off.map(|_| true);
    }
    let off = boxes.iter().filter(|(_, on)| *on != Checked::On).count();
    Some(off <= left_off.unwrap_or(0))
}

/// The visible, enabled check boxes of the section around a node, with their states: of the
/// innermost that has any, up to the one that opens and closes (groups of radios are sections too).
pub fn section_boxes(page: &Page, node: usize) -> Vec<(usize, Checked)> {
    let around = std::iter::successors(page.section_of(node), |&up| page.section_of(up));
    let mut boxes = Vec::new();
    for section in around {
        boxes = boxes_in(page, section);
        if !boxes.is_empty() || page.role(section) == Role::Section {
            break;
        }
    }
    boxes
}

fn boxes_in(page: &Page, section: usize) -> Vec<(usize, Checked)> {
    (0..page.len())
        .filter(|&ix| page.role(ix) == Role::Checkbox && page.visible(ix))
        .filter(|&ix| page.in_section(ix, section))
        .filter_map(|ix| {
            let state = page.state(ix);
            if state.disabled {
                None
            } else {
                state.checked.map(|c| (ix, c))
            }
        })
        .collect()
}

/// The target that a condition is about: the first it names.
pub fn about(cond: &Cond) -> Option<&str> {
    match cond {
        Cond::All(list) | Cond::Any(list) => list.iter().find_map(about),
        Cond::Not(inner) => about(inner),
        single => single.target(),
    }
}

/// What a condition wants to be chosen at a target.
pub fn wanted<'c>(cond: &'c Cond, target: &str) -> Option<&'c [Label]> {
    match cond {
        Cond::Chosen(t, labels) if t == target => Some(labels),
        Cond::All(list) | Cond::Any(list) => list.iter().find_map(|c| wanted(c, target)),
        _ => None,
    }
}
