//! Guides: steps as data, and how far the admin is, inferred from what the pages show.
//!
//! Nothing here names a product: labels, pages and steps come from the guide's file.

pub mod cond;
pub mod format;
mod lists;
pub mod news;
pub mod progress;
pub mod validate;
pub mod view;

pub use format::Guide;
