//! The inside of an offer, as a signer gone mad may write it.
#![no_main]

use handoff::receive::read_offer;
use handoff::wire::is_https_origin;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(offer) = read_offer(bytes) {
        assert!(is_https_origin(&offer.tenant().origin));
        assert!(offer.seconds_left(offer.exp() - 1) == 1);
        assert!(offer.confirm("https://other.example").is_err() || offer.tenant().origin == "https://other.example");
    }
});
