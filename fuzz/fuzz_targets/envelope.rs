//! A request body, as anybody may send it.
#![no_main]

use handoff::receive::Received;
use handoff::wire::{MAX_MESSAGE, decode_array, is_https_origin};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    if let Ok(received) = Received::parse(body) {
        assert!(body.len() <= MAX_MESSAGE);
        assert!(decode_array::<16>(&received.idem).is_some());
        assert!(is_https_origin(&received.source_origin));
    }
});
