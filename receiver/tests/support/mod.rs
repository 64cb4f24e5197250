//! A receiver with a fake clock, called in process; and the extension's side of one hand-off.
//! Stores in memory, or in a schema of its own of the PostgreSQL that RECEIVER_TEST_POSTGRES names.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test takes what it needs and may panic"
)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use handoff::*;
use receiver::{Admin, BearerGuard, Config, ENVELOPES, Keys, OFFERS, Receiver};
use sqlx::{AnyConnection, Connection, Executor};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;

pub const START: u64 = 1_795_000_000;
pub const ORIGIN: &str = "https://acme.proxuma.example";
pub const HOST: &str = "acme.proxuma.example";
pub const TOKEN: &str = "a-token-of-more-than-thirty-two-characters";
pub const CLIENT_ID: &str = "x7kq2mfzr4tnbw3@acme-msp.example";
pub const CLIENT_SECRET: &str = "4s*A~Qn$8Kz!0bR@5cYd7#canary";

pub fn tenant() -> Tenant {
    Tenant {
        id: "t_123".into(),
        name: "Acme MSP B.V.".into(),
        origin: ORIGIN.into(),
    }
}

pub fn admin(id: &str) -> Admin {
    Admin {
        id: id.into(),
        tenant: tenant(),
    }
}

pub fn keys() -> Keys {
    let key = |byte| wire::encode(&[byte; 32]);
    let text = format!(
        "storage_key={}\noffer_kid=o1\noffer_key={}\nreceipt_kid=r1\nreceipt_key={}",
        key(1),
        key(2),
        key(3)
    );
    Keys::parse(&text).unwrap_or_else(|e| panic!("{e}"))
}

pub struct World {
    pub receiver: Receiver,
    pub router: Router,
    pub clock: Arc<AtomicU64>,
    pub database: String,
}

pub struct Reply {
    pub status: u16,
    pub body: String,
    pub kind: String,
    pub retry_after: Option<u64>,
}

impl Reply {
    pub fn code(&self) -> String {
        let value: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        value["code"].as_str().unwrap_or("").to_owned()
    }
}

/// Address of a fresh, empty store.
pub async fn fresh_database() -> String {
    let Ok(url) = std::env::var("RECEIVER_TEST_POSTGRES") else {
        return "sqlite::memory:".to_owned();
    };
    sqlx::any::install_default_drivers();
    let mut name = [0; 8];
    getrandom::fill(&mut name).unwrap();
    let name = format!("t{:016x}", u64::from_le_bytes(name));
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    let create = sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"));
    connection.execute(create).await.unwrap();
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}options[search_path]={name}")
}

impl World {
    pub async fn new() -> World {
        World::at(&fresh_database().await).await
    }

    pub async fn at(database: &str) -> World {
        World::with(database, keys(), |_| ()).await
    }

    pub async fn with(database: &str, keys: Keys, change: impl FnOnce(&mut Config)) -> World {
        let clock = Arc::new(AtomicU64::new(START));
        let shown = clock.clone();
        let guard = BearerGuard::new(tenant(), TOKEN).unwrap();
        let mut config = Config::new(database, keys, guard);
        config.clock = Arc::new(move || shown.load(Ordering::SeqCst));
        change(&mut config);
        let opened = Receiver::open(config).await;
        let receiver = opened.unwrap_or_else(|e| panic!("{e}"));
        World {
            router: receiver.router(),
            receiver,
            clock,
            database: database.to_owned(),
        }
    }

    pub fn now(&self) -> u64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub async fn call(&self, request: Request<Body>) -> Reply {
        call(&self.router, request).await
    }

    pub async fn post(&self, body: &str) -> Reply {
        self.call(post(body)).await
    }

    pub async fn recover(&self, idem: &str, proof: &str) -> Reply {
        self.call(get(idem, proof)).await
    }

    /// An offer, read as the extension reads it.
    pub async fn offer(&self) -> Offer {
        let mut name = [0; 8];
        getrandom::fill(&mut name).unwrap();
        let admin = admin(&wire::encode(&name));
        let page = self.receiver.offer_for(&admin).await;
        let page = page.unwrap_or_else(|e| panic!("{e:?}"));
        self.read(page.page_text.as_bytes())
    }

    pub fn read(&self, page_text: &[u8]) -> Offer {
        let check = Check {
            pins: &[self.receiver.pin(0, u64::MAX)],
            page_origin: ORIGIN,
            now: self.now(),
            page_age: None,
        };
        Offer::verify(page_text, &check).unwrap_or_else(|e| panic!("{e:?}"))
    }

    pub fn seal(&self, offer: &Offer) -> Sealed {
        self.seal_pair(offer, CLIENT_ID, CLIENT_SECRET)
    }

    pub fn seal_pair(&self, offer: &Offer, id: &str, secret: &str) -> Sealed {
        self.seal_pair_at(offer, id, secret, self.now())
    }

    /// Seals at a local time (Unix seconds).
    pub fn seal_pair_at(&self, offer: &Offer, id: &str, secret: &str, now: u64) -> Sealed {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).unwrap();
        let pair = Credentials::new(Secret::new(id.into()), Secret::new(secret.into())).unwrap();
        let source = Source {
            origin: "https://ww6.autotask.net",
            zone: "EU1 (webservices19.autotask.net)",
            ext: "1.0.0",
        };
        let to = offer.confirm(ORIGIN).unwrap_or_else(|e| panic!("{e:?}"));
        seal(to, &pair, source, now, &mut Seed::new(seed)).unwrap()
    }

    /// The secrets stored, in any order.
    pub async fn stored(&self) -> Vec<String> {
        let received = self.receiver.received("t_123").await;
        let received = received.unwrap_or_else(|e| panic!("{e}"));
        let secret = |r: receiver::ReceivedCredentials| {
            String::from_utf8(r.credentials.client_secret().expose().to_vec()).unwrap()
        };
        received.into_iter().map(secret).collect()
    }
}

pub async fn call(router: &Router, request: Request<Body>) -> Reply {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let header = |name| {
        let value = parts.headers.get(name);
        value.map(|v| v.to_str().unwrap().to_owned())
    };
    let body = to_bytes(body, 1 << 20).await.unwrap();
    Reply {
        status: parts.status.as_u16(),
        body: String::from_utf8(body.to_vec()).unwrap(),
        kind: header("content-type").unwrap_or_default(),
        retry_after: header("retry-after").map(|v| v.parse().unwrap()),
    }
}

/// A database that outlives its first receiver, and the directory that holds it, if any.
pub async fn lasting_database() -> (String, Option<tempfile::TempDir>) {
    match std::env::var_os("RECEIVER_TEST_POSTGRES") {
        Some(_) => (fresh_database().await, None),
        None => {
            let dir = tempfile::tempdir().unwrap();
            let file = dir.path().join("receiver.db");
            (format!("sqlite:{}", file.display()), Some(dir))
        }
    }
}

/// The body with one byte of its ciphertext changed.
pub fn damaged(body: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(body).unwrap();
    let sealed = value["sealed"].as_str().unwrap();
    let mut bytes = wire::decode(sealed).unwrap();
    bytes[500] ^= 1;
    body.replace(sealed, &wire::encode(&bytes))
}

pub fn post(body: &str) -> Request<Body> {
    Request::post(ENVELOPES)
        .header("host", HOST)
        .header("content-type", wire::ENVELOPE_TYPE)
        .body(Body::from(body.to_owned()))
        .unwrap()
}

pub fn get(idem: &str, proof: &str) -> Request<Body> {
    Request::get(format!("{ENVELOPES}/{idem}"))
        .header("host", HOST)
        .header(wire::PROOF_HEADER, proof)
        .body(Body::empty())
        .unwrap()
}

pub fn ask_offer(token: &str, admin: &str) -> Request<Body> {
    Request::post(OFFERS)
        .header("host", HOST)
        .header("authorization", format!("Bearer {token}"))
        .header("proxuma-admin", admin)
        .body(Body::empty())
        .unwrap()
}
