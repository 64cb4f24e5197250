//! The sealed hand-off of credentials, `proxuma-connect-handoff/1`.
//!
//! Offer, envelope, receipt and the delivery's decisions, without I/O: time comes in as Unix
//! seconds, randomness as a generator, requests go out as values. The extension's side is always
//! here; Proxuma's side (making offers, opening envelopes, signing receipts) is [`receive`], behind
//! the feature of that name. Storage, HTTP and browsers are elsewhere.

pub mod advice;
mod code;
pub mod delivery;
pub mod envelope;
mod json;
pub mod offer;
pub mod problem;
pub mod receipt;
#[cfg(feature = "receive")]
pub mod receive;
pub mod secret;
mod seed;
pub mod wire;

pub use advice::Advice;
pub use code::code;
pub use delivery::{Action, Delivery, Event, Failure, Outcome};
pub use envelope::{Expected, SealError, Sealed, Source, seal};
pub use offer::{Check, Confirmed, Offer, OfferError, Pin, Tenant};
pub use problem::Problem;
pub use receipt::{Receipt, ReceiptError, Status};
pub use secret::{Credentials, CredentialsError, Secret};
pub use seed::Seed;
