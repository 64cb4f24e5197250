//! Delivery: where the credentials are on their way from the product to Proxuma.
//!
//! The crypto and the wire format live in the crate `handoff/`; the secret itself lives in the
//! adapter's hold. This module only knows states.
//!
//! ```text
//!   None ──noticed──► Captured ──saved──► Armed ──fill──► Filled ──worked──┐
//!     ▲                 │  │ ▲              │ ▲  └─send──► Sending ─receipt─┤► Delivered ─► Wiped
//!     │            left │  └─┘ regenerated  │ └──── any refusal ──┘         │
//!     └──── wiped ◄─────┴──── discard, 10 minutes, browser restart ◄────────┘
//! ```

use crate::protocol::{HoldState, Text};
use serde::{Deserialize, Serialize};

/// How long the secret is held at most, in milliseconds.
pub const HOLD_MS: f64 = 600_000.0;

/// What is known of the credentials being handed over. Never the secret.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// Where they are.
    pub state: HoldState,
    /// Document they were noticed on.
    pub doc: String,
    /// Origin they come from.
    pub from: String,
    /// Client ID.
    pub client_id: String,
    /// Characters of the secret.
    pub secret_len: u32,
    /// When they are wiped, milliseconds since the epoch.
    pub expires_at: f64,
    /// What happened or is missing.
    pub note: Option<Text>,
    /// Zone of the product that the key belongs to, with its host.
    pub zone: Option<String>,
    /// How they left: filled or copied.
    pub handed_over: bool,
}

impl Hold {
    /// Whether a secret is being held.
    pub fn holds_secret(&self) -> bool {
        matches!(
            self.state,
            HoldState::Captured
                | HoldState::Armed
                | HoldState::Filled
                | HoldState::Sending
                | HoldState::Copied
        ) && self.secret_len > 0
    }

    /// Whether it may be handed over now.
    pub fn usable(&self) -> bool {
        matches!(
            self.state,
            HoldState::Armed | HoldState::Filled | HoldState::Copied
        )
    }
}
