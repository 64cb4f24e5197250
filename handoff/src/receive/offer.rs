//! Making an offer and reading one's own again.

use super::NamedKey;
use crate::json::push_text;
use crate::offer::{Offer, OfferError, Tenant};
use crate::secret::Secret;
use crate::wire::{self, SUITE, VERSION};
use hpke::Serializable;
use hpke::kem::{Kem, X25519HkdfSha256};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// What an offer says, beside its fresh keys and ids.
#[derive(Debug, Clone, Copy)]
pub struct OfferSpec<'a> {
    /// For whom.
    pub tenant: &'a Tenant,
    /// Path that takes envelopes.
    pub submit: &'a str,
    /// Now, Unix seconds.
    pub now: u64,
    /// Seconds it lives, at most 900.
    pub lifetime: u64,
}

/// A fresh offer, and the private key that opens its envelope.
pub struct MadeOffer {
    /// The exact signed bytes. They hold the one-time secret: keep them encrypted.
    pub bytes: Secret,
    /// The JSON to stand in the page.
    pub page_text: String,
    /// Base64url of its id.
    pub offer_id: String,
    /// X25519 private key, 32 bytes.
    pub kem_sk: Secret,
    /// When it ends, Unix seconds.
    pub exp: u64,
    /// The code to show, `XXXX-XXXX`.
    pub code: String,
}

/// Makes an offer with a fresh KEM key, id and secret. Fails only for a spec that the extension
/// would refuse as well.
pub fn make_offer(
    spec: &OfferSpec<'_>,
    offer_key: &NamedKey,
    receipt_key: &NamedKey,
    rng: &mut impl CryptoRng,
) -> Result<MadeOffer, OfferError> {
    let (mut id, mut kem_kid, mut secret) = ([0; 16], [0; 8], Zeroizing::new([0; 32]));
    rng.fill_bytes(&mut id);
    rng.fill_bytes(&mut kem_kid);
    rng.fill_bytes(&mut secret[..]);
    let (kem_sk, kem_pk) = X25519HkdfSha256::gen_keypair_with_rng(rng);
    let json = Zeroizing::new(offer_json(
        spec,
        &wire::encode(&id),
        &wire::encode(&kem_kid),
        &wire::encode(&kem_pk.to_bytes()),
        receipt_key,
        &secret,
    ));
    let offer = Offer::read(json.as_bytes())?;
    let page_text = format!(
        r#"{{"v":{VERSION},"kid":"{}","pk":"{}","offer":"{}","sig":"{}"}}"#,
        offer_key.kid(),
        wire::encode(&offer_key.public()),
        wire::encode(json.as_bytes()),
        offer_key.sign("offer", json.as_bytes()),
    );
    Ok(MadeOffer {
        bytes: Secret::new(json.as_bytes().to_vec()),
        page_text,
        kem_sk: Secret::new(kem_sk.to_bytes().to_vec()),
        exp: offer.exp(),
        code: offer.code().to_owned(),
        offer_id: offer.offer_id,
    })
}

/// Reads the bytes of an offer that this server made and kept.
pub fn read_offer(bytes: &[u8]) -> Result<Offer, OfferError> {
    Offer::read(bytes)
}

/// The value of the header [`wire::PROOF_HEADER`] that shows that the asker read this offer.
/// Compare it in constant time.
pub fn proof_of(offer: &Offer, idem: &str) -> String {
    wire::recovery_proof(&offer.secret, idem)
}

fn offer_json(
    spec: &OfferSpec<'_>,
    id: &str,
    kem_kid: &str,
    kem_pk: &str,
    receipt_key: &NamedKey,
    secret: &[u8; 32],
) -> String {
    // Room for the whole text, so that it is written in one place and wiped there.
    let mut out = String::with_capacity(2048);
    out.push_str(&format!(
        r#"{{"typ":"offer","v":{VERSION},"offer_id":"{id}","tenant":{{"id":"#
    ));
    push_text(&mut out, &spec.tenant.id);
    out.push_str(r#","name":"#);
    push_text(&mut out, &spec.tenant.name);
    out.push_str(r#","origin":"#);
    push_text(&mut out, &spec.tenant.origin);
    out.push_str(r#"},"submit":"#);
    push_text(&mut out, spec.submit);
    out.push_str(&format!(
        r#","suite":"{SUITE}","kem_kid":"{kem_kid}","kem_pk":"{kem_pk}","rcpt_kid":"{}","rcpt_pk":"{}","want":["client_id","client_secret"],"iat":{},"exp":{},"secret":""#,
        receipt_key.kid(),
        wire::encode(&receipt_key.public()),
        spec.now,
        spec.now.saturating_add(spec.lifetime),
    ));
    out.push_str(&Zeroizing::new(wire::encode(secret)));
    out.push_str(r#""}"#);
    out
}
