//! Proxuma's side of the sealed hand-off, `proxuma-connect-handoff/1`: an axum router with a store.
//!
//! Mount [`Receiver::router`] beside Proxuma's own routes and put [`offer_script_tag`] into the page
//! that says «Connect Autotask»; or run the binary of this crate. The cryptography is the crate
//! `handoff`; TLS and the admin's session are the host's business (see [`Guard`]).

mod answer;
mod at_rest;
mod config;
mod envelopes;
mod guard;
mod keys;
mod offers;
mod receiver;
mod store;

pub use at_rest::StorageKey;
pub use config::{Config, Limits};
pub use guard::{Admin, BearerGuard, Guard, GuardError};
pub use keys::{Keys, KeysError};
pub use offers::{PageOffer, offer_script_tag};
pub use receiver::{OpenError, Receiver, router};
pub use store::{ReceivedCredentials, StoreError};

/// Where the routes are, below the router's root; `submit` of every offer.
pub const ENVELOPES: &str = "/api/handoff/v1/envelopes";
/// Makes offers.
pub const OFFERS: &str = "/api/handoff/v1/offers";
