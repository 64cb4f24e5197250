//! Who may ask for an offer, and to which tenant a request was sent. The host decides.

use axum::http::header::{AUTHORIZATION, HOST};
use axum::http::request::Parts;
use handoff::Tenant;
use handoff::wire::sha256;
use subtle::ConstantTimeEq;

/// A logged-in admin of one tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admin {
    /// Stable id of the admin, for the limit of offers an hour.
    pub id: String,
    /// The tenant that the credentials are for.
    pub tenant: Tenant,
}

/// Why nobody is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardError {
    /// Nobody is logged in (401).
    NotLoggedIn,
    /// Someone is, who may not do this, or not without logging in afresh, or without the CSRF
    /// token (403).
    Forbidden,
}

/// The host's answers. When mounted, let Proxuma's session middleware run first and leave what it
/// found in the request's extensions, for [`Guard::admin`] to read.
pub trait Guard: Send + Sync + 'static {
    /// Who asks for an offer. Must be sure of a logged-in admin, a CSRF token and a recent log-in.
    fn admin(&self, request: &Parts) -> Result<Admin, GuardError>;

    /// Id of the tenant to whose origin an envelope was sent; `None` for an unknown origin.
    fn tenant_id(&self, request: &Parts) -> Option<String>;
}

/// For the receiver on its own: one tenant, and a bearer token that only Proxuma's server knows.
pub struct BearerGuard {
    tenant: Tenant,
    authority: String,
    token_hash: [u8; 32],
}

/// Fewest characters of a bearer token.
pub const MIN_TOKEN: usize = 32;

impl BearerGuard {
    /// `None` for a token under [`MIN_TOKEN`] characters or an origin that is not https.
    pub fn new(tenant: Tenant, token: &str) -> Option<BearerGuard> {
        let authority = tenant.origin.strip_prefix("https://")?.to_owned();
        let good = token.len() >= MIN_TOKEN && handoff::wire::is_https_origin(&tenant.origin);
        good.then(|| BearerGuard {
            authority,
            token_hash: sha256(token.as_bytes()),
            tenant,
        })
    }
}

impl Guard for BearerGuard {
    fn admin(&self, request: &Parts) -> Result<Admin, GuardError> {
        let header = request.headers.get(AUTHORIZATION);
        let given = header
            .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "))
            .ok_or(GuardError::NotLoggedIn)?;
        match bool::from(sha256(given).ct_eq(&self.token_hash)) {
            true => Ok(Admin {
                id: admin_id(request),
                tenant: self.tenant.clone(),
            }),
            false => Err(GuardError::NotLoggedIn),
        }
    }

    fn tenant_id(&self, request: &Parts) -> Option<String> {
        let host = request.headers.get(HOST)?.to_str().ok()?;
        (host == self.authority).then(|| self.tenant.id.clone())
    }
}

/// Proxuma's server, which holds the token, says for which of its admins it asks.
fn admin_id(request: &Parts) -> String {
    let header = request.headers.get("proxuma-admin");
    let given = header.and_then(|value| value.to_str().ok()).unwrap_or("");
    match given.is_empty() || given.len() > 128 {
        true => "server".to_owned(),
        false => given.to_owned(),
    }
}
