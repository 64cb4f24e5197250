//! Carrying out a plan on a page: one control at a time, each read back after the page settled.
//!
//! ```text
//!  plan ─► press/set ─► Done(ok) ─► read back ─► took? ──yes─► next ─► … ─► end
//!              ▲            │stale                 │no
//!              └─ new seq ◄─┘              once more, then a problem with a reason
//! ```
//! A check box that flips back later is noticed from the digests (`flipped`), never set again.

use super::effect::{Command, Effect};
use super::event::Outcome;
use super::frames::problem;
use super::refresh::{TabNow, look, with_tab};
use super::session::{Automatic, Changed, Session, Travel};
use crate::guide::format::{Cond, Step};
use crate::guide::view::{Sight, View};
use crate::guide::{cond, cond::Facts};
use crate::page::Checked;
use crate::page::target::Role;
use crate::permissions::{self, Act, Acting};
use crate::protocol::{Change, Offer, Phase, Text};
use crate::small::SmallMap;
use std::collections::VecDeque;

/// Refusals because the page keeps changing before the guide gives up.
const STALE: u8 = 6;

/// How long «do this step» goes on at most, in milliseconds (a slow tenant's pages take seconds).
const TRAVEL_MS: f64 = 20_000.0;

/// How long after setting it a box that flips back is noticed, in milliseconds.
const FLIP_MS: f64 = 8_000.0;

/// Starts the current step's automatic action if it may: each control once per document. One that
/// can be set only after another (a field that a box unlocks or brings) comes in a later plan.
pub fn automatic(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) {
    flipped(s, tab, now);
    travel(s, tab, now, out);
    if s.acting.is_some()
        || s.live.checking
        || s.policy.automatic != Automatic::On
        || s.saved.phase != Phase::Guiding
        || now.trouble.is_some()
    {
        return;
    }
    if let Some(step) = now.step.clone() {
        begin(s, tab, now, &step, false, out);
    }
}

fn begin(s: &mut Session, tab: i64, now: &TabNow, step: &str, asked: bool, out: &mut Vec<Effect>) {
    let Some(frame) = now.order.first().copied() else {
        return;
    };
    let Some(doc) = s.frames.get(&(tab, frame)).map(|f| f.doc.clone()) else {
        return;
    };
    if !asked
        && s.live
            .docs
            .get(&doc)
            .is_some_and(|m| m.acted.contains(step))
    {
        return;
    }
    let Some(auto) = s
        .guide
        .steps
        .iter()
        .find(|st| st.id == step)
        .and_then(|st| st.automatic.clone())
    else {
        return;
    };
    let mut queue = with_tab(s, tab, |guide, frames, _, _, facts| {
        permissions::plan(&auto, guide, frames, facts)
    })
    .flatten()
    .unwrap_or_default();
    if let Some(memory) = s.live.docs.get(&doc).filter(|_| !asked) {
        queue.retain(|act| act.target().is_none_or(|t| !memory.acted.contains(t)));
    }
    run(s, (tab, frame), doc, step, queue, out);
}

fn run(
    s: &mut Session,
    place: (i64, i64),
    doc: String,
    step: &str,
    queue: VecDeque<Act>,
    out: &mut Vec<Effect>,
) {
    if queue.is_empty() {
        return;
    }
    s.acting = Some(Acting {
        place,
        doc,
        step: step.to_owned(),
        queue,
        call: 0,
        stale: 0,
        tries: 0,
        before: SmallMap::default(),
        value_before: String::new(),
        failed: false,
    });
    send(s, out);
}

fn view<'s>(s: &'s Session, a: &Acting) -> Option<(&'s View, u32)> {
    let frame = s.frames.get(&a.place).filter(|f| f.doc == a.doc)?;
    frame.view.as_ref().map(|v| (v, frame.seq))
}

/// Element of an act on the page now.
fn node_of(s: &Session, view: &View, act: &Act) -> Option<usize> {
    match act {
        Act::Tick(t) | Act::Fill(t, _) | Act::Press(t) => view.node(&s.guide, t),
        Act::Restore(id, _, _) => (0..view.page().len()).find(|&ix| view.page().node(ix).id == *id),
    }
}

/// Sends the first act of the queue that the page still needs: a press on a box that is already
/// as it should be would turn it round.
fn send(s: &mut Session, out: &mut Vec<Effect>) {
    let Some(mut a) = s.acting.take() else { return };
    while let Some(act @ (Act::Tick(_) | Act::Restore(..))) = a.queue.front().cloned() {
        if !took(s, &a, &act) {
            break;
        }
        if let Act::Restore(_, _, at) = act {
            put_back(s, at);
        }
        a.queue.pop_front();
    }
    let Some(act) = a.queue.front().cloned() else {
        return;
    };
    if let Some(target) = act.target() {
        s.memory(&a.doc).acted.insert(target.to_owned());
    }
    let found = view(s, &a).and_then(|(v, seq)| node_of(s, v, &act).map(|ix| (v, seq, ix)));
    let Some((v, seq, ix)) = found else {
        return give_up(s, a, &act, "did-not-take", out);
    };
    let (node, face) = (v.page().node(ix).id, v.page().node(v.page().face(ix)).id);
    a.before = permissions::boxes(v.page());
    let state = v.page().state(ix);
    a.value_before = state.value.unwrap_or_default();
    a.call = s.call();
    let command = match act {
        Act::Fill(_, value) => Command::Set {
            call: a.call,
            node,
            value,
            seq,
        },
        Act::Restore(_, ref value, _) if value != "on" && value != "off" => Command::Set {
            call: a.call,
            node,
            value: value.clone(),
            seq,
        },
        _ => Command::Press {
            call: a.call,
            node: face,
            seq,
        },
    };
    out.push(Effect::Send {
        tab: a.place.0,
        frame: a.place.1,
        doc: a.doc.clone(),
        command,
    });
    s.acting = Some(a);
}

/// A command came back: read the control back and go on.
pub fn done(s: &mut Session, doc: &str, call: u32, outcome: Outcome, out: &mut Vec<Effect>) {
    let Some(mut a) = s.acting.take() else {
        // A press of «do this step» that was refused may be tried again.
        if matches!(outcome, Outcome::Stale | Outcome::Gone)
            && let Some(travel) = &mut s.travel
        {
            travel.pressed.pop();
        }
        return;
    };
    if a.doc != doc || a.call != call {
        s.acting = Some(a);
        return;
    }
    let Some(act) = a.queue.front().cloned() else {
        return;
    };
    if outcome == Outcome::Stale {
        a.stale += 1;
        if a.stale > STALE {
            return give_up(s, a, &act, "page-keeps-changing", out);
        }
        s.acting = Some(a);
        return send(s, out);
    }
    if outcome != Outcome::Reverted && took(s, &a, &act) {
        record(s, &a, &act);
        a.queue.pop_front();
        a.tries = 0;
        a.stale = 0;
        s.acting = Some(a);
        return send(s, out);
    }
    a.tries += 1;
    if a.tries < 2 && outcome != Outcome::Refused && matches!(act, Act::Tick(_) | Act::Fill(..)) {
        s.acting = Some(a);
        return send(s, out);
    }
    give_up(s, a, &act, "did-not-take", out);
}

/// Whether an act had its effect, as read from the page.
fn took(s: &Session, a: &Acting, act: &Act) -> bool {
    let Some((v, _)) = view(s, a) else {
        return false;
    };
    let Some(ix) = node_of(s, v, act) else {
        return matches!(act, Act::Press(_));
    };
    let state = v.page().state(ix);
    match act {
        Act::Tick(_) => state.checked == Some(Checked::On),
        // The hands compared the value; the digest only lists it where a condition names it.
        Act::Fill(_, value) => state
            .value
            .map_or(state.filled, |v| v.trim() == value.trim()),
        Act::Press(_) => true,
        Act::Restore(_, wanted, _) => match wanted.as_str() {
            "on" => state.checked == Some(Checked::On),
            "off" => state.checked == Some(Checked::Off),
            value => state.value.as_deref().map(str::trim).unwrap_or_default() == value,
        },
    }
}

/// A change is undone, by the guide or by the admin before it.
fn put_back(s: &mut Session, at: usize) {
    if let Some(changed) = s.live.changes.get_mut(at) {
        changed.change.undone = true;
    }
}

fn word(c: Checked) -> String {
    match c {
        Checked::On => "on",
        Checked::Off => "off",
        Checked::Mixed => "mixed",
    }
    .into()
}

/// Writes down what changed; a box that nobody announced is a problem of its own.
fn record(s: &mut Session, a: &Acting, act: &Act) {
    if let Act::Restore(_, _, at) = act {
        return put_back(s, *at);
    }
    let Some((v, _)) = view(s, a) else { return };
    let page = v.page();
    let target = node_of(s, v, act);
    let mut rows = Vec::new();
    let mut strange = Vec::new();
    for (ix, was, now) in permissions::changed_boxes(page, &a.before) {
        let expected = match act {
            Act::Tick(_) => target == Some(ix),
            Act::Press(_) => target.is_some_and(|t| permissions::announced(page, t, ix)),
            _ => false,
        };
        // A picture of the form, which follows it.
        if page.state(ix).disabled && v.only_tells(ix) {
            continue;
        }
        let row = changed(a, page.node(ix).id, label(v, ix), word(was), word(now));
        if expected {
            rows.push(row)
        } else {
            strange.push(row)
        }
    }
    if let (Act::Fill(_, value), Some(ix)) = (act, target) {
        rows.push(changed(
            a,
            page.node(ix).id,
            label(v, ix),
            a.value_before.clone(),
            value.clone(),
        ));
    }
    let targets: Vec<(String, bool)> = match act {
        Act::Tick(t) => vec![(t.clone(), true)],
        _ => vec![],
    };
    let pressed = if let Act::Press(t) = act {
        Some(t.clone())
    } else {
        None
    };
    let set: Vec<u32> = s
        .live
        .docs
        .get(&a.doc)
        .map(|m| {
            m.set
                .keys()
                .filter_map(|t| view(s, a)?.0.node(&s.guide, t))
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
        .into_iter()
        .filter_map(|ix| view(s, a).map(|(v, _)| v.page().node(ix).id))
        .collect();
    // What a digest on the way has told already is not told twice.
    let told = |row: &Changed| {
        s.live
            .changes
            .iter()
            .any(|c| c.doc == row.doc && c.node == row.node && !c.change.took)
    };
    strange.retain(|row| !told(row));
    for mut row in strange {
        // A box that the guide had set itself and that is off again has flipped back.
        let (code, reason) = match set.contains(&row.node) {
            true => ("flipped-back", "change_flipped_back"),
            false => ("changed-something-else", "change_unexpected"),
        };
        row.change.took = false;
        row.change.reason = Some(Text::of(reason));
        let owner = s
            .live
            .changes
            .iter()
            .find(|c| c.doc == a.doc && c.node == row.node);
        let step = owner.map_or_else(|| a.step.clone(), |c| c.step.clone());
        // What nobody announced stays said until it is undone or saved, wherever the guide goes on.
        s.live.problem_step = (code == "flipped-back").then_some(step);
        s.live.problem = Some(problem(code));
        rows.push(row);
    }
    s.live.changes.extend(rows);
    let now = s.now;
    let memory = s.memory(&a.doc);
    memory.set.extend(targets);
    memory.set_at = now;
    memory.full_pressed.extend(pressed);
}

fn label(v: &View, ix: usize) -> (String, String) {
    let page = v.page();
    // The section that opens and closes says more than the page's title around it.
    let mut around =
        std::iter::successors(page.section_of(ix), |&heading| page.section_of(heading));
    let section = around
        .find(|&heading| page.role(heading) == Role::Section)
        .map(|heading| page.name(heading))
        .or_else(|| page.sections(ix).first().copied());
    (
        section.unwrap_or_default().to_owned(),
        page.name(ix).to_owned(),
    )
}

fn changed(
    a: &Acting,
    node: u32,
    (section, label): (String, String),
    before: String,
    after: String,
) -> Changed {
    let change = Change {
        section,
        label,
        before,
        after,
        took: true,
        reason: None,
        undone: false,
    };
    Changed {
        change,
        doc: a.doc.clone(),
        node,
        step: a.step.clone(),
    }
}

/// One act failed: say so with the control's name, go on with the rest.
fn give_up(s: &mut Session, mut a: Acting, act: &Act, code: &str, out: &mut Vec<Effect>) {
    let id = code.replace('-', "_");
    if let Act::Restore(_, _, at) = act {
        if let Some(changed) = s.live.changes.get_mut(*at) {
            changed.change.reason = Some(Text::of("change_undo_failed"));
        }
        s.live.problem = Some(problem("undo-failed"));
    } else {
        let found = view(s, &a).and_then(|(v, _)| {
            node_of(s, v, act).map(|ix| {
                let state = v.page().state(ix);
                let now = state.checked.map(word).or(state.value).unwrap_or_default();
                (v.page().node(ix).id, label(v, ix), now)
            })
        });
        if let Some((node, names, now)) = found {
            let before = a
                .before
                .get(&node)
                .copied()
                .map_or_else(|| a.value_before.clone(), word);
            let mut row = changed(&a, node, names, before, now);
            row.change.took = false;
            row.change.reason = Some(Text::of(format!("change_{id}")));
            s.live.changes.push(row);
        }
        s.live.problem = Some(problem(code));
    }
    s.live.problem_step = Some(a.step.clone());
    a.failed = true;
    a.queue.pop_front();
    a.tries = 0;
    a.stale = 0;
    s.acting = Some(a);
    send(s, out);
}

/// A box that was set and is off again without the admin's doing: a problem, never a new tick.
fn flipped(s: &mut Session, tab: i64, now: &TabNow) {
    let Some(doc) = now
        .order
        .first()
        .and_then(|id| s.frames.get(&(tab, *id)))
        .map(|f| f.doc.clone())
    else {
        return;
    };
    let Some(memory) = s.live.docs.get(&doc) else {
        return;
    };
    if memory.set.is_empty() || s.now - memory.set_at > FLIP_MS {
        return;
    }
    let off: Vec<String> = with_tab(s, tab, |guide, frames, _, _, facts: &_| {
        memory
            .set
            .keys()
            .filter(|t| {
                cond::holds(
                    &Cond::Checked((*t).clone()),
                    guide,
                    frames,
                    facts as &dyn Facts,
                ) == Some(false)
            })
            .cloned()
            .collect()
    })
    .unwrap_or_default();
    if off.is_empty() {
        return;
    }
    s.live.problem = Some(problem("flipped-back"));
    let ids: Vec<u32> = off
        .iter()
        .filter_map(|t| {
            s.frames
                .values()
                .find(|f| f.doc == doc)?
                .view
                .as_ref()
                .and_then(|v| v.node(&s.guide, t).map(|ix| v.page().node(ix).id))
        })
        .collect();
    for row in s
        .live
        .changes
        .iter_mut()
        .filter(|c| c.doc == doc && ids.contains(&c.node) && !c.change.undone)
    {
        s.live.problem_step = Some(row.step.clone());
        row.change.took = false;
        row.change.after = "off".into();
        row.change.reason = Some(Text::of("change_flipped_back"));
    }
    s.memory(&doc).set.retain(|t, _| !off.contains(t));
}

/// What the panel may do for the admin at the current step.
pub fn offer(s: &Session, now: &TabNow) -> Option<Offer> {
    let step = s
        .guide
        .steps
        .iter()
        .find(|st| Some(&st.id) == now.step.as_ref())?;
    let ring = now.ring.as_ref();
    if let Some(value) = ring.and_then(|(_, _, t)| step.suggest.get(t)) {
        return Some(Offer::Fill {
            value: value.clone(),
        });
    }
    if step.optional {
        return Some(Offer::NotNeeded);
    }
    if step.automatic.is_some() && s.policy.automatic == Automatic::Off {
        return None;
    }
    let choose = step.may_choose && ring.is_some_and(|(_, _, t)| is_choice(s, t));
    if ring.is_some() && (step.may_do || step.automatic.is_some() || choose) {
        return Some(Offer::Do);
    }
    None
}

/// The admin accepted the offer.
pub fn accept(s: &mut Session, out: &mut Vec<Effect>) {
    let Some(tab) = s.live.active else { return };
    let Some(now) = look(s, tab) else { return };
    let Some(step) = now.step.clone() else { return };
    match offer(s, &now) {
        Some(Offer::Fill { value }) => {
            let Some((frame, _, target)) = now.ring.clone() else {
                return;
            };
            fill_suggestions(s, (tab, frame), &step, &target, &value, out);
        }
        Some(Offer::NotNeeded) => {
            s.saved.declared.insert(step);
        }
        Some(Offer::Do)
            if s.guide
                .steps
                .iter()
                .any(|st| st.id == step && st.automatic.is_some()) =>
        {
            begin(s, tab, &now, &step, true, out);
        }
        Some(Offer::Do) => {
            let chooses = s
                .guide
                .steps
                .iter()
                .any(|st| st.id == step && st.may_choose);
            s.travel = Some(Travel {
                choosing: chooses.then_some(step),
                until: s.now + TRAVEL_MS,
                pressed: Vec::new(),
            });
            travel(s, tab, &now, out);
        }
        None => {}
    }
}

/// Fills every suggested field of the step that is still empty, the highlighted one first.
fn fill_suggestions(
    s: &mut Session,
    place: (i64, i64),
    step: &str,
    target: &str,
    value: &str,
    out: &mut Vec<Effect>,
) {
    let Some(doc) = s.frames.get(&place).map(|f| f.doc.clone()) else {
        return;
    };
    let mut queue = VecDeque::from([Act::Fill(target.to_owned(), value.to_owned())]);
    let others = s
        .guide
        .steps
        .iter()
        .find(|st| st.id == step)
        .map(|st| st.suggest.clone())
        .unwrap_or_default();
    let empty = with_tab(s, place.0, |guide, frames, _, _, _| {
        others
            .iter()
            .map(|(t, v)| (t.clone(), v.clone()))
            .filter(|(t, _)| t != target && frames.state(guide, t).is_some_and(|st| !st.filled))
            .collect::<Vec<_>>()
    });
    queue.extend(
        empty
            .unwrap_or_default()
            .into_iter()
            .map(|(t, v)| Act::Fill(t, v)),
    );
    run(s, place, doc, step, queue, out);
}

/// Goes on with «do this step»: presses what the guide highlights as long as that only opens a
/// menu, a section or a page. It stops at the first step that is the admin's own, and never presses
/// the same element twice: the page that comes decides.
pub fn travel(s: &mut Session, tab: i64, now: &TabNow, out: &mut Vec<Effect>) {
    let Some(travel) = &s.travel else { return };
    let step = s
        .guide
        .steps
        .iter()
        .find(|st| Some(&st.id) == now.step.as_ref());
    let own = match &travel.choosing {
        Some(id) => step.is_none_or(|st| st.id != *id),
        None => step.is_some_and(|st| !st.may_do && st.automatic.is_none()),
    };
    if s.now > travel.until || own || now.trouble.is_some() {
        s.travel = None;
        return;
    }
    let goes = step.filter(|st| st.may_do || (travel.choosing.is_some() && st.may_choose));
    let (Some(step), None) = (goes, &s.acting) else {
        return;
    };
    let Some((frame, ix, target)) = &now.ring else {
        return;
    };
    if travel.choosing.is_some() && !is_choice(s, target) {
        s.travel = None;
        return;
    }
    let Some(open) = s.frames.get(&(tab, *frame)) else {
        return;
    };
    let Some(page) = open.view.as_ref().map(View::page) else {
        return;
    };
    let handle = page.handle(page.face(*ix));
    let (node, handle) = (page.node(*ix).id, page.node(handle).id);
    let pressed = (open.doc.clone(), node);
    if travel.pressed.contains(&pressed) {
        return;
    }
    let (doc, seq, frame) = (open.doc.clone(), open.seq, *frame);
    let native = page.node(*ix).tag == "select";
    let option = if native {
        option_of(s, tab, step, target)
    } else {
        None
    };
    if native && option.is_none() {
        s.travel = None;
        return;
    }
    let call = s.call();
    if let Some(travel) = &mut s.travel {
        travel.pressed.push(pressed);
    }
    let command = match option {
        Some(value) => Command::Set {
            call,
            node,
            value,
            seq,
        },
        None => Command::Press {
            call,
            node: handle,
            seq,
        },
    };
    out.push(Effect::Send {
        tab,
        frame,
        doc,
        command,
    });
}

/// Whether a target is something to choose from, and not a field to type in.
fn is_choice(s: &Session, target: &str) -> bool {
    let choice = |r: &Role| matches!(r, Role::Combobox | Role::Radio | Role::Option);
    s.guide
        .targets
        .get(target)
        .is_some_and(|t| t.role.iter().any(choice))
}

/// The option of a native list that the step's condition wants.
fn option_of(s: &Session, tab: i64, step: &Step, target: &str) -> Option<String> {
    with_tab(s, tab, |guide, frames, _, _, facts| {
        let (at, sight) = frames.find(guide, target);
        let Sight::Here(found) = sight else {
            return None;
        };
        let page = frames.views.get(at)?.page();
        let labels = cond::wanted(&step.done, target)?;
        page.below(found.node)
            .filter(|&ix| page.node(ix).tag == "option")
            .map(|ix| page.text_of(ix))
            .find(|text| cond::like(labels, text, facts))
    })
    .flatten()
}

/// Puts back everything that was changed on the page in view, last first.
pub fn undo(s: &mut Session, out: &mut Vec<Effect>) {
    if s.acting.is_some() {
        return;
    }
    let Some((place, doc)) = undoable(s) else {
        return;
    };
    let queue: VecDeque<Act> = s
        .live
        .changes
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, c)| c.doc == doc && !c.change.undone && c.change.before != c.change.after)
        .map(|(at, c)| Act::Restore(c.node, c.change.before.clone(), at))
        .collect();
    let steps: Vec<String> = s
        .live
        .changes
        .iter()
        .filter(|c| c.doc == doc)
        .map(|c| c.step.clone())
        .collect();
    if (s.live.problem.as_ref()).is_some_and(|p| p.code == "changed-something-else") {
        s.live.problem = None;
    }
    let memory = s.memory(&doc);
    memory.acted.extend(steps);
    memory.set.clear();
    memory.full.clear();
    run(s, place, doc, "undo", queue, out);
}

/// Document whose changes can still be undone: it must be open, unsaved, and in the active tab.
pub fn undoable(s: &Session) -> Option<((i64, i64), String)> {
    let tab = s.live.active?;
    let frame = s.frames.iter().find(|((t, _), f)| {
        *t == tab && {
            s.live
                .changes
                .iter()
                .any(|c| c.doc == f.doc && !c.change.undone && c.change.before != c.change.after)
        }
    })?;
    Some((*frame.0, frame.1.doc.clone()))
}

/// «Fix it» of a check: runs the step that mends it, on the page in view.
pub fn fix(s: &mut Session, check: &str, out: &mut Vec<Effect>) {
    let Some(step) = s
        .guide
        .checks
        .iter()
        .find(|c| c.id == check)
        .and_then(|c| c.fix.clone())
    else {
        return;
    };
    let Some(tab) = s.live.active else { return };
    if let Some(now) = look(s, tab) {
        begin(s, tab, &now, &step, true, out);
    }
}
