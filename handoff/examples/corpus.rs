//! Writes the fuzz targets' seeds from the fixed hand-off:
//! `cargo run -p handoff --example corpus fuzz/corpus`.
#![allow(clippy::unwrap_used, missing_docs, reason = "fixed input")]

#[path = "../tests/support/mod.rs"]
mod support;

fn main() {
    let folder = std::env::args().nth(1).unwrap_or("fuzz/corpus".into());
    let run = support::run(1);
    let inside = run.made.bytes.expose();
    let problem = br#"{"type":"about:blank","status":410,"code":"offer_used"}"#;
    let seeds: [(&str, &[u8]); 5] = [
        ("offer/whole", run.made.page_text.as_bytes()),
        ("signed_offer/whole", inside),
        ("envelope/whole", run.sealed.body.as_bytes()),
        ("receipt/whole", run.receipt.as_bytes()),
        ("receipt/problem", problem),
    ];
    for (name, bytes) in seeds {
        std::fs::write(format!("{folder}/{name}"), bytes).unwrap();
    }
}
