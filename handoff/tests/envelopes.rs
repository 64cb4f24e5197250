//! What is sealed opens once and whole, for the one offer it was sealed for.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::receive::{MadeOffer, Received, read_offer};
use handoff::wire::{PLAINTEXT, SEALED, decode, encode};
use handoff::*;
use proptest::prelude::*;
use support::*;

fn opened(made: &MadeOffer, body: &str) -> Result<(Vec<u8>, Vec<u8>), Problem> {
    let own = read_offer(made.bytes.expose()).unwrap_or_else(|e| panic!("{e:?}"));
    let credentials = Received::parse(body.as_bytes())?.open(&own, &made.kem_sk)?;
    Ok((
        credentials.client_id().expose().to_vec(),
        credentials.client_secret().expose().to_vec(),
    ))
}

fn offer_of(made: &MadeOffer) -> Offer {
    verify(made.page_text.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"))
}

#[test]
fn what_is_sealed_arrives() {
    let run = run(1);
    let (id, secret) = opened(&run.made, &run.sealed.body).unwrap();
    assert_eq!(id, CLIENT_ID.as_bytes());
    assert_eq!(secret, CLIENT_SECRET.as_bytes());
}

#[test]
fn nothing_that_was_sealed_shows_outside() {
    let run = run(1);
    let kept = serde_json::to_string(&run.sealed).unwrap();
    let offer: serde_json::Value = serde_json::from_slice(run.made.bytes.expose()).unwrap();
    for hidden in [CLIENT_ID, "4s*A", offer["secret"].as_str().unwrap()] {
        assert!(!kept.contains(hidden), "{hidden}");
        assert!(!kept.contains(&encode(hidden.as_bytes())));
    }
}

#[test]
fn every_changed_byte_is_refused() {
    let run = run(1);
    for name in ["sealed", "protected"] {
        let value = decode(&member(&run.sealed.body, name)).unwrap();
        for i in 0..value.len() {
            let mut changed = value.clone();
            changed[i] ^= 1 << (i % 8);
            let body = run.sealed.body.replace(&encode(&value), &encode(&changed));
            assert!(opened(&run.made, &body).is_err(), "{name} {i}");
            if name == "sealed" {
                assert_eq!(opened(&run.made, &body), Err(Problem::EnvelopeRejected));
            }
        }
    }
}

#[test]
fn an_envelope_opens_in_its_own_context_only() {
    let runs: Vec<Run> = (1..4).map(run).collect();
    for (i, to) in runs.iter().enumerate() {
        for (j, from) in runs.iter().enumerate() {
            let fits = opened(&to.made, &from.sealed.body).is_ok();
            assert_eq!(fits, i == j, "whole envelope {j} at {i}");
            let mixed = to.sealed.body.replace(
                &member(&to.sealed.body, "sealed"),
                &member(&from.sealed.body, "sealed"),
            );
            assert_eq!(
                opened(&to.made, &mixed).is_ok(),
                i == j,
                "sealed of {j} at {i}"
            );
            let other_key = MadeOffer {
                bytes: Secret::new(to.made.bytes.expose().to_vec()),
                page_text: to.made.page_text.clone(),
                offer_id: to.made.offer_id.clone(),
                kem_sk: Secret::new(from.made.kem_sk.expose().to_vec()),
                exp: to.made.exp,
                code: to.made.code.clone(),
            };
            assert_eq!(
                opened(&other_key, &to.sealed.body).is_ok(),
                i == j,
                "key of {j} at {i}"
            );
        }
    }
}

#[test]
fn the_context_binds_every_word_of_the_header() {
    let run = run(1);
    let value = member(&run.sealed.body, "protected");
    let text = String::from_utf8(decode(&value).unwrap()).unwrap();
    for (from, to) in [
        ("https://ww6.autotask.net", "https://ww5.autotask.net"),
        ("1795000100", "1795000101"),
        ("1795000600", "1795000601"),
        ("1.0.0", "1.0.1"),
        ("}", "} "),
    ] {
        let changed = encode(text.replacen(from, to, 1).as_bytes());
        let body = run.sealed.body.replace(&value, &changed);
        assert_eq!(
            opened(&run.made, &body),
            Err(Problem::EnvelopeRejected),
            "{from}"
        );
    }
    for (from, to, problem) in [
        (
            "0020-0001-0003",
            "647a-0001-0003",
            Problem::UnsupportedSuite,
        ),
        (r#""v":1"#, r#""v":2"#, Problem::UnsupportedVersion),
        (
            r#""typ":"envelope""#,
            r#""typ":"offer""#,
            Problem::Malformed,
        ),
        (
            r#""psa":"autotask""#,
            r#""psa":"other""#,
            Problem::Malformed,
        ),
        ("https://ww6", "http://ww6", Problem::Malformed),
    ] {
        let changed = encode(text.replacen(from, to, 1).as_bytes());
        let body = run.sealed.body.replace(&value, &changed);
        assert_eq!(opened(&run.made, &body), Err(problem), "{from}");
    }
}

#[test]
fn a_sender_who_has_not_read_the_offer_is_rejected() {
    let (real, other) = (made(1), made(2));
    let inner = String::from_utf8(real.bytes.expose().to_vec()).unwrap();
    let secret = |m: &MadeOffer| {
        let v: serde_json::Value = serde_json::from_slice(m.bytes.expose()).unwrap();
        v["secret"].as_str().unwrap().to_owned()
    };
    let guessed = inner.replace(&secret(&real), &secret(&other));
    let forged = read_offer(guessed.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    let sealed = seal_for(&forged, &credentials("a", "b"), 9).unwrap();
    assert_eq!(opened(&real, &sealed.body), Err(Problem::EnvelopeRejected));
}

#[test]
fn values_that_do_not_fit_are_refused_and_never_cut() {
    let made = made(1);
    let offer = offer_of(&made);
    let frame = r#"{"proof":"","cred":{"client_id":"","client_secret":""}}"#.len() + 43;
    let room = PLAINTEXT - frame - 1;
    let fits = "s".repeat(room);
    let sealed = seal_for(&offer, &credentials("i", &fits), 3).unwrap();
    assert_eq!(opened(&made, &sealed.body).unwrap().1, fits.as_bytes());
    let too_long = seal_for(&offer, &credentials("i", &format!("{fits}s")), 3);
    assert_eq!(too_long.err(), Some(SealError::TooLong));
    let quotes = "\"".repeat(room / 2 + 1);
    let too_long = seal_for(&offer, &credentials("i", &quotes), 3);
    assert_eq!(too_long.err(), Some(SealError::TooLong));
}

#[test]
fn nothing_is_sealed_late_or_for_a_bad_key_or_source() {
    let made = made(1);
    let offer = offer_of(&made);
    let pair = credentials("a", "b");
    let from = |offer: &Offer, origin: &str, zone: &str, now| {
        let source = Source {
            origin,
            zone,
            ext: "1.0.0",
        };
        let to = offer.confirm(ORIGIN).unwrap_or_else(|e| panic!("{e:?}"));
        seal(to, &pair, source, now, &mut Seed::new([1; 32])).err()
    };
    let with = |offer: &Offer, origin: &str, now| from(offer, origin, "", now);
    let good = "https://ww6.autotask.net";
    assert_eq!(from(&offer, good, &"z".repeat(160), NOW), None);
    for zone in [&"z".repeat(161), "EU\u{7}1"] {
        assert_eq!(from(&offer, good, zone, NOW), Some(SealError::BadSource));
    }
    assert_eq!(with(&offer, good, NOW + 599), None);
    assert_eq!(with(&offer, good, NOW + 600), Some(SealError::Expired));
    assert_eq!(
        with(&offer, "ww6.autotask.net", NOW),
        Some(SealError::BadSource)
    );
    let inner = String::from_utf8(made.bytes.expose().to_vec()).unwrap();
    let v: serde_json::Value = serde_json::from_str(&inner).unwrap();
    let low = inner.replace(v["kem_pk"].as_str().unwrap(), &encode(&[0; 32]));
    let low = read_offer(low.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(with(&low, good, NOW), Some(SealError::BadReceiverKey));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_envelope_has_one_length_and_opens_to_what_went_in(
        id in "[^\\p{Cc}]{1,60}", secret in "[^\\p{Cc}]{1,60}", seed: u8
    ) {
        let made = made(seed);
        let sealed = seal_for(&offer_of(&made), &credentials(&id, &secret), seed ^ 1).unwrap();
        prop_assert_eq!(decode(&member(&sealed.body, "sealed")).unwrap().len(), SEALED);
        let (got_id, got_secret) = opened(&made, &sealed.body).unwrap();
        prop_assert_eq!(got_id, id.as_bytes());
        prop_assert_eq!(got_secret, secret.as_bytes());
    }
}
