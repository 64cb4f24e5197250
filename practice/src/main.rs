//! Serves the practice Autotask and the practice Proxuma over TLS on loopback.
//!
//! Every visitor (cookie) has a tenant of its own. The certificate is made at start and lives in
//! memory only.

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Response, StatusCode, header};
use practice::sealed::Sealed;
use practice::switches::{self, Switches};
use practice::tenant::Tenant;
use practice::{pages, random::Random};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::AsyncReadExt;

const HELP: &str = "practice: the practice Autotask and the practice Proxuma over TLS on loopback

  --port N               listen on 127.0.0.1:N (0, the default: any free port)
  --until-stdin-closes   end when standard input closes
  --help                 this text

Prints {\"port\":N,\"pid\":N} when it listens. Map *.autotask.net and *.proxuma.com to it in the browser.";

/// Largest body accepted, in bytes: the level editor posts about 20 KB.
const LARGEST: usize = 256 * 1024;
/// How long an answer takes that does not come.
const HANGS: Duration = Duration::from_secs(600);
/// Most tenants kept; the oldest visitors' are forgotten.
const MOST_TENANTS: usize = 2_000;

#[derive(Clone)]
struct App {
    tenants: Arc<Mutex<HashMap<String, Tenant>>>,
    seed: Arc<Mutex<u64>>,
    sealed: Sealed,
}

impl App {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Tenant>> {
        self.tenants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh_id(&self) -> (String, u64) {
        let mut seed = self.seed.lock().unwrap_or_else(PoisonError::into_inner);
        *seed += 1;
        (Random::seeded(*seed).id(), *seed)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.iter().any(|a| a == "--help") {
        println!("{HELP}");
        return Ok(());
    }
    let port = match args.iter().position(|a| a == "--port") {
        Some(at) => args
            .get(at + 1)
            .and_then(|p| p.parse().ok())
            .ok_or("--port needs a number up to 65535")?,
        None => 0u16,
    };
    let until_stdin = args.iter().any(|a| a == "--until-stdin-closes");
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?
        .block_on(serve(port, until_stdin))
}

async fn serve(port: u16, until_stdin: bool) -> Result<(), Box<dyn Error>> {
    let names = ["*.autotask.net", "autotask.net", "*.proxuma.com"]
        .map(String::from)
        .to_vec();
    let made = rcgen::generate_simple_self_signed(names)?;
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)?;
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!(
        "{}",
        json!({"port": listener.local_addr()?.port(), "pid": std::process::id()})
    );
    let app = axum::Router::new().fallback(answer).with_state(App {
        tenants: Arc::default(),
        seed: Arc::new(Mutex::new(u64::from(std::process::id()))),
        sealed: Sealed::open().await?,
    });
    let accept = async {
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                continue;
            };
            let (acceptor, app) = (acceptor.clone(), app.clone());
            tokio::spawn(async move {
                let Ok(tls) = acceptor.accept(stream).await else {
                    return;
                };
                let service = hyper_util::service::TowerToHyperService::new(app);
                let io = hyper_util::rt::TokioIo::new(tls);
                // A browser that hangs up in the middle is no event for a practice server.
                let _ = hyper::server::conn::http1::Builder::new()
                    .serve_connection(io, service)
                    .await;
            });
        }
    };
    tokio::select! {
        () = accept => Ok(()),
        () = stdin_closed(until_stdin) => Ok(()),
        done = tokio::signal::ctrl_c() => Ok(done?),
    }
}

async fn stdin_closed(wanted: bool) {
    if !wanted {
        return std::future::pending().await;
    }
    let mut byte = [0u8; 64];
    while matches!(tokio::io::stdin().read(&mut byte).await, Ok(n) if n > 0) {}
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let all = headers.get(header::COOKIE)?.to_str().ok()?;
    all.split("; ")
        .find_map(|c| c.strip_prefix("practice="))
        .map(str::to_owned)
}

/// What an answer is made of.
struct Reply {
    status: StatusCode,
    kind: &'static str,
    body: String,
    location: Option<String>,
}

impl Reply {
    fn new(kind: &'static str, body: impl Into<String>) -> Self {
        Reply {
            status: StatusCode::OK,
            kind,
            body: body.into(),
            location: None,
        }
    }
    fn json(value: &Value) -> Self {
        Reply::new("application/json", value.to_string())
    }
    fn to(location: impl Into<String>) -> Self {
        Reply {
            status: StatusCode::FOUND,
            kind: "text/plain",
            body: String::new(),
            location: Some(location.into()),
        }
    }
    fn missing() -> Self {
        Reply {
            status: StatusCode::NOT_FOUND,
            ..Reply::new(
                "text/html",
                "<!doctype html><title>Not found</title><h1>Not found</h1>",
            )
        }
    }
}

async fn answer(State(app): State<App>, request: Request) -> Response<Body> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let host = host.split(':').next().unwrap_or_default().to_owned();
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    if let Some(name) = host.strip_suffix(".proxuma.com")
        && Sealed::takes(&path)
    {
        let name = name.to_owned();
        return app.sealed.answer(&name, request).await;
    }
    let known = cookie(request.headers());
    let body = to_bytes(request.into_body(), LARGEST)
        .await
        .map(|b| serde_json::from_slice(&b).unwrap_or(Value::Null))
        .unwrap_or(Value::Null);
    let (id, seed) = match known {
        Some(id) => (id, 0),
        None => app.fresh_id(),
    };
    let (reply, switches) = {
        let mut tenants = app.lock();
        if tenants.len() > MOST_TENANTS {
            tenants.clear();
        }
        let seed = seed.wrapping_add(
            id.bytes()
                .fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b))),
        );
        let tenant = tenants
            .entry(id.clone())
            .or_insert_with(|| Tenant::new(Switches::default(), seed));
        let reply = if host == "webservices.autotask.net" {
            zone(&path, &query)
        } else if host.ends_with("autotask.net") {
            autotask(tenant, &path, &query, &body, seed)
        } else if let Some(name) = host.strip_suffix(".proxuma.com") {
            proxuma(tenant, name, &path, &query, &body)
        } else {
            Reply::missing()
        };
        (reply, tenant.switches.clone())
    };
    if switches.slow > 0
        && path.starts_with("/practice/")
        && !path.contains("/static/")
        && path != "/practice/switches"
    {
        tokio::time::sleep(Duration::from_millis(switches.slow)).await;
    }
    let asks = ["/practice/key", "/practice/secret"].contains(&path.as_str());
    if switches.ajax == "hangs" && (asks || path.starts_with("/practice/save")) {
        tokio::time::sleep(HANGS).await;
    }
    respond(reply, &switches, &id)
}

fn respond(reply: Reply, switches: &Switches, id: &str) -> Response<Body> {
    let mut out = Response::builder()
        .status(reply.status)
        .header(
            header::CONTENT_TYPE,
            format!("{}; charset=utf-8", reply.kind),
        )
        .header(header::CACHE_CONTROL, "no-store")
        .header(
            header::SET_COOKIE,
            format!("practice={id}; Path=/; Secure; SameSite=Lax"),
        );
    if let Some(location) = reply.location {
        out = out.header(header::LOCATION, location);
    }
    if switches.csp == "strict" {
        out = out.header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
        );
    }
    if switches.coep {
        out = out
            .header("Cross-Origin-Embedder-Policy", "require-corp")
            .header("Cross-Origin-Opener-Policy", "same-origin");
    }
    out.body(Body::from(reply.body)).unwrap_or_default()
}

fn shared(tenant: &mut Tenant, path: &str, query: &str, body: &Value, seed: u64) -> Option<Reply> {
    Some(match path {
        "/practice/switches" => {
            let mut switches = Switches::default();
            switches.apply(query);
            *tenant = Tenant::new(switches, seed);
            Reply::to(
                switches::value(query, "to")
                    .filter(|t| t.starts_with('/'))
                    .unwrap_or_else(|| "/AutotaskOnyx/LandingPage".into()),
            )
        }
        "/practice/reset" => {
            *tenant = Tenant::new(tenant.switches.clone(), seed);
            Reply::json(&json!({"ok": true}))
        }
        "/practice/state" => Reply::json(
            &json!({"levels": tenant.levels, "users": tenant.users, "categories": tenant.categories}),
        ),
        "/practice/events" => Reply::json(&Value::Array(tenant.events.clone())),
        "/practice/session.json" => Reply::json(&tenant.session()),
        "/practice/log" => {
            tenant.events.push(body.clone());
            Reply::json(&json!({"ok": true}))
        }
        _ => {
            let (kind, text) = pages::file(path.strip_prefix("/practice/static/")?)?;
            Reply::new(kind, text)
        }
    })
}

fn autotask(tenant: &mut Tenant, path: &str, query: &str, body: &Value, seed: u64) -> Reply {
    if let Some(reply) = shared(tenant, path, query, body, seed) {
        return reply;
    }
    match path {
        "/practice/key" => return Reply::json(&json!({"value": tenant.key()})),
        "/practice/secret" => return Reply::json(&json!({"value": tenant.secret()})),
        "/practice/save-level" => return saved(tenant.save_level(body)),
        "/practice/save-category" => return saved(tenant.save_category(body)),
        "/practice/save-user" => return saved(tenant.save_user(body)),
        _ => {}
    }
    let Some(page) = pages::page(path) else {
        return Reply::missing();
    };
    let mut switches = tenant.switches.clone();
    if switches.apply(query) {
        tenant.switches = switches.clone();
    }
    if switches.session == "expired" && page != "signin" {
        return Reply::to("/Mvc/Framework/Authentication.mvc/Authenticate");
    }
    if pages::forbidden(page, &switches) && switches.rights == "none" {
        return Reply::to("/Mvc/Security/Authorization.mvc/Failure");
    }
    let page = if pages::forbidden(page, &switches) {
        "denied"
    } else {
        page
    };
    Reply::new("text/html", pages::document(page, &switches))
}

fn saved(result: Result<u32, Vec<String>>) -> Reply {
    Reply::json(&match result {
        Ok(id) => json!({"ok": true, "id": id}),
        Err(errors) => json!({"ok": false, "errors": errors}),
    })
}

/// The zone look-up, which needs no credentials. Every key with a domain is known here.
fn zone(path: &str, query: &str) -> Reply {
    if path != "/atservicesrest/v1.0/zoneInformation" {
        return Reply::missing();
    }
    let user = switches::value(query, "user").unwrap_or_default();
    if !user.contains('@') {
        let told = json!({"errors": ["Zone information could not be determined"]});
        return Reply {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            ..Reply::json(&told)
        };
    }
    Reply::json(&json!({
        "zoneName": "America West",
        "url": "https://webservices5.autotask.net/ATServicesRest/",
        "webUrl": "https://ww5.autotask.net/",
        "ci": 42,
    }))
}

fn proxuma(tenant: &mut Tenant, name: &str, path: &str, query: &str, body: &Value) -> Reply {
    if path == "/practice/submit" {
        tenant
            .events
            .push(json!({"what": "proxuma-submit", "tenant": name, "body": body}));
        return Reply::json(&json!({"ok": true}));
    }
    if let Some(reply) = shared(tenant, path, query, body, 1) {
        return reply;
    }
    tenant.switches.apply(query);
    Reply::new("text/html", pages::proxuma(name))
}
