//! The receiver's error table (RFC 9457, member `code`). Unsigned, hence hints: a problem never
//! counts as delivered and never wipes what is held.

use crate::advice::Advice;
use crate::json::Object;

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// 400: the request cannot be read.
    Malformed,
    /// 400: another protocol version.
    UnsupportedVersion,
    /// 400: another suite.
    UnsupportedSuite,
    /// 404: no such offer, or no receipt for it.
    UnknownOffer,
    /// 409: the idempotency key was used with another body.
    IdemConflict,
    /// 410: the offer's time is up.
    OfferExpired,
    /// 410: the offer was used by another envelope.
    OfferUsed,
    /// 413: over 8 KiB.
    TooLarge,
    /// 415: another content type.
    BadType,
    /// 421: sent to another tenant's origin.
    WrongTenant,
    /// 422: not decrypted, or the proof is wrong; which of the two is not said.
    EnvelopeRejected,
    /// 429: too many requests.
    SlowDown,
    /// 503: not now.
    Unavailable,
}

impl Problem {
    /// Every row.
    pub const ALL: [Problem; 13] = [
        Problem::Malformed,
        Problem::UnsupportedVersion,
        Problem::UnsupportedSuite,
        Problem::UnknownOffer,
        Problem::IdemConflict,
        Problem::OfferExpired,
        Problem::OfferUsed,
        Problem::TooLarge,
        Problem::BadType,
        Problem::WrongTenant,
        Problem::EnvelopeRejected,
        Problem::SlowDown,
        Problem::Unavailable,
    ];

    /// The member `code`.
    pub fn code(self) -> &'static str {
        match self {
            Problem::Malformed => "malformed",
            Problem::UnsupportedVersion => "unsupported_version",
            Problem::UnsupportedSuite => "unsupported_suite",
            Problem::UnknownOffer => "unknown_offer",
            Problem::IdemConflict => "idem_conflict",
            Problem::OfferExpired => "offer_expired",
            Problem::OfferUsed => "offer_used",
            Problem::TooLarge => "too_large",
            Problem::BadType => "bad_type",
            Problem::WrongTenant => "wrong_tenant",
            Problem::EnvelopeRejected => "envelope_rejected",
            Problem::SlowDown => "slow_down",
            Problem::Unavailable => "unavailable",
        }
    }

    /// The HTTP status it travels with.
    pub fn status(self) -> u16 {
        match self {
            Problem::Malformed | Problem::UnsupportedVersion | Problem::UnsupportedSuite => 400,
            Problem::UnknownOffer => 404,
            Problem::IdemConflict => 409,
            Problem::OfferExpired | Problem::OfferUsed => 410,
            Problem::TooLarge => 413,
            Problem::BadType => 415,
            Problem::WrongTenant => 421,
            Problem::EnvelopeRejected => 422,
            Problem::SlowDown => 429,
            Problem::Unavailable => 503,
        }
    }

    /// What to do about it.
    pub fn advice(self) -> Advice {
        match self {
            Problem::SlowDown | Problem::Unavailable => Advice::Retry,
            Problem::UnknownOffer
            | Problem::OfferExpired
            | Problem::OfferUsed
            | Problem::EnvelopeRejected => Advice::NewOffer,
            Problem::UnsupportedVersion | Problem::UnsupportedSuite => Advice::Update,
            Problem::Malformed | Problem::IdemConflict | Problem::TooLarge | Problem::BadType => {
                Advice::Report
            }
            Problem::WrongTenant => Advice::Warn,
        }
    }

    /// Reads an answer that is not a success; `None` for whatever is not in the table or does not
    /// say the code that its status stands for: a proxy's page, a crash, a redirect.
    pub fn from_answer(status: u16, body: &[u8]) -> Option<Problem> {
        let said = Object::parse(body).ok()?;
        let code = said.text("code").ok()?;
        Problem::ALL
            .into_iter()
            .find(|row| row.status() == status && row.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_back_and_nothing_else_does() {
        for row in Problem::ALL {
            let body = format!(r#"{{"code":"{}","extra":1}}"#, row.code());
            assert_eq!(
                Problem::from_answer(row.status(), body.as_bytes()),
                Some(row)
            );
        }
        let gone = br#"{"code":"offer_expired"}"#;
        assert_eq!(Problem::from_answer(422, gone), None);
        assert_eq!(Problem::from_answer(410, b"<html>"), None);
        assert_eq!(Problem::from_answer(302, b""), None);
        assert_eq!(Problem::from_answer(500, br#"{"code":"internal"}"#), None);
    }
}
