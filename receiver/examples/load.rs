//! Load on one receiver over loopback: `cargo run --release -p receiver --example load [URL…]`.
//!
//! Posts sealed envelopes over kept-alive HTTP connections and prints, for SQLite in a temporary
//! directory and for every PostgreSQL URL given, requests a second, the median and the 99th
//! percentile, and whether anything was lost. Bounded: 2,000 envelopes, then every one again.
#![allow(clippy::unwrap_used, missing_docs, reason = "an example may panic")]

#[path = "../tests/support/mod.rs"]
mod support;

use handoff::{Receipt, Sealed};
use receiver::ENVELOPES;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::*;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

const ENVELOPES_SENT: usize = 2_000;
const CONNECTIONS: usize = 16;

#[tokio::main]
async fn main() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("load.db");
    measure("SQLite", &format!("sqlite:{}", file.display())).await;
    for url in std::env::args().skip(1) {
        measure("PostgreSQL", &url).await;
    }
    if let Ok(url) = std::env::var("RECEIVER_TEST_POSTGRES") {
        assert!(url.starts_with("postgres"));
        measure("PostgreSQL", &fresh_database().await).await;
    }
}

async fn measure(name: &str, database: &str) {
    let world = World::at(database).await;
    let mut sealed = Vec::with_capacity(ENVELOPES_SENT);
    for _ in 0..ENVELOPES_SENT {
        sealed.push(world.seal(&world.offer().await));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = world.router.clone();
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let sealed = Arc::new(sealed);
    for (what, status) in [("new", 201), ("repeated", 200)] {
        let began = Instant::now();
        let mut tasks = Vec::new();
        for lane in 0..CONNECTIONS {
            let sealed = sealed.clone();
            tasks.push(tokio::spawn(async move {
                let mut stream = BufReader::new(TcpStream::connect(address).await.unwrap());
                let mut times = Vec::new();
                for one in sealed.iter().skip(lane).step_by(CONNECTIONS) {
                    let sent = Instant::now();
                    assert_eq!(deliver(&mut stream, one).await, status);
                    times.push(sent.elapsed());
                }
                times
            }));
        }
        let mut times: Vec<Duration> = Vec::new();
        for task in tasks {
            times.extend(task.await.unwrap());
        }
        report(name, what, began.elapsed(), times);
    }
    let stored = world.stored().await.len();
    println!(
        "{name}: sent {ENVELOPES_SENT}, stored {stored}, lost {}",
        ENVELOPES_SENT - stored
    );
    assert_eq!(stored, ENVELOPES_SENT, "nothing lost, nothing doubled");
    server.abort();
}

fn report(name: &str, what: &str, whole: Duration, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{name}, {what} envelopes: {:.0} requests/s, median {:.1} ms, p99 {:.1} ms ({CONNECTIONS} connections)",
        times.len() as f64 / whole.as_secs_f64(),
        at(0.5),
        at(0.99)
    );
}

/// Posts one envelope, checks its receipt, gives the status.
async fn deliver(stream: &mut BufReader<TcpStream>, sealed: &Sealed) -> u16 {
    let request = format!(
        "POST {ENVELOPES} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
        handoff::wire::ENVELOPE_TYPE,
        sealed.body.len(),
        sealed.body
    );
    stream
        .get_mut()
        .write_all(request.as_bytes())
        .await
        .unwrap();
    let (mut status, mut length) = (0, 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(rest) = line.strip_prefix("http/1.1 ") {
            status = rest[..3].parse().unwrap();
        }
        if let Some(rest) = line.strip_prefix("content-length: ") {
            length = rest.parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.unwrap();
    Receipt::verify(&body, &sealed.expected).unwrap();
    status
}
