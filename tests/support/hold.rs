//! Credentials that are ready to be handed over.

use proxuma_connect::handoff::{HOLD_MS, Hold};
use proxuma_connect::protocol::HoldState;

/// A hold that was just made.
pub fn armed(now: f64) -> Hold {
    Hold {
        state: HoldState::Armed,
        doc: "d".into(),
        from: "https://ww5.autotask.net".into(),
        client_id: "x7kq2mfzr4tnbw3@acme.example".into(),
        secret_len: 25,
        expires_at: now + HOLD_MS,
        ..Hold::default()
    }
}
