//! Reading and opening an envelope.

use crate::envelope::{ZONE, info};
use crate::json::{JsonError, Object};
use crate::offer::{Offer, id};
use crate::problem::Problem;
use crate::secret::{Credentials, Secret};
use crate::wire::{self, PLAINTEXT, SEALED, SUITE};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, X25519HkdfSha256};
use hpke::{Deserializable, OpModeR};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// An envelope as received: what can be read of it before it is opened.
#[derive(Clone)]
pub struct Received {
    /// The offer it answers.
    pub offer_id: String,
    /// Its idempotency key, base64url of 16 bytes.
    pub idem: String,
    /// Its hash.
    pub env_hash: [u8; 32],
    /// Origin of the Autotask page, https. Bound into the ciphertext, so the sender's word.
    pub source_origin: String,
    /// Autotask's zone of the key, as the sender was told it; empty if it was not.
    pub source_zone: String,
    /// Version of the extension.
    pub ext: String,
    kem_kid: String,
    protected: Vec<u8>,
    sealed: [u8; SEALED],
}

impl From<JsonError> for Problem {
    fn from(error: JsonError) -> Problem {
        match error {
            JsonError::TooLarge => Problem::TooLarge,
            JsonError::Malformed => Problem::Malformed,
            JsonError::UnsupportedVersion => Problem::UnsupportedVersion,
        }
    }
}

impl Received {
    /// Reads a request body. Fails with `TooLarge`, `Malformed`, `UnsupportedVersion` or
    /// `UnsupportedSuite`.
    pub fn parse(body: &[u8]) -> Result<Received, Problem> {
        let outer = Object::parse_message(body)?;
        let protected = outer.bytes("protected")?;
        let inner = Object::parse_typed(&protected, "envelope")?;
        if inner.text("suite")? != SUITE {
            return Err(Problem::UnsupportedSuite);
        }
        let source = inner.object("src")?;
        let source_origin = source.line("origin", 300)?;
        if source.text("psa")? != "autotask" || !wire::is_https_origin(&source_origin) {
            return Err(Problem::Malformed);
        }
        inner.whole("iat")?;
        inner.whole("exp")?;
        Ok(Received {
            offer_id: id(&inner, "offer_id")?,
            idem: id(&inner, "idem")?,
            env_hash: wire::envelope_hash(outer.text("protected")?, outer.text("sealed")?),
            source_origin,
            source_zone: source.line_if_any("zone", ZONE)?,
            ext: inner.line("ext", 32)?,
            kem_kid: inner.line("kem_kid", 64)?,
            sealed: outer.array("sealed")?,
            protected,
        })
    }

    /// Opens it with the offer's private key. `Malformed` if it names another offer or key;
    /// `EnvelopeRejected` if it cannot be decrypted, if the plaintext is not as agreed or if the
    /// proof is wrong; which of these is not said.
    pub fn open(&self, offer: &Offer, kem_sk: &Secret) -> Result<Credentials, Problem> {
        if self.offer_id != offer.offer_id || self.kem_kid != offer.kem_kid {
            return Err(Problem::Malformed);
        }
        let info = info(&offer.hash, &self.protected);
        let plaintext =
            open_bytes(kem_sk.expose(), &info, &self.sealed).ok_or(Problem::EnvelopeRejected)?;
        read_plaintext(&plaintext, &offer.secret).ok_or(Problem::EnvelopeRejected)
    }
}

fn open_bytes(kem_sk: &[u8], info: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    type Suite = X25519HkdfSha256;
    let (enc, ciphertext) = sealed.split_at_checked(32)?;
    let key = <Suite as Kem>::PrivateKey::from_bytes(kem_sk).ok()?;
    let enc = <Suite as Kem>::EncappedKey::from_bytes(enc).ok()?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Suite>(
        &OpModeR::Base,
        &key,
        &enc,
        info,
        ciphertext,
        b"",
    )
    .ok()
    .map(Zeroizing::new)
}

fn read_plaintext(plaintext: &[u8], offer_secret: &[u8; 32]) -> Option<Credentials> {
    if plaintext.len() != PLAINTEXT {
        return None;
    }
    let object = Object::parse(plaintext).ok()?;
    let proof = Zeroizing::new(object.array::<32>("proof").ok()?);
    if !bool::from(proof[..].ct_eq(&offer_secret[..])) {
        return None;
    }
    let cred = object.object("cred").ok()?;
    let value = |key| {
        let text = cred.text(key).ok()?;
        Some(Secret::new(text.as_bytes().to_vec()))
    };
    Credentials::new(value("client_id")?, value("client_secret")?).ok()
}
