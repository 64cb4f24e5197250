//! Documents coming and going: hello, digest, bye, tabs opened, activated and closed.

use super::effect::{Command, Effect, Orders};
use super::event::{Sender, Tab};
use super::session::{Frame, Session};
use super::{policy, saving};
use crate::guide::view::View;
use crate::page::Page;
use crate::page::digest::Digest;
use crate::protocol::{PROTOCOL, Phase, Problem, Text};

/// Most documents remembered; the oldest go first.
const DOCS: usize = 32;

/// A frame of the product loaded: look at it if a guide runs.
pub fn hello(s: &mut Session, from: &Sender, out: &mut Vec<Effect>) {
    if s.running() && policy::is_product(&s.guide, &from.origin) {
        saving::reloaded(s, (from.tab, from.frame));
        s.frames.remove(&(from.tab, from.frame));
        out.push(Effect::Inject {
            tab: from.tab,
            frame: Some(from.frame),
            to_fill: false,
        });
    }
}

/// Takes a digest in. One that is malformed is refused and the frame counts as unread.
pub fn digest(
    s: &mut Session,
    from: &Sender,
    doc: String,
    seq: u32,
    digest: Digest,
    out: &mut Vec<Effect>,
) {
    let place = (from.tab, from.frame);
    if super::destination::digest(s, from, &doc, seq, &digest, out) {
        return;
    }
    if !s.running() || !policy::is_product(&s.guide, &from.origin) || digest.v != PROTOCOL {
        out.push(Effect::Send {
            tab: from.tab,
            frame: from.frame,
            doc,
            command: Command::Leave,
        });
        return;
    }
    // A frame that is not drawn is no page in view, whatever its address says.
    let drawn = digest.w > 0.0;
    let view = drawn
        .then(|| Page::read(digest).ok().map(View::new))
        .flatten();
    match s.frames.get_mut(&place) {
        Some(frame) if frame.doc == doc => {
            if seq < frame.seq {
                return;
            }
            frame.seq = seq;
            frame.view = view;
        }
        _ => {
            let origin = from.origin.clone();
            s.frames.insert(
                place,
                Frame {
                    doc: doc.clone(),
                    origin,
                    seq,
                    view,
                    shown: None,
                    orders: Orders::default(),
                },
            );
        }
    }
    if !s.live.docs.contains_key(&doc) {
        s.live.asked = None;
    }
    remember(s, &doc);
    if s.live.fronted == Some(from.tab) || s.live.active.is_none() {
        active(s, from.tab);
    } else if !s.live.recent.contains(&from.tab) {
        s.live.recent.insert(0, from.tab);
    }
    if s.saved.phase == Phase::Paused {
        s.saved.phase = Phase::Guiding;
        if s.live
            .problem
            .as_ref()
            .is_some_and(|p| p.code == "product-closed")
        {
            s.live.problem = None;
        }
    }
}

fn remember(s: &mut Session, doc: &str) {
    s.memory(doc);
    while s.live.docs.len() > DOCS {
        let used: Vec<&str> = s.frames.values().map(|f| f.doc.as_str()).collect();
        let Some(old) = s
            .live
            .docs
            .keys()
            .find(|d| !used.contains(&d.as_str()))
            .cloned()
        else {
            break;
        };
        s.live.docs.remove(&old);
    }
}

/// A document goes away.
pub fn bye(s: &mut Session, from: &Sender, doc: &str) {
    super::destination::bye(s, doc);
    let place = (from.tab, from.frame);
    if s.frames.get(&place).is_some_and(|f| f.doc == doc) {
        saving::left(s, doc);
        s.frames.remove(&place);
        drop_acting(s, doc);
    }
}

/// Nobody listens in a frame any more.
pub fn lost(s: &mut Session, tab: i64, frame: i64) {
    if let Some(gone) = s.frames.remove(&(tab, frame)) {
        saving::left(s, &gone.doc);
        drop_acting(s, &gone.doc);
    }
}

fn drop_acting(s: &mut Session, doc: &str) {
    if s.acting.as_ref().is_some_and(|a| a.doc == doc) {
        s.acting = None;
    }
}

/// A tab was brought to the front: it is the one that is guided, if it is the product's. A new
/// window comes to the front before its first digest; `fronted` remembers it until then.
pub fn active(s: &mut Session, tab: i64) {
    s.live.fronted = Some(tab);
    if s.frames.keys().any(|(t, _)| *t == tab) {
        s.live.recent.retain(|t| *t != tab);
        s.live.recent.push(tab);
        s.live.active = Some(tab);
    }
}

/// A tab was closed.
pub fn closed(s: &mut Session, tab: i64, out: &mut Vec<Effect>) {
    let docs: Vec<String> = s
        .frames
        .iter()
        .filter(|((t, _), _)| *t == tab)
        .map(|(_, f)| f.doc.clone())
        .collect();
    for doc in &docs {
        saving::left(s, doc);
        drop_acting(s, doc);
    }
    saving::tab_closed(s, tab, out);
    s.frames.retain(|(t, _), _| *t != tab);
    let ours = s.live.recent.contains(&tab);
    s.live.recent.retain(|t| *t != tab);
    s.destinations.retain(|d| d.tab != tab);
    if s.live.active == Some(tab) {
        s.live.active = s.live.recent.last().copied();
    }
    if s.running() && s.saved.phase == Phase::Guiding && s.frames.is_empty() && ours {
        s.saved.phase = Phase::Paused;
        s.live.problem.get_or_insert(problem("product-closed"));
    }
}

/// A problem with its texts.
pub fn problem(code: &str) -> Problem {
    let id = code.replace('-', "_");
    Problem {
        code: code.into(),
        what: Text::of(format!("problem_{id}_what")),
        next: Text::of(format!("problem_{id}_next")),
    }
}

/// The open tabs: look at those of the product that are not looked at yet.
pub fn tabs(s: &mut Session, product: &[Tab], destination: Vec<Tab>, out: &mut Vec<Effect>) {
    s.destinations = destination;
    super::destination::tabs_known(s, out);
    if !s.running() {
        return;
    }
    for t in product
        .iter()
        .filter(|t| policy::is_product(&s.guide, &t.origin))
    {
        out.push(Effect::Inject {
            tab: t.tab,
            frame: None,
            to_fill: false,
        });
        if t.active && s.live.active.is_none() {
            s.live.active = Some(t.tab);
        }
    }
    if product.is_empty() && s.saved.phase == Phase::Guiding {
        s.saved.phase = Phase::Paused;
        s.live.problem = Some(problem("product-closed"));
    }
}
