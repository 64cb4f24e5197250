//! Reading an offer: Proxuma's signed wish to receive credentials, found in one of its own pages.
//!
//! Nothing inside the offer is looked at before its signature holds. An [`Offer`] is valid for the
//! page it came from; only [`Offer::confirm`], given the tenant that the admin pinned, makes it a
//! destination that something can be sealed for.

use crate::advice::Advice;
use crate::code::code;
use crate::json::{JsonError, Object};
use crate::wire::{self, MAX_LIFETIME, SUITE};
use ed25519_dalek::{Signature, VerifyingKey};
use zeroize::Zeroizing;

/// A key that may sign offers, shipped with the extension or set by an enterprise policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The key's name in `kid`.
    pub kid: String,
    /// Ed25519 public key.
    pub key: [u8; 32],
    /// First Unix second at which it counts.
    pub nbf: u64,
    /// First Unix second at which it no longer counts.
    pub exp: u64,
}

/// What an offer is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Check<'a> {
    /// Keys that may sign offers.
    pub pins: &'a [Pin],
    /// Origin of the top frame that holds the offer, as the browser reports it.
    pub page_origin: &'a str,
    /// Now by the local clock, Unix seconds.
    pub now: u64,
    /// Seconds since the server made the page, by a monotonic clock. Given, it stands in for the
    /// local clock when judging expiry, so that a wrong local clock does no harm.
    pub page_age: Option<u64>,
}

/// Why an offer is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferError {
    /// Over 8 KiB.
    TooLarge,
    /// Not an offer: bad JSON, duplicate keys, members missing or of another type.
    Malformed,
    /// Another protocol version.
    UnsupportedVersion,
    /// Signed by a key that is not pinned.
    UnknownKey,
    /// Signed by a pinned key outside its dates.
    KeyNotInDate,
    /// The signature does not hold.
    BadSignature,
    /// Made for another origin than the page it stands in.
    WrongPage,
    /// Not for the tenant that the admin confirmed.
    WrongTenant,
    /// The origin is not https, or not written as a browser writes it.
    NotHttps,
    /// `submit` is not a plain absolute path.
    BadSubmit,
    /// None of the suites this version can seal for.
    UnsupportedSuite,
    /// Asks for something other than Client ID and Client Secret.
    UnsupportedWant,
    /// Valid for longer than 15 minutes, or for less than no time.
    BadLifetime,
    /// Its time is up.
    Expired,
}

impl OfferError {
    /// Stable name for messages and tests.
    pub fn code(self) -> &'static str {
        match self {
            OfferError::TooLarge => "offer_too_large",
            OfferError::Malformed => "offer_malformed",
            OfferError::UnsupportedVersion => "offer_version",
            OfferError::UnknownKey => "offer_unknown_key",
            OfferError::KeyNotInDate => "offer_key_not_in_date",
            OfferError::BadSignature => "offer_bad_signature",
            OfferError::WrongPage => "offer_wrong_page",
            OfferError::WrongTenant => "offer_wrong_tenant",
            OfferError::NotHttps => "offer_not_https",
            OfferError::BadSubmit => "offer_bad_submit",
            OfferError::UnsupportedSuite => "offer_suite",
            OfferError::UnsupportedWant => "offer_want",
            OfferError::BadLifetime => "offer_bad_lifetime",
            OfferError::Expired => "offer_expired",
        }
    }

    /// What to do about it.
    pub fn advice(self) -> Advice {
        match self {
            OfferError::Expired => Advice::NewOffer,
            OfferError::UnsupportedVersion
            | OfferError::UnsupportedSuite
            | OfferError::UnsupportedWant
            | OfferError::UnknownKey
            | OfferError::KeyNotInDate => Advice::Update,
            OfferError::BadSignature | OfferError::WrongPage | OfferError::WrongTenant => {
                Advice::Warn
            }
            OfferError::TooLarge
            | OfferError::Malformed
            | OfferError::NotHttps
            | OfferError::BadSubmit
            | OfferError::BadLifetime => Advice::Report,
        }
    }
}

impl From<JsonError> for OfferError {
    fn from(error: JsonError) -> OfferError {
        match error {
            JsonError::TooLarge => OfferError::TooLarge,
            JsonError::Malformed => OfferError::Malformed,
            JsonError::UnsupportedVersion => OfferError::UnsupportedVersion,
        }
    }
}

/// An offer whose signature holds and which stands in a page of its own origin. No `Debug`: it
/// holds the one-time secret.
pub struct Offer {
    pub(crate) hash: [u8; 32],
    pub(crate) offer_id: String,
    pub(crate) kem_kid: String,
    pub(crate) kem_pk: [u8; 32],
    pub(crate) rcpt_kid: String,
    pub(crate) rcpt_pk: [u8; 32],
    pub(crate) secret: Zeroizing<[u8; 32]>,
    pub(crate) tenant: Tenant,
    pub(crate) submit: String,
    pub(crate) iat: u64,
    pub(crate) exp: u64,
    pub(crate) skew: i64,
    code: String,
}

/// Whom the credentials are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Proxuma's own id of the tenant.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// Exact https origin.
    pub origin: String,
}

impl Offer {
    /// Reads the text of the script element and checks all that can be checked without the admin.
    pub fn verify(text: &[u8], check: &Check<'_>) -> Result<Offer, OfferError> {
        let outer = Object::parse_message(text)?;
        let bytes = outer.bytes("offer")?;
        let signature = outer.array("sig")?;
        let key = pinned(outer.text("kid")?, check)?;
        verify_signature(&key, "offer", &bytes, &signature).ok_or(OfferError::BadSignature)?;
        let mut offer = Offer::read(&bytes)?;
        if offer.tenant.origin != check.page_origin {
            return Err(OfferError::WrongPage);
        }
        if let Some(age) = check.page_age {
            offer.skew = signed(offer.iat.saturating_add(age)) - signed(check.now);
        }
        match offer.server_time(check.now) < offer.exp {
            true => Ok(offer),
            false => Err(OfferError::Expired),
        }
    }

    /// The key that a page says its offer is signed with: `kid`, and the additional member `pk`.
    ///
    /// The page's own word, so it is no pin. It may become one only by an admin who compares the
    /// code and confirms the tenant (trust on first use); see `docs/handoff.md`.
    pub fn named_key(text: &[u8]) -> Option<Pin> {
        let outer = Object::parse_message(text).ok()?;
        Some(Pin {
            kid: outer.line("kid", 64).ok()?,
            key: outer.array("pk").ok()?,
            nbf: 0,
            exp: u64::MAX,
        })
    }

    /// Reads the exact signed bytes, whose signature the caller has checked.
    pub(crate) fn read(bytes: &[u8]) -> Result<Offer, OfferError> {
        let inner = Object::parse_typed(bytes, "offer")?;
        let tenant = read_tenant(inner.object("tenant")?)?;
        let submit = inner.text("submit")?.to_owned();
        if !wire::is_plain_path(&submit) {
            return Err(OfferError::BadSubmit);
        }
        if inner.text("suite")? != SUITE {
            return Err(OfferError::UnsupportedSuite);
        }
        let want = inner.texts("want")?;
        let both = want.contains(&"client_id") && want.contains(&"client_secret");
        if want.len() != 2 || !both {
            return Err(OfferError::UnsupportedWant);
        }
        let (iat, exp) = (inner.whole("iat")?, inner.whole("exp")?);
        if exp <= iat || exp - iat > MAX_LIFETIME || exp > i64::MAX as u64 {
            return Err(OfferError::BadLifetime);
        }
        Ok(Offer {
            hash: wire::sha256(bytes),
            offer_id: id(&inner, "offer_id")?,
            kem_kid: inner.line("kem_kid", 64)?,
            kem_pk: inner.array("kem_pk")?,
            rcpt_kid: inner.line("rcpt_kid", 64)?,
            rcpt_pk: inner.array("rcpt_pk")?,
            secret: Zeroizing::new(inner.array("secret")?),
            tenant,
            submit,
            iat,
            exp,
            skew: 0,
            code: code(bytes),
        })
    }

    /// The destination, if it is the tenant that the admin pinned (exact origin).
    pub fn confirm(&self, pinned_origin: &str) -> Result<Confirmed<'_>, OfferError> {
        match self.tenant.origin == pinned_origin {
            true => Ok(Confirmed(self)),
            false => Err(OfferError::WrongTenant),
        }
    }

    /// Whom it is for; signed, but not yet confirmed by the admin.
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// The code that Proxuma shows for this offer too, `XXXX-XXXX`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// When it ends, in Unix seconds of the server's clock.
    pub fn exp(&self) -> u64 {
        self.exp
    }

    /// The server's clock at a local time, as far as known (both Unix seconds).
    pub fn server_time(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.skew)
    }

    /// Seconds left at a local time; 0 when expired.
    pub fn seconds_left(&self, now: u64) -> u64 {
        self.exp.saturating_sub(self.server_time(now))
    }
}

/// An offer for the tenant that the admin confirmed: something may be sealed for it.
#[derive(Clone, Copy)]
pub struct Confirmed<'a>(pub(crate) &'a Offer);

fn read_tenant(object: &Object) -> Result<Tenant, OfferError> {
    let tenant = Tenant {
        id: object.line("id", 128)?,
        name: object.line("name", 200)?,
        origin: object.text("origin")?.to_owned(),
    };
    match wire::is_https_origin(&tenant.origin) {
        true => Ok(tenant),
        false => Err(OfferError::NotHttps),
    }
}

fn pinned(kid: &str, check: &Check<'_>) -> Result<[u8; 32], OfferError> {
    let mut named = check.pins.iter().filter(|pin| pin.kid == kid).peekable();
    if named.peek().is_none() {
        return Err(OfferError::UnknownKey);
    }
    let mut in_date = named.filter(|pin| pin.nbf <= check.now && check.now < pin.exp);
    in_date
        .next()
        .map(|pin| pin.key)
        .ok_or(OfferError::KeyNotInDate)
}

/// Sixteen random bytes in base64url, kept as sent.
pub(crate) fn id(object: &Object, key: &str) -> Result<String, JsonError> {
    object.array::<16>(key)?;
    Ok(object.text(key)?.to_owned())
}

fn signed(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}

/// Strict Ed25519 verification of `L(label, bytes)`.
pub(crate) fn verify_signature(
    key: &[u8; 32],
    label: &str,
    bytes: &[u8],
    signature: &[u8; 64],
) -> Option<()> {
    let key = VerifyingKey::from_bytes(key).ok()?;
    let message = wire::labelled(label, &[bytes]);
    key.verify_strict(&message, &Signature::from_bytes(signature))
        .ok()
}
