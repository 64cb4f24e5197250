//! Reading a page: from a digest (facts) to roles, accessible names, sections and located targets.
//!
//! Pure and deterministic; knows nothing of guides, tabs or browsers.

pub mod digest;

pub mod target;
