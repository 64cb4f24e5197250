//! Checking a receipt in full: only then is anything «Delivered».

use crate::advice::Advice;
use crate::envelope::Expected;
use crate::json::{JsonError, Object};
use crate::offer::verify_signature;
use crate::wire;
use subtle::ConstantTimeEq;

/// What the receiver did with the credentials.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Durably saved.
    Stored,
    /// Saved, and Autotask let it in.
    Verified,
    /// Saved, but Autotask refused it, perhaps with the reason.
    Rejected(Option<String>),
}

/// A receipt that holds for one envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What was done.
    pub status: Status,
    /// When, in Unix seconds of the server's clock.
    pub at: u64,
}

/// Why a receipt does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiptError {
    /// Over 8 KiB.
    TooLarge,
    /// Not a receipt.
    Malformed,
    /// Another protocol version.
    UnsupportedVersion,
    /// Signed by another key than the offer named.
    WrongKey,
    /// The signature does not hold.
    BadSignature,
    /// For another offer.
    OtherOffer,
    /// For another envelope.
    OtherEnvelope,
    /// For another tenant.
    OtherTenant,
    /// The receiver did not read the values that were sealed.
    OtherCredentials,
    /// A status this version does not know.
    UnknownStatus,
}

impl ReceiptError {
    /// Stable name for messages and tests.
    pub fn code(self) -> &'static str {
        match self {
            ReceiptError::TooLarge => "receipt_too_large",
            ReceiptError::Malformed => "receipt_malformed",
            ReceiptError::UnsupportedVersion => "receipt_version",
            ReceiptError::WrongKey => "receipt_wrong_key",
            ReceiptError::BadSignature => "receipt_bad_signature",
            ReceiptError::OtherOffer => "receipt_other_offer",
            ReceiptError::OtherEnvelope => "receipt_other_envelope",
            ReceiptError::OtherTenant => "receipt_other_tenant",
            ReceiptError::OtherCredentials => "receipt_other_credentials",
            ReceiptError::UnknownStatus => "receipt_unknown_status",
        }
    }

    /// What to do about it. A forged or damaged answer is retried: whoever forged it cannot keep
    /// the true receipt from being asked for again, and nothing counts as delivered meanwhile.
    pub fn advice(self) -> Advice {
        match self {
            ReceiptError::UnsupportedVersion | ReceiptError::UnknownStatus => Advice::Update,
            _ => Advice::Retry,
        }
    }
}

impl From<JsonError> for ReceiptError {
    fn from(error: JsonError) -> ReceiptError {
        match error {
            JsonError::TooLarge => ReceiptError::TooLarge,
            JsonError::Malformed => ReceiptError::Malformed,
            JsonError::UnsupportedVersion => ReceiptError::UnsupportedVersion,
        }
    }
}

impl Receipt {
    /// Checks the answer's body against what was sent.
    pub fn verify(body: &[u8], expected: &Expected) -> Result<Receipt, ReceiptError> {
        let outer = Object::parse_message(body)?;
        let bytes = outer.bytes("receipt")?;
        let signature = outer.array("sig")?;
        if outer.text("kid")? != expected.rcpt_kid {
            return Err(ReceiptError::WrongKey);
        }
        let key = wire::decode_array(&expected.rcpt_pk).ok_or(ReceiptError::WrongKey)?;
        verify_signature(&key, "receipt", &bytes, &signature).ok_or(ReceiptError::BadSignature)?;
        let inner = Object::parse_typed(&bytes, "receipt")?;
        same(inner.text("offer_id")?, &expected.offer_id).ok_or(ReceiptError::OtherOffer)?;
        same(inner.text("idem")?, &expected.idem).ok_or(ReceiptError::OtherEnvelope)?;
        same(inner.text("env_hash")?, &expected.env_hash).ok_or(ReceiptError::OtherEnvelope)?;
        same(inner.text("tenant_id")?, &expected.tenant_id).ok_or(ReceiptError::OtherTenant)?;
        same(inner.text("cred_mac")?, &expected.cred_mac).ok_or(ReceiptError::OtherCredentials)?;
        let status = match inner.text("status")? {
            "stored" => Status::Stored,
            "verified" => Status::Verified,
            "rejected" => Status::Rejected(inner.line("detail", 500).ok()),
            _ => return Err(ReceiptError::UnknownStatus),
        };
        let at = inner.whole("at")?;
        Ok(Receipt { status, at })
    }
}

/// Equality in constant time.
fn same(given: &str, expected: &str) -> Option<()> {
    bool::from(given.as_bytes().ct_eq(expected.as_bytes())).then_some(())
}
