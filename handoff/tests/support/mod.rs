//! One pair of parties with fixed keys, for tests and the golden vector. Decides nothing.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test takes what it needs and may panic"
)]

use handoff::receive::{self, MadeOffer, NamedKey, OfferSpec, Received};
use handoff::*;

/// Unix seconds at which the fixed offer is made.
pub const NOW: u64 = 1_795_000_000;
/// Origin of the fixed tenant.
pub const ORIGIN: &str = "https://acme.proxuma.example";
/// Fixed credentials; they open nothing.
pub const CLIENT_ID: &str = "x7kq2mfzr4tnbw3@acme-msp.example";
/// See [`CLIENT_ID`].
pub const CLIENT_SECRET: &str = r#"4s*A~\Qn$8"Kz!0bR@5cYd7#"#;

pub fn offer_key() -> NamedKey {
    NamedKey::new("o1", &[0x11; 32]).unwrap()
}

pub fn receipt_key() -> NamedKey {
    NamedKey::new("r1", &[0x22; 32]).unwrap()
}

pub fn pin() -> Pin {
    Pin {
        kid: "o1".into(),
        key: offer_key().public(),
        nbf: NOW - 1000,
        exp: NOW + 1_000_000,
    }
}

pub fn tenant() -> Tenant {
    Tenant {
        id: "t_123".into(),
        name: "Acme MSP B.V.".into(),
        origin: ORIGIN.into(),
    }
}

pub fn made(seed: u8) -> MadeOffer {
    made_for(&tenant(), seed)
}

pub fn made_for(tenant: &Tenant, seed: u8) -> MadeOffer {
    let spec = OfferSpec {
        tenant,
        submit: "/api/handoff/v1/envelopes",
        now: NOW,
        lifetime: 600,
    };
    receive::make_offer(
        &spec,
        &offer_key(),
        &receipt_key(),
        &mut Seed::new([seed; 32]),
    )
    .unwrap()
}

pub fn verify(text: &[u8]) -> Result<Offer, OfferError> {
    Offer::verify(
        text,
        &Check {
            pins: &[pin()],
            page_origin: ORIGIN,
            now: NOW,
            page_age: None,
        },
    )
}

pub fn credentials(id: &str, secret: &str) -> Credentials {
    Credentials::new(Secret::new(id.into()), Secret::new(secret.into())).unwrap()
}

pub fn seal_for(offer: &Offer, credentials: &Credentials, seed: u8) -> Result<Sealed, SealError> {
    let source = Source {
        origin: "https://ww6.autotask.net",
        zone: "",
        ext: "1.0.0",
    };
    let to = offer.confirm(&offer.tenant().origin).unwrap();
    seal(
        to,
        credentials,
        source,
        NOW + 100,
        &mut Seed::new([seed; 32]),
    )
}

/// A whole hand-off up to the receipt.
pub struct Run {
    pub made: MadeOffer,
    pub sealed: Sealed,
    pub receipt: String,
}

pub fn run(seed: u8) -> Run {
    let made = made(seed);
    let offer = verify(made.page_text.as_bytes()).unwrap();
    let sealed = seal_for(&offer, &credentials(CLIENT_ID, CLIENT_SECRET), seed ^ 0xff).unwrap();
    let receipt = answer(&made, &sealed.body, Status::Stored).unwrap();
    Run {
        made,
        sealed,
        receipt,
    }
}

/// What the receiver answers to a body, without a store.
pub fn answer(made: &MadeOffer, body: &str, status: Status) -> Result<String, Problem> {
    let own = receive::read_offer(made.bytes.expose()).unwrap();
    let received = Received::parse(body.as_bytes())?;
    let credentials = received.open(&own, &made.kem_sk)?;
    let at = NOW + 101;
    let done = Receipt { status, at };
    Ok(receive::sign_receipt(
        &receipt_key(),
        &own,
        &received,
        &credentials,
        &done,
    ))
}

/// The member of a flat JSON object as text.
pub fn member(json: &str, key: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    value[key].as_str().unwrap().to_owned()
}
