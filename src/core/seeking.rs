//! Looking for a row in a list that draws only what is in view: the list is scrolled, a part at a
//! time, until the row is found or the list ends, and then put back.
//!
//! ```text
//!  step wants a row, a list is there without it ─► Seek ─► Digest, Done(ok) ─► found? ──no─► Seek …
//!                                                             │refused: end     └─yes─► the ring
//!                                                             └─► Seek(back)
//! ```
//! Once for each step and document: who scrolls away afterwards means it.

use super::effect::{Command, Effect};
use super::event::Outcome;
use super::refresh::{TabNow, with_tab};
use super::session::Session;
use crate::guide::cond::Frames;
use crate::guide::format::Guide;
use crate::guide::view::Sight;
use crate::page::Page;
use crate::page::target::Role;
use crate::protocol::Phase;

/// Most parts that a list is scrolled by.
const MOST: u8 = 60;

/// Fewest rows of a list.
const FEW: usize = 4;

/// A search under way, or over.
#[derive(Debug, Clone)]
pub struct Seeking {
    place: (i64, i64),
    doc: String,
    step: String,
    /// Call whose answer is awaited; 0: none.
    call: u32,
    tries: u8,
    over: bool,
}

/// Begins or continues a search if the step's row is not on the page.
pub fn update(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) {
    let (Some(step), Some(&frame)) = (&now.step, now.order.first()) else {
        return;
    };
    let Some(doc) = s.frames.get(&(tab, frame)).map(|f| f.doc.clone()) else {
        return;
    };
    let same = |k: &Seeking| k.doc == doc && k.step == *step;
    if !s.seeking.as_ref().is_some_and(same) {
        s.seeking = None;
    }
    let guiding = s.saved.phase == Phase::Guiding && s.acting.is_none();
    let idle = s.seeking.as_ref().is_none_or(|k| !k.over && k.call == 0);
    if !guiding || !idle || now.trouble.is_some() {
        return;
    }
    let row = with_tab(s, tab, |guide, frames, _, _, _| {
        let busy = frames.views.iter().any(|view| view.page().busy());
        (!busy).then(|| lacking(guide, frames, step))
    });
    // While the page is at work, rows may still come.
    let Some(row) = row.flatten() else {
        return;
    };
    let Some(node) = row else {
        // Found, or nothing that could be scrolled.
        if let Some(seeking) = &mut s.seeking {
            seeking.over = true;
        }
        return;
    };
    let call = s.call();
    let seeking = s.seeking.get_or_insert_with(|| Seeking {
        place: (tab, frame),
        doc: doc.clone(),
        step: step.clone(),
        call,
        tries: 0,
        over: false,
    });
    seeking.call = call;
    seeking.tries += 1;
    send(seeking, node, false, out);
}

/// A part was scrolled, or the list has ended. Tells whether the call was one of these.
pub fn done(s: &mut Session, call: u32, outcome: Outcome, out: &mut Vec<Effect>) -> bool {
    let Some(seeking) = s.seeking.as_mut().filter(|k| k.call == call) else {
        return false;
    };
    if outcome != Outcome::Ok || seeking.tries >= MOST {
        seeking.over = true;
        send(seeking, 0, true, out);
    }
    seeking.call = 0;
    true
}

fn send(seeking: &Seeking, node: u32, back: bool, out: &mut Vec<Effect>) {
    out.push(Effect::Send {
        tab: seeking.place.0,
        frame: seeking.place.1,
        doc: seeking.doc.clone(),
        command: Command::Seek {
            call: seeking.call,
            node,
            back,
        },
    });
}

/// The last row of the page's longest list, if the step wants a row and nothing resembles it.
fn lacking(guide: &Guide, frames: &Frames, step: &str) -> Option<u32> {
    let step = guide.steps.iter().find(|st| st.id == step)?;
    let view = frames.views.first()?;
    let row = |id: &str| {
        let target = guide.targets.get(id);
        target.is_some_and(|t| t.role.first() == Some(&Role::Row))
    };
    let lacks = |id: &str| matches!(view.find(guide, id), Sight::Absent);
    let mut shown = step.show.iter().map(|shown| shown.target.as_str());
    let lacking = shown.any(|id| row(id) && lacks(id));
    lacking.then(|| last_row(view.page())).flatten()
}

fn last_row(page: &Page) -> Option<u32> {
    let rows = page.seen_as(Role::Row);
    let beside = |row: usize| {
        rows.iter()
            .filter(move |&&at| page.parent(at) == page.parent(row))
    };
    let longest = rows.iter().max_by_key(|&&row| beside(row).count())?;
    // Rows of such lists may stand in any order.
    let lowest = |at: &&usize| page.node(**at).rect.y as i32;
    let last = beside(*longest).max_by_key(lowest)?;
    (beside(*longest).count() >= FEW).then(|| page.node(*last).id)
}
