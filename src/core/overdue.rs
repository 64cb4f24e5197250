//! What should have come by now and has not: a window after a press, an answer after a save, a
//! target on a page that has loaded. Each becomes a problem after half a minute, not before: a page
//! that loads slowly is not one without a match.
//!
//! Changes nothing of what is highlighted.

use super::effect::Effect;
use super::frames::problem;
use super::refresh::{TabNow, main_doc, only_pages, with_tab};
use super::saving;
use super::session::{Asked, Overdue, Session};
use crate::guide::format::Step;

/// Name of the alarm that looks after it.
pub const ALARM: &str = "overdue";

/// How long is waited, in milliseconds (an alarm of a browser takes no less).
const PATIENCE_MS: f64 = 30_000.0;

/// A second press after this long says that nothing came of the first, in milliseconds.
const AGAIN_MS: f64 = 2_000.0;

const BLOCKED: &str = "popup-blocked";
const SLOW: &str = "page-slow";
const MISSING: &str = "not-found";

/// The admin pressed what asks the product for a window or a value.
pub fn asked(s: &mut Session, step: String, doc: &str) {
    let again = (s.live.asked.as_ref())
        .is_some_and(|a| a.step == step && s.now - a.at > AGAIN_MS && kind(s, &step) == BLOCKED);
    if again {
        s.live.overdue = Some(Overdue {
            code: BLOCKED.into(),
            step: step.clone(),
            since: s.now - PATIENCE_MS,
        });
    }
    s.live.asked = Some(Asked {
        step,
        doc: doc.to_owned(),
        at: s.now,
    });
}

fn step_of<'s>(s: &'s Session, id: &str) -> Option<&'s Step> {
    s.guide.steps.iter().find(|st| st.id == id)
}

/// What it means when a step's press has no effect.
fn kind(s: &Session, step: &str) -> &'static str {
    match step_of(s, step).is_some_and(|st| only_pages(&st.done)) {
        true => BLOCKED,
        false => SLOW,
    }
}

/// What is waited for in the tab that is guided.
fn awaited(s: &Session, tab: i64, now: &TabNow) -> Option<&'static str> {
    let step = now.step.as_deref();
    if let Some(asked) = &s.live.asked {
        return Some(kind(s, &asked.step));
    }
    let (pressed, busy) = with_tab(s, tab, |_, frames, _, _, facts| {
        let busy = now.ring.is_none() && frames.views.iter().any(|v| v.page().busy());
        (saving::waits(facts.memory), busy)
    })?;
    if pressed || busy {
        return Some(SLOW);
    }
    let sought = step_of(s, step?).is_some_and(|st| !st.show.is_empty());
    (sought && now.ring.is_none() && now.doubt.is_none()).then_some(MISSING)
}

/// Starts, goes on with or ends a wait, and says what is overdue.
pub fn update(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) {
    let step = now.step.clone().unwrap_or_default();
    let mut partial = false;
    if let Some(asked) = s.live.asked.as_ref().filter(|a| a.step != step) {
        // Its page went on; or the worker is new and has not read its frame yet.
        partial = main_doc(s, tab, now).is_none_or(|doc| doc != asked.doc);
        if !partial {
            s.live.asked = None;
        }
    }
    if now.trouble.is_some() {
        s.live.asked = None;
    }
    let code = match now.trouble {
        None => awaited(s, tab, now),
        Some(_) => None,
    };
    let same = |w: &Overdue| Some(w.code.as_str()) == code && w.step == step && w.since <= s.now;
    if !partial && !s.live.overdue.as_ref().is_some_and(same) {
        let at = code.map(|_| s.now + PATIENCE_MS);
        if at.is_some() || s.live.overdue.is_some() {
            out.push(Effect::Alarm { name: ALARM, at });
        }
        let since = s.now;
        s.live.overdue = code.map(|code| Overdue {
            code: code.into(),
            step,
            since,
        });
    }
    let due = (s.live.overdue.as_ref()).filter(|w| s.now - w.since >= PATIENCE_MS);
    match (due, &s.live.problem) {
        (Some(w), None) => s.live.problem = Some(problem(&w.code)),
        // What the page itself says is kept up to date elsewhere.
        (None, Some(p))
            if [BLOCKED, SLOW, MISSING].contains(&p.code.as_str())
                && now.trouble.as_ref() != Some(&p.code) =>
        {
            s.live.problem = None;
        }
        _ => {}
    }
}

/// The panel says whether this computer is connected.
pub fn online(s: &mut Session, yes: bool) {
    const OFFLINE: &str = "offline";
    if !yes {
        s.live.problem = Some(problem(OFFLINE));
    } else if s.live.problem.as_ref().is_some_and(|p| p.code == OFFLINE) {
        s.live.problem = None;
    }
}
