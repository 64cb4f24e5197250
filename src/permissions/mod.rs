//! Permissions: wanted against actual controls, the smallest change, and its verification.
//!
//! Pure planning; `core::acting` carries a plan out step by step.

use crate::guide::Guide;
use crate::guide::cond::{Facts, Frames, holds, section_boxes};
use crate::guide::format::{Automatic, Cond};
use crate::guide::view::Sight;
use crate::page::{Checked, Page, target::Role};
use crate::small::SmallMap;
use std::collections::VecDeque;

/// One thing to do to one control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Turn this check box on.
    Tick(String),
    /// Put this value into this field.
    Fill(String, String),
    /// Press this button, which sets a whole section.
    Press(String),
    /// Put a control back: element, wanted state (`on`, `off` or a value), index of the change.
    Restore(u32, String, usize),
}

impl Act {
    /// The guide's target that it sets; none when it puts something back.
    pub fn target(&self) -> Option<&str> {
        match self {
            Act::Tick(t) | Act::Fill(t, _) | Act::Press(t) => Some(t),
            Act::Restore(..) => None,
        }
    }
}

/// A plan being carried out on one document.
pub struct Acting {
    /// Tab and frame.
    pub place: (i64, i64),
    /// Document.
    pub doc: String,
    /// Step it belongs to.
    pub step: String,
    /// What is still to do; the first is under way.
    pub queue: VecDeque<Act>,
    /// Number of the command under way.
    pub call: u32,
    /// Refusals so far because the page kept changing.
    pub stale: u8,
    /// Presses of the first act so far.
    pub tries: u8,
    /// Every check box of the page before the act under way.
    pub before: SmallMap<u32, Checked>,
    /// The field's value before the act under way.
    pub value_before: String,
    /// Something did not take.
    pub failed: bool,
}

/// The smallest set of acts that makes an automatic step's condition hold. A control that is not
/// found with confidence is left to the admin. `None` while a field's value is not known yet: the
/// eyes list it only after they were told to.
pub fn plan(
    auto: &Automatic,
    guide: &Guide,
    frames: &Frames,
    facts: &dyn Facts,
) -> Option<VecDeque<Act>> {
    let mut acts = VecDeque::new();
    let ready = |t: &str| {
        matches!(frames.find(guide, t), (_, Sight::Here(_)))
            && !frames.state(guide, t).is_some_and(|s| s.disabled)
    };
    let is = |cond: Cond| holds(&cond, guide, frames, facts);
    for target in &auto.tick {
        if ready(target) && is(Cond::Checked(target.clone())) == Some(false) {
            acts.push_back(Act::Tick(target.clone()));
        }
    }
    for target in &auto.press {
        if ready(target) && is(Cond::Full(target.clone())) != Some(true) {
            acts.push_back(Act::Press(target.clone()));
        }
    }
    for (target, value) in auto.fill.iter() {
        if ready(target) {
            match is(Cond::Value(target.clone(), value.clone())) {
                Some(true) => {}
                Some(false) => acts.push_back(Act::Fill(target.clone(), value.clone())),
                None => return None,
            }
        }
    }
    Some(acts)
}

/// Every check box of a page, by element number.
pub fn boxes(page: &Page) -> SmallMap<u32, Checked> {
    (0..page.len())
        .filter(|&ix| page.role(ix) == Role::Checkbox)
        .filter_map(|ix| page.state(ix).checked.map(|c| (page.node(ix).id, c)))
        .collect()
}

/// A check box that changed: its index on the page, before and after.
pub fn changed_boxes(
    page: &Page,
    before: &SmallMap<u32, Checked>,
) -> Vec<(usize, Checked, Checked)> {
    (0..page.len())
        .filter(|&ix| page.role(ix) == Role::Checkbox)
        .filter_map(|ix| {
            let now = page.state(ix).checked?;
            let was = *before.get(&page.node(ix).id)?;
            (was != now).then_some((ix, was, now))
        })
        .collect()
}

/// Whether a check box lies in the section that a «full permission» button sets.
pub fn announced(page: &Page, button: usize, changed: usize) -> bool {
    section_boxes(page, button)
        .iter()
        .any(|(ix, _)| *ix == changed)
}
