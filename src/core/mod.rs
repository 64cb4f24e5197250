//! The functional core: `step(&mut Session, Event) -> Vec<Effect>`, pure, synchronous, deterministic.
//!
//! ```text
//!  What ──► dispatch ──► one of: frames · saving · acting · hold · destination · sending · zone · policy
//!                                   │
//!                                   ▼
//!                        refresh: which step belongs to each tab, overlay, orders
//!                                   │
//!             Persist (first) ◄─────┴─────► Panel (last)
//! ```

pub mod acting;
pub mod checks;
pub mod destination;
pub mod effect;
pub mod event;
pub mod frames;
pub mod hold;
pub mod overdue;
pub mod panel;
pub mod policy;
pub mod refresh;
#[cfg(not(target_arch = "wasm32"))]
pub mod replay;
pub mod report;
pub mod saving;
pub mod seeking;
pub mod sending;
pub mod session;
pub mod zone;

use crate::protocol::{PanelMsg, Phase};
use effect::{Command, Effect};
use event::{Event, What};
use session::Session;

/// Takes one event in and gives what is to be done, in order. `Persist` is always first.
pub fn step(s: &mut Session, event: Event) -> Vec<Effect> {
    s.now = event.at;
    let mut out = Vec::new();
    dispatch(s, event.what, &mut out);
    hold::expire(s, &mut out);
    if s.running()
        && refresh::refresh(s, &mut out)
        && let Some(msg) = s.waiting.take()
    {
        panel_msg(s, msg, &mut out);
        refresh::refresh(s, &mut out);
    }
    persist(s, &mut out);
    panel::publish(s, &mut out);
    out
}

fn dispatch(s: &mut Session, what: What, out: &mut Vec<Effect>) {
    match what {
        What::Restored { local, live } => restore(s, local, live, out),
        What::Hello { from } => frames::hello(s, &from, out),
        What::Digest {
            from,
            doc,
            seq,
            digest,
        } => frames::digest(s, &from, doc, seq, *digest, out),
        What::Done {
            from,
            doc,
            call,
            outcome,
        } => {
            let theirs = destination::done(s, &from, &doc, call, outcome, out)
                || seeking::done(s, call, outcome, out);
            if !theirs {
                acting::done(s, &doc, call, outcome, out);
            }
        }
        What::Measured {
            from,
            doc,
            call,
            fields,
        } => destination::measured(s, &from, &doc, call, &fields, out),
        What::Pressed { from, doc, node } => saving::pressed(s, &from, &doc, node),
        What::Noticed {
            from,
            doc,
            id,
            secret,
        } => hold::noticed(s, &from, &doc, &id, secret, out),
        What::Bye { from, doc } => frames::bye(s, &from, &doc),
        What::Lost { tab, frame } => frames::lost(s, tab, frame),
        What::Active { tab } => frames::active(s, tab),
        What::Closed { tab } => frames::closed(s, tab, out),
        What::Tabs {
            product,
            destination,
        } => frames::tabs(s, &product, destination, out),
        What::HoldLost => hold::lost(s, out),
        What::Alarm { name } if name == sending::ALARM => sending::wake(s, out),
        What::Alarm { name } => hold::alarm(s, &name, out),
        What::Policy { json } => s.policy = policy::parse(&json),
        What::Panel(msg) => panel_msg(s, msg, out),
        What::Offer { tab, origin, json } => {
            sending::offered(s, tab, &origin, json.as_deref(), out);
        }
        What::Opened { secret, seed } => sending::opened(s, secret, seed, out),
        What::Zone { id, status, body } => zone::told(s, &id, status, &body),
        What::Answer(answer) => sending::answered(s, &answer, out),
    }
}

/// What was stored by this version comes back; anything else is not ours and is left behind.
fn restore(s: &mut Session, local: Option<Vec<u8>>, live: Option<Vec<u8>>, out: &mut Vec<Effect>) {
    if let Some(saved) = local.and_then(|b| session::unpack(&b)) {
        s.saved = saved;
    }
    match live.and_then(|b| session::unpack(&b)) {
        Some(live) => s.live = live,
        // The browser was closed: the hold's ciphertext went with it, its key must go too.
        None => {
            out.push(Effect::Wipe);
            if s.saved.phase != Phase::Finished {
                hold::again(s);
            }
        }
    }
    sending::resume(s, out);
    if s.running() {
        out.push(Effect::FindTabs);
    }
}

/// Whether a press in the panel acts on the page.
fn needs_page(msg: &PanelMsg) -> bool {
    matches!(
        msg,
        PanelMsg::Accept | PanelMsg::Undo | PanelMsg::Fix { .. } | PanelMsg::PageReport
    )
}

fn panel_msg(s: &mut Session, msg: PanelMsg, out: &mut Vec<Effect>) {
    // The worker was started by this very press: it is carried out when the page has been read.
    if needs_page(&msg)
        && s.running()
        && s.live
            .active
            .is_some_and(|tab| refresh::look(s, tab).is_none())
    {
        s.waiting = Some(msg);
        return out.push(Effect::FindTabs);
    }
    match msg {
        PanelMsg::Open => {
            s.panel_open = true;
            s.panel_sent = None;
            out.push(Effect::FindTabs);
        }
        PanelMsg::Start => start(s, out),
        PanelMsg::Consent => {
            s.saved.consented = true;
            start(s, out);
        }
        PanelMsg::Refuse => s.saved.phase = Phase::Idle,
        PanelMsg::Stop => stop(s, out),
        PanelMsg::HaveUser { yes } => s.saved.have_user = yes,
        PanelMsg::Accept => acting::accept(s, out),
        PanelMsg::Undo => acting::undo(s, out),
        PanelMsg::Pin { origin } => destination::pin(s, &origin),
        PanelMsg::Fill => destination::fill(s, out),
        PanelMsg::Copy { secret } => hold::copy(s, secret, out),
        PanelMsg::Worked => hold::worked(s, out),
        PanelMsg::Discard => hold::discard(s, out),
        PanelMsg::CheckSetup => checks::toggle(s, out),
        PanelMsg::Fix { id } => acting::fix(s, &id, out),
        PanelMsg::PageReport => out.push(Effect::Report(Box::new(report::page_report(s)))),
        PanelMsg::Online { yes } => overdue::online(s, yes),
        PanelMsg::Send { typed } => sending::send(s, &typed, out),
        PanelMsg::Look => sending::look(s, out),
    }
}

fn start(s: &mut Session, out: &mut Vec<Effect>) {
    if !s.saved.consented {
        s.saved.phase = Phase::Consent;
        return;
    }
    if s.saved.phase == Phase::Finished {
        s.saved.flags.clear();
        s.saved.done.clear();
        s.saved.declared.clear();
        s.live.docs.clear();
        s.live.changes.clear();
    }
    s.saved.phase = Phase::Guiding;
    s.live.problem = None;
    out.push(Effect::FindTabs);
}

fn stop(s: &mut Session, out: &mut Vec<Effect>) {
    for ((tab, frame), f) in s.frames.iter() {
        out.push(Effect::Send {
            tab: *tab,
            frame: *frame,
            doc: f.doc.clone(),
            command: Command::Leave,
        });
    }
    s.frames.clear();
    s.acting = None;
    s.saved.phase = Phase::Idle;
    s.saved.flags.clear();
    s.saved.done.clear();
    s.saved.declared.clear();
    s.live.docs.clear();
    s.live.problem = None;
    hold::discard(s, out);
}

fn persist(s: &mut Session, out: &mut Vec<Effect>) {
    let (Some(local), Some(live)) = (session::pack(&s.saved), session::pack(&s.live)) else {
        return;
    };
    if s.stored.0 != local || s.stored.1 != live {
        s.stored = (local.clone(), live.clone());
        out.insert(0, Effect::Persist { local, live });
    }
}
