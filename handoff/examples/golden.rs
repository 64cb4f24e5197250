//! Prints the golden vector: `cargo run -p handoff --example golden > tests/fixtures/handoff.json`.
#![allow(clippy::unwrap_used, missing_docs, reason = "fixed input")]

#[path = "../tests/support/golden.rs"]
mod golden;
#[path = "../tests/support/mod.rs"]
mod support;

fn main() {
    println!("{:#}", golden::golden());
}
