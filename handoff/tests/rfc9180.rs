//! The suite against RFC 9180's own vectors (Base mode of 0020-0001-0003, public test data).
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, X25519HkdfSha256 as X};
use hpke::{Deserializable, OpModeR, Serializable, setup_receiver};
use serde_json::Value;

fn hex(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap();
    let byte = |i| u8::from_str_radix(&text[i..i + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(byte).collect()
}

#[test]
fn every_vector_of_the_suite_opens_and_exports() {
    let v: Value =
        serde_json::from_str(include_str!("fixtures/rfc9180-base-0020-0001-0003.json")).unwrap();
    // Private keys are compared by their public halves: X25519 ignores the bits that clamping sets.
    let key = <X as Kem>::PrivateKey::from_bytes(&hex(&v["skRm"])).unwrap();
    let (_, public) = X::derive_keypair(&hex(&v["ikmR"]));
    assert_eq!(X::sk_to_pk(&key), public);
    assert_eq!(public.to_bytes()[..], hex(&v["pkRm"])[..]);
    let enc = <X as Kem>::EncappedKey::from_bytes(&hex(&v["enc"])).unwrap();
    let mut context = setup_receiver::<ChaCha20Poly1305, HkdfSha256, X>(
        &OpModeR::Base,
        &key,
        &enc,
        &hex(&v["info"]),
    )
    .unwrap();
    let messages = v["encryptions"].as_array().unwrap();
    assert_eq!(messages.len(), 257);
    for m in messages {
        let opened = context.open(&hex(&m["ct"]), &hex(&m["aad"])).unwrap();
        assert_eq!(opened, hex(&m["pt"]));
    }
    let exports = v["exports"].as_array().unwrap();
    assert_eq!(exports.len(), 3);
    for e in exports {
        let mut out = vec![0; e["L"].as_u64().unwrap() as usize];
        context
            .export(&hex(&e["exporter_context"]), &mut out)
            .unwrap();
        assert_eq!(out, hex(&e["exported_value"]));
    }
}
