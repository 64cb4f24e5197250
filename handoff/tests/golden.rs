//! The committed golden vector is what the code makes, and every check of the protocol passes on
//! it from the file alone.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

#[path = "support/golden.rs"]
mod golden;
mod support;

use handoff::wire::{self, decode, decode_array, encode};
use handoff::{Check, Expected, Offer, Pin, Receipt, Status};
use serde_json::Value;

fn committed() -> Value {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/fixtures/handoff.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn bytes(vector: &Value, name: &str) -> Vec<u8> {
    decode(vector[name].as_str().unwrap()).unwrap()
}

#[test]
fn the_committed_vector_is_what_the_code_makes() {
    assert_eq!(committed(), golden::golden());
}

#[test]
fn the_vector_holds_the_agreed_members_only() {
    let vector = committed();
    let mut names: Vec<_> = vector.as_object().unwrap().keys().cloned().collect();
    names.sort();
    let agreed = "code env_hash info kem_pk kem_sk offer offer_pk offer_sig plaintext protected \
                  receipt receipt_pk receipt_sig sealed";
    assert_eq!(names, agreed.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn the_vectors_offer_is_accepted_and_shows_its_code() {
    let vector = committed();
    let page = format!(
        r#"{{"v":1,"kid":"o1","offer":{},"sig":{}}}"#,
        vector["offer"], vector["offer_sig"]
    );
    let pin = Pin {
        kid: "o1".into(),
        key: decode_array(vector["offer_pk"].as_str().unwrap()).unwrap(),
        nbf: 0,
        exp: u64::MAX,
    };
    let check = Check {
        pins: &[pin],
        page_origin: support::ORIGIN,
        now: support::NOW + 599,
        page_age: None,
    };
    let offer = Offer::verify(page.as_bytes(), &check).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(offer.code(), vector["code"]);
}

#[test]
fn the_vectors_envelope_opens_to_its_plaintext() {
    let vector = committed();
    let info = wire::labelled(
        "envelope",
        &[
            &wire::sha256(&bytes(&vector, "offer")),
            &wire::sha256(&bytes(&vector, "protected")),
        ],
    );
    assert_eq!(info, bytes(&vector, "info"));
    let sealed = bytes(&vector, "sealed");
    assert_eq!(sealed.len(), wire::SEALED);
    let plaintext = golden::open(&bytes(&vector, "kem_sk"), &info, &sealed);
    assert_eq!(plaintext, bytes(&vector, "plaintext"));
    assert_eq!(plaintext.len(), 1024);
    let read: Value = serde_json::from_slice(&plaintext).unwrap();
    assert_eq!(read["cred"]["client_id"], support::CLIENT_ID);
    assert_eq!(read["cred"]["client_secret"], support::CLIENT_SECRET);
}

#[test]
fn the_vectors_receipt_counts_for_its_envelope() {
    let vector = committed();
    let offer: Value = serde_json::from_slice(&bytes(&vector, "offer")).unwrap();
    let prot: Value = serde_json::from_slice(&bytes(&vector, "protected")).unwrap();
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let hash = wire::envelope_hash(&text(&vector["protected"]), &text(&vector["sealed"]));
    assert_eq!(vector["env_hash"], encode(&hash));
    let secret = decode_array(offer["secret"].as_str().unwrap()).unwrap();
    let (id, key) = (support::CLIENT_ID, support::CLIENT_SECRET);
    let mac = wire::labelled_mac(&secret, "cred", &[id.as_bytes(), b"\0", key.as_bytes()]);
    let expected = Expected {
        rcpt_kid: text(&offer["rcpt_kid"]),
        rcpt_pk: text(&vector["receipt_pk"]),
        offer_id: text(&offer["offer_id"]),
        idem: text(&prot["idem"]),
        tenant_id: text(&offer["tenant"]["id"]),
        env_hash: encode(&hash),
        cred_mac: encode(&mac),
    };
    let body = format!(
        r#"{{"v":1,"kid":"r1","receipt":{},"sig":{}}}"#,
        vector["receipt"], vector["receipt_sig"]
    );
    let receipt = Receipt::verify(body.as_bytes(), &expected).unwrap();
    assert_eq!(receipt.status, Status::Stored);
}
