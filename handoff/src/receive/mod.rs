//! Proxuma's side of the hand-off: making offers, opening envelopes, signing receipts.
//!
//! Pure like the rest: keys, time and randomness come in. What is stored, for how long, and who may
//! ask is the receiver's business.

mod envelope;
mod offer;
mod receipt;

pub use envelope::Received;
pub use offer::{MadeOffer, OfferSpec, make_offer, proof_of, read_offer};
pub use receipt::sign_receipt;

use crate::wire;
use ed25519_dalek::{Signer, SigningKey};

/// A named Ed25519 key pair. No `Debug` and no way to read the private half back.
pub struct NamedKey {
    kid: String,
    key: SigningKey,
}

impl NamedKey {
    /// From a name (1 to 64 of `A-Z a-z 0-9 . _ -`) and the 32-byte private key; `None` for
    /// another name.
    pub fn new(kid: &str, private: &[u8; 32]) -> Option<NamedKey> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
        let good = !kid.is_empty() && kid.len() <= 64 && kid.bytes().all(plain);
        good.then(|| NamedKey {
            kid: kid.to_owned(),
            key: SigningKey::from_bytes(private),
        })
    }

    /// The name.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        self.key.verifying_key().to_bytes()
    }

    /// Base64url of the signature over `L(label, bytes)`.
    fn sign(&self, label: &str, bytes: &[u8]) -> String {
        let signature = self.key.sign(&wire::labelled(label, &[bytes]));
        wire::encode(&signature.to_bytes())
    }
}
