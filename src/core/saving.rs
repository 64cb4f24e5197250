//! Noticing that a form was saved: the admin pressed its save button, and then the form went away
//! without an error. Neither alone counts: a closed window is not a save, and a press that ends in
//! a validation error is none either.

use super::effect::Effect;
use super::event::Sender;
use super::session::{Memory, PressedSave, Session};
use super::{frames, hold, overdue};
use crate::guide::format::{PageKind, Step, Trouble};
use crate::guide::news;
use crate::guide::view::View;
use crate::protocol::HoldState;

/// A press counts for this long, in milliseconds (a slow tenant's save takes tens of seconds).
const PRESS_MS: f64 = 90_000.0;

/// An alert in words that nobody knows refuses a save if the form stays for this long, in milliseconds: some
/// forms write «All set» where their errors stand, in the moment before they go.
const DOUBT_MS: f64 = 700.0;

/// The admin pressed a watched element.
pub fn pressed(s: &mut Session, from: &Sender, doc: &str, node: u32) {
    let Some(frame) = s
        .frames
        .get(&(from.tab, from.frame))
        .filter(|f| f.doc == doc)
    else {
        return;
    };
    let Some(view) = &frame.view else { return };
    let is = |target: &str| {
        view.node(&s.guide, target)
            .is_some_and(|ix| view.page().node(ix).id == node)
    };
    let kind = page_of(s, view);
    let step = s.guide.steps.iter().find(|step| {
        step.saves.as_ref().is_some_and(|save| is(&save.button))
            && kind.is_some_and(|k| step.pages.contains(&k.id))
    });
    if let (Some(step), Some(kind)) = (step, kind) {
        let name = step
            .saves
            .as_ref()
            .and_then(|save| save.names.as_deref())
            .and_then(|t| value(s, view, t));
        let press = PressedSave {
            step: step.id.clone(),
            at: s.now,
            name,
            place: (from.tab, from.frame),
            page: kind.id.clone(),
            left: false,
            alerts: alerts(s, from.tab),
            doubted: None,
        };
        let refused = s
            .live
            .problem
            .take()
            .is_some_and(|p| s.guide.problems.iter().any(|t| t.code == p.code));
        let memory = s.memory(doc);
        if !refused {
            memory.notices.clone_from(&press.alerts);
        }
        memory.pressed = Some(press);
        return;
    }
    let asks = s.guide.steps.iter().find(|step| {
        step.asks().is_some_and(is) && kind.is_some_and(|k| step.pages.contains(&k.id))
    });
    if let Some(id) = asks.map(|step| step.id.clone()) {
        return overdue::asked(s, id, doc);
    }
    forget_flip(s, doc, node);
}

/// What the alerts in a tab say.
fn alerts(s: &Session, tab: i64) -> Vec<String> {
    let views = s.frames.iter().filter(|((t, _), _)| *t == tab);
    let views = views.filter_map(|(_, frame)| frame.view.as_ref());
    views.flat_map(View::all_alerts).collect()
}

/// The press in a tab whose result is awaited.
pub fn awaited<'s>(
    s: &'s Session,
    memory: Option<&'s Memory>,
    tab: i64,
) -> Option<&'s PressedSave> {
    let here = memory.and_then(|m| m.pressed.as_ref());
    let here = here.filter(|press| !is_refused(s, press));
    let gone = || s.live.leaving.iter().map(|(_, press)| press);
    here.or_else(|| gone().find(|press| press.place.0 == tab))
}

/// The admin changed a box that was set: it did not flip back by itself.
fn forget_flip(s: &mut Session, doc: &str, node: u32) {
    let Some(view) = s
        .frames
        .values()
        .find(|f| f.doc == doc)
        .and_then(|f| f.view.as_ref())
    else {
        return;
    };
    let touched: Vec<String> = s
        .guide
        .targets
        .keys()
        .filter(|t| {
            view.node(&s.guide, t)
                .is_some_and(|ix| view.page().node(ix).id == node)
        })
        .cloned()
        .collect();
    let sets_section = |t: &&String| {
        s.guide
            .steps
            .iter()
            .any(|st| st.automatic.as_ref().is_some_and(|a| a.press.contains(t)))
    };
    let full: Vec<String> = touched.iter().filter(sets_section).cloned().collect();
    s.memory(doc).full_pressed.extend(full);
    s.memory(doc).set.retain(|t, _| !touched.contains(t));
}

fn value(s: &Session, view: &View, target: &str) -> Option<String> {
    let ix = view.node(&s.guide, target)?;
    view.page().state(ix).value.filter(|v| !v.trim().is_empty())
}

fn page_of<'g>(s: &'g Session, view: &View) -> Option<&'g PageKind> {
    s.guide
        .pages
        .iter()
        .find(|k| view.points(&s.guide, k) >= k.need)
}

/// A document goes: keep its pressed save until something shows whether it worked.
pub fn left(s: &mut Session, doc: &str) {
    let press = s.live.docs.get_mut(doc).and_then(|m| m.pressed.take());
    if let Some(mut press) = press.filter(|press| !is_refused(s, press)) {
        press.left = true;
        s.live.leaving.push((doc.to_owned(), press));
    } else if captured(s, doc) || worked_on(s, doc) {
        s.live.leaving.push((doc.to_owned(), unsaved(s)));
    }
}

fn captured(s: &Session, doc: &str) -> bool {
    s.live.hold.state == HoldState::Captured && s.live.hold.doc == doc
}

/// Whether changes of the guide's own are lost with a document.
fn worked_on(s: &Session, doc: &str) -> bool {
    (s.live.changes.iter()).any(|c| c.doc == doc && c.change.took && !c.change.undone)
}

fn unsaved(s: &Session) -> PressedSave {
    PressedSave {
        step: String::new(),
        at: s.now,
        name: None,
        place: (-1, -1),
        page: String::new(),
        left: true,
        alerts: Vec::new(),
        doubted: None,
    }
}

/// A new document loads where an old one was.
pub fn reloaded(s: &mut Session, place: (i64, i64)) {
    if let Some(doc) = s.frames.get(&place).map(|f| f.doc.clone()) {
        left(s, &doc);
    }
}

/// The tab of a form was closed: after a press that is a save.
pub fn tab_closed(s: &mut Session, tab: i64, out: &mut Vec<Effect>) {
    settle(s, out, |s, press| match press.place.0 == tab {
        true if s.now - press.at < PRESS_MS => Some(true),
        true => Some(false),
        false => None,
    });
}

/// Something was seen in a tab: decide the presses that wait for it.
pub fn seen(
    s: &mut Session,
    place: (i64, i64),
    page: Option<&str>,
    trouble: bool,
    out: &mut Vec<Effect>,
) {
    settle(s, out, |s, press| {
        if press.place.0 != place.0 || !press.left {
            return None;
        }
        if s.now - press.at >= PRESS_MS || trouble {
            return Some(false);
        }
        match page {
            // The same form again: a save that was refused shows as trouble, one without is a reload.
            Some(p) if p == press.page => Some(false),
            Some(p) if signs_in(s, p) => Some(false),
            Some(_) => Some(true),
            None if place.1 == press.place.1 => None,
            None => Some(true),
        }
    });
}

fn settle(
    s: &mut Session,
    out: &mut Vec<Effect>,
    verdict: impl Fn(&Session, &PressedSave) -> Option<bool>,
) {
    let waiting = std::mem::take(&mut s.live.leaving);
    for (doc, press) in waiting {
        if press.step.is_empty() {
            closed_unsaved(s, &doc, out);
            continue;
        }
        match verdict(s, &press) {
            Some(true) => saved(s, &doc, &press, out),
            Some(false) => refused(s, &doc, out),
            None => s.live.leaving.push((doc, press)),
        }
    }
}

/// A form's own frame stays in the document, empty or out of view, when the form is closed: what the tab
/// shows instead decides.
pub fn hidden(
    s: &mut Session,
    tab: i64,
    page: Option<&str>,
    trouble: Option<&str>,
    out: &mut Vec<Effect>,
) {
    let blank = |view: &Option<View>| {
        let page = view.as_ref().map(View::page);
        page.is_none_or(|page| !(0..page.len()).any(|ix| page.visible(ix) && page.worded(ix)))
    };
    let docs: Vec<String> = s
        .frames
        .iter()
        .filter(|((t, _), frame)| *t == tab && blank(&frame.view))
        .map(|(_, frame)| frame.doc.clone())
        .collect();
    for doc in docs {
        swapped(s, &doc, page, trouble, out);
    }
}

/// The form swapped its page in place after a press (no document went).
pub fn swapped(
    s: &mut Session,
    doc: &str,
    page: Option<&str>,
    trouble: Option<&str>,
    out: &mut Vec<Effect>,
) {
    let Some(mut press) = s.live.docs.get(doc).and_then(|m| m.pressed.clone()) else {
        return;
    };
    let doubt = trouble.is_some_and(|code| vague(s, &press, code));
    if doubt {
        press.doubted.get_or_insert(s.now);
    }
    let refused = trouble.is_some() && !doubt || is_refused(s, &press);
    if refused || s.now - press.at >= PRESS_MS {
        s.memory(doc).pressed = None;
    } else if trouble.is_some() {
        s.memory(doc).pressed = Some(press);
    } else if page.is_some_and(|p| p != press.page && !signs_in(s, p)) {
        s.memory(doc).pressed = None;
        saved(s, doc, &press, out);
    }
}

/// Whether a failure is only told by alerts in which nothing is said to be wrong.
fn vague(s: &Session, press: &PressedSave, code: &str) -> bool {
    let any = |t: &Trouble| t.code == code && t.any_alert;
    let bad =
        |text: &String| news::since(text, &press.alerts).is_some_and(|new| news::is_bad(&new));
    s.guide.problems.iter().any(any) && !alerts(s, press.place.0).iter().any(bad)
}

/// Whether an alert refused what was pressed.
fn is_refused(s: &Session, press: &PressedSave) -> bool {
    press.doubted.is_some_and(|at| s.now - at >= DOUBT_MS)
}

fn saved(s: &mut Session, doc: &str, press: &PressedSave, out: &mut Vec<Effect>) {
    let Some(flag) = step_of(s, press)
        .and_then(|step| step.saves.as_ref())
        .map(|save| save.flag.clone())
    else {
        return;
    };
    if press.name.is_some() {
        s.saved.level_name.clone_from(&press.name);
    }
    s.saved.flags.insert(flag.clone());
    let frees = s
        .guide
        .credentials
        .as_ref()
        .is_some_and(|c| c.saved == flag);
    if frees {
        hold::saved(s, doc, out);
    }
}

fn refused(s: &mut Session, doc: &str, out: &mut Vec<Effect>) {
    if s.live.hold.doc == doc {
        closed_unsaved(s, doc, out);
    }
}

fn closed_unsaved(s: &mut Session, doc: &str, out: &mut Vec<Effect>) {
    if captured(s, doc) {
        hold::forget(s, out);
    } else if !worked_on(s, doc) {
        return;
    }
    s.live.problem = Some(frames::problem("window-closed"));
}

/// Whether a page asks to sign in.
pub fn signs_in(s: &Session, page: &str) -> bool {
    s.guide
        .pages
        .iter()
        .any(|kind| kind.id == page && kind.sign_in)
}

fn step_of<'s>(s: &'s Session, press: &PressedSave) -> Option<&'s Step> {
    s.guide.steps.iter().find(|step| step.id == press.step)
}

/// Whether a save was pressed here and its result is awaited.
pub fn waits(memory: Option<&Memory>) -> bool {
    memory.is_some_and(|m| m.pressed.as_ref().is_some_and(|p| p.doubted.is_none()))
}
