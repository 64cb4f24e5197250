//! The credentials between «noticed» and «wiped» (states: see `crate::handoff`). Every path ends
//! in a wipe: success, discard, ten minutes, a page left without saving, a restarted browser.

use super::effect::Effect;
use super::event::Sender;
use super::frames::problem;
use super::saving;
use super::session::Session;
use crate::handoff::{HOLD_MS, Hold};
use crate::protocol::{HoldState, Text};
use crate::secret::{Finding, client_id};

/// Name of the alarm that ends the hold.
pub const ALARM: &str = "hold";

/// The watched fields changed. The adapter has put a usable secret into the hold already.
pub fn noticed(
    s: &mut Session,
    from: &Sender,
    doc: &str,
    id: &str,
    secret: Finding,
    out: &mut Vec<Effect>,
) {
    let Some(fields) = s
        .frames
        .get(&(from.tab, from.frame))
        .filter(|f| f.doc == doc)
        .and_then(|f| f.orders.secret.clone())
    else {
        out.push(Effect::Wipe);
        return;
    };
    if s.live.hold.state == HoldState::Sending {
        super::sending::cancel(s, out);
    }
    let key = client_id(id, &fields.suffix);
    let (Some(client_id), Finding::Secret { len }) = (key, secret) else {
        // A form that is saved may be taken out of its page before the page has been read again.
        let closing = id.is_empty() && saving::waits(s.live.docs.get(doc));
        if s.live.hold.state == HoldState::Captured
            && s.live.hold.doc == doc
            && secret == Finding::Empty
            && !closing
        {
            forget(s, out);
        }
        return;
    };
    s.live.hold = Hold {
        state: HoldState::Captured,
        doc: doc.to_owned(),
        from: from.origin.clone(),
        client_id,
        secret_len: len,
        expires_at: s.now + HOLD_MS,
        note: Some(Text::of("hold_not_saved")),
        ..Hold::default()
    };
    out.push(Effect::Alarm {
        name: ALARM,
        at: Some(s.now + HOLD_MS),
    });
    out.push(Effect::Badge("•"));
}

/// The form on which they were noticed was saved: they may be handed over.
pub fn saved(s: &mut Session, doc: &str, out: &mut Vec<Effect>) {
    if s.live.hold.state == HoldState::Captured && s.live.hold.doc == doc {
        s.live.hold.state = HoldState::Armed;
        s.live.hold.expires_at = s.now + HOLD_MS;
        s.live.hold.note = None;
        out.push(Effect::Alarm {
            name: ALARM,
            at: Some(s.now + HOLD_MS),
        });
        out.push(Effect::Badge("1"));
        out.push(Effect::FindTabs);
        super::zone::ask(s, out);
    } else {
        again(s);
        s.live.problem = Some(problem("secret-lost"));
    }
}

/// The user is saved and its secret is gone: the guide leads to that user, for a new one.
pub fn again(s: &mut Session) {
    let flag = s.guide.credentials.as_ref().map(|c| c.saved.clone());
    if let Some(flag) = flag.filter(|f| s.saved.flags.contains(f)) {
        s.saved.flags.remove(&flag);
        s.saved.have_user = true;
    }
}

/// Wipes and forgets: the page was left without saving.
pub fn forget(s: &mut Session, out: &mut Vec<Effect>) {
    s.live.hold = Hold::default();
    wipe(out);
}

fn wipe(out: &mut Vec<Effect>) {
    out.push(Effect::Wipe);
    out.push(Effect::Alarm {
        name: ALARM,
        at: None,
    });
    out.push(Effect::Badge(""));
}

/// Ends the hold and wipes it.
pub fn end(
    s: &mut Session,
    state: HoldState,
    note: &str,
    handed_over: bool,
    out: &mut Vec<Effect>,
) {
    if state == HoldState::Wiped {
        again(s);
    }
    let hold = std::mem::take(&mut s.live.hold);
    s.live.hold = Hold {
        state,
        from: hold.from,
        client_id: hold.client_id,
        note: Some(Text::of(note)),
        handed_over,
        ..Hold::default()
    };
    wipe(out);
}

/// The admin says that Proxuma took them.
pub fn worked(s: &mut Session, out: &mut Vec<Effect>) {
    if matches!(s.live.hold.state, HoldState::Filled | HoldState::Copied) {
        end(s, HoldState::Delivered, "hold_delivered_by_you", true, out);
        s.saved.phase = crate::protocol::Phase::Finished;
    }
}

/// The admin discards them.
pub fn discard(s: &mut Session, out: &mut Vec<Effect>) {
    if super::sending::cancel(s, out) {
        return end(s, HoldState::Wiped, "send_unclear", false, out);
    }
    if s.live.hold.holds_secret() {
        end(s, HoldState::Wiped, "hold_discarded", false, out);
    }
}

/// Ten minutes are over.
pub fn expire(s: &mut Session, out: &mut Vec<Effect>) {
    // A clock that was set back gives no more time.
    if s.live.hold.holds_secret() && s.live.hold.expires_at > s.now + HOLD_MS {
        s.live.hold.expires_at = s.now + HOLD_MS;
        out.push(Effect::Alarm {
            name: ALARM,
            at: Some(s.live.hold.expires_at),
        });
    }
    if !s.live.hold.holds_secret() || s.now < s.live.hold.expires_at {
        return;
    }
    if s.live.hold.state == HoldState::Sending {
        // The envelope goes on its way: it is sealed, and needs nothing of what is wiped here.
        s.live.hold.secret_len = 0;
        wipe(out);
    } else {
        end(s, HoldState::Wiped, "hold_expired", false, out);
    }
}

/// An alarm went off; `expire` decides by the clock, so a stray alarm does nothing.
pub fn alarm(s: &mut Session, name: &str, out: &mut Vec<Effect>) {
    if name == ALARM && s.live.hold.holds_secret() && s.now < s.live.hold.expires_at {
        out.push(Effect::Alarm {
            name: ALARM,
            at: Some(s.live.hold.expires_at),
        });
    }
}

/// The hold can't be opened any more (browser or extension restarted).
pub fn lost(s: &mut Session, out: &mut Vec<Effect>) {
    if s.live.hold.holds_secret() {
        end(s, HoldState::Wiped, "hold_expired", false, out);
    }
}

/// Guarded copy, one value at a time.
pub fn copy(s: &mut Session, secret: bool, out: &mut Vec<Effect>) {
    if s.policy.no_copy || !s.live.hold.usable() {
        return;
    }
    if secret {
        s.live.hold.state = HoldState::Copied;
        s.live.hold.note = Some(Text::of("hold_copied"));
    }
    out.push(Effect::Reveal {
        secret,
        client_id: s.live.hold.client_id.clone(),
    });
}
