//! The receiver as a whole: opened once, cloned into every handler.

use crate::at_rest::AtRest;
use crate::config::{Config, Limits};
use crate::guard::Guard;
use crate::store::{ReceivedCredentials, Store, StoreError};
use crate::{ENVELOPES, OFFERS, envelopes, offers};
use axum::Router;
use axum::routing::{get, post};
use handoff::receive::NamedKey;
use handoff::wire::{self, MAX_LIFETIME};
use handoff::{Credentials, Pin, Secret};
use std::sync::Arc;

/// Why a receiver cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenError {
    /// The store.
    Store(StoreError),
    /// An offer's lifetime is zero or over 900 seconds.
    Lifetime,
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::Store(error) => error.fmt(f),
            OpenError::Lifetime => write!(f, "an offer must live 1 to {MAX_LIFETIME} seconds"),
        }
    }
}

impl std::error::Error for OpenError {}

/// A receiver with its store. Cheap to clone.
#[derive(Clone)]
pub struct Receiver(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) at_rest: AtRest,
    pub(crate) offer_key: NamedKey,
    pub(crate) receipt_key: NamedKey,
    pub(crate) guard: Arc<dyn Guard>,
    pub(crate) limits: Limits,
    clock: Arc<dyn Fn() -> u64 + Send + Sync>,
}

/// The routes of a receiver that nothing else is asked of; see [`Receiver`] for the rest.
pub async fn router(config: Config) -> Result<Router, OpenError> {
    Ok(Receiver::open(config).await?.router())
}

impl Receiver {
    /// Connects to the store and brings its tables up to date.
    pub async fn open(config: Config) -> Result<Receiver, OpenError> {
        if !(1..=MAX_LIFETIME).contains(&config.limits.offer_lifetime) {
            return Err(OpenError::Lifetime);
        }
        let store = Store::open(&config.database)
            .await
            .map_err(OpenError::Store)?;
        let keys = config.keys;
        Ok(Receiver(Arc::new(Inner {
            store,
            at_rest: AtRest::new(keys.storage, keys.older_storage),
            offer_key: keys.offer,
            receipt_key: keys.receipt,
            guard: config.guard,
            limits: config.limits,
            clock: config.clock,
        })))
    }

    /// The three routes, to serve or to merge into the host's router.
    pub fn router(&self) -> Router {
        Router::new()
            .route(OFFERS, post(offers::create))
            .route(ENVELOPES, post(envelopes::accept))
            .route(&format!("{ENVELOPES}/{{idem}}"), get(envelopes::recover))
            .with_state(self.clone())
    }

    /// The pin of the key that signs this receiver's offers, for the extension.
    pub fn pin(&self, nbf: u64, exp: u64) -> Pin {
        Pin {
            kid: self.0.offer_key.kid().to_owned(),
            key: self.0.offer_key.public(),
            nbf,
            exp,
        }
    }

    /// What the admins of a tenant handed over, the latest first.
    pub async fn received(&self, tenant_id: &str) -> Result<Vec<ReceivedCredentials>, StoreError> {
        let rows = self.0.store.credentials(tenant_id).await?;
        let opened = rows.into_iter().map(|row| {
            let credentials = self
                .0
                .at_rest
                .open("credential", &row.offer_id, &row.sealed)
                .and_then(unpack)
                .ok_or(StoreError::Unreadable)?;
            Ok(ReceivedCredentials {
                credentials,
                source_origin: row.source_origin,
                source_zone: row.source_zone,
                at: row.at,
            })
        });
        opened.collect()
    }

    /// Forgets the keys of ended offers. To be called every minute; making an offer does it too.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        self.0.store.sweep(self.now()).await
    }

    pub(crate) fn now(&self) -> u64 {
        (self.0.clock)()
    }
}

/// Both values in one row: Client ID, NUL, Client Secret (neither holds a control character).
pub(crate) fn pack(credentials: &Credentials) -> Secret {
    let parts = [
        credentials.client_id().expose(),
        b"\0",
        credentials.client_secret().expose(),
    ];
    Secret::new(parts.concat())
}

fn unpack(packed: Secret) -> Option<Credentials> {
    let bytes = packed.expose();
    let middle = bytes.iter().position(|byte| *byte == 0)?;
    let value = |part: &[u8]| Secret::new(part.to_vec());
    Credentials::new(value(&bytes[..middle]), value(&bytes[middle + 1..])).ok()
}

/// SHA-256 of a recovery header's value: enough to check it, useless to make it.
pub(crate) fn proof_hash(proof: &str) -> [u8; 32] {
    wire::sha256(proof.as_bytes())
}
