//! Which receipts count: exactly the signed ones for this very envelope.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use ed25519_dalek::{Signer, SigningKey};
use handoff::wire::{decode, encode, labelled};
use handoff::*;
use support::*;

fn judge(run: &Run, body: &str) -> Result<Receipt, ReceiptError> {
    Receipt::verify(body.as_bytes(), &run.sealed.expected)
}

/// The run's receipt with its inner JSON changed and signed again by the given key.
fn resigned(run: &Run, from: &str, to: &str, private: u8) -> String {
    let inner = String::from_utf8(decode(&member(&run.receipt, "receipt")).unwrap()).unwrap();
    assert!(inner.contains(from), "{from} in {inner}");
    let inner = inner.replacen(from, to, 1);
    let key = SigningKey::from_bytes(&[private; 32]);
    let sig = key
        .sign(&labelled("receipt", &[inner.as_bytes()]))
        .to_bytes();
    format!(
        r#"{{"v":1,"kid":"r1","receipt":"{}","sig":"{}"}}"#,
        encode(inner.as_bytes()),
        encode(&sig)
    )
}

#[test]
fn each_status_is_read() {
    let run = run(1);
    let done = Receipt {
        status: Status::Stored,
        at: NOW + 101,
    };
    assert_eq!(judge(&run, &run.receipt), Ok(done));
    let reason = Some("Autotask said \"no\"".to_owned());
    for status in [
        Status::Verified,
        Status::Rejected(None),
        Status::Rejected(reason),
    ] {
        let body = answer(&run.made, &run.sealed.body, status.clone()).unwrap();
        assert_eq!(judge(&run, &body).unwrap().status, status);
    }
    let odd = resigned(&run, "\"stored\"", "\"queued\"", 0x22);
    assert_eq!(judge(&run, &odd), Err(ReceiptError::UnknownStatus));
}

#[test]
fn a_receipt_for_anything_else_is_refused_by_name() {
    use ReceiptError::*;
    let (run, other) = (run(1), run(2));
    let (mine, theirs) = (&run.sealed.expected, &other.sealed.expected);
    let table = [
        (&mine.offer_id, &theirs.offer_id, OtherOffer),
        (&mine.idem, &theirs.idem, OtherEnvelope),
        (&mine.env_hash, &theirs.env_hash, OtherEnvelope),
        (&mine.cred_mac, &theirs.cred_mac, OtherCredentials),
        (&mine.tenant_id, &"t_124".to_owned(), OtherTenant),
    ];
    for (from, to, error) in table {
        assert_eq!(judge(&run, &resigned(&run, from, to, 0x22)), Err(error));
    }
    assert_eq!(judge(&run, &other.receipt), Err(OtherOffer));
    assert_eq!(
        judge(&run, &resigned(&run, "stored", "stored", 0x23)),
        Err(BadSignature)
    );
    assert_eq!(
        judge(&run, &run.receipt.replace("\"r1\"", "\"r2\"")),
        Err(WrongKey)
    );
    assert_eq!(
        judge(&run, &run.receipt.replace("\"v\":1", "\"v\":2")),
        Err(UnsupportedVersion)
    );
    assert_eq!(
        judge(&run, &resigned(&run, "\"receipt\"", "\"offer\"", 0x22)),
        Err(Malformed)
    );
    assert_eq!(
        judge(&run, &format!("{:<8193}", run.receipt)),
        Err(TooLarge)
    );
    assert_eq!(judge(&run, &run.receipt[1..]), Err(Malformed));
    assert_eq!(judge(&run, r#"{"v":1,"status":"stored"}"#), Err(Malformed));
}

#[test]
fn a_receiver_that_read_other_values_cannot_make_one() {
    let run = run(1);
    let offer = verify(run.made.page_text.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    let swapped = seal_for(&offer, &credentials(CLIENT_SECRET, CLIENT_ID), 1 ^ 0xff).unwrap();
    assert_ne!(swapped.expected.cred_mac, run.sealed.expected.cred_mac);
    let body = answer(&run.made, &swapped.body, Status::Stored).unwrap();
    assert_eq!(judge(&run, &body), Err(ReceiptError::OtherEnvelope));
}

#[test]
fn every_changed_byte_of_receipt_and_signature_is_refused() {
    let run = run(1);
    for name in ["receipt", "sig"] {
        let value = decode(&member(&run.receipt, name)).unwrap();
        for i in 0..value.len() {
            let mut changed = value.clone();
            changed[i] ^= 1 << (i % 8);
            let body = run.receipt.replace(&encode(&value), &encode(&changed));
            assert_eq!(
                judge(&run, &body),
                Err(ReceiptError::BadSignature),
                "{name} {i}"
            );
        }
    }
}
