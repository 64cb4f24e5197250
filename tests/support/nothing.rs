//! What is known of an admin who did nothing yet.

use proxuma_connect::guide::cond::Facts;

/// Nothing is known beside the page.
pub struct Nothing;

impl Facts for Nothing {
    fn flag(&self, _: &str) -> bool {
        false
    }
    fn declared(&self, _: &str) -> bool {
        false
    }
    fn step(&self, _: &str) -> Option<bool> {
        None
    }
    fn told(&self, _: &str) -> Option<bool> {
        None
    }
    fn saved_name(&self) -> Option<&str> {
        None
    }
    fn full(&self, _: &str) -> Option<usize> {
        None
    }
    fn handed_over(&self) -> bool {
        false
    }
    fn noticed(&self) -> bool {
        false
    }
}
