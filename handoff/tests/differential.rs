//! Two implementations of HPKE read each other's envelopes; nothing is shared but the bytes.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::receive::{Received, read_offer};
use handoff::wire::{decode, encode, labelled, sha256};
use handoff::{Seed, Status};
use hpke_ng::{ChaCha20Poly1305, DhKemX25519HkdfSha256 as X, HkdfSha256, Hpke, Kem};
use rand_core::Rng;

type Other = Hpke<X, HkdfSha256, ChaCha20Poly1305>;

/// [`Seed`] under the older trait that the other implementation asks for.
struct OldSeed(Seed);

impl old_rand_core::RngCore for OldSeed {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }
    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }
    fn fill_bytes(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}

impl old_rand_core::CryptoRng for OldSeed {}

fn info(run: &support::Run) -> Vec<u8> {
    let protected = decode(&support::member(&run.sealed.body, "protected")).unwrap();
    let parts = [sha256(run.made.bytes.expose()), sha256(&protected)];
    labelled("envelope", &[&parts[0], &parts[1]])
}

#[test]
fn the_other_implementation_opens_what_ours_seals() {
    for seed in 0..16 {
        let run = support::run(seed);
        let sealed = decode(&support::member(&run.sealed.body, "sealed")).unwrap();
        let enc = X::enc_from_bytes(&sealed[..32]).unwrap();
        let key = X::sk_from_bytes(run.made.kem_sk.expose()).unwrap();
        let plaintext = Other::open_base(&enc, &key, &info(&run), b"", &sealed[32..]).unwrap();
        let read: serde_json::Value = serde_json::from_slice(&plaintext).unwrap();
        assert_eq!(read["cred"]["client_secret"], support::CLIENT_SECRET);
        assert!(Other::open_base(&enc, &key, b"other", b"", &sealed[32..]).is_err());
    }
}

#[test]
fn ours_opens_what_the_other_implementation_seals() {
    for seed in 0..16 {
        let run = support::run(seed);
        let own = read_offer(run.made.bytes.expose()).unwrap_or_else(|e| panic!("{e:?}"));
        let sealed = decode(&support::member(&run.sealed.body, "sealed")).unwrap();
        let key = X::sk_from_bytes(run.made.kem_sk.expose()).unwrap();
        let enc = X::enc_from_bytes(&sealed[..32]).unwrap();
        let text = Other::open_base(&enc, &key, &info(&run), b"", &sealed[32..]).unwrap();
        let offer: serde_json::Value = serde_json::from_slice(run.made.bytes.expose()).unwrap();
        let public = X::pk_from_bytes(&decode(offer["kem_pk"].as_str().unwrap()).unwrap()).unwrap();
        let mut rng = OldSeed(Seed::new([seed ^ 0x55; 32]));
        let (enc, ct) = Other::seal_base(&mut rng, &public, &info(&run), b"", &text).unwrap();
        let joined = [enc.as_ref(), &ct].concat();
        let old = support::member(&run.sealed.body, "sealed");
        let body = run.sealed.body.replace(&old, &encode(&joined));
        let received = Received::parse(body.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
        let opened = received.open(&own, &run.made.kem_sk);
        let opened = opened.unwrap_or_else(|e| panic!("{e:?}"));
        assert_eq!(
            opened.client_secret().expose(),
            support::CLIENT_SECRET.as_bytes()
        );
        assert!(support::answer(&run.made, &body, Status::Stored).is_ok());
    }
}
