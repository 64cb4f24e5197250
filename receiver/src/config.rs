//! What a receiver is given: keys, store, guard, limits, clock.

use crate::guard::Guard;
use crate::keys::Keys;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// The protocol's limits, where a host may want others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Offers an hour for one admin.
    pub offers_per_hour: u32,
    /// Envelopes that cannot be opened, for one offer.
    pub rejected_per_offer: u32,
    /// Seconds an offer lives, at most 900.
    pub offer_lifetime: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            offers_per_hour: 5,
            rejected_per_offer: 20,
            offer_lifetime: 600,
        }
    }
}

/// Everything a receiver needs.
pub struct Config {
    /// `sqlite:FILE` or `postgres://…`.
    pub database: String,
    /// Long-lived keys.
    pub keys: Keys,
    /// Who may ask for offers.
    pub guard: Arc<dyn Guard>,
    /// Limits.
    pub limits: Limits,
    /// The clock, in Unix seconds.
    pub clock: Arc<dyn Fn() -> u64 + Send + Sync>,
}

impl Config {
    /// With the usual limits and the system's clock.
    pub fn new(database: &str, keys: Keys, guard: impl Guard) -> Config {
        Config {
            database: database.to_owned(),
            keys,
            guard: Arc::new(guard),
            limits: Limits::default(),
            clock: Arc::new(system_time),
        }
    }
}

fn system_time() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| time.as_secs())
}
