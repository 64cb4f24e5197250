//! The practice Proxuma's side of the sealed hand-off: the receiver as Proxuma would mount it, and
//! faults put between it and the network. What is received and how is the crate `receiver`.
//!
//! ```text
//! POST /api/handoff/v1/offers[?as=expired|other]   an offer for this site
//! POST /api/handoff/v1/envelopes, GET …/{idem}     as in the protocol, but for the planned faults
//! POST /practice/faults?plan=drop-after,500,…      one fault for each coming request, in order
//! GET  /practice/received                          what was stored for this site
//! ```

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{Response, StatusCode, header};
use handoff::Tenant;
use receiver::{Admin, Config, Guard, GuardError, Keys, Limits, OFFERS, Receiver};
use serde_json::json;
use std::collections::{HashMap, VecDeque};
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tower::ServiceExt;

/// Seconds by which the clock of the receiver that makes expired offers is behind.
const BEHIND: u64 = 700;
/// Largest answer of the receiver, in bytes.
const LARGEST: usize = 64 * 1024;

/// Any name is a site, and whoever asks is its admin: this is a practice server.
struct EverySite;

fn site(name: &str) -> Tenant {
    Tenant {
        id: format!("t_{name}"),
        name: format!("{} MSP B.V.", name.to_uppercase()),
        origin: format!("https://{name}.proxuma.com"),
    }
}

fn name_of(request: &Parts) -> Option<String> {
    let host = request.headers.get(header::HOST)?.to_str().ok()?;
    let host = host.split(':').next()?;
    host.strip_suffix(".proxuma.com").map(str::to_owned)
}

impl Guard for EverySite {
    fn admin(&self, request: &Parts) -> Result<Admin, GuardError> {
        let mut name = name_of(request).ok_or(GuardError::NotLoggedIn)?;
        if request.uri.query() == Some("as=other") {
            name = format!("other-{name}");
        }
        Ok(Admin {
            id: name.clone(),
            tenant: site(&name),
        })
    }

    fn tenant_id(&self, request: &Parts) -> Option<String> {
        name_of(request).map(|name| site(&name).id)
    }
}

/// The mounted receiver.
#[derive(Clone)]
pub struct Sealed {
    now: Receiver,
    behind: Receiver,
    /// Faults to come, by site.
    plans: Arc<Mutex<HashMap<String, VecDeque<String>>>>,
}

fn clock() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |time| time.as_secs())
}

impl Sealed {
    /// A receiver with fresh keys and a store in memory, gone with the process.
    ///
    /// # Errors
    /// When there is no randomness or the store can't be made.
    pub async fn open() -> Result<Sealed, Box<dyn Error>> {
        let text = Keys::generate("practice-o1", "practice-r1")?;
        let open = |behind: u64| {
            let keys = Keys::parse(&text)?;
            let mut config = Config::new("sqlite::memory:", keys, EverySite);
            config.clock = Arc::new(move || clock() - behind);
            config.limits = Limits {
                offers_per_hour: 100_000,
                ..Limits::default()
            };
            Ok::<_, Box<dyn Error>>(Receiver::open(config))
        };
        Ok(Sealed {
            now: open(0)?.await?,
            behind: open(BEHIND)?.await?,
            plans: Arc::default(),
        })
    }

    /// Whether a path is answered here.
    pub fn takes(path: &str) -> bool {
        path.starts_with("/api/handoff/")
            || path == "/practice/faults"
            || path == "/practice/received"
    }

    /// Answers a request to a site.
    pub async fn answer(&self, name: &str, request: Request) -> Response<Body> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        match request.uri().path() {
            "/practice/faults" => {
                let plan = query.strip_prefix("plan=").unwrap_or_default();
                let plan = plan.split(',').filter(|f| !f.is_empty());
                self.plans()
                    .insert(name.to_owned(), plan.map(str::to_owned).collect());
                json_answer(&json!({"ok": true}))
            }
            "/practice/received" => self.received(name).await,
            OFFERS if query == "as=expired" => call(&self.behind, request).await,
            OFFERS => call(&self.now, request).await,
            _ => {
                let fault = self.plans().get_mut(name).and_then(VecDeque::pop_front);
                match fault {
                    Some(fault) => self.faulty(&fault, request).await,
                    None => call(&self.now, request).await,
                }
            }
        }
    }

    fn plans(&self) -> std::sync::MutexGuard<'_, HashMap<String, VecDeque<String>>> {
        self.plans.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn received(&self, name: &str) -> Response<Body> {
        let rows = self.now.received(&site(name).id).await.unwrap_or_default();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let list: Vec<_> = rows
            .iter()
            .map(|row| {
                json!({
                    "client_id": text(row.credentials.client_id().expose()),
                    "client_secret": text(row.credentials.client_secret().expose()),
                    "from": row.source_origin,
                    "zone": row.source_zone,
                })
            })
            .collect();
        json_answer(&json!(list))
    }

    /// One request that goes wrong. `drop-before` and `500` do not reach the receiver; the others do,
    /// and what it answers is lost or changed.
    async fn faulty(&self, fault: &str, request: Request) -> Response<Body> {
        let plain = |status: u16| {
            let mut out = Response::new(Body::from("<h1>Sorry</h1>"));
            *out.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
            out
        };
        match fault {
            "drop-before" => cut(plain(200)),
            "500" => plain(500),
            "busy" => {
                let mut out = json_answer(&json!({"code": "slow_down"}));
                *out.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                out.headers_mut()
                    .insert(header::RETRY_AFTER, header::HeaderValue::from_static("1"));
                out
            }
            "redirect" => {
                let mut out = plain(307);
                let to = header::HeaderValue::from_static("https://other.proxuma.com/elsewhere");
                out.headers_mut().insert(header::LOCATION, to);
                out
            }
            "drop-after" => cut(call(&self.now, request).await),
            "slow" => {
                let answer = call(&self.now, request).await;
                tokio::time::sleep(Duration::from_secs(2)).await;
                answer
            }
            "truncated" => {
                changed(call(&self.now, request).await, |text| {
                    text[..text.len() / 2].to_owned()
                })
                .await
            }
            "forged" => {
                changed(call(&self.now, request).await, |text| {
                    let end = text.len() - 10;
                    let other = if text[end..].starts_with('A') {
                        "B"
                    } else {
                        "A"
                    };
                    [&text[..end], other, &text[end + 1..]].concat()
                })
                .await
            }
            _ => plain(404),
        }
    }
}

async fn call(receiver: &Receiver, request: Request) -> Response<Body> {
    match receiver.router().oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

/// An answer that promises more than it sends: the connection breaks before its end.
fn cut(answer: Response<Body>) -> Response<Body> {
    let (mut parts, _) = answer.into_parts();
    let promised = header::HeaderValue::from_static("500");
    parts.headers.insert(header::CONTENT_LENGTH, promised);
    let close = header::HeaderValue::from_static("close");
    parts.headers.insert(header::CONNECTION, close);
    Response::from_parts(parts, Body::from("{"))
}

async fn changed(answer: Response<Body>, change: impl Fn(String) -> String) -> Response<Body> {
    let (mut parts, body) = answer.into_parts();
    let bytes = to_bytes(body, LARGEST).await.unwrap_or_default();
    parts.headers.remove(header::CONTENT_LENGTH);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Response::from_parts(parts, Body::from(change(text)))
}

fn json_answer(value: &serde_json::Value) -> Response<Body> {
    let mut out = Response::new(Body::from(value.to_string()));
    let kind = header::HeaderValue::from_static("application/json");
    out.headers_mut().insert(header::CONTENT_TYPE, kind);
    out
}
