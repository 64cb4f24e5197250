//! Signing a receipt.

use super::{NamedKey, Received};
use crate::json::push_text;
use crate::offer::Offer;
use crate::receipt::{Receipt, Status};
use crate::secret::Credentials;
use crate::wire::{self, VERSION};

/// The response body that says what was done with the credentials of this envelope. The caller
/// stores it in the same transaction as the credentials, and sends that text for every repeat.
pub fn sign_receipt(
    key: &NamedKey,
    offer: &Offer,
    received: &Received,
    credentials: &Credentials,
    done: &Receipt,
) -> String {
    let (status, detail) = match &done.status {
        Status::Stored => ("stored", None),
        Status::Verified => ("verified", None),
        Status::Rejected(detail) => ("rejected", detail.as_deref()),
    };
    let mut inner = format!(
        r#"{{"typ":"receipt","v":{VERSION},"offer_id":"{}","idem":"{}","env_hash":"{}","cred_mac":"{}","tenant_id":"#,
        offer.offer_id,
        received.idem,
        wire::encode(&received.env_hash),
        wire::encode(&credentials.mac(&offer.secret)),
    );
    push_text(&mut inner, &offer.tenant.id);
    inner.push_str(&format!(r#","status":"{status}","at":{}"#, done.at));
    if let Some(detail) = detail {
        inner.push_str(r#","detail":"#);
        push_text(&mut inner, detail);
    }
    inner.push('}');
    format!(
        r#"{{"v":{VERSION},"kid":"{}","receipt":"{}","sig":"{}"}}"#,
        key.kid(),
        wire::encode(inner.as_bytes()),
        key.sign("receipt", inner.as_bytes()),
    )
}
