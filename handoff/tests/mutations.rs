//! The parsers under a bounded, seeded hail of damaged input: nothing panics, nothing damaged
//! passes for whole. The fuzz targets in `fuzz/` look longer.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::receive::Received;
use handoff::*;
use rand_core::Rng;

const ROUNDS: usize = 20_000;

/// One to four edits: a byte replaced, removed, doubled, or a piece moved.
fn damage(text: &[u8], rng: &mut Seed) -> Vec<u8> {
    let mut out = text.to_vec();
    for _ in 0..=rng.next_u32() % 4 {
        if out.is_empty() {
            break;
        }
        let at = rng.next_u32() as usize % out.len();
        match rng.next_u32() % 5 {
            0 => out[at] = rng.next_u32() as u8,
            1 => drop(out.remove(at)),
            2 => out.insert(at, b"\"{}[]:,\\0-"[rng.next_u32() as usize % 10]),
            3 => out.truncate(at.max(1)),
            _ => {
                let piece: Vec<u8> = out.iter().skip(at).take(40).copied().collect();
                out.splice(0..0, piece);
            }
        }
    }
    out
}

#[test]
fn damaged_messages_are_refused_without_a_panic() {
    let run = support::run(1);
    let mut rng = Seed::new([3; 32]);
    let mut refused = 0;
    for _ in 0..ROUNDS {
        let page = damage(run.made.page_text.as_bytes(), &mut rng);
        let body = damage(run.sealed.body.as_bytes(), &mut rng);
        let receipt = damage(run.receipt.as_bytes(), &mut rng);
        if let Ok(offer) = support::verify(&page) {
            assert_eq!(
                offer.code(),
                run.made.code,
                "accepted, so the signed bytes are whole"
            );
        } else {
            refused += 1;
        }
        if let Ok(receipt) = Receipt::verify(&receipt, &run.sealed.expected) {
            assert_eq!(receipt.status, Status::Stored);
        }
        if let (Ok(read), Ok(text)) = (Received::parse(&body), std::str::from_utf8(&body)) {
            let whole = support::answer(&run.made, text, Status::Stored).is_ok();
            assert!(
                !whole || handoff::wire::encode(&read.env_hash) == run.sealed.expected.env_hash
            );
        }
    }
    assert!(refused > ROUNDS / 2, "the damage is real: {refused}");
}

#[test]
fn damaged_plaintexts_inside_a_signed_offer_do_not_panic() {
    let run = support::run(1);
    let mut rng = Seed::new([4; 32]);
    for _ in 0..ROUNDS {
        let inner = damage(run.made.bytes.expose(), &mut rng);
        if let Ok(offer) = handoff::receive::read_offer(&inner) {
            assert!(handoff::wire::is_https_origin(&offer.tenant().origin));
            assert!(offer.seconds_left(0) > 0);
        }
    }
}
