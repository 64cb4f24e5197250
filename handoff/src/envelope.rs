//! Sealing credentials for one confirmed offer.
//!
//! The result, [`Sealed`], holds no plaintext and no key: the envelope as it is sent, and what a
//! receipt must say. It is what survives a killed worker.

use crate::advice::Advice;
use crate::json::push_text;
use crate::offer::Confirmed;
use crate::secret::Credentials;
use crate::wire::{self, PLAINTEXT, SUITE, VERSION};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::{Kem, X25519HkdfSha256};
use hpke::{Deserializable, OpModeS, Serializable};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

/// Longest zone, in bytes.
pub(crate) const ZONE: usize = 160;

/// Where the credentials were read, and by what.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Exact https origin of the Autotask page.
    pub origin: &'a str,
    /// Autotask's zone that the key belongs to, as Autotask calls it with its API host; empty if
    /// it is not known. At most 160 bytes.
    pub zone: &'a str,
    /// Version of the extension.
    pub ext: &'a str,
}

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The values do not fit into the 1,024 bytes that every envelope has.
    TooLong,
    /// The source is not an https origin, or the version or the zone is not a short line.
    BadSource,
    /// The offer's time is up.
    Expired,
    /// The offer's KEM key is unusable (low order).
    BadReceiverKey,
}

impl SealError {
    /// Stable name for messages and tests.
    pub fn code(self) -> &'static str {
        match self {
            SealError::TooLong => "seal_too_long",
            SealError::BadSource => "seal_bad_source",
            SealError::Expired => "offer_expired",
            SealError::BadReceiverKey => "seal_bad_receiver_key",
        }
    }

    /// What to do about it.
    pub fn advice(self) -> Advice {
        match self {
            SealError::TooLong => Advice::FixInput,
            SealError::BadSource => Advice::Report,
            SealError::Expired => Advice::NewOffer,
            SealError::BadReceiverKey => Advice::Warn,
        }
    }
}

/// A sealed envelope and what its receipt must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Exact https origin of the receiver.
    pub origin: String,
    /// Path on it that takes envelopes.
    pub submit: String,
    /// The request body, byte for byte the same at every attempt.
    pub body: String,
    /// Base64url of this envelope's 16 random bytes.
    pub idem: String,
    /// Value of the header [`wire::PROOF_HEADER`] when asking for the receipt again.
    pub proof: String,
    /// When the offer ends, Unix seconds of the server's clock.
    pub exp: u64,
    /// Server's clock less local clock, in seconds.
    pub skew: i64,
    /// What the receipt is checked against.
    pub expected: Expected,
}

/// What a receipt must say to count for one envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// Name of the receipt key.
    pub rcpt_kid: String,
    /// Base64url of the Ed25519 key of receipts.
    pub rcpt_pk: String,
    /// The offer that was answered.
    pub offer_id: String,
    /// The envelope's idempotency key.
    pub idem: String,
    /// The tenant.
    pub tenant_id: String,
    /// Base64url of the envelope's hash.
    pub env_hash: String,
    /// Base64url of the MAC over the credentials; its key (`offer.secret`) is not kept.
    pub cred_mac: String,
}

/// Seals credentials. `now` is local Unix seconds; `rng` gives 48 bytes.
pub fn seal(
    confirmed: Confirmed<'_>,
    credentials: &Credentials,
    source: Source<'_>,
    now: u64,
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    let offer = confirmed.0;
    if offer.seconds_left(now) == 0 {
        return Err(SealError::Expired);
    }
    let mut idem = [0; 16];
    rng.fill_bytes(&mut idem);
    let idem = wire::encode(&idem);
    let protected = protected(confirmed, source, &idem, offer.server_time(now))?;
    let plaintext = plaintext(&offer.secret, credentials)?;
    let info = info(&offer.hash, protected.as_bytes());
    let sealed = seal_bytes(&offer.kem_pk, &info, &plaintext[..], rng)?;
    let (protected, sealed) = (wire::encode(protected.as_bytes()), wire::encode(&sealed));
    Ok(Sealed {
        origin: offer.tenant.origin.clone(),
        submit: offer.submit.clone(),
        proof: wire::recovery_proof(&offer.secret, &idem),
        exp: offer.exp,
        skew: offer.skew,
        expected: Expected {
            rcpt_kid: offer.rcpt_kid.clone(),
            rcpt_pk: wire::encode(&offer.rcpt_pk),
            offer_id: offer.offer_id.clone(),
            idem: idem.clone(),
            tenant_id: offer.tenant.id.clone(),
            env_hash: wire::encode(&wire::envelope_hash(&protected, &sealed)),
            cred_mac: wire::encode(&credentials.mac(&offer.secret)),
        },
        body: format!(r#"{{"v":{VERSION},"protected":"{protected}","sealed":"{sealed}"}}"#),
        idem,
    })
}

/// `L("envelope", SHA-256(OFFER) ‖ SHA-256(PROT))`: binds the ciphertext to both.
pub(crate) fn info(offer_hash: &[u8; 32], protected: &[u8]) -> Vec<u8> {
    wire::labelled("envelope", &[offer_hash, &wire::sha256(protected)])
}

fn protected(
    confirmed: Confirmed<'_>,
    source: Source<'_>,
    idem: &str,
    iat: u64,
) -> Result<String, SealError> {
    let offer = confirmed.0;
    let plain = |t: &str, most: usize| t.len() <= most && !t.chars().any(char::is_control);
    if !wire::is_https_origin(source.origin)
        || source.origin.len() > 300
        || source.ext.is_empty()
        || !plain(source.ext, 32)
        || !plain(source.zone, ZONE)
    {
        return Err(SealError::BadSource);
    }
    let mut out = String::from(r#"{"typ":"envelope","v":1,"offer_id":"#);
    push_text(&mut out, &offer.offer_id);
    out.push_str(r#","kem_kid":"#);
    push_text(&mut out, &offer.kem_kid);
    out.push_str(r#","suite":"#);
    push_text(&mut out, SUITE);
    out.push_str(r#","idem":"#);
    push_text(&mut out, idem);
    out.push_str(&format!(
        r#","iat":{iat},"exp":{},"src":{{"psa":"autotask","origin":"#,
        offer.exp
    ));
    push_text(&mut out, source.origin);
    if !source.zone.is_empty() {
        out.push_str(r#","zone":"#);
        push_text(&mut out, source.zone);
    }
    out.push_str(r#"},"ext":"#);
    push_text(&mut out, source.ext);
    out.push('}');
    Ok(out)
}

/// The plaintext, padded with spaces, in one buffer that never grows: growing would leave a copy
/// behind that nobody wipes.
pub(crate) fn plaintext(
    offer_secret: &[u8; 32],
    credentials: &Credentials,
) -> Result<Zeroizing<[u8; PLAINTEXT]>, SealError> {
    let mut pad = Padded {
        bytes: Zeroizing::new([b' '; PLAINTEXT]),
        used: 0,
    };
    pad.push(br#"{"proof":""#)?;
    pad.push(Zeroizing::new(wire::encode(offer_secret)).as_bytes())?;
    pad.push(br#"","cred":{"client_id":""#)?;
    pad.push_escaped(credentials.client_id().expose())?;
    pad.push(br#"","client_secret":""#)?;
    pad.push_escaped(credentials.client_secret().expose())?;
    pad.push(br#""}}"#)?;
    Ok(pad.bytes)
}

struct Padded {
    bytes: Zeroizing<[u8; PLAINTEXT]>,
    used: usize,
}

impl Padded {
    fn push(&mut self, part: &[u8]) -> Result<(), SealError> {
        let end = self.used + part.len();
        let room = self.bytes.get_mut(self.used..end);
        room.ok_or(SealError::TooLong)?.copy_from_slice(part);
        self.used = end;
        Ok(())
    }

    /// Credentials hold no control characters, so only two characters need an escape.
    fn push_escaped(&mut self, text: &[u8]) -> Result<(), SealError> {
        for byte in text {
            match byte {
                b'"' | b'\\' => self.push(&[b'\\', *byte])?,
                _ => self.push(&[*byte])?,
            }
        }
        Ok(())
    }
}

/// `enc ‖ ct` of HPKE Base mode with empty AAD.
pub(crate) fn seal_bytes(
    kem_pk: &[u8; 32],
    info: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let key = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(kem_pk)
        .map_err(|_| SealError::BadReceiverKey)?;
    let (enc, mut ciphertext) = hpke::single_shot_seal_with_rng::<
        ChaCha20Poly1305,
        HkdfSha256,
        X25519HkdfSha256,
    >(&OpModeS::Base, &key, info, plaintext, b"", rng)
    .map_err(|_| SealError::BadReceiverKey)?;
    let mut sealed = enc.to_bytes().to_vec();
    sealed.extend_from_slice(&ciphertext);
    ciphertext.zeroize();
    Ok(sealed)
}
