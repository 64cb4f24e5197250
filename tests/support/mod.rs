//! What several test files share.

pub mod html;
pub mod pages;
pub mod replay;
