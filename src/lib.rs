//! The core of Proxuma Connect.
//!
//! Everything that decides lives in this crate and is plain Rust: `cargo test` runs it without a
//! browser. Only [`web`] (wasm32) touches browser objects. JavaScript in `extension/` is eyes
//! (it lists facts of a page) and hands (it carries out commands); it takes no decision.

pub mod core;
pub mod guide;
pub mod handoff;
pub mod i18n;
pub mod json;
pub mod order;
pub mod page;
pub mod permissions;
pub mod protocol;
pub mod secret;
pub mod small;
#[cfg(target_arch = "wasm32")]
pub mod web;
