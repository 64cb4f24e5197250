//! What the receiver logs: never a body, whatever the level. A file of its own, because the
//! subscriber is the process's: one that a test sets for its thread misses what other tests' threads
//! have found nobody to listen to.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use receiver::Keys;
use std::io::Write;
use std::sync::{Arc, Mutex};
use support::*;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_log_at_any_level_holds_a_body() {
    let log = Log::default();
    let sink = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || sink.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let world = World::new().await;
    let sealed = world.seal(&world.offer().await);
    world.post(&damaged(&sealed.body)).await;
    world.post(&sealed.body).await;
    world.post(CLIENT_SECRET).await;
    world.recover(&sealed.idem, CLIENT_SECRET).await;
    let other = Keys::generate("o1", "r1").unwrap();
    let other = Keys::parse(&other).unwrap_or_else(|e| panic!("{e}"));
    let (database, _dir) = lasting_database().await;
    let waiting = {
        let first = World::at(&database).await;
        first.seal(&first.offer().await)
    };
    let second = World::with(&database, other, |_| ()).await;
    second.post(&waiting.body).await;
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("store_unreadable"), "the log is being written");
    let value: serde_json::Value = serde_json::from_str(&sealed.body).unwrap();
    let inside = [value["sealed"].as_str(), value["protected"].as_str()];
    for hidden in [CLIENT_SECRET, CLIENT_ID, &sealed.proof]
        .into_iter()
        .chain(inside.into_iter().flatten())
    {
        assert!(!log.contains(hidden), "{hidden}");
    }
}
