//! The practice Autotask and the practice Proxuma: what they store, how they validate, and which
//! page an address shows. The pages themselves are drawn in the browser by `practice/static/`, as
//! the real product draws its grids and forms; serving over TLS is `main.rs`'s business.

pub mod catalog;
pub mod labels;
pub mod pages;
pub mod random;
pub mod sealed;
pub mod switches;
pub mod tenant;
