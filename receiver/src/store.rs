//! The store: SQLite or PostgreSQL behind one set of statements. Rows in, rows out; what they mean
//! is decided by the callers.

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, Executor, Row};
use std::str::FromStr;
use std::time::Duration;

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// Seconds after an offer's end until the server forgets that there was one.
const TOMBSTONE: u64 = 86_400;
/// Seconds for which a receipt can be asked for again.
const RECEIPTS: u64 = 7 * 86_400;

/// Why the store did not answer. Never says what was asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreError {
    /// The address is neither `sqlite:` nor `postgres:`.
    Address,
    /// No connection.
    Connect,
    /// The tables could not be made or are of a newer version.
    Migrate,
    /// A statement failed.
    Statement,
    /// A row cannot be decrypted: wrong storage key, or damaged.
    Unreadable,
    /// The operating system gives no randomness.
    NoRandomness,
}

impl StoreError {
    /// Stable name for logs.
    pub fn code(self) -> &'static str {
        match self {
            StoreError::Address => "store_address",
            StoreError::Connect => "store_connect",
            StoreError::Migrate => "store_migrate",
            StoreError::Statement => "store_statement",
            StoreError::Unreadable => "store_unreadable",
            StoreError::NoRandomness => "no_randomness",
        }
    }

    /// Whether trying again later, with nothing changed, can help.
    pub fn can_retry(self) -> bool {
        matches!(self, StoreError::Connect | StoreError::Statement)
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            StoreError::Address => "the database address must begin with sqlite: or postgres:",
            StoreError::Connect => "the database cannot be reached",
            StoreError::Migrate => "the database's tables cannot be brought up to date",
            StoreError::Statement => "a database statement failed",
            StoreError::Unreadable => "a stored row cannot be decrypted with the given keys",
            StoreError::NoRandomness => "the system gives no random bytes",
        })
    }
}

impl std::error::Error for StoreError {}

/// Statement errors lose their text on purpose: a driver may put values into it.
impl From<sqlx::Error> for StoreError {
    fn from(_: sqlx::Error) -> StoreError {
        StoreError::Statement
    }
}

/// Credentials as received, for Proxuma to use. No `Debug`.
pub struct ReceivedCredentials {
    /// The values.
    pub credentials: handoff::Credentials,
    /// Origin of the Autotask page they came from.
    pub source_origin: String,
    /// Autotask's zone of the key, with its API host; empty if the sender was not told it.
    pub source_zone: String,
    /// When, Unix seconds.
    pub at: u64,
}

/// An offer to be kept.
pub(crate) struct NewOffer<'a> {
    pub offer_id: &'a str,
    pub tenant_id: &'a str,
    pub admin: &'a str,
    pub exp: u64,
    pub keys: &'a [u8],
}

/// An offer as kept.
pub(crate) struct OfferRow {
    pub tenant_id: String,
    pub exp: u64,
    pub used: bool,
    pub rejected: u64,
    pub keys: Option<Vec<u8>>,
}

/// A receipt as kept.
pub(crate) struct ReceiptRow {
    pub env_hash: Vec<u8>,
    pub proof_hash: Vec<u8>,
    pub body: String,
}

/// All that one accepted envelope leaves behind.
pub(crate) struct Accepted<'a> {
    pub offer_id: &'a str,
    pub tenant_id: &'a str,
    pub idem: &'a str,
    pub env_hash: &'a [u8],
    pub proof_hash: &'a [u8],
    pub receipt: &'a str,
    pub source_origin: &'a str,
    pub source_zone: &'a str,
    pub sealed: &'a [u8],
}

/// Credentials as kept, still encrypted.
pub(crate) struct CredentialsRow {
    pub offer_id: String,
    pub source_origin: String,
    pub source_zone: String,
    pub sealed: Vec<u8>,
    pub at: u64,
}

pub(crate) struct Store {
    pool: AnyPool,
    /// SQLite must ask for the write lock at once: upgrading a read lock later can deadlock.
    begin: &'static str,
}

impl Store {
    /// Connects, and makes or updates the tables.
    pub(crate) async fn open(url: &str) -> Result<Store, StoreError> {
        sqlx::any::install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        if !sqlite && !url.starts_with("postgres:") && !url.starts_with("postgresql:") {
            return Err(StoreError::Address);
        }
        let options = AnyConnectOptions::from_str(&with_creation(url, sqlite))
            .map_err(|_| StoreError::Address)?;
        // One SQLite connection: it has one writer anyway, and waiting in the pool's queue is
        // fairer and faster than polling its lock.
        let pool = AnyPoolOptions::new()
            .max_connections(if sqlite { 1 } else { 16 })
            .acquire_timeout(Duration::from_secs(10))
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(move |connection, _| Box::pin(prepare(connection, sqlite)))
            .connect_with(options)
            .await
            .map_err(|_| StoreError::Connect)?;
        let migrator = if sqlite { &SQLITE } else { &POSTGRES };
        migrator.run(&pool).await.map_err(|_| StoreError::Migrate)?;
        let begin = if sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
        Ok(Store { pool, begin })
    }

    /// Keeps an offer, unless this admin had `most` within the last hour; then says after how many
    /// seconds there is room again.
    pub(crate) async fn add_offer(
        &self,
        offer: &NewOffer<'_>,
        most: u32,
        now: u64,
    ) -> Result<Option<u64>, StoreError> {
        let mut tx = self.pool.begin_with(self.begin).await?;
        let lock = "INSERT INTO admins (admin, at) VALUES ($1, $2) \
                    ON CONFLICT (admin) DO UPDATE SET at = excluded.at";
        let lock = sqlx::query(lock).bind(offer.admin).bind(int(now));
        lock.execute(&mut *tx).await?;
        let hour_ago = now.saturating_sub(3600);
        let recent = "SELECT made_at FROM offers WHERE admin = $1 AND made_at > $2 \
                      ORDER BY made_at DESC LIMIT $3";
        let recent = sqlx::query(recent)
            .bind(offer.admin)
            .bind(int(hour_ago))
            .bind(i64::from(most));
        let recent = recent.fetch_all(&mut *tx).await?;
        if recent.len() >= most as usize {
            let oldest = match recent.last() {
                Some(row) => uint(row.try_get(0)?),
                None => now,
            };
            return Ok(Some((oldest + 3600).saturating_sub(now).max(1)));
        }
        let insert = "INSERT INTO offers (offer_id, tenant_id, admin, made_at, exp, keys) \
                      VALUES ($1, $2, $3, $4, $5, $6)";
        let insert = sqlx::query(insert)
            .bind(offer.offer_id)
            .bind(offer.tenant_id)
            .bind(offer.admin)
            .bind(int(now))
            .bind(int(offer.exp))
            .bind(offer.keys);
        insert.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(None)
    }

    pub(crate) async fn offer(&self, offer_id: &str) -> Result<Option<OfferRow>, StoreError> {
        let query =
            "SELECT tenant_id, exp, used_at, rejected, keys FROM offers WHERE offer_id = $1";
        let row = sqlx::query(query).bind(offer_id);
        let Some(row) = row.fetch_optional(&self.pool).await? else {
            return Ok(None);
        };
        Ok(Some(OfferRow {
            tenant_id: row.try_get(0)?,
            exp: uint(row.try_get(1)?),
            used: row.try_get::<Option<i64>, _>(2)?.is_some(),
            rejected: uint(row.try_get(3)?),
            keys: row.try_get(4)?,
        }))
    }

    /// Counts an envelope that could not be opened.
    pub(crate) async fn count_rejected(&self, offer_id: &str) -> Result<(), StoreError> {
        let update = "UPDATE offers SET rejected = rejected + 1 WHERE offer_id = $1";
        sqlx::query(update)
            .bind(offer_id)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    pub(crate) async fn receipt(&self, idem: &str) -> Result<Option<ReceiptRow>, StoreError> {
        let query = "SELECT env_hash, proof_hash, body FROM receipts WHERE idem = $1";
        let row = sqlx::query(query).bind(idem);
        let Some(row) = row.fetch_optional(&self.pool).await? else {
            return Ok(None);
        };
        Ok(Some(ReceiptRow {
            env_hash: row.try_get(0)?,
            proof_hash: row.try_get(1)?,
            body: row.try_get(2)?,
        }))
    }

    /// In one transaction: marks the offer used and forgets its keys, keeps the credentials and the
    /// receipt. `false`, and nothing done, if the offer was used meanwhile or its time is up.
    pub(crate) async fn accept(&self, new: &Accepted<'_>, now: u64) -> Result<bool, StoreError> {
        let mut tx = self.pool.begin_with(self.begin).await?;
        let mark = "UPDATE offers SET used_at = $1, keys = NULL \
                    WHERE offer_id = $2 AND used_at IS NULL AND exp > $3";
        let mark = sqlx::query(mark)
            .bind(int(now))
            .bind(new.offer_id)
            .bind(int(now));
        if mark.execute(&mut *tx).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let keep = "INSERT INTO credentials (offer_id, tenant_id, source_origin, source_zone, sealed, at) \
                    VALUES ($1, $2, $3, $4, $5, $6)";
        let keep = sqlx::query(keep)
            .bind(new.offer_id)
            .bind(new.tenant_id)
            .bind(new.source_origin)
            .bind(new.source_zone)
            .bind(new.sealed)
            .bind(int(now));
        keep.execute(&mut *tx).await?;
        let receipt = "INSERT INTO receipts \
                       (idem, offer_id, tenant_id, env_hash, proof_hash, body, at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let receipt = sqlx::query(receipt)
            .bind(new.idem)
            .bind(new.offer_id)
            .bind(new.tenant_id)
            .bind(new.env_hash)
            .bind(new.proof_hash)
            .bind(new.receipt)
            .bind(int(now));
        receipt.execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What a tenant's admins handed over, the latest first.
    pub(crate) async fn credentials(
        &self,
        tenant_id: &str,
    ) -> Result<Vec<CredentialsRow>, StoreError> {
        let query = "SELECT offer_id, source_origin, source_zone, sealed, at FROM credentials \
                     WHERE tenant_id = $1 ORDER BY at DESC, offer_id";
        let rows = sqlx::query(query).bind(tenant_id);
        let rows = rows.fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                Ok(CredentialsRow {
                    offer_id: row.try_get(0)?,
                    source_origin: row.try_get(1)?,
                    source_zone: row.try_get(2)?,
                    sealed: row.try_get(3)?,
                    at: uint(row.try_get(4)?),
                })
            })
            .collect()
    }

    /// Forgets the keys of ended offers, and what nobody may ask for any more.
    pub(crate) async fn sweep(&self, now: u64) -> Result<(), StoreError> {
        let (ended, old) = (int(now), int(now.saturating_sub(TOMBSTONE)));
        let statements = [
            (
                "UPDATE offers SET keys = NULL WHERE exp <= $1 AND keys IS NOT NULL",
                ended,
            ),
            ("DELETE FROM offers WHERE exp <= $1", old),
            ("DELETE FROM admins WHERE at <= $1", old),
            (
                "DELETE FROM receipts WHERE at <= $1",
                int(now.saturating_sub(RECEIPTS)),
            ),
        ];
        for (statement, limit) in statements {
            sqlx::query(statement)
                .bind(limit)
                .execute(&self.pool)
                .await?;
        }
        Ok(())
    }
}

/// A SQLite file is made if it is missing.
fn with_creation(url: &str, sqlite: bool) -> String {
    match sqlite && !url.contains("mode=") && !url.contains(":memory:") {
        true if url.contains('?') => format!("{url}&mode=rwc"),
        true => format!("{url}?mode=rwc"),
        false => url.to_owned(),
    }
}

/// SQLite: durable at every commit, and deleted keys overwritten in the file.
async fn prepare(connection: &mut AnyConnection, sqlite: bool) -> Result<(), sqlx::Error> {
    if sqlite {
        let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;";
        connection.execute(pragmas).await?;
    }
    Ok(())
}

fn int(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn uint(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
