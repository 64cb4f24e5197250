//! The text of an offer's script element, as any page may write it.
#![no_main]

use handoff::{Check, Offer, Pin};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let pin = Pin {
        kid: "o1".into(),
        key: [0x11; 32],
        nbf: 0,
        exp: u64::MAX,
    };
    let check = Check {
        pins: &[pin],
        page_origin: "https://acme.proxuma.example",
        now: 1_795_000_000,
        page_age: Some(1),
    };
    // Nobody has the key: nothing may pass.
    assert!(Offer::verify(text, &check).is_err());
});
