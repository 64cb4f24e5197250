//! The golden vector: one hand-off with fixed keys and randomness, every value as base64url.

use super::support;
use handoff::wire::{decode, encode, labelled, sha256};
use hpke::{Deserializable, OpModeR, kem::Kem, kem::X25519HkdfSha256};
use serde_json::{Value, json};

/// The vector as `tests/fixtures/handoff.json` holds it.
pub fn golden() -> Value {
    let run = support::run(1);
    let (page, body) = (&run.made.page_text, &run.sealed.body);
    let offer = decode(&support::member(page, "offer")).unwrap();
    let protected = support::member(body, "protected");
    let sealed = support::member(body, "sealed");
    let own: Value = serde_json::from_slice(&offer).unwrap();
    let info = labelled(
        "envelope",
        &[&sha256(&offer), &sha256(&decode(&protected).unwrap())],
    );
    let plaintext = open(run.made.kem_sk.expose(), &info, &decode(&sealed).unwrap());
    json!({
        "offer": encode(&offer),
        "offer_sig": support::member(page, "sig"),
        "offer_pk": encode(&support::offer_key().public()),
        "protected": protected,
        "plaintext": encode(&plaintext),
        "kem_sk": encode(run.made.kem_sk.expose()),
        "kem_pk": own["kem_pk"],
        "info": encode(&info),
        "sealed": sealed,
        "env_hash": run.sealed.expected.env_hash,
        "receipt": support::member(&run.receipt, "receipt"),
        "receipt_sig": support::member(&run.receipt, "sig"),
        "receipt_pk": own["rcpt_pk"],
        "code": run.made.code,
    })
}

/// HPKE Base open with the crate `hpke` itself.
pub fn open(kem_sk: &[u8], info: &[u8], sealed: &[u8]) -> Vec<u8> {
    let key = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(kem_sk).unwrap();
    let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&sealed[..32]).unwrap();
    hpke::single_shot_open::<hpke::aead::ChaCha20Poly1305, hpke::kdf::HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &key,
        &enc,
        info,
        &sealed[32..],
        b"",
    )
    .unwrap()
}
