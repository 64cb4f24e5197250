//! Which offers are accepted: exactly the signed, current ones of the page's own, pinned origin.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::receive::{NamedKey, OfferSpec, make_offer};
use handoff::wire::{encode, labelled};
use handoff::*;
use support::*;

fn refused(text: &str) -> Option<OfferError> {
    verify(text.as_bytes()).err()
}

/// The fixed offer with its inner JSON changed, signed by the pinned key like any other.
fn signed(change: impl Fn(String) -> String) -> String {
    use ed25519_dalek::{Signer, SigningKey};
    let inner = String::from_utf8(made(1).bytes.expose().to_vec()).unwrap();
    let changed = change(inner.clone());
    let key = SigningKey::from_bytes(&[0x11; 32]);
    let sig = key.sign(&labelled("offer", &[changed.as_bytes()]));
    format!(
        r#"{{"v":1,"kid":"o1","offer":"{}","sig":"{}"}}"#,
        encode(changed.as_bytes()),
        encode(&sig.to_bytes())
    )
}

fn replaced(from: &str, to: &str) -> String {
    signed(|inner| {
        assert!(inner.contains(from), "{from}");
        inner.replacen(from, to, 1)
    })
}

#[test]
fn a_proper_offer_is_accepted_and_names_its_tenant() {
    let made = made(1);
    let offer = verify(made.page_text.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(offer.tenant(), &tenant());
    assert_eq!(offer.code(), made.code);
    assert_eq!(offer.seconds_left(NOW + 100), 500);
    assert!(offer.confirm(ORIGIN).is_ok());
}

#[test]
fn unknown_members_are_ignored_inside_and_outside() {
    let inner = replaced(r#""v":1,"#, r#""v":1,"later":{"x":[1,null,2.5]},"#);
    assert_eq!(refused(&inner), None);
    let outer = made(1).page_text.replacen('{', r#"{"later":true,"#, 1);
    assert_eq!(refused(&outer), None);
}

#[test]
fn each_rule_broken_in_a_signed_offer_is_refused_by_name() {
    use OfferError::*;
    let suite = r#""suite":"0020-0001-0003""#;
    let submit = "/api/handoff/v1/envelopes";
    let want = r#"["client_id","client_secret"]"#;
    let secret = r#""secret":""#;
    let table = [
        (r#""typ":"offer""#, r#""typ":"receipt""#, Malformed),
        (r#""v":1"#, r#""v":2"#, UnsupportedVersion),
        (r#""v":1"#, r#""v":1,"v":1"#, Malformed),
        (suite, r#""suite":"647a-0001-0003""#, UnsupportedSuite),
        (submit, "https://evil.example/x", BadSubmit),
        (submit, "//evil.example/x", BadSubmit),
        (submit, "/api/../x", BadSubmit),
        (want, r#"["client_id"]"#, UnsupportedWant),
        (
            want,
            r#"["client_id","client_secret","password"]"#,
            UnsupportedWant,
        ),
        (
            "https://acme.proxuma.example",
            "http://acme.proxuma.example",
            NotHttps,
        ),
        (
            "https://acme.proxuma.example",
            "https://acme.proxuma.example/",
            NotHttps,
        ),
        (
            "https://acme.proxuma.example",
            "https://evil.example",
            WrongPage,
        ),
        ("1795000600", "1795000901", BadLifetime),
        ("1795000600", "1795000000", BadLifetime),
        ("1795000600", "\"1795000600\"", Malformed),
        (secret, r#""secret":"AA"#, Malformed),
        (secret, r#""other":""#, Malformed),
        (r#""name":"Acme MSP B.V.""#, r#""name":"""#, Malformed),
        (r#""name":"Acme MSP B.V.""#, r#""name":"A\nB""#, Malformed),
    ];
    for (from, to, error) in table {
        assert_eq!(refused(&replaced(from, to)), Some(error), "{from} → {to}");
    }
    assert_eq!(refused(&replaced("1795000600", "1795000900")), None);
}

#[test]
fn an_offer_ends_at_its_second() {
    let made = made(1);
    let at = |now, page_age| {
        let pins = [pin()];
        let check = Check {
            pins: &pins,
            page_origin: ORIGIN,
            now,
            page_age,
        };
        Offer::verify(made.page_text.as_bytes(), &check).err()
    };
    assert_eq!(at(NOW + 599, None), None);
    assert_eq!(at(NOW + 600, None), Some(OfferError::Expired));
    assert_eq!(
        at(NOW + 5000, Some(599)),
        None,
        "a wrong local clock does no harm"
    );
    assert_eq!(at(NOW - 500, Some(600)), Some(OfferError::Expired));
}

#[test]
fn only_the_page_that_the_offer_names_and_the_admin_pinned_will_do() {
    let origins = [
        ORIGIN,
        "https://other.proxuma.example",
        "https://acme.proxuma.example:8443",
        "http://acme.proxuma.example",
        "https://acme.proxuma.example.evil.example",
        "null",
        "",
    ];
    let (pins, made) = ([pin()], made(1));
    for page in origins {
        for pinned in origins {
            let check = Check {
                pins: &pins,
                page_origin: page,
                now: NOW,
                page_age: None,
            };
            let accepted = Offer::verify(made.page_text.as_bytes(), &check)
                .is_ok_and(|offer| offer.confirm(pinned).is_ok());
            assert_eq!(
                accepted,
                page == ORIGIN && pinned == ORIGIN,
                "{page} {pinned}"
            );
        }
    }
}

#[test]
fn keys_rotate_by_date_and_others_are_unknown() {
    let next = NamedKey::new("o2", &[0x33; 32]).unwrap();
    let tenant = tenant();
    let by = |key: &NamedKey| {
        let spec = OfferSpec {
            tenant: &tenant,
            submit: "/x",
            now: NOW,
            lifetime: 600,
        };
        let made = make_offer(&spec, key, &receipt_key(), &mut Seed::new([4; 32])).unwrap();
        made.page_text
    };
    let pin_of = |key: &NamedKey, nbf, exp| Pin {
        kid: key.kid().into(),
        key: key.public(),
        nbf,
        exp,
    };
    let judge = |text: &str, pins: &[Pin]| {
        let check = Check {
            pins,
            page_origin: ORIGIN,
            now: NOW,
            page_age: None,
        };
        Offer::verify(text.as_bytes(), &check).err()
    };
    let pins = [
        pin_of(&offer_key(), 0, NOW + 1),
        pin_of(&next, NOW, NOW + 9),
    ];
    assert_eq!(judge(&by(&offer_key()), &pins), None);
    assert_eq!(judge(&by(&next), &pins), None);
    let late = [
        pin_of(&offer_key(), 0, NOW),
        pin_of(&next, NOW + 1, NOW + 9),
    ];
    assert_eq!(
        judge(&by(&offer_key()), &late),
        Some(OfferError::KeyNotInDate)
    );
    assert_eq!(judge(&by(&next), &late), Some(OfferError::KeyNotInDate));
    assert_eq!(judge(&by(&next), &pins[..1]), Some(OfferError::UnknownKey));
    let impostor = NamedKey::new("o1", &[0x44; 32]).unwrap();
    assert_eq!(judge(&by(&impostor), &pins), Some(OfferError::BadSignature));
}

#[test]
fn every_changed_byte_of_offer_and_signature_is_refused() {
    let page = made(1).page_text;
    for name in ["offer", "sig"] {
        let value = handoff::wire::decode(&member(&page, name)).unwrap();
        for i in 0..value.len() {
            let mut changed = value.clone();
            changed[i] ^= 1 << (i % 8);
            let text = page.replace(&encode(&value), &encode(&changed));
            assert_eq!(refused(&text), Some(OfferError::BadSignature), "{name} {i}");
        }
    }
}

#[test]
fn a_receipts_signature_does_not_pass_for_an_offers() {
    use ed25519_dalek::{Signer, SigningKey};
    let bytes = made(1).bytes;
    let key = SigningKey::from_bytes(&[0x11; 32]);
    let sig = key.sign(&labelled("receipt", &[bytes.expose()]));
    let text = format!(
        r#"{{"v":1,"kid":"o1","offer":"{}","sig":"{}"}}"#,
        encode(bytes.expose()),
        encode(&sig.to_bytes())
    );
    assert_eq!(refused(&text), Some(OfferError::BadSignature));
}

#[test]
fn an_oversized_or_unreadable_offer_is_refused() {
    let page = made(1).page_text;
    assert_eq!(
        refused(&format!("{page:<8193}")),
        Some(OfferError::TooLarge)
    );
    assert_eq!(
        refused(&page[..page.len() - 1]),
        Some(OfferError::Malformed)
    );
    assert_eq!(
        refused(&page.replace(r#""v":1"#, r#""v":7"#)),
        Some(OfferError::UnsupportedVersion)
    );
    assert_eq!(
        refused(&page.replace(r#""sig":""#, r#""sig":"+"#)),
        Some(OfferError::Malformed)
    );
}

#[test]
fn a_server_cannot_make_an_offer_that_would_be_refused() {
    let spec_error = |submit: &str, lifetime| {
        let tenant = tenant();
        let spec = OfferSpec {
            tenant: &tenant,
            submit,
            now: NOW,
            lifetime,
        };
        make_offer(&spec, &offer_key(), &receipt_key(), &mut Seed::new([1; 32])).err()
    };
    assert_eq!(spec_error("/x", 900), None);
    assert_eq!(spec_error("/x", 901), Some(OfferError::BadLifetime));
    assert_eq!(spec_error("x", 600), Some(OfferError::BadSubmit));
    assert!(NamedKey::new("</script>", &[1; 32]).is_none());
}
