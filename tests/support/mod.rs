//! What several test files share.

pub mod html;
pub mod kits;
pub mod pages;
pub mod world;
