//! What the receiver keeps and for how long: nothing readable without its key, nothing in a log,
//! nothing lost by a restart.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use handoff::wire;
use receiver::Keys;
use sqlx::{AnyConnection, Connection, Row};
use support::*;

#[tokio::test]
async fn a_restarted_receiver_goes_on_where_it_was() {
    let (database, _dir) = lasting_database().await;
    let (sealed, waiting, receipt);
    {
        let world = World::at(&database).await;
        sealed = world.seal(&world.offer().await);
        receipt = world.post(&sealed.body).await.body;
        waiting = world.seal(&world.offer().await);
    }
    let world = World::at(&database).await;
    let again = world.post(&sealed.body).await;
    assert_eq!((again.status, again.body), (200, receipt));
    assert_eq!(world.post(&waiting.body).await.status, 201);
    assert_eq!(world.stored().await.len(), 2);
}

#[tokio::test]
async fn with_other_keys_nothing_is_answered_as_done_and_nothing_is_lost() {
    let (database, _dir) = lasting_database().await;
    let waiting;
    {
        let world = World::at(&database).await;
        waiting = world.seal(&world.offer().await);
    }
    {
        let other = Keys::generate("o1", "r1").unwrap();
        let other = Keys::parse(&other).unwrap_or_else(|e| panic!("{e}"));
        let world = World::with(&database, other, |_| ()).await;
        let reply = world.post(&waiting.body).await;
        assert_eq!((reply.status, reply.code().as_str()), (503, "unavailable"));
        assert!(reply.retry_after.is_some());
    }
    let world = World::at(&database).await;
    assert_eq!(world.post(&waiting.body).await.status, 201);
}

#[tokio::test]
async fn an_offers_keys_are_gone_once_it_is_used_or_ended() {
    let (database, _dir) = lasting_database().await;
    let world = World::at(&database).await;
    let (used, ended, open) = (
        world.offer().await,
        world.offer().await,
        world.offer().await,
    );
    drop((ended, open));
    world.post(&world.seal(&used).body).await;
    let left = || async {
        let mut connection = AnyConnection::connect(&database).await.unwrap();
        let query = "SELECT COUNT(*) FROM offers WHERE keys IS NOT NULL";
        let row = sqlx::query(query).fetch_one(&mut connection).await.unwrap();
        row.get::<i64, _>(0)
    };
    assert_eq!(left().await, 2);
    world.pass(599);
    world.receiver.sweep().await.unwrap();
    assert_eq!(left().await, 2);
    world.pass(1);
    world.receiver.sweep().await.unwrap();
    assert_eq!(left().await, 0);
}

#[tokio::test]
async fn no_file_of_the_database_shows_what_was_received() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("receiver.db");
    let world = World::at(&format!("sqlite:{}", file.display())).await;
    let offer = world.offer().await;
    let sealed = world.seal(&offer);
    world.post(&damaged(&sealed.body)).await;
    assert_eq!(world.post(&sealed.body).await.status, 201);
    let mut found_receipt = false;
    for entry in std::fs::read_dir(dir.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
        for secret in [CLIENT_SECRET, CLIENT_ID] {
            assert!(!holds(secret.as_bytes()));
            for phase in 0..3 {
                let padded = [vec![0; phase], secret.as_bytes().to_vec()].concat();
                let text = wire::encode(&padded);
                assert!(!holds(&text.as_bytes()[4..text.len() - 4]));
            }
        }
        found_receipt |= holds(sealed.idem.as_bytes());
    }
    assert!(found_receipt, "the search looks where rows are");
}
